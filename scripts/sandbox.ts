/**
 * Serves one sandbox scenario until it is stopped, and prints what a gate needs to ask it, one `NAME=value` a line:
 * `node scripts/sandbox.ts [SCENARIO] >> "$GITHUB_ENV" &` in a workflow that runs the action from its checkout.
 */
import { type Sandbox, startSandbox } from "../src/sandbox/gateway.ts";
import type { ScenarioName } from "../src/sandbox/scenarios.ts";

const [scenario = "healthy"] = process.argv.slice(2);
const sandbox: Sandbox = await startSandbox(scenario as ScenarioName);
process.stdout.write(
  `COMETAPI_BASE_URL=${sandbox.baseUrl}\nCOMETAPI_MODEL=${sandbox.model}\nCOMETAPI_KEY=${sandbox.key}\n`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
