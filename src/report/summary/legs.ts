/** The legs of a fan-in: a grid of its two values where it has two, and a row for each. */
import type { Evidence } from "../../evidence/evidence.ts";
import { type Leg, lackingLegs } from "../../evidence/leg.ts";
import { DECISIONS } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { type Block, columns, DECISION_TONES, EMPTY, type Row, table, tableIfAny, text } from "../document.ts";
import { causeOfLeg } from "../headline.ts";
import { legLink } from "../links.ts";
import { decisionIn, worstFirst } from "../worst-first.ts";

const LEG_COLUMNS = columns(["Leg", "Decision"], ["Why", "Run"]);

/** Sentences about expected legs of which there is no evidence. */
export function missingLegs({ checks }: Evidence): readonly string[] {
  const findings = checks.flatMap(({ findings }) => findings);
  return findings.filter(({ rule }) => rule === "leg-missing").map(({ message }) => message);
}

function legRow(leg: Leg, whole: Evidence["verdict"], { addresses }: ReportContext): Row {
  const { label, verdict, runId, workflowRun, runAttempt } = leg;
  const attempt = runAttempt === null ? "" : `, attempt ${runAttempt}`;
  const run = workflowRun === null ? runId : `${runId} in workflow run ${workflowRun}${attempt}`;
  const decision = decisionIn(leg, whole);
  const remark = decision === verdict.decision ? "" : ` (${verdict.decision} on its own)`;
  const cells = [label, `${decision}${remark}`, causeOfLeg(leg), run];
  return { tone: DECISION_TONES[decision], cells, ...legLink(leg, 3, addresses) };
}

/** Legs that a screen shows by a row each. */
const MOST_ROWS = 12;

/** Legs that a row names. */
const MOST_NAMED = 5;

/** The legs that are missing, the grid, and a row per leg; of more than a screen shows, those that say the same share one. */
export function legBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const missing = missingLegs(evidence);
  const lacking = lackingLegs(evidence.legs, evidence.run.legsExpected);
  return [
    ...(lacking === null ? [] : [text(`${lacking}.`)]),
    ...(missing.length === 0 ? [] : [text(`No evidence: ${missing.join("; ")}.`)]),
    ...gridBlocks(evidence),
    ...tableIfAny(LEG_COLUMNS, legRows(evidence, context), 1),
  ];
}

function legRows(evidence: Evidence, context: ReportContext): readonly Row[] {
  const legs = worstFirst(evidence);
  if (legs.length <= MOST_ROWS) return legs.map((leg) => legRow(leg, evidence.verdict, context));
  const same = Object.groupBy(legs, (leg) => {
    const [, decision, cause] = legRow(leg, evidence.verdict, context).cells;
    return JSON.stringify(decision === "proceed" ? [decision] : [decision, cause]);
  });
  return Object.values(same).flatMap((all = []) => {
    const [first] = all;
    if (first === undefined) return [];
    const row = legRow(first, evidence.verdict, context);
    if (all.length === 1) return [row];
    const [, decision = EMPTY, cause = EMPTY] = row.cells;
    const names = all.slice(0, MOST_NAMED).map(({ label }) => label);
    const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : "";
    const which = decision === "proceed" ? `${all.length} legs` : `${all.length} legs: ${names.join("; ")}${more}`;
    return [
      {
        tone: DECISION_TONES[decisionIn(first, evidence.verdict)],
        cells: [which, decision, decision === "proceed" ? EMPTY : cause, EMPTY],
      },
    ];
  });
}

/** Each leg by its own row, where a screen has no room for all. */
export function everyLeg(evidence: Evidence, context: ReportContext): readonly Block[] {
  if (evidence.legs.length <= MOST_ROWS) return [];
  return tableIfAny(
    LEG_COLUMNS,
    worstFirst(evidence).map((leg) => legRow(leg, evidence.verdict, context)),
    1,
  );
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
    const worst = Math.max(...own.map((leg) => DECISIONS.indexOf(decisionIn(leg, verdict))));
    const cells = heads.map((head) => {
      const here = own.filter(({ values }) => (values?.[across] ?? EMPTY) === head);
      const decisions = here.map((leg) => decisionIn(leg, verdict));
      const marked = decisions.map((decision) => (decision === "proceed" ? decision : `✗ ${decision}`));
      return marked.length === 0 ? EMPTY : marked.join(", ");
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
