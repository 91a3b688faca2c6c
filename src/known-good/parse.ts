import type { z } from "zod";
import { isIntact, type KnownGood, KnownGoodSchema, RECORD_VERSION, STALE_AFTER_DAYS } from "../evidence/known-good.ts";
import { DAY_MS } from "../text/duration.ts";
import { isObject, parseJson } from "../text/json.ts";
import { valueAt } from "../text/key-path.ts";
import { oneLine } from "../text/one-line.ts";
import { type Problem, problem } from "../text/problem.ts";
import { shown, shownPath } from "../text/shown.ts";
import { type KnownGoodResult, type RecordKey, refused, unusable } from "./source.ts";

/** Largest text that is parsed as a record, UTF-16 units: as large as a gate file may be, ten times a full record. */
export const LARGEST_RECORD_TEXT = 64 * 1024;

/**
 * How far a gate start may lie in the future, ms. Runners keep time by NTP; ten minutes is far beyond its drift, and
 * a record from the future would stay newest until then.
 */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** How often a record may be encoded as JSON text: GitHub returns payloads encoded twice (decision.md, "Known-good records"). */
const MOST_WRAPPINGS = 2;

/** Wrong fields that a message names; the rest is counted, so that the message stays one line. */
const MOST_FIELDS_NAMED = 4;

/** Where a record stands, and what to do when it is no good there. */
export interface RecordLocation {
  /** Begins a sentence: `deployment 123`, `file known-good.json`. */
  readonly name: string;
  /** One sentence for the case that the record cannot be repaired. */
  readonly mend: string;
}

/** A record whose shape and digests are right, or why it is none. */
export type ParsedRecord =
  | { readonly ok: true; readonly record: KnownGood }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Parses a record: an object, its JSON text, or the JSON text of that text. Checks version, shape and both digests, in
 * this order, so that a record of a newer gate is not called malformed (decision.md, "Known-good records").
 */
export function parseRecord(given: unknown, location: RecordLocation): ParsedRecord {
  const value = unwrap(given);
  if (value === TOO_LARGE) return tooLarge(location);
  if (isFromNewerVersion(value))
    return refused(
      "record-from-newer-version",
      `${location.name} was written by a newer version of the gate (record version above ${RECORD_VERSION})`,
      "Use the same or a newer version of the action here than where the record was written.",
    );
  const parsed = KnownGoodSchema.safeParse(value);
  if (!parsed.success)
    return refused(
      "record-malformed",
      `${location.name} is not a known-good record: ${wrongFields(value, parsed.error)}`,
      location.mend,
    );
  if (!isIntact(parsed.data))
    return refused(
      "record-tampered",
      `${location.name} was changed after it was written: its digests are not over what it says`,
      `Find out who changed it. ${location.mend}`,
    );
  return { ok: true, record: parsed.data };
}

/**
 * A record as the answer of its source, if it is about the release that is looked for. Age and a clock that ran ahead are
 * warnings.
 */
export function judgeRecord(
  parsed: ParsedRecord,
  key: RecordKey,
  now: Date,
  location: RecordLocation,
  origin: string,
): Exclude<KnownGoodResult, { readonly kind: "none" }> {
  if (!parsed.ok) return unusable(parsed.problem);
  const { record } = parsed;
  if (record.name !== key.name || record.environment !== key.environment)
    return unusable(
      problem(
        "record-of-another-release",
        `${location.name} is about ${shown(record.name)} in ${shown(record.environment)}, not ${shown(key.name)} in ${shown(key.environment)}`,
        "Correct the input name and the input environment, or point known-good to the record of this release.",
      ),
    );
  const warnings: string[] = [];
  const days = Math.floor((now.getTime() - Date.parse(record.decidedAt)) / DAY_MS);
  if (days > STALE_AFTER_DAYS)
    warnings.push(
      `${location.name} was verified ${days} days ago and not since; check that what it names can still be restored.`,
    );
  if (isFromTheFuture(record, now))
    warnings.push(
      `${location.name} says that its gate started at ${record.gateStartedAt}, which is still to come; a runner's clock is wrong, and until then no other record becomes newest.`,
    );
  return { kind: "record", record, origin, warnings: warnings.map((warning) => oneLine(warning)) };
}

/** Whether a record claims a gate start that is still to come, by more than clocks differ. */
export function isFromTheFuture(record: KnownGood, now: Date): boolean {
  return Date.parse(record.gateStartedAt) > now.getTime() + CLOCK_TOLERANCE_MS;
}

/** The answer for a text above `LARGEST_RECORD_TEXT`. */
export function tooLarge({ name, mend }: RecordLocation) {
  return refused(
    "record-too-large",
    `${name} holds more than ${LARGEST_RECORD_TEXT / 1024} KiB: it is no record`,
    mend,
  );
}

const TOO_LARGE = Symbol("too large");

function unwrap(given: unknown): unknown {
  let value = given;
  for (let wrapping = 0; wrapping < MOST_WRAPPINGS && typeof value === "string"; wrapping++) {
    if (value.length > LARGEST_RECORD_TEXT) return TOO_LARGE;
    // Editors on Windows write a byte order mark, which JSON does not allow.
    value = parseJson(value.replace(/^\ufeff/, ""));
  }
  return value;
}

function isFromNewerVersion(value: unknown): boolean {
  if (!isObject(value) || value.schema !== KnownGoodSchema.shape.schema.value) return false;
  return typeof value.version === "number" && value.version > RECORD_VERSION;
}

/** The fields that are wrong, by path and never by value: a value may be a secret in the wrong place. */
function wrongFields(value: unknown, error: z.ZodError): string {
  if (!isObject(value)) return "it is not a JSON object";
  const fields = error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => `${shownPath([...issue.path, key])} is unknown`);
    return [`${shownPath(issue.path)} is ${valueAt(value, issue.path) === undefined ? "missing" : "wrong"}`];
  });
  const more = fields.length - MOST_FIELDS_NAMED;
  return `${fields.slice(0, MOST_FIELDS_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
