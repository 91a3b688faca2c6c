/** Words at which credentials of this run's kind are looked for, and the closer look at each. */
import type { Release } from "../settings/settings.ts";
import { namedCredentialAt } from "../text/credential-names.ts";
import { beginsWithKey } from "../text/key-shapes.ts";
import { mayLive } from "../text/live.ts";
import type { Anchor } from "./anchors.ts";
import { AFTER, BEFORE, credentialHeaderAt, credentialHeaders, tokenIn } from "./authorization.ts";
import { lineEnd } from "./blocks.ts";
import { endsEscape, isInWord, plainText, withoutEmphasis, withoutMarks } from "./escapes.ts";
import { type Ahead, DIGIT, isInSentence, mayHaveValue } from "./glance.ts";
import { isBlankBehind, isNameEnd, LAST_WORDS, nameEnd, nameStart, WORD } from "./name-bytes.ts";

/** What one word leads to: the name of a header, or of another credential, a scheme, the beginning of a key. */
export type CredentialWord = "header" | "name" | "token" | "key";

/** Characters of a key with its prefix, and of what follows one that was cut. */
const SHORTEST_KEY = 11;
const LONGEST_KEY = 256;
const CUT_BEHIND = 12;

/** Characters of a credential that is known by its name. */
const SHORTEST_NAMED = 16;

/** Characters of a token with its scheme. */
const SHORTEST_TOKEN = 22;
const LONGEST_TOKEN = 560;

/**
 * The words, and for each whether a credential begins at a place of the bytes.
 *
 * @param secrets are looked for by themselves, so they are none of these
 */
export function credentialLooks(release: Pick<Release, "auth" | "headers">, secrets: readonly string[]) {
  const headers = credentialHeaders(release);
  const names = new Set(["api-key", ...headers, ...headers.map((name) => name.replaceAll("-", "_"))]);
  const anchors: readonly Anchor<CredentialWord>[] = [
    ...[...names].map((word) => ({ word, kind: "header" as const })),
    ...[...LAST_WORDS].map((word) => ({ word, kind: "name" as const })),
    { word: "bearer", kind: "token" },
    { word: "basic", kind: "token" },
    { word: "sk-", kind: "key" },
  ];
  const isHeader = credentialHeaderAt(headers);
  const holds = {
    header: (bytes, at, to) => {
      if (isBlankBehind(bytes, at, to)) return false;
      const [text, place] = textAround(bytes, at, to, BEFORE, AFTER);
      const isName = !isNameEnd(bytes, at) && (!isAlphanumeric(bytes[at - 1]) || endsEscape(bytes, at));
      return (isName && isHeader(text, place)) || namedCredentialAt(text, place) !== null;
    },
    name: (bytes, at, to, ahead) => {
      const start = nameStart(bytes, at);
      if (start === -1 || !ahead(DIGIT, at, AFTER) || isBlankBehind(bytes, start, to)) return false;
      const end = nameEnd(bytes, at, to);
      if (isInSentence(bytes, start, end, to) || !mayHaveValue(bytes, end, to, SHORTEST_NAMED)) return false;
      const [text, place] = textAround(bytes, start, to, BEFORE, AFTER);
      return namedCredentialAt(text, place) !== null;
    },
    token: (bytes, at, to) => {
      const length = tokenLength(bytes, at, Math.min(to, at + LONGEST_TOKEN));
      if (length < SHORTEST_TOKEN) return false;
      const [text, place] = textAround(bytes, at, to, BEFORE, length + CUT_BEHIND);
      return tokenIn(text.slice(place));
    },
    key: (bytes, at, to) => {
      const length = keyLength(bytes, at, Math.min(to, at + LONGEST_KEY));
      if (length < SHORTEST_KEY || isInWord(bytes, at) || !mayLive(bytes.toString("latin1", at, at + length)))
        return false;
      const { end, behind } = withoutMarks(bytes, at, at + length);
      const next = plainText(bytes.toString("utf8", behind, Math.min(to, behind + CUT_BEHIND)));
      return beginsWithKey(bytes.toString("latin1", at, end) + next, secrets);
    },
  } satisfies Readonly<Record<CredentialWord, (bytes: Buffer, at: number, to: number, ahead: Ahead) => boolean>>;
  return { anchors, holds };
}

/**
 * The text around a place, within its line: bounded on both sides, since a line may be as long as the block. And where in
 * the text the place is.
 */
function textAround(bytes: Buffer, at: number, to: number, before: number, after: number): readonly [string, number] {
  let start = at;
  while (start > 0 && at - start < before && bytes[start - 1] !== 0x0a) start -= 1;
  const head = start === at ? "" : bytes.toString("latin1", start, at);
  const tail = bytes.toString("utf8", at, lineEnd(bytes, at, Math.min(to, at + after)));
  // Colours stand between a name and its value, and within what was highlighted.
  const plain = plainText(head);
  return withoutEmphasis(plain + plainText(tail), plain.length);
}

const isAlphanumeric = (byte: number | undefined) =>
  byte !== undefined && WORD[byte] === 1 && byte !== 0x2d && byte !== 0x5f;

const TOKEN = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.~+/=%-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** White space between a scheme and its token, and marks of Markdown at both. */
const GAP = Uint8Array.from({ length: 256 }, (_, byte) => (" \t*`".includes(String.fromCharCode(byte)) ? 1 : 0));

/** How many characters a scheme and the token behind it have, with what stands between them. */
function tokenLength(bytes: Buffer, at: number, to: number): number {
  let end = at;
  while (end < to && TOKEN[bytes[end] as number] === 1) end += 1;
  if (GAP[bytes[end] as number] !== 1 || end - at >= SHORTEST_TOKEN) return end - at;
  while (end < to && GAP[bytes[end] as number] === 1) end += 1;
  const token = end;
  while (end < to && TOKEN[bytes[end] as number] === 1) end += 1;
  return end - token < SHORTEST_TOKEN - 6 ? 0 : end - at;
}

/** How many characters of a word begin here; 0 where they are small letters alone, which are no key. */
function keyLength(bytes: Buffer, at: number, to: number): number {
  let end = at;
  let telling = false;
  for (; end < to && WORD[bytes[end] as number] === 1; end++)
    telling ||= (bytes[end] as number) <= 0x5a && bytes[end] !== 0x2d;
  return telling ? end - at : 0;
}
