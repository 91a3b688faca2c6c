/** What a run says to the runner: log groups, annotations and summary, by its toolkit. */
import * as core from "@actions/core";
import { askedNothing, isWithheld } from "../evidence/answers.ts";
import type { Attempt } from "../evidence/attempt.ts";
import type { Finding } from "../evidence/finding.ts";
import { metricProgress } from "../evidence/metrics.ts";
import { maskedForms } from "../evidence/redaction.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import { appendWhole } from "../files/write.ts";
import type { GateResult } from "../gate.ts";
import { attemptLine, pauseLine, plain, slowedLine, waitingLine } from "../report/plain-text.ts";
import type { ProgressEvent } from "../run/session.ts";
import { debugLine } from "./debug-log.ts";
import type { Environment } from "./runner-files.ts";

/** Errors that GitHub shows per step; further ones vanish silently (platform.md, "Limits"). One is kept for the decision. */
const MAX_FINDING_ANNOTATIONS = 9;

/** Notices that GitHub shows per step; nothing else is a notice. */
const MAX_NOTICES = 10;

/** Collects attempts per probe and prints each probe as one group when it is finished: probes run side by side. */
export function groupedLog(): (event: ProgressEvent) => void {
  const lines = new Map<string, { readonly attempt: Attempt; readonly line: string }[]>();
  return (event) => {
    if (event.kind === "waiting") core.info(plain(waitingLine(event)));
    if (event.kind === "sampled") core.info(plain(`${event.key}: ${metricProgress(event.run, event.everyMs)}`));
    if (event.kind === "slowed") core.info(slowedLine(event));
    const pause = event.kind === "pausing" ? pauseLine(event) : null;
    if (pause !== null) core.info(pause);
    const detail = core.isDebug() ? debugLine(event) : null;
    if (detail !== null) core.debug(detail);
    if (event.kind === "attempt") {
      const { key, attempt, where } = event;
      lines.set(key, [...(lines.get(key) ?? []), { attempt, line: attemptLine(key, attempt, where) }]);
    }
    if (event.kind !== "finished") return;
    const made = lines.get(event.key) ?? [];
    const passed = made.filter(({ attempt }) => attempt.outcome.kind === "pass").length;
    core.startGroup(`${event.key}: ${passed} of ${made.length} attempts passed`);
    for (const { line } of made) core.info(line);
    core.endGroup();
  };
}

/** Writes the summary, and annotates what was found. */
export function report(result: GateResult, env: Environment): void {
  writeSummary(result, env.GITHUB_STEP_SUMMARY);
  const { knownGood, recorded } = result.evidence;
  const ofSettings = result.settings?.warnings ?? [];
  const ofWayBack =
    knownGood.kind === "record" ? knownGood.warnings : knownGood.kind === "none" ? [knownGood.notice] : [];
  for (const warning of [...ofSettings, ...ofWayBack, ...(recorded?.warnings ?? []), ...droppedOutputs(result)])
    if (warning !== null) core.warning(plain(warning));
  for (const problem of result.problems) core.error(plain(problem));
  annotateFindings(result);
  announce(result);
}

/** GitHub drops an output that contains a masked value, and only says so in the log (platform.md, "Limits"). */
function droppedOutputs({ outputs, settings }: GateResult): readonly string[] {
  const masked = (settings?.secrets ?? []).flatMap(maskedForms);
  const dropped = Object.entries(outputs).filter(([, value]) => masked.some((form) => value.includes(form)));
  return dropped.map(
    ([name]) => `output ${name} contains a masked value, so GitHub drops it; read it from the evidence folder instead`,
  );
}

function writeSummary(result: GateResult, path: string | undefined): void {
  const { summary } = result.report;
  if (summary === "never" || (summary === "on-failure" && result.evidence.verdict.decision === "proceed")) return;
  if (path === undefined || path === "") return;
  try {
    appendWhole(path, result.summary);
  } catch {
    core.warning("the job summary could not be written; the same text is in summary.md in the evidence folder");
  }
}

/** The worst first, because GitHub drops the rest; what is advisory is a notice. The summary has all of them. */
function annotateFindings({ evidence }: GateResult): void {
  const findings = evidence.checks.flatMap((check) => check.findings);
  const last = ({ trigger }: Finding) => Number(TRIGGERS[trigger].last === true);
  const of = (severity: Finding["severity"]) =>
    findings.filter((finding) => finding.severity === severity).toSorted((a, b) => last(a) - last(b));
  for (const finding of [...of("rollback"), ...of("hold")].slice(0, MAX_FINDING_ANNOTATIONS)) {
    // Secrets that a fork does not have are nobody's mistake.
    const annotate = finding.trigger === "no-secrets" ? core.warning : core.error;
    annotate(sentenceOf(finding), positionOf(finding));
  }
  for (const finding of of("advisory").slice(0, MAX_NOTICES)) core.notice(sentenceOf(finding), positionOf(finding));
}

function sentenceOf({ message, help }: Finding): string {
  return `${plain(message).replace(/(?<!\?)[.:]?$/, ".")} ${plain(help)}`;
}

function positionOf({ trigger, file, line, column }: Finding): core.AnnotationProperties {
  return {
    title: trigger,
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { startLine: line }),
    ...(column === null ? {} : { startColumn: column }),
  };
}

function announce({ evidence, outputs, failed }: GateResult): void {
  const { decision, reasonCode, reason, strength } = evidence.verdict;
  const line = `${decision}: ${plain(reason)}`;
  // What a person let pass must not pass unseen either.
  if (reasonCode === "overridden") core.warning(line, { title: "release gate: overridden" });
  else if (decision === "proceed") core.info(line);
  // Under fail-on: never the step passes; that nothing was asked must not pass unseen.
  else if (failed || (askedNothing(evidence) && !isWithheld(evidence)))
    core.error(line, { title: `release gate: ${decision}` });
  else core.warning(line, { title: `release gate: ${decision}` });
  core.info(plain(strength));
  if (evidence.run.gateFile !== undefined) core.info(`gate file: ${plain(evidence.run.gateFile)}`);
  if (outputs["evidence-path"] !== "") core.info(`evidence: ${plain(outputs["evidence-path"])}`);
}
