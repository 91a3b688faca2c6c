/** Whom a command asks: a real endpoint, or the embedded sandbox. */
import { readFileIfPresent } from "../run/read.ts";
import type { Sandbox } from "../sandbox/gateway.ts";
import type { ScenarioName } from "../sandbox/scenarios.ts";
import { INPUTS } from "../settings/inputs/inputs.ts";
import { areStatic } from "../settings/policy/probes.ts";
import type { SettingsSource } from "../settings/source.ts";
import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import { type Invocation, type Misuse, misuse } from "./command-line.ts";
import { triedInItsClone } from "./program.ts";
import { isCi, type Terminal } from "./terminal.ts";

/** One attempt in the sandbox, ms, unless a flag says otherwise: a fault on loopback shows at once. */
const SANDBOX_TIMEOUT_MS = 3_000;

/** Asks the sandbox when a scenario is named, else the real endpoint. The sandbox is closed again, whatever happens. */
export async function withEndpoint<T>(
  scenario: string | null,
  { env }: Pick<Terminal, "env">,
  use: (sandbox: Sandbox | null) => Promise<T>,
): Promise<T | Misuse> {
  if (scenario === null) return use(null);
  const { SCENARIOS, findScenario } = await import("../sandbox/scenarios.ts");
  if (findScenario(scenario) === undefined) {
    const names = SCENARIOS.map(({ name }) => name);
    return misuse(`unknown scenario ${shown(scenario)}${didYouMean(scenario, names)}`, "--list names them all.");
  }
  const { startSandbox } = await import("../sandbox/gateway.ts");
  const sandbox = await startSandbox(scenario as ScenarioName, env);
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** True when a flag or a variable points to a real endpoint, or to what was said of one. */
export function pointsToEndpoint({ values }: Invocation, { env }: Terminal): boolean {
  // The other modes are about earlier runs and recorded releases, which the sandbox knows nothing of.
  if ((values.mode ?? "gate") !== "gate") return true;
  // A pipeline whose variables are missing must not deploy because the sandbox said proceed.
  if (isCi(env) && !triedInItsClone(env)) return true;
  // The sandbox has none of the user's files and pages.
  if (areStatic(new Set((values.probes ?? "").split(/[\s,]+/)))) return true;
  const flags = [values["base-url"], values.model, values["gate-file"]];
  const variables = INPUTS.flatMap((input) => input.env ?? []).map((name) => env[name]);
  return [...flags, ...variables].some((value) => value !== undefined && value.trim() !== "");
}

/** The world as settings see it from a terminal: flags are inputs, nothing has to be masked in a log. */
export function sourceFor(
  { values: { scenario: _scenario, ...inputs } }: Invocation,
  { env, workingDirectory }: Terminal,
  sandbox: Sandbox | null,
): SettingsSource {
  return {
    inputs,
    env,
    workingDirectory,
    readFile: readFileIfPresent,
    mask: () => undefined,
    untrusted: false,
    sandbox: sandbox === null ? null : { ...sandbox, timeoutMs: SANDBOX_TIMEOUT_MS },
  };
}
