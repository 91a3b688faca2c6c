/** When a test ran, as its writer says it. */
export interface TestTime {
  readonly ms: number;
  /** Without a zone it is somebody's local time, read as UTC. */
  readonly zoned: boolean;
}

/** `2026-11-28T21:00:00`, as the schemas have it, with a blank, a comma or slashes by some. */
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** With the month in words: RFC 1123 (TestCafe), and what `toString` of JavaScript and Java and C's `asctime` write. */
const IN_WORDS = /^(?=.*\b\d{4}\b)(?=.*\b\d{1,2}:\d{2})(\w{3,9},? +)?(\d{1,2} +\w{3,9}|\w{3,9} +\d{1,2})\b/;

const OFFSET = /(Z|GMT|UTC?|[+-]\d{2}:?\d{2})$/;

/** Reads a `timestamp`; null: it is none that is known, or has no time of day. */
export function timeIn(written: string): TestTime | null {
  const text = written.trim();
  if (/^\d{10}(\.\d+)?$/.test(text)) return { ms: Number(text) * 1_000, zoned: true };
  if (/^\d{13}$/.test(text)) return { ms: Number(text), zoned: true };
  const iso = text.replace(/^(\d{4})\/(\d{2})\//, "$1-$2-").replace(/(:\d{2}),(\d+)/, "$1.$2");
  // A zone in letters may be any of several: what is left is somebody's local time.
  const words = text.replace(/ \([^)]*\)$/, "").replace(/ (?!(?:GMT|UTC?|AM|PM)\b)[A-Z]{2,5}(?= \d{4}$|$)/, "");
  const plain = ISO.test(iso) ? iso : IN_WORDS.test(words) ? words : null;
  if (plain === null) return null;
  const zoned = OFFSET.test(plain) || /\b(GMT|UTC)\b/.test(plain);
  const ms = Date.parse(zoned ? plain : ISO.test(plain) ? `${plain}Z` : `${plain} UTC`);
  return Number.isNaN(ms) ? null : { ms, zoned };
}

/** The later of two times. */
export function later(known: TestTime | null, other: TestTime | null): TestTime | null {
  return other === null || (known !== null && known.ms >= other.ms) ? known : other;
}
