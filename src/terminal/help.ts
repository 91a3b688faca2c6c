import { hanging, wrap } from "../report/terminal-text.ts";
import type { Scenario } from "../sandbox/fault.ts";
import { COMMON_FLAGS, type Command, type Flag, INPUT_FLAGS, TYPED_COMMANDS } from "./flags.ts";
import { PROGRAM } from "./program.ts";

/** Width of the widest flag column, characters. */
const FLAG_COLUMN = 26;

/** Fewest columns beside the flags that are worth the second column; below, the description stands beneath. */
const MIN_DESCRIPTION = 30;

/** The four exit codes, one line each. */
const EXIT_CODES = [
  "Exit codes:",
  "  0   proceed; what was asked for is in order",
  "  1   rollback",
  "  2   hold; a file is wrong, an endpoint cannot be used, or nothing could be written",
  "  64  wrong usage: nothing was done",
];

/** What `--help` prints without a command. */
export function helpText(gate: Command, program: string, columns: number): string {
  const own = gate.flags.filter((flag) => !INPUT_FLAGS.includes(flag));
  return [
    ...wrap(`${PROGRAM}: may this LLM-API change ship?`, 0, columns),
    "",
    "Usage:",
    `  ${program} [FLAGS]`,
    ...wrap("the gate; in the embedded sandbox when nothing points to an endpoint", 6, columns),
    `  COMETAPI_KEY=... ${program} --model MODEL`,
    ...wrap("the gate against a real endpoint", 6, columns),
    `  ${program} COMMAND [FLAGS]`,
    "",
    "Commands:",
    ...TYPED_COMMANDS.flatMap(({ name, argument, description }) => row(`${name}${argument}`, description, columns)),
    ...row("help [COMMAND]", "this text, or the flags of a command", columns),
    "",
    ...wrap("The key comes from COMETAPI_KEY (or COMETAPI_API_KEY) in the environment, never from a flag.", 0, columns),
    ...wrap("A gate file at .github/release-gate.yml is read when it exists.", 0, columns),
    "",
    ...exitCodes(columns),
    ...wrap("--fail-on rollback or never lets a hold, or everything, exit 0.", 2, columns),
    "",
    "Flags of the terminal:",
    ...[...own, ...COMMON_FLAGS].flatMap((flag) => flagRow(flag, columns)),
    "",
    "Flags that are inputs of the action:",
    ...INPUT_FLAGS.flatMap((flag) => flagRow(flag, columns)),
  ].join("\n");
}

/** What `COMMAND --help` prints. */
export function commandHelp({ name, argument, description, flags }: Command, program: string, columns: number): string {
  return [
    `${program} ${name}${argument}${flags.length === 0 ? "" : " [FLAGS]"}`,
    ...wrap(description, 2, columns),
    "",
    "Flags:",
    ...[...flags, ...COMMON_FLAGS].flatMap((flag) => flagRow(flag, columns)),
    "",
    ...exitCodes(columns),
  ].join("\n");
}

/** What `--list` prints: every scenario with what the gate is expected to answer. */
export function scenarioList(scenarios: readonly Scenario<string>[], columns: number): string {
  const rows = scenarios.flatMap(({ name, description, expect, probes }) => [
    ...row(name, `${expect.decision}: ${expect.trigger}${probes ? ` (asks ${probes.join(", ")})` : ""}`, columns),
    ...wrap(description, columns - FLAG_COLUMN < MIN_DESCRIPTION ? 6 : FLAG_COLUMN + 2, columns),
  ]);
  return [...wrap("Scenarios of the embedded sandbox, and what the gate says to each:", 0, columns), "", ...rows].join(
    "\n",
  );
}

function flagRow({ name, value, description }: Flag, columns: number): readonly string[] {
  return row(`--${name}${value === null ? "" : ` ${value}`}`, description, columns);
}

function row(name: string, description: string, columns: number): readonly string[] {
  const head = `  ${name}`;
  if (columns - FLAG_COLUMN < MIN_DESCRIPTION) return [head, ...wrap(description, 6, columns)];
  if (head.length > FLAG_COLUMN) return [head, ...wrap(description, FLAG_COLUMN + 2, columns)];
  return hanging(head.padEnd(FLAG_COLUMN + 2), description, columns);
}

/** The exit codes, the text of each beneath itself. */
function exitCodes(columns: number): readonly string[] {
  return EXIT_CODES.flatMap((line) => {
    const mark = /^ *(\d+ +)?/.exec(line)?.[0] ?? "";
    return hanging(mark, line.slice(mark.length), columns);
  });
}
