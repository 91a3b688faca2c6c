/** The legs of a fan-in: a grid of its two values where it has two, and a row for each. */
import type { Evidence } from "../../evidence/evidence.ts";
import type { Leg } from "../../evidence/leg.ts";
import { DECISIONS } from "../../evidence/vocabulary.ts";
import { codedReason } from "../cause.ts";
import { type Block, columns, DECISION_TONES, EMPTY, type Row, table, tableIfAny, text } from "../document.ts";

const LEG_COLUMNS = columns(["Leg", "Decision"], ["Why", "Run"]);

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

/** What a leg is in the whole: no whole is milder, unless chance gives as much in so many probes ("Doubt over many legs"). */
function decisionIn({ verdict }: Leg, { decision: whole }: Evidence["verdict"]) {
  const doubted = verdict.decision === "rollback" && whole === "hold";
  return { decision: doubted ? whole : verdict.decision, remark: doubted ? " (rollback on its own)" : "" };
}

function legRow(leg: Leg, whole: Evidence["verdict"]): Row {
  const { label, verdict, runId, workflowRun, runAttempt } = leg;
  const attempt = runAttempt === null ? "" : `, attempt ${runAttempt}`;
  const run = workflowRun === null ? runId : `${runId} in workflow run ${workflowRun}${attempt}`;
  const { decision, remark } = decisionIn(leg, whole);
  return { tone: DECISION_TONES[decision], cells: [label, `${decision}${remark}`, codedReason(verdict), run] };
}

/** One row per leg of a fan-in, and the legs that are missing. */
export function legBlocks(evidence: Evidence): readonly Block[] {
  const missing = missingLegs(evidence);
  return [
    ...(missing.length === 0 ? [] : [text(`No evidence: ${missing.join("; ")}.`)]),
    ...gridBlocks(evidence),
    ...tableIfAny(
      LEG_COLUMNS,
      worstFirst(evidence).map((leg) => legRow(leg, evidence.verdict)),
      1,
    ),
  ];
}

/** Widest grid: more columns than this are no overview. */
const MOST_COLUMNS = 8;

/** Region by model, or whatever the two values of the matrix are, the worst row first; nothing for any other matrix. */
function gridBlocks(evidence: Evidence): readonly Block[] {
  const { legs, verdict } = evidence;
  const all = legs.map(({ values }) => values ?? {});
  const distinct = (key: string) => [...new Set(all.map((values) => values[key] ?? EMPTY))];
  const keys = [...new Set(all.flatMap(Object.keys))].filter((key) => key !== "name" && distinct(key).length > 1);
  const [across, down] = keys.toSorted((a, b) => distinct(a).length - distinct(b).length);
  if (across === undefined || down === undefined || keys.length > 2 || distinct(across).length > MOST_COLUMNS)
    return [];
  const heads = distinct(across).sort();
  const rows = distinct(down).map((name) => {
    const own = legs.filter(({ values }) => (values?.[down] ?? EMPTY) === name);
    const worst = Math.max(...own.map((leg) => DECISIONS.indexOf(decisionIn(leg, verdict).decision)));
    const cells = heads.map((head) => {
      const here = own.filter(({ values }) => (values?.[across] ?? EMPTY) === head);
      const decisions = here.map((leg) => decisionIn(leg, verdict).decision);
      return decisions.length === 0 ? EMPTY : decisions.join(", ");
    });
    return { worst, row: { tone: DECISION_TONES[DECISIONS[worst] ?? "hold"], cells: [name, ...cells] } };
  });
  rows.sort((a, b) => b.worst - a.worst || ((a.row.cells[0] ?? "") < (b.row.cells[0] ?? "") ? -1 : 1));
  return [
    table(
      columns([`${down} / ${across}`, ...heads]),
      rows.map(({ row }) => row),
      0,
    ),
  ];
}
