/**
 * What bytes tell of a place where a credential may begin, before a text is made of them, which costs more than all else: in
 * most places there is none.
 */

/** Whether a text stands within so many bytes behind a place; places are asked for in their order. */
export type Ahead = (text: string, at: number, within: number) => boolean;

/** Digits, of which every name that was drawn has one. */
export const DIGIT = "0-9";

/** Looks ahead in the bytes before `to`; each of them is searched once for each text, however many places ask. */
export function aheadIn(bytes: Buffer, to: number): Ahead {
  const next = new Map<string, number>();
  return (text, at, within) => {
    let place = next.get(text) ?? -1;
    if (place < at) {
      place = text === DIGIT ? digitFrom(bytes, at, to) : bytes.indexOf(text, at, "latin1");
      if (place === -1 || place >= to) place = Number.POSITIVE_INFINITY;
      next.set(text, place);
    }
    return place < at + within;
  };
}

function digitFrom(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && ((bytes[at] as number) < 0x30 || (bytes[at] as number) > 0x39)) at += 1;
  return at;
}

/** The bytes of these signs. */
export function bytesIn(signs: string): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (signs.includes(String.fromCharCode(byte)) ? 1 : 0));
}

/** Signs between a name and its value; colours begin with the last one, marks of Markdown are the ones before. */
const BETWEEN = bytesIn(" \t\r\n\\\"':=>|,[({-*_~`\u001b");
const BEHIND_VALUE = bytesIn(" \t\r\n\"',;<>)]}|");

/** Between a name and its value, bytes. */
const LONGEST_BETWEEN = 32;

/** Signs with which escapes begin: they may be more than they seem. */
const MAY_ESCAPE = bytesIn("\\&%");

const [SPACE, SMALL_B] = [0x20, 0x62];

/** What may stand between the name and the value: how an export calls the value. */
const VALUE_NAME = /^(?:array|string)?value/i;

/** Whether behind a name that ends here may stand a value of so many characters or more. */
export function mayHaveValue(bytes: Buffer, end: number, to: number, fewest: number): boolean {
  let start = end;
  while (start < to && start - end < LONGEST_BETWEEN && BETWEEN[bytes[start] as number] === 1) start += 1;
  let stop = start;
  while (stop < to && stop - start < fewest && BEHIND_VALUE[bytes[stop] as number] === 0) {
    if (MAY_ESCAPE[bytes[stop] as number] === 1) return true;
    stop += 1;
  }
  if (stop - start >= fewest) return true;
  // Python puts a letter before the quote of bytes.
  return (stop - start === 1 && bytes[start] === SMALL_B) || VALUE_NAME.test(bytes.toString("latin1", start, stop));
}

/** Whether a name from `at` to `end` is a word of a sentence: no sign parts it from what follows, and it is no option. */
export function isInSentence(bytes: Buffer, at: number, end: number, to: number): boolean {
  if (bytes[end] !== SPACE || (at > 0 && bytes[at - 1] !== SPACE)) return false;
  let next = end;
  while (next < to && bytes[next] === SPACE) next += 1;
  return BETWEEN[bytes[next] as number] === 0;
}
