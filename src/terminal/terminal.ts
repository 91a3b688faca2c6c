/** The terminal as the commands see it. The door fills it; nothing below the door reads the environment. */
import { styleText } from "node:util";
import { MAX_COLUMNS } from "../report/plain-text.ts";
import type { Paint } from "../report/terminal.ts";

/** Where a command runs and where it prints. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** What to type to get here again, for hints that can be copied. */
  readonly program: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly cancelled: AbortSignal;
}

/** The variable that every CI system sets; `CI=false` is how people take it back. */
export function isCi({ CI: ci = "" }: Terminal["env"]): boolean {
  return !["", "0", "false"].includes(ci.toLowerCase());
}

/** Fewest columns that text is laid out in: below this every second word would be cut, and the terminal wraps better. */
const MIN_COLUMNS = 40;

/** Most columns: longer lines lose the eye on its way back. */
const MOST_COLUMNS = 200;

/** Columns for text on stdout: what the terminal has; a pipe has as many as a log. */
export function columnsOf({ stdout, env }: Terminal): number {
  const told = stdout.columns ?? Number(env.COLUMNS || MAX_COLUMNS);
  const known = Number.isInteger(told) && told > 0 ? told : MAX_COLUMNS;
  return Math.min(MOST_COLUMNS, Math.max(MIN_COLUMNS, known));
}

/** Colours where stdout shows them, unless NO_COLOR is set: `styleText` honours FORCE_COLOR, TERM=dumb and pipes. */
export function paintFor({ stdout, env }: Terminal): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (words: string) =>
    env.NO_COLOR ? words : styleText(format, words, { stream: stdout });
  return { good: style("green"), bad: style("red"), warn: style("yellow"), quiet: style("dim"), bold: style("bold") };
}

/** Prints text on stdout and ends it with a line break. */
export function print({ stdout }: Terminal, text: string): void {
  stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** The one JSON document of `--json`. In CI a runner reads it too, and obeys `##[` wherever it stands in a line. */
export function printJson(terminal: Terminal, value: unknown): void {
  print(terminal, JSON.stringify(value, null, 2).replaceAll("##[", "#\\u0023["));
}

/** What a command has to say: text for a person, or with `--json` its one versioned document. */
export function say(terminal: Terminal, json: boolean, name: string, facts: object, text: () => string): void {
  if (json) printJson(terminal, { schema: `cometapi-release-gate/${name}`, version: 1, ...facts });
  else print(terminal, text());
}
