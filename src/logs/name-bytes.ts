/** Names of credentials in the bytes of a log: where one begins and ends, and whether a blank stands behind it. */
import { CREDENTIAL_NAME_WORDS } from "../text/credential-names.ts";
import { BEFORE } from "./authorization.ts";
import { endsEscape } from "./escapes.ts";
import { FOLD } from "./needles.ts";

/** The bytes of words. */
export const WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** The last words of names, and those that stand before each of them, by their last letter. */
export const LAST_WORDS = new Set(CREDENTIAL_NAME_WORDS.map(([, last]) => last));
const WORDS_BEFORE = new Map(
  CREDENTIAL_NAME_WORDS.map(([, last]) => [
    last.charCodeAt(0),
    Map.groupBy(
      CREDENTIAL_NAME_WORDS.filter((name) => name[1] === last).map(([first]) => Buffer.from(first)),
      (first) => first.at(-1),
    ),
  ]),
);

/** Where a name begins whose last word begins here; -1 where none does. */
export function nameStart(bytes: Buffer, at: number): number {
  const end = bytes[at - 1] === HYPHEN || bytes[at - 1] === UNDERSCORE ? at - 1 : at;
  const words = WORDS_BEFORE.get(FOLD[bytes[at] as number] as number)?.get(FOLD[bytes[end - 1] ?? 0]);
  const word = words?.find((each) => {
    let same = 1;
    while (same <= each.length && FOLD[bytes[end - same] ?? 0] === each[each.length - same]) same += 1;
    return same > each.length;
  });
  if (word !== undefined) return end - word.length;
  return isBareName(bytes, at) ? at : -1;
}

/** Characters of names that are one word, by its first letter: `token`, `secret`. */
const BARE_NAMES = new Map([
  [0x74, 5],
  [0x73, 6],
]);

/** Whether no other sign of a name stands around this word: `token`, not `page_token` or `tokens`. */
function isBareName(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1];
  const isPart = before !== undefined && (WORD[before] === 1 || before === DOT) && !endsEscape(bytes, at);
  return !isPart && BARE_NAMES.get((bytes[at] as number) | 0x20) === nameEnd(bytes, at, bytes.length) - at;
}

/** Whether this is the end of another header's name, which is looked at by itself: `x-api-key`. */
export function isNameEnd(bytes: Buffer, at: number): boolean {
  return (
    (bytes[at] === 0x61 || bytes[at] === 0x41) &&
    [0x2d, 0x5f].includes(bytes[at - 1] ?? 0) &&
    ((bytes[at + 1] ?? 0) | 0x20) === 0x70
  );
}

const IN_NAME = Uint8Array.from({ length: 256 }, (_, byte) => (/[A-Za-z_-]/.test(String.fromCharCode(byte)) ? 1 : 0));
const BETWEEN = Uint8Array.from({ length: 256 }, (_, byte) =>
  "\"\\':=> ".includes(String.fromCharCode(byte)) ? 1 : 0,
);
const [STAR, BRACKET, HYPHEN, UNDERSCORE, DOT] = [0x2a, 0x5b, 0x2d, 0x5f, 0x2e];

/** Where a name ends that begins here or before. */
export function nameEnd(bytes: Buffer, at: number, to: number): number {
  let end = at;
  while (end < to && IN_NAME[bytes[end] as number] === 1) end += 1;
  return end;
}

/** Words with which a blank in brackets begins: redacted, filtered, masked, hidden, removed. */
const BLANK_WORD = /^\[(?:redact|filter|mask|hidden|remov)/i;

/**
 * Whether behind the name that begins here, and a scheme, stand stars or a word in brackets: most headers of most logs. It
 * is seen in the bytes, since reading a text costs more than all else.
 */
export function isBlankBehind(bytes: Buffer, at: number, to: number): boolean {
  let end = at;
  for (let word = 0; word < 2; word++) {
    end = nameEnd(bytes, end, to);
    const start = end;
    while (end < to && end - start < LONGEST_BETWEEN && BETWEEN[bytes[end] as number] === 1) end += 1;
    // A name or a value between stars is emphasised; stars that nothing is between stand for a value.
    if (bytes[end] === STAR)
      return (
        !isEmphasised(bytes, at) &&
        (end === start || !EMPHASIS.test(bytes.toString("latin1", end, Math.min(to, end + 7))))
      );
    if (bytes[end] === BRACKET) return BLANK_WORD.test(bytes.toString("latin1", end, Math.min(to, end + 8)));
  }
  return false;
}

/** Emphasis of Markdown that begins before a value. */
const EMPHASIS = /^\*{1,3}[_`~]{0,3}[A-Za-z0-9]/;

/** Whether a star stands before the name that a word here belongs to. */
function isEmphasised(bytes: Buffer, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < BEFORE && IN_NAME[bytes[start - 1] as number] === 1) start -= 1;
  return bytes[start - 1] === STAR;
}

/** Bytes between a name and its value, also where quotes are escaped. */
const LONGEST_BETWEEN = 8;
