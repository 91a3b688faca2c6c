/** Which request a record is about, and whether its id alone tells that. */
import { type Fields, saidBy } from "./field-values.ts";
import type { Vocabulary } from "./names.ts";
import { processIn } from "./services.ts";

/** The id of the request that a record is about; null where it names none. */
export function requestIdIn(fields: Fields, { roleOf }: Vocabulary): string | null {
  // Where a record has several, the one that all loggers call so.
  const own = idIn(fields.get("requestid"));
  if (own !== null) return own;
  for (const [name, value] of fields) {
    const id = roleOf(name) === "request" ? idIn(value) : null;
    if (id !== null) return id;
  }
  return null;
}

/**
 * Zeros, which stand where no span is active (W3C Trace Context, section 3.2.2.3; the nil UUID of RFC 9562; X-Ray's), or any
 * one sign that is repeated as no counter does it. Hyphens and colons part them.
 */
const NO_ID = /^(?:1-0{8}-)?0[0:-]*$|^([A-Za-z0-9])-?(?:\1-?){7,}$/;

/** An id that a value gives; null: it says nothing, or what loggers write for none. */
function idIn(value: unknown): string | null {
  const id = saidBy(value);
  return id === null || NO_ID.test(id) ? null : id;
}

/** Under which key the records of one request are found: an id that others have as well is one of its process alone. */
export function requestKey(id: string, fields: Fields, file: string): string {
  return isUnique(id) ? id : `${id} ${processIn(fields, file).process}`;
}

/** The id alone, in W3C's `traceparent`, in the name of a resource of Google Cloud, in B3's single header, in X-Ray's. */
const TRACE_ID = /(?<![0-9a-f])(?:1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{32})(?![0-9a-f])/i;

/** The ids of traces that a record names. */
export function tracesIn(fields: Fields, { roleOf }: Vocabulary): readonly string[] {
  const traces: string[] = [];
  for (const [name, value] of fields) {
    const written = roleOf(name) === "trace" ? saidBy(value) : null;
    const trace = idIn(TRACE_ID.exec(written ?? "")?.[0].toLowerCase() ?? written);
    if (trace !== null) traces.push(trace);
  }
  return traces;
}

/**
 * Letters and digits in turns, in eight signs or more without a break (32 bits in hexadecimal); a word before or behind a
 * number is the name of a counter. Or letters of both kinds, or a number that is longer than any counter.
 */
const DRAWN =
  /(?<![A-Za-z0-9])(?:(?=[A-Za-z0-9]{8})[A-Za-z0-9]*?(?:\d[A-Za-z]+\d|[A-Za-z]\d+[A-Za-z])|\d{16,}(?![A-Za-z0-9])|(?=[A-Z]*[a-z])(?=[a-z]*[A-Z])[A-Za-z]{16,}(?![A-Za-z0-9]))/;

/** A UUID (RFC 9562) and an id of X-Ray, wherever their digits stand. */
const SHAPED = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-f])1-[0-9a-f]{8}-[0-9a-f]{24}/i;

/**
 * Whether no two requests have this id by chance. Words, counters and numbers of threads (`req-1`, `4711`, `exec-12`) begin
 * anew in every process: they join records of one process alone.
 */
export function isUnique(id: string): boolean {
  return DRAWN.test(id) || SHAPED.test(id);
}
