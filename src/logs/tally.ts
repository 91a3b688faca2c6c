import { type Fields, fieldName, hasField } from "./fields.ts";

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

/** What all records together show. */
export interface TallyResult {
  /** Records that were read, of whatever run. */
  readonly records: number;
  /** Records of this run. */
  readonly ofThisRun: number;
  /** By the required field that is missing. */
  readonly missing: ReadonlyMap<string, Count>;
  /** By the version that the record names; records without a version are in none. */
  readonly versions: ReadonlyMap<string, Count>;
  /** Records of this run that are too long to be taken apart. */
  readonly tooLong: Count | null;
}

/** Takes records, one after the other. */
export interface RecordTally {
  readonly count: (records: number) => void;
  /** How much a record with these fields would lack: required fields and the version. */
  readonly lacks: (fields: Fields) => number;
  readonly add: (fields: Fields, place: LogLine) => void;
  readonly tooLong: (place: LogLine) => void;
  readonly result: () => TallyResult;
}

/** Where a record names the version that answered, the most telling name first. */
const VERSION_FIELDS = ["deployment_version", "app_version", "service.version", "release", "version"].map(fieldName);

/** Versions that are told apart: a roll-out has two or three. */
const MOST_VERSIONS = 50;

/** An empty tally for these required fields. */
export function recordTally(required: readonly string[]): RecordTally {
  let records = 0;
  let ofThisRun = 0;
  let tooLong: Count | null = null;
  const missing = new Map<string, Count>();
  const versions = new Map<string, Count>();
  const more = (known: Count | null | undefined, place: LogLine): Count =>
    known ? { ...known, records: known.records + 1 } : { records: 1, first: place };
  return {
    count: (several) => {
      records += several;
    },
    lacks: (fields) => required.filter((name) => !hasField(fields, name)).length + (versionIn(fields) === null ? 1 : 0),
    add: (fields, place) => {
      ofThisRun += 1;
      for (const name of required) if (!hasField(fields, name)) missing.set(name, more(missing.get(name), place));
      const version = versionIn(fields);
      if (version !== null && (versions.has(version) || versions.size < MOST_VERSIONS))
        versions.set(version, more(versions.get(version), place));
    },
    tooLong: (place) => {
      // An over-long line arrives in several windows.
      if (tooLong?.first.line !== place.line || tooLong.first.file !== place.file) tooLong = more(tooLong, place);
    },
    result: () => ({ records, ofThisRun, missing, versions, tooLong }),
  };
}

function versionIn(fields: Fields): string | null {
  for (const name of VERSION_FIELDS) {
    const value = fields.get(name);
    if ((typeof value === "string" && value.trim() !== "") || typeof value === "number") return String(value).trim();
  }
  return null;
}
