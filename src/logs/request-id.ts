/** Which request a record is about, and whether its id alone tells that. */
import { type Fields, saidBy } from "./field-values.ts";
import type { Vocabulary } from "./names.ts";

/** The id of the request that a record is about; null where it names none. */
export function requestIdIn(fields: Fields, { roleOf }: Vocabulary): string | null {
  // Where a record has several, the one that all loggers call so.
  const own = saidBy(fields.get("requestid"));
  if (own !== null) return own;
  for (const [name, value] of fields) {
    const id = roleOf(name) === "request" ? saidBy(value) : null;
    if (id !== null) return id;
  }
  return null;
}

/** Digits of a number that is no counter: ids that are made of a time and a machine have more. */
const LONGEST_COUNTER = 15;

/** Characters without a break from which letters and digits in turns are drawn at random: 32 bits in hexadecimal. */
const SHORTEST_RANDOM = 8;

/**
 * Whether no two requests have this id by chance. Words, counters and numbers of threads (`req-1`, `4711`, `exec-12`) begin
 * anew in every process: they join records of one process alone.
 */
export function isUnique(id: string): boolean {
  if (/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.test(id)) return true;
  return (id.match(/[A-Za-z0-9]+/g) ?? []).some((run) => {
    if (/^\d+$/.test(run)) return run.length > LONGEST_COUNTER;
    if (/^[A-Za-z]+$/.test(run)) return run.length > LONGEST_COUNTER && /[a-z]/.test(run) && /[A-Z]/.test(run);
    // A word before or behind a number is the name of a counter.
    return run.length >= SHORTEST_RANDOM && !/^(?:[A-Za-z]+\d+|\d+[A-Za-z]+)$/.test(run);
  });
}
