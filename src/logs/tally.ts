import { type RunIdentity, traceIdOf, type WorkflowRunLabels } from "../evidence/run-identity.ts";
import { type Fields, fieldName, hasField } from "./fields.ts";

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

/** Whether this is a record of this run: by its text, and by its fields where the text alone cannot tell. */
export function isOfThisRun(record: string, fields: Fields, { runId, traceId, workflowRun }: RunMarks): boolean {
  if (record.includes(traceId) || record.includes(runId)) return true;
  if (workflowRun === null || !record.includes(workflowRun)) return false;
  if (workflowRun.length >= TELLING_DIGITS && hasToken(record, workflowRun)) return true;
  return [...fields].some(([name, value]) => isRunName(name) && String(value) === workflowRun);
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

/** A line of a log. */
export interface LogLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** How often something was seen, and where first. */
export interface Count {
  readonly records: number;
  readonly first: LogLine;
}

/** Where a record names the version that answered, the most telling name first. */
const VERSION_FIELDS = ["deployment_version", "app_version", "service.version", "release", "version"].map(fieldName);

/** Versions that are told apart: a roll-out has two or three. */
const MOST_VERSIONS = 50;

/** An empty tally for these required fields; it takes records, one after the other. */
export function recordTally(required: readonly string[]) {
  let records = 0;
  let ofThisRun = 0;
  let tooLong: Count | null = null;
  const missing = new Map<string, Count>();
  const versions = new Map<string, Count>();
  const more = (known: Count | null | undefined, place: LogLine): Count =>
    known ? { ...known, records: known.records + 1 } : { records: 1, first: place };
  return {
    /** Counts records that were read, of whatever run. */
    count: (several: number): void => {
      records += several;
    },
    /** How much a record with these fields would lack: required fields and the version. */
    lacks: (fields: Fields): number =>
      required.filter((name) => !hasField(fields, name)).length + (versionIn(fields) === null ? 1 : 0),
    /** Takes a record of this run. */
    add: (fields: Fields, place: LogLine): void => {
      ofThisRun += 1;
      for (const name of required) if (!hasField(fields, name)) missing.set(name, more(missing.get(name), place));
      const version = versionIn(fields);
      if (version !== null && (versions.has(version) || versions.size < MOST_VERSIONS))
        versions.set(version, more(versions.get(version), place));
    },
    /** Takes a record of this run that is too long to be taken apart; an over-long line arrives in several windows. */
    tooLong: (place: LogLine): void => {
      if (tooLong?.first.line !== place.line || tooLong.first.file !== place.file) tooLong = more(tooLong, place);
    },
    /** What all records together show: what is missing by field, what answered by version. */
    result: () => ({ records, ofThisRun, missing, versions, tooLong }),
  };
}
export type RecordTally = ReturnType<typeof recordTally>;
export type TallyResult = ReturnType<RecordTally["result"]>;

function versionIn(fields: Fields): string | null {
  for (const name of VERSION_FIELDS) {
    const value = fields.get(name);
    if ((typeof value === "string" && value.trim() !== "") || typeof value === "number") return String(value).trim();
  }
  return null;
}
