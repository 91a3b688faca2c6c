/** The default command: the gate, its report, its exit code. */
import { resolve } from "node:path";
import { createRedactor } from "../evidence/redaction.ts";
import { type GateResult, gate } from "../gate.ts";
import { plain } from "../report/plain-text.ts";
import { type Detail, terminalReport } from "../report/terminal.ts";
import type { Sandbox } from "../sandbox/gateway.ts";
import type { SettingsSource } from "../settings/source.ts";
import { nonBlank } from "../text/non-blank.ts";
import type { Invocation, Misuse } from "./command-line.ts";
import { pointsToEndpoint, sourceFor, withEndpoint } from "./endpoint.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { inFlags } from "./flags.ts";
import { openProgress } from "./progress.ts";
import { columnsOf, paintFor, print, printJson, type Terminal } from "./terminal.ts";

/** Scenario that answers when nothing at all points to a real endpoint. */
const FIRST_SCENARIO = "healthy";

/** Where evidence goes in the sandbox, below the working folder: whoever tries the gate out wants to find it. */
const SANDBOX_EVIDENCE = "release-gate-evidence";

/** Runs the gate once. */
export function runGate(invocation: Invocation, terminal: Terminal): Promise<ExitCode | Misuse> {
  const named = invocation.values.scenario;
  const scenario = named ?? (pointsToEndpoint(invocation, terminal) ? null : FIRST_SCENARIO);
  return withEndpoint(scenario, terminal, (sandbox) => {
    const values = scenario === null ? invocation.values : { ...invocation.values, scenario };
    return judge({ ...invocation, values }, terminal, sandbox);
  });
}

async function judge(invocation: Invocation, terminal: Terminal, sandbox: Sandbox | null): Promise<ExitCode> {
  const json = invocation.switches.has("json");
  const source = sourceFor(invocation, terminal, sandbox);
  const progress = await openProgress(terminal, json);
  const result = await gate({
    source: sandbox === null ? source : inScenario(source, sandbox),
    runner: { node: process.version, platform: `${process.platform}-${process.arch}` },
    cancelled: terminal.cancelled,
    progress: progress.show,
    github: async () => null,
    terminal: { program: terminal.program, flags: invocation.values, words: inFlags },
  }).finally(progress.done);
  if (json) printJson(terminal, resultDocument(result));
  else printReport(result, terminal, invocation.switches.has("details") ? "full" : "brief");
  for (const problem of result.problems) terminal.stderr.write(`error: ${plain(inFlags(problem))}\n`);
  return exitCodeOf(result);
}

/** The world as a scenario has it: its own step in its own checkout. Evidence goes to the folder of whoever tries it out. */
function inScenario(source: SettingsSource, { checkout, inputs }: Sandbox): SettingsSource {
  const { workingDirectory } = source;
  const evidenceDir = resolve(workingDirectory, nonBlank(source.inputs["evidence-dir"]) ?? SANDBOX_EVIDENCE);
  return {
    ...source,
    workingDirectory: checkout ?? workingDirectory,
    inputs: { ...inputs, ...source.inputs, "evidence-dir": evidenceDir },
  };
}

function exitCodeOf({ failed, evidence: { verdict } }: GateResult): ExitCode {
  return failed ? EXIT[verdict.decision] : EXIT.proceed;
}

function printReport({ evidence, context, outputs }: GateResult, terminal: Terminal, detail: Detail): void {
  const path = outputs["evidence-path"];
  const more = detail === "brief" ? " (summary.md has the details; --details prints them)" : "";
  const where = path === "" ? "" : `\nEvidence: ${plain(resolve(path, ".."))}${more}\n`;
  const screen = { columns: columnsOf(terminal), words: inFlags };
  print(terminal, `${terminalReport(evidence, context, paintFor(terminal), detail, screen)}${where}`);
}

/** The action's output `result`, the files beside it, and what could not be written. */
function resultDocument({ outputs, problems, settings }: GateResult): unknown {
  const redactor = createRedactor(settings?.secrets ?? []);
  const document = {
    ...JSON.parse(outputs.result),
    paths: {
      evidence: outputs["evidence-path"],
      decisionRecord: outputs["decision-record-path"],
      junit: outputs["junit-path"],
      summary: outputs["summary-path"],
    },
    problems,
  };
  return JSON.parse(redactor.redact(inFlags(JSON.stringify(document))));
}
