/** A header's line as RFC 9110 has it: a token, a colon at once, and a value without control characters. */
const WELL_FORMED = /^[!#$%&'*+.^_`|~\w-]+:[\t\x20-\x7e\x80-\xff]*$/;

/** A name that may be repeated: a line that has none may hold anything. */
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

/**
 * Which line of a head is malformed, by its header's name; where it has none, `after` and the one before it.
 * Its value is never part of that. Null: none is, or no name says where.
 * @param head as it came, one character per byte; heads of status 1xx may stand before it
 */
export function malformedHeader(head: string): string | null {
  let informational = false;
  let last: string | null = null;
  for (const line of head.split("\r\n")) {
    if (/^HTTP\//.test(line)) informational = /^\S+ 1\d\d\b/.test(line);
    else if (line === "" && !informational) return null;
    else if (line !== "") {
      const [before = ""] = line.includes(":") ? line.split(":", 1) : [];
      const name = before.trimEnd();
      const shown = NAME.test(name) ? name : null;
      if (!WELL_FORMED.test(line)) return shown ?? (last === null ? null : `after ${last}`);
      last = shown;
    }
  }
  return null;
}
