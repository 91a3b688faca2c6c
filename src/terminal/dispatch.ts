/** Leads a command line to its command. Commands are loaded when they are asked for: `--help` needs no HTTP client. */

import { createRedactor } from "../evidence/redaction.ts";
import { variablesOf } from "../settings/inputs/inputs.ts";
import { GATE_VERSION } from "../version.ts";
import { type Invocation, type Misuse, readCommandLine } from "./command-line.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { commandOf } from "./flags.ts";
import { nodeProblem, packageOfNpx, programOf, workingFolder } from "./program.ts";
import { columnsOf, print, say, type Terminal } from "./terminal.ts";

/** What the door knows of the process that it opened. */
type Process = Pick<NodeJS.Process, "argv" | "env" | "version" | "stdout" | "stderr" | "cwd">;

/** What a process says whose folder was deleted. */
const NO_FOLDER =
  "release gate: the folder in which it was started is not there any more; change into one that is, and run it again";

/**
 * Obeys the command line of a process and returns the exit code.
 * @param cancelled aborted by Ctrl-C and by SIGTERM
 */
export function obey(caller: Process, cancelled: AbortSignal): ExitCode | Promise<ExitCode> {
  const { argv, env, stdout, stderr } = caller;
  const folder = folderOf(caller);
  const [, script, ...args] = argv;
  const problem = nodeProblem(caller.version, script, args) ?? (folder === null ? NO_FOLDER : null);
  if (folder === null || problem !== null) {
    stderr.write(`${problem}\n`);
    return EXIT.hold;
  }
  const door = { env, script, folder, npxPackage: packageOfNpx(script) };
  const where = { workingDirectory: workingFolder(door), program: programOf(door) };
  keyless([stdout, stderr], env);
  return dispatch(readCommandLine(args), { env, ...where, stdout, stderr, cancelled });
}

/** No text reaches the screen with the key in it, wherever it was typed: in a flag, a path or the name of a file. */
function keyless(streams: readonly NodeJS.WriteStream[], env: NodeJS.ProcessEnv): void {
  const { redact } = createRedactor(variablesOf("api-key").flatMap((name) => env[name] ?? []));
  for (const stream of streams) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: readonly unknown[]) => boolean;
    stream.write = (chunk: unknown, ...rest: readonly unknown[]) =>
      write(typeof chunk === "string" ? redact(chunk) : chunk, ...rest);
  }
}

function folderOf({ cwd }: Process): string | null {
  try {
    return cwd();
  } catch {
    return null;
  }
}

/** Obeys a command line and returns the exit code. */
export async function dispatch(invocation: Invocation | Misuse, terminal: Terminal): Promise<ExitCode> {
  const result = invocation.kind === "misuse" ? await withScenarioHint(invocation) : await run(invocation, terminal);
  if (typeof result === "number") return result;
  terminal.stderr.write(`error: ${result.message}\n${result.help}\n`);
  return EXIT.usage;
}

async function run(invocation: Invocation, door: Terminal): Promise<ExitCode | Misuse> {
  const { command, switches } = invocation;
  const terminal = switches.has("no-color") ? { ...door, env: { ...door.env, NO_COLOR: "1" } } : door;
  if (switches.has("help")) return help(invocation, terminal);
  if (switches.has("version")) {
    print(terminal, GATE_VERSION);
    return EXIT.proceed;
  }
  if (switches.has("list")) return list(invocation, terminal);
  switch (command) {
    case "gate":
      return (await import("./run.ts")).runGate(invocation, terminal);
    case "doctor":
      return (await import("./doctor.ts")).doctor(invocation, terminal);
    case "init":
      return (await import("./init.ts")).init(invocation, terminal);
    case "validate":
      return (await import("./validate.ts")).validate(invocation, terminal);
    case "plan":
      return (await import("./plan.ts")).plan(invocation, terminal);
    case "explain":
      return (await import("./explain.ts")).explain(invocation, terminal);
  }
}

/** `npm start --scenario bad-key` keeps the flag for npm itself and hands over the name alone. */
async function withScenarioHint(misuse: Misuse): Promise<Misuse> {
  const { stray } = misuse;
  if (stray === undefined) return misuse;
  const { findScenario } = await import("../sandbox/scenarios.ts");
  if (findScenario(stray) === undefined) return misuse;
  const help = `${stray} is a sandbox scenario: write --scenario ${stray}. npm needs -- before flags: npm start -- --scenario ${stray}`;
  return { ...misuse, help };
}

async function help({ command }: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { commandHelp, helpText } = await import("./help.ts");
  const text = command === "gate" ? helpText : commandHelp;
  print(terminal, text(commandOf(command), terminal.program, columnsOf(terminal)));
  return EXIT.proceed;
}

async function list({ switches }: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { SCENARIOS } = await import("../sandbox/scenarios.ts");
  const { scenarioList } = await import("./help.ts");
  const scenarios = SCENARIOS.map(({ name, description, expect, probes }) => ({
    name,
    description,
    decision: expect.decision,
    trigger: expect.trigger,
    probes: probes ?? null,
  }));
  say(terminal, switches.has("json"), "scenarios", { scenarios }, () => scenarioList(SCENARIOS, columnsOf(terminal)));
  return EXIT.proceed;
}
