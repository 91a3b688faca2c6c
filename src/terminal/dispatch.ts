/** Leads a command line to its command. Commands are loaded when they are asked for: `--help` needs no HTTP client. */
import { GATE_VERSION } from "../version.ts";
import type { Invocation, Misuse } from "./command-line.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { commandOf } from "./flags.ts";
import { columnsOf, print, printJson, type Terminal } from "./terminal.ts";

/** Obeys a command line and returns the exit code. */
export async function dispatch(invocation: Invocation | Misuse, terminal: Terminal): Promise<ExitCode> {
  if (invocation.kind === "misuse") return usage(await withScenarioHint(invocation), terminal);
  const { command, switches } = invocation;
  if (switches.has("help")) return help(invocation, terminal);
  if (switches.has("version")) {
    print(terminal, GATE_VERSION);
    return EXIT.proceed;
  }
  if (switches.has("list")) return list(invocation, terminal);
  switch (command) {
    case "gate": {
      const { runGate } = await import("./run.ts");
      return codeOf(await runGate(invocation, terminal), terminal);
    }
    case "doctor": {
      const { doctor } = await import("./doctor.ts");
      return codeOf(await doctor(invocation, terminal), terminal);
    }
    case "init": {
      const { init } = await import("./init.ts");
      return init(invocation, terminal);
    }
    case "validate": {
      const { validate } = await import("./validate.ts");
      return validate(invocation, terminal);
    }
    case "explain": {
      const { explain } = await import("./explain.ts");
      return codeOf(explain(invocation, terminal), terminal);
    }
  }
}

type Result =
  | { readonly kind: "asked"; readonly value: ExitCode }
  | { readonly kind: "misuse"; readonly message: string; readonly help: string };

function codeOf(result: Result, terminal: Terminal): ExitCode {
  return result.kind === "asked" ? result.value : usage(result, terminal);
}

function usage({ message, help }: Pick<Misuse, "message" | "help">, { stderr }: Terminal): ExitCode {
  stderr.write(`error: ${message}\n${help}\n`);
  return EXIT.usage;
}

/** `npm start --scenario bad-key` keeps the flag for npm itself and hands over the name alone. */
async function withScenarioHint(misuse: Misuse): Promise<Misuse> {
  if (misuse.stray === null) return misuse;
  const { findScenario } = await import("../sandbox/scenarios.ts");
  if (findScenario(misuse.stray) === undefined) return misuse;
  const help = `${misuse.stray} is a sandbox scenario: write --scenario ${misuse.stray}. npm needs -- before flags: npm start -- --scenario ${misuse.stray}`;
  return { ...misuse, help };
}

async function help({ command }: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { commandHelp, helpText } = await import("./help.ts");
  const columns = columnsOf(terminal);
  const described = commandOf(command);
  print(
    terminal,
    command === "gate"
      ? helpText(described, terminal.program, columns)
      : commandHelp(described, terminal.program, columns),
  );
  return EXIT.proceed;
}

async function list({ switches }: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { SCENARIOS } = await import("../sandbox/scenarios.ts");
  if (switches.has("json")) {
    const scenarios = SCENARIOS.map(({ name, description, expect, probes }) => ({
      name,
      description,
      decision: expect.decision,
      trigger: expect.trigger,
      probes: probes ?? null,
    }));
    printJson(terminal, { schema: "cometapi-release-gate/scenarios", version: 1, scenarios });
    return EXIT.proceed;
  }
  const { scenarioList } = await import("./help.ts");
  print(terminal, scenarioList(SCENARIOS, columnsOf(terminal)));
  return EXIT.proceed;
}
