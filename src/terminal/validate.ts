/** `validate`: gate file, request templates and known-good record, with no network and no key. Reads like a linter. */
import { basename } from "node:path";
import type { Finding } from "../evidence/finding.ts";
import { courseOf } from "../evidence/firing.ts";
import { type Policy, plannedSample, sampleOf } from "../evidence/policy.ts";
import { plain } from "../report/plain-text.ts";
import { position } from "../report/summary/trigger-table.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { DEFAULT_GATE_FILE } from "../settings/gate-file/gate-file.ts";
import { resolveSettings } from "../settings/resolve.ts";
import type { Settings } from "../settings/settings.ts";
import type { Problem } from "../text/problem.ts";
import { likelihoodWords } from "../text/share.ts";
import type { Invocation } from "./command-line.ts";
import { sourceFor } from "./endpoint.ts";
import { EXIT, type ExitCode, paintFor, say, type Terminal } from "./terminal.ts";

/** Problems that only a run has, with its key, its model and its network: here nothing is asked. */
const OF_THE_RUN = ["missing-key", "missing-model", "invalid-key", "invalid-proxy", "no-secrets"];

/** Problems that the workflow step can mend and a gate file cannot: worth a note, because only the workflow knows. */
const UP_TO_THE_WORKFLOW = ["host-not-allowed", "env-not-allowed", "missing-value"];

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
  // The static preset needs neither key nor model; whoever names probes gets their settings checked as well.
  const source = sourceFor(invocation, terminal, null);
  const { settings, problems } = resolveSettings(
    { ...source, inputs: { probes: "static", ...source.inputs } },
    REQUEST_BODIES,
  );
  const messages = problems
    .filter(({ code }) => !OF_THE_RUN.includes(code))
    .map((problem) => lintProblem(problem, UP_TO_THE_WORKFLOW.includes(problem.code) ? "note" : "problem"));
  return { settings, messages: [...messages, ...weakPlans(settings.policy)] };
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
    return [
      {
        ...{ weight: "note", file: null, line: null, column: null, rule: "weak-plan" },
        message: `${key} cannot tell an endpoint that fails half of its requests from a healthy one: ${of} would pass in ${likelihoodWords(passed)} of runs`,
        help: "Raise samples, or lower tolerate or max-failures; plan prints the figures of any choice.",
      },
    ];
  });
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

/** One line of the list, in the words of a finding; the message does without its position. */
export interface LintMessage extends Pick<Finding, "file" | "line" | "column" | "rule" | "message" | "help"> {
  /** `note`: worth knowing, and no problem. */
  readonly weight: "problem" | "note";
}

/** What helps in a terminal where the settings speak to whoever writes a workflow. */
const TERMINAL_HELP: Readonly<Record<string, string>> = {
  "missing-key": "Set COMETAPI_KEY in the environment of this command; a key is never a flag.",
  "missing-model": "Give --model with the identifier that your application sends, or set COMETAPI_MODEL.",
};

/** A problem with a setting. A flag of the terminal is what the message calls an input. */
export function lintProblem(problem: Problem, weight: LintMessage["weight"] = "problem"): LintMessage {
  const { code, message, help, at } = problem;
  const { file, line, column } = at ?? { file: null, line: null, column: null };
  const text = withoutPosition(message.replace(/^input ([a-z-]+)\b/, "--$1"), { file, line, column });
  return { weight, file, line, column, rule: code, message: text, help: TERMINAL_HELP[code] ?? help };
}

/** A finding of the check of request templates; what the team waived is a note. */
function lintFinding({ severity, rule, message, help, file, line, column }: Finding): LintMessage {
  const weight = severity === "advisory" ? "note" : "problem";
  return { weight, file, line, column, rule, message: withoutPosition(message, { file, line, column }), help };
}

/** A known-good record that cannot be used. */
function lintRecord({ code, message, help }: Problem, file: string): LintMessage {
  const text = message.replace(`known-good file ${file} `, "known-good record: ");
  return { weight: "problem", file, line: null, column: null, rule: code, message: text, help };
}

/** The list as lines: `file:line:column: message`, the help beneath. */
export function lintLines(list: readonly LintMessage[]): readonly string[] {
  return list.flatMap((one) => {
    const place = position(one, "");
    const mark = one.weight === "note" ? "note: " : "";
    return [`${place === "" ? "" : `${plain(place)}: `}${mark}${plain(one.message)}`, `  ${plain(one.help)}`];
  });
}

/** Messages name their position themselves; here it stands before them. */
function withoutPosition(message: string, place: Parameters<typeof position>[0]): string {
  if (place.file === null) return message;
  const heads = ["gate file", "request template"].map((kind) => `${kind} ${position(place, "")}`);
  const head = heads.find((words) => message.startsWith(words)) ?? "";
  return head === "" ? message : message.slice(head.length).replace(/^:? /, "");
}
