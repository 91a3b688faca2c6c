/**
 * What the records of this run say together. Required fields are asked of a request: all records that share its id have
 * them, in whichever line. Records of the run that name no request speak of every one of them.
 */
import { VARIABLE } from "../text/placeholder.ts";
import type { Fields } from "./fields.ts";
import { ENVIRONMENT_FIELDS, fieldName, hasField, isEmpty, VERSION_FIELDS, type Vocabulary } from "./names.ts";

/** A line of a log. */
export interface LogLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** How often something was seen, and where first. */
export interface Count {
  records: number;
  readonly first: LogLine;
}

/** Values of one field that are told apart: a roll-out has two or three versions. */
const MOST_VALUES = 50;

/** Requests that are told apart: a run has hundreds, and the memory of the check is bounded. */
const MOST_REQUESTS = 20_000;

/** What stands for no value at all. */
const NOTHING = new Set(["", "-", "none", "null", "nil", "undefined", "n/a", "unknown", "false", "0", "ok", "success"]);

/** One more, of which the first is known. */
function more(known: Count | undefined, first: LogLine): Count {
  return known === undefined ? { records: 1, first } : { ...known, records: known.records + 1 };
}

/** One bit for each required field. */
type Bits = bigint;

interface Request {
  has: Bits;
  readonly first: LogLine;
}

/** An empty tally for these required fields; it takes records, one after the other. */
export function requestTally(required: readonly string[], vocabulary: Vocabulary) {
  const wanted = required.map((name, i) => ({ name: fieldName(name), bit: 1n << BigInt(i) }));
  const all = (1n << BigInt(wanted.length)) - 1n;
  let records = 0;
  let ofThisRun = 0;
  let tooLong: Count | null = null;
  let common: Request | null = null;
  const requests = new Map<string, Request>();
  const versions = new Map<string, Count>();
  const deployed = new Map<string, Count>();
  const environments = new Map<string, Count>();
  const errors = new Map<string, Count>();
  const fallbacks = new Map<string, Count>();

  const note = (seen: Map<string, Count>, value: string | null, place: LogLine): void => {
    if (value === null) return;
    const known = seen.get(value);
    if (known !== undefined) known.records += 1;
    else if (seen.size < MOST_VALUES) seen.set(value, { records: 1, first: place });
  };
  const bitsOf = (fields: Fields, isNamed: boolean): Bits => {
    let has = 0n;
    for (const { name, bit } of wanted)
      if ((isNamed && name === "requestid") || hasField(fields, name, vocabulary)) has |= bit;
    return has;
  };
  const lacking = () => [...requests].filter(([, { has }]) => (has | (common?.has ?? 0n)) !== all);

  const add = (fields: Fields, place: LogLine, isNamed: boolean): void => {
    const id = requestIdIn(fields, vocabulary);
    const has = bitsOf(fields, isNamed);
    const known = id === null ? common : requests.get(id);
    if (known != null) {
      if (known.has !== has) known.has |= has;
    } else if (id === null) common = { has, first: place };
    else if (requests.size < MOST_REQUESTS) requests.set(id, { has, first: place });
    note(versions, versionIn(fields, VERSION_FIELDS), place);
    note(deployed, versionIn(fields, ["deploymentversion"]), place);
    note(environments, textIn(fields, ENVIRONMENT_FIELDS), place);
    if (isYes(fields.get("fallbackused"))) note(fallbacks, "true", place);
    const error = textIn(fields, ["errorclass"]);
    if (error !== null && !NOTHING.has(error.toLowerCase())) note(errors, "any", place);
  };
  return {
    /** Counts records that were read, of whatever run. */
    count: (several: number): void => {
      records += several;
    },
    /** How much a record with these fields would lack: required fields, the version, and whose it is. */
    lacks: (fields: Fields): number =>
      wanted.filter(({ name }) => !hasField(fields, name, vocabulary)).length +
      (textIn(fields, VERSION_FIELDS) === null ? 1 : 0) +
      (hasField(fields, "requestid", vocabulary) ? 0 : 1),
    /**
     * Takes a record of this run.
     * @param isNamed it holds the id of the trace, in a field or not: `[shop,<trace>,<span>]`
     */
    add: (fields: Fields, place: LogLine, isNamed: boolean): void => {
      ofThisRun += 1;
      add(fields, place, isNamed);
    },
    /** Takes a record that names a request of this run, and neither this run nor another trace. */
    addShared: (fields: Fields, place: LogLine, ids: ReadonlySet<string>): void => {
      const id = requestIdIn(fields, vocabulary);
      if (id === null || !ids.has(id)) return;
      for (const [name, value] of fields) if (vocabulary.roleOf(name) === "trace" && idOf(value) !== null) return;
      add(fields, place, true);
    },
    /** Takes a record of this run that is too long to be taken apart; an over-long line arrives in several windows. */
    tooLong: (place: LogLine): void => {
      if (tooLong === null) tooLong = { records: 1, first: place };
      else if (tooLong.first.line !== place.line || tooLong.first.file !== place.file) tooLong.records += 1;
    },
    /** The ids of requests that lack something. */
    lackingIds: (): readonly string[] => lacking().map(([id]) => id),
    /** What all records together show: what is missing by field, and which values were seen. */
    result: () => {
      const judged = requests.size > 0 ? lacking().map(([, request]) => request) : common === null ? [] : [common];
      const missing = new Map<string, Count>();
      for (const { has, first } of judged)
        for (const [i, name] of required.entries())
          if (((has | (common?.has ?? 0n)) & (1n << BigInt(i))) === 0n)
            missing.set(name, more(missing.get(name), first));
      const asked = Math.max(requests.size, common === null ? 0 : 1);
      return {
        records,
        ofThisRun,
        requests: asked,
        missing,
        versions,
        deployed,
        environments,
        errors,
        fallbacks,
        tooLong,
      };
    },
  };
}
export type RequestTally = ReturnType<typeof requestTally>;
export type TallyResult = ReturnType<RequestTally["result"]>;

/** The id of the request that a record is about; null where it names none. */
function requestIdIn(fields: Fields, { roleOf }: Vocabulary): string | null {
  // Where a record has several, the one that all loggers call so.
  const own = idOf(fields.get("requestid"));
  if (own !== null) return own;
  for (const [name, value] of fields) {
    const id = roleOf(name) === "request" ? idOf(value) : null;
    if (id !== null) return id;
  }
  return null;
}

function idOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const id = String(value).trim();
  return NOTHING.has(id.toLowerCase()) ? null : id;
}

/** The first of these fields that has a text or a number. */
function textIn(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields.get(name);
    if ((typeof value === "string" && !isEmpty(value)) || typeof value === "number") return String(value).trim();
  }
  return null;
}

/** A version that somebody filled in: no word for nothing, and no variable. */
function versionIn(fields: Fields, names: readonly string[]): string | null {
  const version = textIn(fields, names);
  return version === null || NOTHING.has(version.toLowerCase()) || VARIABLE.test(version) ? null : version;
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(?:true|yes|1|on)$/i.test(value.trim()));
}
