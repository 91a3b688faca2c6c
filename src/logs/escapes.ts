/**
 * Signs that a log writes as escapes, as the signs that they are: what stands before, between and behind the parts of a
 * credential is often one of them. JSON, URLs, HTML, terminals and shells have their own; a text may have passed several.
 */
import { stripVTControlCharacters } from "node:util";

/** A backslash, once more for each JSON around it, and a percent sign, once more for each URL. */
const BACKSLASH = String.raw`\\{1,8}`;
const PERCENT = "%(?:25){0,3}";

/**
 * A colour of a terminal (ECMA-48, section 5.4): behind the sign Escape as JSON, Python, shells, URLs, HTML, rsyslog and
 * `cat -v` write it, or without that sign, which collectors take out; a range of PromQL (`[5m]`) is none.
 */
const COLOUR =
  `(?:\\u001b|${BACKSLASH}(?:e|x1b|u001b|0?33)|${PERCENT}1b|&#(?:27|x1b);|#033|\\^\\[)(?:(?:\\[|${PERCENT}5b)[\\d;:?]{0,24}[A-Za-z]|\\([0AB])` +
  `|\\[\\d[\\d;:]{0,24}m(?!\\])`;
const COLOURS = new RegExp(COLOUR, "gi");

/** Bytes in URLs, one of ASCII or those of one sign of UTF-8, and what JavaScript's `escape` writes. */
const IN_URLS = new RegExp(`((?:${PERCENT}[89a-f][0-9a-f]){2,4})|${PERCENT}([0-7][0-9a-f])|%u([0-9a-f]{4})`, "gi");

/** Of JSON and JavaScript (`\u2026`, `\u{2026}`, `\/`), of Python (`\U0001f511`), and in dumps of bytes. */
const WITH_BACKSLASH = new RegExp(
  `((?:${BACKSLASH}x[89a-f][0-9a-f]){2,4})|${BACKSLASH}(?:x([0-7][0-9a-f])|u([0-9a-f]{4})|u\\{([0-9a-f]{1,6})\\}|U([0-9a-f]{8})|(/))`,
  "gi",
);
const MAY_ESCAPE = /\\[ux/]/i;

const IN_HTML = /&(?:amp;){0,3}(?:#(?:(\d{1,7})|x([0-9a-f]{1,6}))|(hellip|bull|lt|gt|quot|apos|amp));/gi;

const NAMED: Readonly<Record<string, string>> = {
  hellip: "…",
  bull: "•",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};

/** What every colour has. */
const MAY_COLOUR = /(?:\[|5b)[\d;:?]{0,24}[A-Za-z]|\u001b/i;

/** The text without colours, however they are written. */
export function withoutColours(text: string): string {
  if (!MAY_COLOUR.test(text)) return text;
  return (text.includes("\u001b") ? stripVTControlCharacters(text) : text).replace(COLOURS, "");
}

/** The text without colours, and with its escapes undone; line breaks stay as they are written. */
export function plainText(written: string): string {
  let text = withoutColours(written);
  if (text.includes("%"))
    text = text.replace(IN_URLS, (sign, bytes, byte, code) =>
      bytes === undefined ? signOf(Number.parseInt(byte ?? code, 16), sign) : inUtf8(bytes),
    );
  if (text.includes("\\") && MAY_ESCAPE.test(text))
    text = text.replace(WITH_BACKSLASH, (sign, bytes, byte, code, braced, long, slash) =>
      bytes === undefined
        ? (slash ?? signOf(Number.parseInt(byte ?? code ?? braced ?? long, 16), sign))
        : inUtf8(bytes),
    );
  if (text.includes("&"))
    text = text.replace(IN_HTML, (sign, decimal, hex, name) =>
      name === undefined
        ? signOf(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal), sign)
        : (NAMED[name.toLowerCase()] ?? sign),
    );
  return text;
}

function signOf(code: number, written: string): string {
  return code < 0x20 || code > 0x10ffff ? written : String.fromCodePoint(code);
}

function inUtf8(bytes: string): string {
  return Buffer.from(bytes.replace(/%(?:25){0,3}|\\{1,8}x/gi, ""), "hex").toString();
}

/** Hexadecimal digits of a byte that is no letter, digit, underscore or hyphen. */
const NO_WORD = "(?:[01][0-9a-f]|2[0-9a-cef]|3[a-f]|40|5[b-e]|60|7[b-f]|[89a-f][0-9a-f])";

/** A colour, or an escape with a backslash that stands for no part of a word. */
const CERTAIN = `${COLOUR}|\\\\(?:[abefnrtv]|(?:x|u00)${NO_WORD}|u(?!00)[0-9a-f]{4}|U[0-9a-f]{8})`;
const CERTAIN_ENDS = new RegExp(`(?:${CERTAIN})$`, "i");

/**
 * The same, and what is an escape only before something that looks like a key: octal numbers, percent signs,
 * quoted-printable (RFC 2045, section 6.7), rsyslog's `#012`, and `^I`.
 */
const ESCAPE_ENDS = new RegExp(
  `(?:${CERTAIN}|\\\\[0-7]{1,3}|${PERCENT}${NO_WORD}|%u(?:(?!00)[0-9a-f]{4}|00${NO_WORD})|=(?:0[9ad]|2[0-9a-cef]|3[a-f])|#0[0-3][0-7]|\\^[A-Z])$`,
  "i",
);

/** Bytes of the longest of them: a colour with 24 bits. */
export const LONGEST_ESCAPE = 40;

/** Whether the text ends with an escape for sure, whose last letter or digit belongs to no word. */
export function endsCertainEscape(text: string): boolean {
  return CERTAIN_ENDS.test(text);
}

/** The signs with which escapes begin whose last sign is a letter or a digit, and those within them. */
const BEGINS = Uint8Array.from({ length: 256 }, (_, byte) => ("\\%=#^[(".includes(String.fromCharCode(byte)) ? 1 : 0));
const WITHIN = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w;:?]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** Whether the bytes before a place are an escape, whose last letter or digit belongs to no word. */
export function endsEscape(bytes: Buffer, at: number): boolean {
  let start = at - 1;
  while (start > 0 && at - start < LONGEST_ESCAPE && WITHIN[bytes[start] as number] === 1) start -= 1;
  // Most words are told by this, for which no text has to be made.
  if (start < 0 || BEGINS[bytes[start] as number] === 0) return false;
  return ESCAPE_ENDS.test(bytes.toString("latin1", Math.max(0, at - LONGEST_ESCAPE), at));
}

const WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0));
const isWord = (byte: number | undefined) => byte !== undefined && WORD[byte] === 1;

/** Signs of Markdown (`__key__`) and of a default in a shell (`${KEY:-key}`) before a word. */
const MOST_MARKS = 3;

/** Whether what begins at a place is the middle of a word. */
export function isInWord(bytes: Buffer, at: number): boolean {
  let start = at;
  while (at - start < MOST_MARKS && (bytes[start - 1] === 0x5f || bytes[start - 1] === 0x2d)) start -= 1;
  return isWord(bytes[start - 1]) && !endsEscape(bytes, start);
}

/** Emphasis of Markdown: `**key**`, `__key__`, `~~key~~`, and code. */
const MARKS = [0x2a, 0x5f, 0x7e, 0x60];

/** Where a word ends, and what stands behind it begins: the marks around it, as many on both sides, belong to neither. */
export function withoutMarks(
  bytes: Buffer,
  at: number,
  end: number,
): { readonly end: number; readonly behind: number } {
  const run = (from: number, step: 1 | -1, mark: number): number => {
    let length = 0;
    while (length <= MOST_MARKS && bytes[from + step * length] === mark) length += 1;
    return length;
  };
  let place = { end, behind: end };
  // One kind of marks within another: `**_key_**`.
  for (let start = at; ; ) {
    const mark = bytes[start - 1];
    if (mark === undefined || !MARKS.includes(mark)) return place;
    const count = run(start - 1, -1, mark);
    if (place.behind === end && run(place.end - 1, -1, mark) === count) place = { end: place.end - count, behind: end };
    else if (run(place.behind, 1, mark) === count) place = { ...place, behind: place.behind + count };
    else return place;
    start -= count;
  }
}

/** Marks before a word or behind one, of one kind or several; so many of a text are looked at: name, scheme and value have six. */
const RUNS = /[*_~`]{1,8}/g;
const MOST_RUNS = 12;
const MAY_BE_MARKED = /(?<![A-Za-z0-9*_~`])[*_~`]{1,8}(?=[A-Za-z0-9])/;

/**
 * The text without the marks of Markdown that stand around words in it, as many on both sides, and where a place in it is
 * then. Stars that nothing is between stand for what was blanked, and stay.
 */
export function withoutEmphasis(text: string, place: number): readonly [text: string, place: number] {
  if (!MAY_BE_MARKED.test(text)) return [text, place];
  const open: { readonly marks: string; readonly at: number }[] = [];
  const taken: { readonly at: number; readonly length: number }[] = [];
  let runs = 0;
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const isAfterWord = index > 0 && !/\s/.test(text[index - 1] ?? " ");
    const isBeforeWord = /[A-Za-z0-9]/.test(text[index + run.length] ?? "");
    const opens = isBeforeWord && !/[A-Za-z0-9]/.test(text[index - 1] ?? "");
    if (!opens && (!isAfterWord || isBeforeWord)) continue;
    runs += 1;
    if (runs > MOST_RUNS) break;
    const kinds = [...run.matchAll(/(.)\1*/g)].map(({ 0: marks, index: at }) => ({ marks, at: index + at }));
    if (opens) open.push(...kinds);
    else
      for (const { marks, at } of kinds) {
        const last = open.findLastIndex((one) => one.marks === marks);
        if (last === -1) break;
        taken.push({ at: open[last]?.at ?? 0, length: marks.length }, { at, length: marks.length });
        open.length = last;
      }
  }
  let [plain, from, before] = ["", 0, 0];
  for (const { at, length } of taken.sort((a, b) => a.at - b.at)) {
    plain += text.slice(from, at);
    from = at + length;
    if (at < place) before += Math.min(length, place - at);
  }
  return [plain + text.slice(from), place - before];
}
