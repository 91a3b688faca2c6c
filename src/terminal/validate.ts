/** `validate`: gate file, request templates and known-good record, with no network and no key. Reads like a linter. */

import { basename } from "node:path";
import { courseOf } from "../evidence/firing.ts";
import { type Policy, plannedSample, sampleOf } from "../evidence/policy.ts";
import { PROBE_IDS, PROBES } from "../evidence/probes.ts";
import { findFiles } from "../files/files.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { DEFAULT_GATE_FILE, readGateFile } from "../settings/gate-file/gate-file.ts";
import { mustPassKeys } from "../settings/policy/probes.ts";
import { resolveSettings } from "../settings/resolve.ts";
import type { Settings } from "../settings/settings.ts";
import { nonBlank } from "../text/non-blank.ts";
import { likelihoodWords } from "../text/share.ts";
import { shownFile } from "../text/shown.ts";
import type { Invocation } from "./command-line.ts";
import { sourceFor } from "./endpoint.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { fanInDoubt } from "./fan-in-doubt.ts";
import { inFlags } from "./flags.ts";
import { type LintMessage, lintFinding, lintLines, lintNote, lintProblem, lintRecord } from "./lint-message.ts";
import { paintFor, say, type Terminal } from "./terminal.ts";

/** Problems that only a run has, with its key, its model and its network: here nothing is asked. */
const OF_THE_RUN = ["missing-key", "missing-model", "invalid-key", "invalid-proxy", "no-secrets"];

/** Problems that the workflow step can mend and a gate file cannot: worth a note, because only the workflow knows. */
const UP_TO_THE_WORKFLOW = ["host-not-allowed", "env-not-allowed", "missing-value", "missing-app-url"];

/** What was looked at, for the last line. */
interface Checked {
  readonly gateFile: string | null;
  readonly templates: readonly string[];
  readonly knownGood: string | null;
}

/** Checks the files and prints what is wrong with them. Exit 0 valid, 2 otherwise. */
export async function validate(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { settings, messages } = fromSettings(invocation, terminal);
  const list = [
    ...messages,
    ...(await fromPatterns(settings, terminal)),
    ...(await fromTemplates(settings)),
    ...(await fromKnownGood(settings, invocation, terminal)),
  ];
  const checked = whatWasChecked(settings);
  const problems = list.filter(({ weight }) => weight === "problem");
  const valid = problems.length === 0;
  say(terminal, invocation.switches.has("json"), "validate", { valid, checked, findings: list }, () =>
    report(list, problems.length, checked, terminal),
  );
  return valid ? EXIT.proceed : EXIT.hold;
}

function fromSettings(invocation: Invocation, terminal: Terminal) {
  // The static preset needs neither key nor model; whoever names probes gets their settings checked as well, and so does
  // whoever has written a section for one, which a later run may select.
  const source = sourceFor(invocation, terminal, null);
  const { readable } = readGateFile(nonBlank(source.inputs["gate-file"]), source);
  // Templates may be named by the workflow, and are looked at below: their section alone selects nothing.
  const written = Object.keys(readable?.content.probes ?? {}).filter((key) => key !== "template" && needsNoApi(key));
  const probes = [nonBlank(source.inputs.probes) ?? "static", ...written].join(", ");
  const { settings, problems } = resolveSettings({ ...source, inputs: { ...source.inputs, probes } }, REQUEST_BODIES);
  // What the run itself would warn of, or want of its workflow, with the probes that it selects.
  const { settings: run, problems: ofRun } = resolveSettings(source, REQUEST_BODIES);
  const found = problems.filter(({ code }) => !OF_THE_RUN.includes(code));
  const wanted = ofRun.filter(
    ({ code, message }) => UP_TO_THE_WORKFLOW.includes(code) && !found.some((one) => one.message === message),
  );
  const messages = [...found, ...wanted].map((problem) =>
    lintProblem(problem, UP_TO_THE_WORKFLOW.includes(problem.code) ? "note" : "problem"),
  );
  const notes = run.warnings.map((text) =>
    lintNote("warning", inFlags(text), "A run with these settings warns of it."),
  );
  const doubt = fanInDoubt(mustPassKeys(run.probes, run.app), run.labels.legCount, run.policy);
  const mild = doubt === null ? [] : [lintNote("weak-plan", doubt.what, doubt.help)];
  return { settings, messages: [...messages, ...notes, ...weakPlans(settings.policy), ...mild] };
}

/** Whether the section of a probe in the gate file can be checked here: what asks the API wants a key. */
function needsNoApi(key: string): boolean {
  return PROBE_IDS.some((id) => id === key && PROBES[id].target !== "api");
}

