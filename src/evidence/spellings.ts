/**
 * What a text says once escapes and encodings are undone, layer by layer: gateways, proxies and log pipelines repeat what
 * they were sent inside each other's formats. Bounded, since a text may be hostile; linear, since it may be long.
 */
import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";

/** Layers that are undone: a JSON string in a JSON string in a page is as deep as anybody has been seen to write. */
const MOST_LAYERS = 3;

/** Characters that are looked through in all, so that a text made of every escape costs seconds and not minutes. */
const MOST_CHARACTERS = 24 * 1024 * 1024;

/** Control and invisible format characters: they are UTF-16 read as bytes, or hide what is there. One class: alternatives are slow. */
const INVISIBLE = [
  String.raw`\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f`,
  String.raw`\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufff9-\ufffb\ufffd`,
].join("");

/** The same and white space, which wraps base64. */
export const FILLER = new RegExp(`[\\s${INVISIBLE}]+`, "g");

const INVISIBLE_RUN = new RegExp(`[\\ufeff${INVISIBLE}]+`, "g");

/** The text itself, then every text that is one layer further down; each once. */
export function spellings(text: string): Iterable<string> {
  return below(text, MOST_LAYERS, { depths: new Map(), room: MOST_CHARACTERS });
}

function* below(
  text: string,
  layers: number,
  looked: { readonly depths: Map<string, number>; room: number },
): Generator<string, void, undefined> {
  // A text that was looked through is met again where layers are undone in another order.
  const digest = hash("sha1", text);
  const depth = looked.depths.get(digest) ?? -1;
  if (depth >= layers || looked.room < text.length) return;
  looked.depths.set(digest, layers);
  looked.room -= text.length;
  if (depth === -1) yield text;
  if (layers === 0) return;
  for (const undo of LAYERS) {
    const undone = undo(text);
    if (undone !== null && undone !== text) yield* below(undone, layers - 1, looked);
  }
}

/** Each undoes one kind of layer; null: the text has none of it. */
const LAYERS: readonly ((text: string) => string | null)[] = [
  percent,
  backslashes,
  references,
  invisible,
  base64,
  hexadecimal,
];

function invisible(text: string): string | null {
  return text.search(INVISIBLE_RUN) === -1 ? null : text.replace(INVISIBLE_RUN, "");
}

function percent(text: string): string | null {
  return text.includes("%") ? text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => fromHex(code)) : null;
}

/** JSON, JavaScript and Python: `\n`, `\/`, `\x41`, `A`, `\u{41}`, `\U00000041`. */
function backslashes(text: string): string | null {
  if (!text.includes("\\")) return null;
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([nrt])|([^a-zA-Z0-9]))/g,
    (_, ...[unit, braced, long, byte, space, other]: (string | undefined)[]) => {
      const code = unit ?? braced ?? long ?? byte;
      // A line break within a JSON string is filler like any other.
      return code === undefined ? (other ?? (space === undefined ? "" : "\n")) : fromHex(code);
    },
  );
}

/** The characters of HTML that are neither letter nor digit (WHATWG, "Named character references"), and invisible ones. */
const NAMED = new Map(
  Object.entries({
    "\t": "Tab",
    "\n": "NewLine",
    "!": "excl",
    '"': "quot QUOT",
    "#": "num",
    $: "dollar",
    "%": "percnt",
    "&": "amp AMP",
    "'": "apos",
    "(": "lpar",
    ")": "rpar",
    "*": "ast midast",
    "+": "plus",
    ",": "comma",
    ".": "period",
    "/": "sol",
    ":": "colon",
    ";": "semi",
    "<": "lt LT",
    "=": "equals",
    ">": "gt GT",
    "?": "quest",
    "@": "commat",
    "[": "lsqb lbrack",
    "\\": "bsol",
    "]": "rsqb rbrack",
    "^": "Hat",
    _: "lowbar UnderBar",
    "`": "grave DiacriticalGrave",
    "{": "lcub lbrace",
    "|": "verbar vert VerticalLine",
    "}": "rcub rbrace",
    "-": "hyphen dash",
    " ": "nbsp NonBreakingSpace shy zwj zwnj ZeroWidthSpace NoBreak",
  }).flatMap(([character, names]) => names.split(" ").map((name) => [name, character] as const)),
);

/** Numeric ones as HTML reads them, with and without a semicolon; a name is the longest that fits. */
const REFERENCE = new RegExp(
  `<wbr>|\\x60|&(?:#x0*([0-9a-f]{1,6})|#0*(\\d{1,7})|(${[...NAMED.keys()].sort((a, b) => b.length - a.length).join("|")}));?`,
  "gi",
);

/**
 * As a browser shows it: character references undone, and without what keeps a page from mentioning people, which is an
 * element, or the marks of code.
 */
function references(text: string): string | null {
  if (!/[&`]|<wbr>/.test(text)) return null;
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    return hex === undefined && decimal === undefined
      ? ""
      : fromPoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

/** Characters of base64, and of pairs of hexadecimal digits, that are as many as the shortest secret has. */
const SHORTEST_BASE64 = 22;
const SHORTEST_HEXADECIMAL = 32;

/** Whole runs are matched, the short ones too: a pattern with a least length would look at each of them from every character. */
const BASE64 = /[A-Za-z0-9+/_-]+/g;

/** What base64 in the text stands for, in lines or not, wherever in a group of four characters it begins. */
function base64(text: string): string | null {
  const runs = text.replace(FILLER, "").match(BASE64) ?? [];
  const long = runs.filter(({ length }) => length >= SHORTEST_BASE64);
  return joined(long.flatMap((run) => [0, 1, 2, 3].map((skip) => legible(Buffer.from(run.slice(skip), "base64")))));
}

/** Bytes in hexadecimal, each with what separates them in dumps, fingerprints and source code. */
const HEXADECIMAL = /(?:(?:0x)?[0-9a-fA-F]{2,}[\s,:;|._"'-]{0,4})+/g;

function hexadecimal(text: string): string | null {
  const long = (text.match(HEXADECIMAL) ?? []).filter(({ length }) => length >= SHORTEST_HEXADECIMAL);
  const runs = long.map((run) => run.replace(/0x|[^0-9a-fA-F]/g, ""));
  return joined(runs.flatMap((run) => [0, 1].map((skip) => legible(Buffer.from(run.slice(skip), "hex")))));
}

/** Bytes that a text may have, read as Latin-1; UTF-16 has a zero beside each. */
const TEXT_BYTES = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number([0, 9, 10, 13].includes(byte) || (byte >= 0x20 && byte <= 0x7e) || byte >= 0xa0),
);

/** As many as the shortest secret has. */
const SHORTEST_TEXT = 16;

/** Of decoded bytes what may be text: all that is UTF-8, next to nothing of a picture. A loop: a pattern would look at every byte many times. */
function legible(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  const found: string[] = [];
  let start = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (TEXT_BYTES[bytes[i] ?? 1] === 1) continue;
    if (i - start >= SHORTEST_TEXT) found.push(bytes.toString("latin1", start, i));
    start = i + 1;
  }
  return found.join("\n");
}

function joined(texts: readonly string[]): string | null {
  const some = texts.filter((text) => text !== "");
  return some.length === 0 ? null : some.join("\n");
}

function fromHex(code: string): string {
  return fromPoint(Number.parseInt(code, 16));
}

/** Beyond Unicode nothing is shown. */
function fromPoint(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : "";
}
