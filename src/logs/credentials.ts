/** Words at which credentials of this run's kind are looked for, and the closer look at each. */
import { stripVTControlCharacters } from "node:util";
import type { Release } from "../settings/settings.ts";
import { holdsKey } from "../text/key-shapes.ts";
import type { Anchor } from "./anchors.ts";
import { AFTER, BEFORE, credentialHeaderAt, credentialHeaders, tokenIn } from "./authorization.ts";
import { lineEnd } from "./blocks.ts";
import { CREDENTIAL_NAMES, isNamedCredential } from "./named-credentials.ts";

/** What one word leads to: the name of a header, a scheme, the beginning of a key. */
export type CredentialWord = "header" | "token" | "key";

/** Characters of a key with its prefix, and of what follows one that was cut. */
const SHORTEST_KEY = 11;
const LONGEST_KEY = 256;
const CUT_BEHIND = 8;

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
  const names = new Map(CREDENTIAL_NAMES.map(({ word, rare }) => [word, rare]));
  for (const name of headers.flatMap((each) => [each, each.replaceAll("-", "_")]))
    if (!names.has(name)) names.set(name, rarest(name));
  const anchors: readonly Anchor<CredentialWord>[] = [
    ...[...names].map(([word, rare]) => ({ word, rare, kind: "header" as const })),
    { word: "bearer", rare: 0, kind: "token" },
    { word: "basic", rare: 0, kind: "token" },
    { word: "sk-", rare: 1, kind: "key" },
  ];
  const isHeader = credentialHeaderAt(headers);
  const holds = {
    header: (bytes, at, to) => {
      const [text, place] = textAround(bytes, at, to, BEFORE, AFTER);
      return (!isNameEnd(bytes, at) && isHeader(text, place)) || isNamedCredential(text.slice(place));
    },
    token: (bytes, at, to) => {
      const length = tokenLength(bytes, at, Math.min(to, at + LONGEST_TOKEN));
      return length >= SHORTEST_TOKEN && tokenIn(textAround(bytes, at, to, 0, length + CUT_BEHIND)[0]);
    },
    key: (bytes, at, to) => {
      const length = isInWord(bytes, at) ? 0 : keyLength(bytes, at, Math.min(to, at + LONGEST_KEY));
      return length >= SHORTEST_KEY && holdsKey(textAround(bytes, at, to, 2, length + CUT_BEHIND)[0], secrets);
    },
  } satisfies Readonly<Record<CredentialWord, (bytes: Buffer, at: number, to: number) => boolean>>;
  return { anchors, holds };
}

/** Letters that begin the rarest pair of a header's name: `za` in `authorization`, a hyphen in others. */
function rarest(name: string): number {
  const pair = [name.indexOf("za"), name.search(/[-_]/)].find((at) => at >= 0 && at < name.length - 1);
  return pair ?? 0;
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
  if (!head.includes("\u001b") && !tail.includes("\u001b")) return [head + tail, head.length];
  const plain = stripVTControlCharacters(head);
  return [plain + stripVTControlCharacters(tail), plain.length];
}

const WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** Whether what begins here is the middle of a word; a colour and an escaped line break end in a letter. */
function isInWord(bytes: Buffer, at: number): boolean {
  if (at === 0 || WORD[bytes[at - 1] as number] === 0) return false;
  return bytes[at - 2] !== 0x5c && bytes[at - 1] !== 0x6d;
}

const TOKEN = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.~+/=%-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** How many characters a scheme and the token behind it have, with the white space between them. */
function tokenLength(bytes: Buffer, at: number, to: number): number {
  let end = at;
  while (end < to && TOKEN[bytes[end] as number] === 1) end += 1;
  if (bytes[end] !== 0x20 && bytes[end] !== 0x09) return end - at;
  while (end < to && (bytes[end] === 0x20 || bytes[end] === 0x09)) end += 1;
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

/** Whether this is the end of another header's name, which is looked at by itself: `x-api-key`. */
function isNameEnd(bytes: Buffer, at: number): boolean {
  return (
    (bytes[at] === 0x61 || bytes[at] === 0x41) &&
    [0x2d, 0x5f].includes(bytes[at - 1] ?? 0) &&
    ((bytes[at + 1] ?? 0) | 0x20) === 0x70
  );
}
