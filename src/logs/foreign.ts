/**
 * Other people's secrets: keys, tokens and passwords that are none of this run's, and may be alive, since a log also quotes
 * documentation. A few of each kind are found in each file, so that a log full of them costs no more than one with a few.
 */

import { LONGEST_BEFORE } from "../text/credential-shapes.ts";
import { mayLive } from "../text/live.ts";
import { TOKEN_PREFIXES } from "../text/token-prefixes.ts";
import type { Anchor } from "./anchors.ts";
import { CREDENTIAL_FORMS } from "./credential-forms.ts";
import { isInWord, plainText, withoutMarks } from "./escapes.ts";
import type { Ahead } from "./glance.ts";

/** How a kind begins. */
type ForeignAnchor = Omit<Anchor<never>, "kind">;

/** Words at which a closer look begins. */
export const FOREIGN_ANCHORS: readonly ForeignAnchor[] = [
  ...TOKEN_PREFIXES.map(({ prefix }) => ({ word: prefix, exact: true as const })),
  ...CREDENTIAL_FORMS.map(({ word }) => ({ word })),
];
const RESTS = new Map(TOKEN_PREFIXES.map(({ prefix, rest }) => [prefix, rest]));
const FORMS = new Map(CREDENTIAL_FORMS.map((form) => [form.word, form]));

/** Credentials of one kind that are found in one file. */
const MOST_SAMPLES = 20;

/** Bytes of one that are looked at; tokens of JSON are longer, and known by their beginning. */
const LONGEST_TOKEN = 512;

/** Fewest characters of a key; shorter ones are words. */
const SHORTEST = 20;

/** Bytes of one sign, however it is escaped. */
const LONGEST_ESCAPE = 12;

/** Gathers the lines of one file in which somebody's secret stands. */
export function foreignCredentials() {
  const found = new Set<number>();
  const looked = new Map<string, number>();
  return {
    /** @param line tells the line when it is asked */
    look: (word: string, bytes: Buffer, at: number, to: number, ahead: Ahead, line: () => number): void => {
      const count = looked.get(word) ?? 0;
      if (count >= MOST_SAMPLES) return;
      const form = FORMS.get(word);
      if (form !== undefined) {
        if (form.seems?.(bytes, at, to, ahead) === false) return;
        const next = (length: number) => bytes.toString("latin1", at, Math.min(to, at + length));
        if (!form.is(next, () => plainText(bytes.toString("latin1", Math.max(0, at - LONGEST_BEFORE), at)))) return;
      } else {
        const text = tokenAt(bytes, at, to);
        if (text === null || RESTS.get(word)?.test(text.slice(word.length)) !== true) return;
      }
      found.add(line());
      looked.set(word, count + 1);
    },
    /** The lines in which a secret stands, in their order. */
    lines: (): readonly number[] => [...found].sort((a, b) => a - b),
  };
}

/** A byte that a token may hold. */
const IN_TOKEN = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.~+/=-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** The token that begins here; null where it is the middle of a word, cut, or looks like no key that lives. */
function tokenAt(bytes: Buffer, at: number, to: number): string | null {
  if (isInWord(bytes, at)) return null;
  let end = at;
  while (end < to && end - at < LONGEST_TOKEN && IN_TOKEN[bytes[end] as number] === 1) end += 1;
  if (end - at < SHORTEST) return null;
  const word = withoutMarks(bytes, at, end);
  const text = bytes.toString("latin1", at, word.end);
  // Stars, dots or an ellipsis follow what was cut.
  const next = plainText(bytes.toString("utf8", word.behind, Math.min(to, word.behind + LONGEST_ESCAPE)));
  return /^[*…•]/.test(next) || !mayLive(text) ? null : text;
}