/** A release that fails half of its requests passes this often where a policy cannot tell it from one that is tolerated. */
const MOST_MISSED = 0.1;
const BAD_RATE = 0.5;

/** A note of each plan that lets a half dead endpoint pass too often: that of every probe, and those of single ones. */
function weakPlans(policy: Policy): readonly LintMessage[] {
  const plans = [
    { of: "every probe", key: "samples", sample: plannedSample(policy) },
    ...Object.keys(policy.maxFailures).map((of) => ({ of, key: "max-failures", sample: sampleOf(of, policy) })),
  ];
  return plans.flatMap(({ of, key, sample }): LintMessage[] => {
    const { passed } = courseOf(sample, BAD_RATE);
    if (passed <= MOST_MISSED) return [];
    const message = `${key} cannot tell an endpoint that fails half of its requests from a healthy one: ${of} would pass in ${likelihoodWords(passed)} of runs`;
    const help = "Raise samples, or lower tolerate or max-failures; plan prints the figures of any choice.";
    return [lintNote("weak-plan", message, help)];
  });
}

/** A note of each pattern that finds no file here: an earlier step of the workflow may write it. */
async function fromPatterns({ logs, results }: Settings, terminal: Terminal): Promise<readonly LintMessage[]> {
  const patterns = Object.entries({ logs, results }).flatMap(([id, section]) =>
    (section?.files ?? []).map((pattern) => ({ key: `probes.${id}.files`, pattern })),
  );
  const notes = patterns.map(async ({ key, pattern }): Promise<readonly LintMessage[]> => {
    for await (const { kind } of findFiles([pattern], terminal.workingDirectory, new AbortController().signal, true))
      if (kind === "file") return [];
    const help = "That is right where an earlier step of the workflow writes it; else correct the pattern.";
    return [lintNote("no-file", `${key} finds no file here for ${shownFile(pattern)}`, help)];
  });
  return (await Promise.all(notes)).flat();
}

async function fromTemplates({ template, release, secrets }: Settings): Promise<readonly LintMessage[]> {
  if (template === undefined || template.templates.length === 0) return [];
  const { checkTemplates } = await import("../template/check.ts");
  const model = release.model === "" ? null : release.model;
  const { findings } = await checkTemplates({ ...template, model, streaming: [], secrets });
  return findings.map(lintFinding);
}

async function fromKnownGood({ knownGood, labels }: Settings, invocation: Invocation, terminal: Terminal) {
  const { source } = knownGood;
  if (source?.kind !== "file") return [];
  const { path } = source;
  const world = { workingDirectory: terminal.workingDirectory, now: new Date() };
  const { readKnownGoodFile, readRecordFile } = await import("../known-good/file.ts");
  const parsed = await readRecordFile(path, world.workingDirectory);
  if (parsed?.ok === false) return [lintRecord(parsed.problem, path)];
  // Without an environment nobody can say whose record it has to be, nor without a name that somebody chose.
  const record = parsed?.record ?? null;
  const { name, environment } = nameIsGuessed(labels.name, invocation, terminal) && record !== null ? record : labels;
  const key = { name, environment: labels.environment ?? environment ?? record?.environment ?? "" };
  const result = await readKnownGoodFile(path, key, world);
  return result.kind === "unusable" ? [lintRecord(result.problem, path)] : [];
}

/** On a checkout without GitHub's context the name is that of the folder, which proves nothing. */
function nameIsGuessed(name: string, { values }: Invocation, { env, workingDirectory }: Terminal): boolean {
  return values.name === undefined && !env.GITHUB_REPOSITORY && name === basename(workingDirectory);
}

function whatWasChecked({ template, knownGood, gateFile }: Settings): Checked {
  const { source } = knownGood;
  return {
    gateFile: "path" in gateFile ? gateFile.path : null,
    templates: template?.templates.map(({ path }) => path) ?? [],
    knownGood: source?.kind === "file" ? source.path : null,
  };
}

function report(list: readonly LintMessage[], problems: number, checked: Checked, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const { gateFile, templates, knownGood } = checked;
  const files = [
    gateFile ?? `no gate file (${DEFAULT_GATE_FILE}; init writes one)`,
    templates.length === 0 ? "no request template" : templates.join(", "),
    knownGood ?? "no known-good file",
  ];
  const verdict =
    problems === 0 ? paint.good("valid") : paint.bad(problems === 1 ? "1 problem" : `${problems} problems`);
  return [...lintLines(list), ...(list.length === 0 ? [] : [""]), `${verdict} - checked ${files.join("; ")}`].join(
    "\n",
  );
}
