import type { Evidence } from "../../evidence/evidence.ts";
import type { Finding } from "../../evidence/finding.ts";
import { TRIGGERS } from "../../evidence/triggers.ts";
import type { TriggerReport } from "../../evidence/verdict.ts";
import { SEVERITIES } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { type Block, columns, EMPTY, type Row, SEVERITY_TONES, tableIfAny, text } from "../document.ts";
import { findingLink, triggerLink } from "../links.ts";
import { quickCheck } from "../quick-check.ts";

const TRIGGER_COLUMNS = columns(
  ["Trigger", "Fired", "Severity", "Observed", "Limit", "n"],
  ["Where", "What was seen", "What to do next"],
);

const FINDING_COLUMNS = columns(["Where", "Severity"], ["Problem", "How to mend it"]);

function triggerRow(trigger: TriggerReport, evidence: Evidence, { addresses }: ReportContext): Row {
  return {
    ...triggerLink(trigger.id, addresses),
    tone: trigger.fired ? SEVERITY_TONES[trigger.severity] : "good",
    cells: [
      trigger.id,
      trigger.fired ? "fired" : "no",
      trigger.severity,
      String(trigger.observed),
      String(trigger.limit ?? EMPTY),
      String(trigger.n ?? EMPTY),
      trigger.probes.length === 0 ? EMPTY : trigger.probes.join(", "),
      trigger.detail === "" ? EMPTY : trigger.detail,
      trigger.fired ? quickCheck(trigger, evidence) : EMPTY,
    ],
  };
}

/** Fired triggers first, the severe ones before the mild; quiet ones only by name. */
export function triggerBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const { triggers } = evidence.verdict;
  const shown = triggers
    .filter(({ fired, observed }) => fired || observed > 0)
    .toSorted(
      (a, b) => Number(b.fired) - Number(a.fired) || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
    );
  const rows = shown.map((trigger) => triggerRow(trigger, evidence, context));
  const quiet = triggers.filter((trigger) => !shown.includes(trigger)).map(({ id }) => id);
  const rest = quiet.length === 0 ? [] : [text(`Did not fire: ${quiet.join(", ")}.`)];
  return [...tableIfAny(TRIGGER_COLUMNS, rows, 1), ...rest];
}

/** `file:line:column`, as far as it is known; without a file the fallback. */
export function position({ file, line, column }: Pick<Finding, "file" | "line" | "column">, fallback: string): string {
  return file === null ? fallback : [file, line, column].filter((part) => part !== null).join(":");
}

/** Problems that somebody reads before mending the first; the evidence file has them all. */
const MOST_FINDINGS = 50;

/** What the checks found, the most severe first, with the place and the mend. */
export function findingTable(evidence: Evidence, { addresses }: ReportContext): readonly Block[] {
  const found = evidence.checks.flatMap(({ id, findings }) => findings.map((finding) => ({ id, finding })));
  const weight = ({ finding }: (typeof found)[number]) => SEVERITIES.indexOf(finding.severity);
  const last = ({ finding }: (typeof found)[number]) => Number(TRIGGERS[finding.trigger].last === true);
  const rows = found
    .toSorted((a, b) => weight(b) - weight(a) || last(a) - last(b))
    .map(
      ({ id, finding }): Row => ({
        ...findingLink(id, finding, addresses),
        tone: SEVERITY_TONES[finding.severity],
        cells: [position(finding, id), finding.severity, finding.message, finding.help === "" ? EMPTY : finding.help],
      }),
    );
  return tableIfAny(FINDING_COLUMNS, rows, 1, MOST_FINDINGS);
}
