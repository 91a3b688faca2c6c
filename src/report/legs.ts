import type { Evidence, Leg } from "../evidence/evidence.ts";
import { DECISIONS, type Decision } from "../evidence/vocabulary.ts";
import { type Block, type Column, MAX_ROWS, type Row, rowsAtMost, type Section, type Tone } from "./document.ts";

const COLUMNS: readonly Column[] = [
  { title: "Leg" },
  { title: "Decision" },
  { title: "Why", wide: true },
  { title: "Run", wide: true },
];

const TONES: Readonly<Record<Decision, Tone>> = { rollback: "bad", hold: "warn", proceed: "good" };

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

function legRow({ label, verdict, runId, workflowRun, runAttempt }: Leg): Row {
  const { decision, reasonCode, reason } = verdict;
  const attempt = runAttempt === null ? "" : `, attempt ${runAttempt}`;
  const run = workflowRun === null ? runId : `${runId} in workflow run ${workflowRun}${attempt}`;
  // The sentence of a fired trigger begins with its code.
  const why = reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`;
  return { tone: TONES[decision], cells: [label, decision, why, run] };
}

/** One row per leg of a fan-in and the legs that are missing; null in every other run. */
export function legsSection(evidence: Evidence): Section | null {
  const missing = missingLegs(evidence);
  if (evidence.legs.length === 0 && missing.length === 0) return null;
  const rows = rowsAtMost(worstFirst(evidence).map(legRow), MAX_ROWS, COLUMNS.length);
  const blocks: Block[] = [
    ...(missing.length === 0 ? [] : [{ kind: "text", text: `No evidence: ${missing.join("; ")}.` } as const]),
    ...(rows.length === 0 ? [] : [{ kind: "table", columns: COLUMNS, rows, toneColumn: 1 } as const]),
  ];
  return { title: "Legs", folded: false, sheds: 10, blocks };
}
