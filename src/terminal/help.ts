import { wrap } from "../report/terminal-text.ts";
import { SCENARIOS } from "../sandbox/scenarios.ts";

/** A flag of the terminal door: an input of the action under the same name. */
export interface Flag {
  readonly name: string;
  readonly description: string;
}

/** Width of the widest flag column, characters. */
const FLAG_COLUMN = 24;

/** What `--help` prints. */
export function helpText(flags: readonly Flag[]): string {
  return [
    "cometapi-release-gate: may this LLM-API change ship?",
    "",
    "Usage:",
    "  npm start                              the gate against the embedded sandbox; no key, no network",
    "  npm start -- --scenario bad-key        the sandbox with a fault; --list names them all",
    "  COMETAPI_KEY=... npm start -- --model MODEL [--base-url URL] [--probes LIST]",
    "                                         the gate against a real endpoint",
    "",
    "The key comes from COMETAPI_KEY (or COMETAPI_API_KEY) in the environment, never from a flag.",
    "A gate file at .github/release-gate.yml is read when it exists.",
    "",
    "Exit codes: 0 proceed, 1 rollback, 2 hold, 64 wrong usage. --fail-on decides what is not 0.",
    "",
    "Flags of the terminal:",
    ...row("scenario NAME", "run against the embedded sandbox with this behaviour"),
    ...row("list", "name the sandbox scenarios and what the gate says to each"),
    ...row("help", "this text"),
    "",
    "Flags that are inputs of the action:",
    ...flags.flatMap(({ name, description }) => row(name, description)),
  ].join("\n");
}

/** What `--list` prints: every scenario with what the gate is expected to answer. */
export function scenarioList(): string {
  const rows = SCENARIOS.flatMap(({ name, description, expect, probes }) => [
    `  ${name.padEnd(FLAG_COLUMN)}${expect.decision}: ${expect.trigger}${probes ? ` (with --probes ${probes.join(",")})` : ""}`,
    ...wrap(description, FLAG_COLUMN + 2),
  ]);
  return ["Scenarios of the embedded sandbox, and what the gate says to each:", "", ...rows].join("\n");
}

function row(flag: string, description: string): string[] {
  const [first = "", ...rest] = wrap(description, FLAG_COLUMN + 4);
  return [`  --${flag.padEnd(FLAG_COLUMN)}${first.trimStart()}`, ...rest];
}
