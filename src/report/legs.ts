import type { Evidence, Leg } from "../evidence/evidence.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { DECISIONS } from "../evidence/vocabulary.ts";
import { columns, DECISION_TONES, type Row, type Section, table, text } from "./document.ts";

const COLUMNS = columns(["Leg", "Decision"], ["Why", "Run"]);

/** Legs of a fan-in, the worst first, then by name (decision.md, "Replay and fan-in"). */
export function worstFirst({ legs }: Evidence): readonly Leg[] {
  const place = ({ verdict }: Leg) => DECISIONS.indexOf(verdict.decision);
  return legs.toSorted((a, b) => place(b) - place(a) || (a.label < b.label ? -1 : 1));
}

/** Sentences about expected legs of which there is no evidence. */
export function missingLegs({ checks }: Evidence): readonly string[] {
  const findings = checks.flatMap(({ findings }) => findings);
  return findings.filter(({ rule }) => rule === "leg-missing").map(({ message }) => message);
}

/** Code and sentence of a verdict; the sentence of a fired trigger begins with its code already. */
export function codedReason({ reasonCode, reason }: Verdict): string {
  return reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`;
}

function legRow({ label, verdict, runId, workflowRun, runAttempt }: Leg): Row {
  const attempt = runAttempt === null ? "" : `, attempt ${runAttempt}`;
  const run = workflowRun === null ? runId : `${runId} in workflow run ${workflowRun}${attempt}`;
  const { decision } = verdict;
  return { tone: DECISION_TONES[decision], cells: [label, decision, codedReason(verdict), run] };
}

/** One row per leg of a fan-in and the legs that are missing; null in every other run. */
export function legsSection(evidence: Evidence): Section | null {
  const missing = missingLegs(evidence);
  if (evidence.legs.length === 0 && missing.length === 0) return null;
  const rows = worstFirst(evidence).map(legRow);
  const blocks = [
    ...(missing.length === 0 ? [] : [text(`No evidence: ${missing.join("; ")}.`)]),
    ...(rows.length === 0 ? [] : [table(COLUMNS, rows, 1)]),
  ];
  return { title: "Legs", folded: false, sheds: 10, blocks };
}
