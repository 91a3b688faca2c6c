import { type RunIdentity, traceIdOf, type WorkflowRunLabels } from "../evidence/run-identity.ts";
import type { Fields } from "./fields.ts";

/**
 * From this many digits a number names a workflow run wherever it stands. GitHub's run ids have eleven; a server of one's
 * own counts from one, and its ids are taken for latencies and ports unless a field says what they are.
 */
const TELLING_DIGITS = 7;

/** How the records of one run are told from all others. */
export interface RunMarks {
  readonly runId: string;
  readonly traceId: string;
  readonly workflowRun: string | null;
}

/** What the records of this run are found by (product.md, probe `logs`). */
export function marksOf(run: RunIdentity, labels: WorkflowRunLabels): RunMarks {
  return { runId: run.id, traceId: traceIdOf(run, labels), workflowRun: labels.workflowRun };
}

/** Whether a text may hold a record of this run: fast, and never wrongly false. */
export function mayBeOfThisRun(text: string, { runId, traceId, workflowRun }: RunMarks): boolean {
  return text.includes(traceId) || text.includes(runId) || (workflowRun !== null && text.includes(workflowRun));
}

/** Whether this is a record of this run; `fields` is asked only where the text alone cannot tell. */
export function isOfThisRun(record: string, fields: () => Fields, marks: RunMarks): boolean {
  const { runId, traceId, workflowRun } = marks;
  if (record.includes(traceId) || record.includes(runId)) return true;
  if (workflowRun === null || !record.includes(workflowRun)) return false;
  if (workflowRun.length >= TELLING_DIGITS && hasToken(record, workflowRun)) return true;
  return [...fields()].some(([name, value]) => isRunName(name) && String(value) === workflowRun);
}

/** A field whose name speaks of a run, as names are compared: `run_id`, `github.run`, not `runtime_ms`. */
function isRunName(name: string): boolean {
  return /run(?:id|number)?$/.test(name);
}

/** Whether the token stands alone: no part of a longer word or number. */
function hasToken(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + token.length, at + token.length + 2);
    if (!/[A-Za-z0-9]$|\d\.$/.test(before) && !/^[A-Za-z0-9]|^\.\d/.test(after)) return true;
  }
  return false;
}
