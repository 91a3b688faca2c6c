import { type Flaw, informs } from "./flaw.ts";
import type { BodyString } from "./json-body.ts";

/** Text that is searched for leaks, UTF-16 units: the rules take seconds for a megabyte of the worst of it. */
const MOST_SCANNED = 1024 * 1024;

/** Characters from which a word without a space is embedded data and not an identifier. */
const LONG_WORD = 4_096;

/** A picture, a sound or a file, embedded: no leak can be read in it, and it is most of a large body. */
function isEmbedded(value: string): boolean {
  return value.length >= LONG_WORD && !/[^A-Za-z0-9+/_=-]/.test(value.replace(/^data:[^,]{1,200},/, ""));
}

/** What is searched for leaks, and a word about what is not. */
export interface Scanned {
  readonly text: string;
  readonly strings: readonly BodyString[];
  readonly flaws: readonly Flaw[];
}

/** The part of a body that is searched: all of a body of usual size; of a large one its texts, without embedded data. */
export function scannedPart(text: string, strings: readonly BodyString[]): Scanned {
  if (text.length <= MOST_SCANNED) return { text, strings, flaws: [] };
  const kept: BodyString[] = [];
  let length = 0;
  for (const string of strings) {
    if (isEmbedded(string.value)) continue;
    length += string.value.length;
    if (length > MOST_SCANNED) {
      const what = "has more text than is searched for secrets and personal data (1 MiB)";
      const at = { path: "", offset: string.start };
      return { text: "", strings: kept, flaws: [informs("too-large", at, what, "Look at what follows yourself.")] };
    }
    kept.push(string);
  }
  // Of what cannot be read the beginning is searched as it stands.
  return { text: strings.length === 0 ? text.slice(0, MOST_SCANNED) : "", strings: kept, flaws: [] };
}
