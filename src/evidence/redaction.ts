/**
 * Keeps secrets out of everything that is written, and finds them in everything that is read, in the encodings in
 * which gateways, proxies and log pipelines have been seen to repeat them.
 */
import { FILLER, spellings } from "./spellings.ts";

/** Below this a value is too common to search for: masking it would blank half a log (product.md, `api-key`). */
export const MIN_SCANNABLE_CHARS = 16;

/** Below this a value is not even replaced in our own text, characters. */
const MIN_REDACTABLE_CHARS = 8;

/** A piece of a secret of this many characters is no accident. Longer than common prefixes such as `sk-proj-`. */
const FRAGMENT_CHARS = 10;

/** What stands in place of a secret. */
const REPLACEMENT = "***";

/** Characters at the front of a base64 string that also depend on what precedes the secret, by offset in its 3-byte group. */
const BASE64_SHARED_PREFIX = [0, 2, 3] as const;

/** Finds and replaces the secrets of one run. */
export type Redactor = Readonly<ReturnType<typeof createRedactor>>;

/** Makes a redactor for these secrets. */
export function createRedactor(secrets: readonly string[]) {
  const scannable = secrets.filter((secret) => secret.length >= MIN_SCANNABLE_CHARS);
  const replaceable = secrets.filter((secret) => secret.length >= MIN_REDACTABLE_CHARS);
  const holdsLong = finder(scannable);
  const holdsShort = finder(replaceable.filter((secret) => secret.length < MIN_SCANNABLE_CHARS));
  const holdsAny = (text: string) => holdsLong(text) || holdsShort(text);
  const forms = [
    ...replaceable.flatMap(readings),
    ...replaceable.flatMap(base64Cores),
    ...replaceable.map(encodeURIComponent),
    ...replaceable.flatMap((secret) => [hexOf(secret), hexOf(secret).toUpperCase()]),
    ...scannable.flatMap(denseForms),
  ].sort((a, b) => b.length - a.length);
  /** The text with every secret replaced. */
  const redact = (text: string): string => {
    const redacted = forms.reduce((rest, form) => rest.replaceAll(form, REPLACEMENT), text);
    // What is left of it can be decoded: the word or the string that it stands in goes, or else the line, or all of it.
    const hide = (piece: string) => {
      if (!holdsAny(piece)) return piece;
      return piece.startsWith('"') ? `"${REPLACEMENT}"` : REPLACEMENT;
    };
    let rest = redacted;
    for (const pieces of PIECES) {
      if (!holdsAny(rest)) break;
      rest = rest.replace(pieces, hide);
    }
    return rest;
  };
  const pieces = scannable.flatMap(fragments);
  return {
    /** Whether the text holds a secret in any encoding; secrets under 16 characters are not looked for. */
    exposes: holdsLong,
    /** Whether the text holds so long a piece of a secret that it must not be kept, for example in an error code. */
    shares: (text: string): boolean => pieces.some((piece) => text.includes(piece)),
    redact,
  };
}

/** Ever larger pieces of a text: a JSON string or what stands between spaces, a line, all of it. */
const PIECES = [/"(?:[^"\\]|\\.)*"|[^\s"]+/g, /.+/g, /^.*$/s];

/** Whether a text holds one of the secrets in any spelling. */
function finder(secrets: readonly string[]): (text: string) => boolean {
  const scannable = secrets.filter((secret) => secret.length >= MIN_SCANNABLE_CHARS);
  const long = [...scannable.flatMap(readings), ...scannable.flatMap(denseForms)];
  const exact = [...new Set([...secrets.flatMap(readings), ...long, ...secrets.flatMap(base64Cores)])];
  // Header names and hex digits come in any case; so does a short secret that is a word. A percent sign in front must not
  // spoil the first character.
  const encoded = [...scannable.map(encodeURIComponent), ...secrets.map(hexOf), ...scannable.flatMap(byteLists)];
  const anyCase = [...long, ...encoded].map((form) => form.toLowerCase());
  // What is undone is longer than what it stands for.
  const shortest = Math.min(...[...exact, ...anyCase].map((form) => form.length));
  const holds = (text: string) => {
    if (exact.some((form) => text.includes(form))) return true;
    const lower = text.toLowerCase();
    return anyCase.some((form) => lower.includes(form));
  };
  return (text) => {
    if (text.length < shortest) return false;
    for (const spelling of spellings(text)) {
      if (holds(spelling)) return true;
      // Words that stand beside each other may join to a short secret.
      if (long.length > 0 && spelling.search(FILLER) !== -1 && holds(withoutFiller(spelling))) return true;
    }
    return false;
  };
}

/** Where filler is taken out of a text, a space inside a secret goes with it. */
function denseForms(secret: string): readonly string[] {
  return readings(secret)
    .map(withoutFiller)
    .filter((form) => form.length >= MIN_SCANNABLE_CHARS);
}

function withoutFiller(text: string): string {
  return text.replace(FILLER, "");
}

/** The secret, and how its UTF-8 bytes read as Latin-1, as which bytes are decoded. */
function readings(secret: string): readonly string[] {
  const asBytes = Buffer.from(secret).toString("latin1");
  return asBytes === secret ? [secret] : [secret, asBytes];
}

function hexOf(secret: string): string {
  return Buffer.from(secret).toString("hex");
}

/**
 * A secret as lists of its bytes without white space: what Node, Python and Rust (`[115, 107]`), Go (`[115 107]`), dumps and
 * source code (`73:6b`, `0x73, 0x6b`, `\163\153`) print for one, and JSON for an array of bytes (`{"0":115,"1":107}`).
 */
export function byteLists(secret: string): string[] {
  const bytes = [...Buffer.from(secret)];
  const octal = bytes.map((byte) => byte.toString(8).padStart(3, "0"));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
  return [
    ...["", ","].map((separator) => bytes.join(separator)),
    ...["", "\\"].map((separator) => octal.join(separator)),
    ...[":", "-", ",", ",0x"].map((separator) => hex.join(separator)),
    JSON.stringify({ ...bytes }).slice(1, -1),
  ];
}

/** Overlapping pieces of a secret that are long enough to be no accident. */
function fragments(secret: string): string[] {
  return Array.from({ length: secret.length - FRAGMENT_CHARS + 1 }, (_, i) => secret.slice(i, i + FRAGMENT_CHARS));
}

/** Every form of a secret that the runner has to mask: as it is and, if it is long enough, base64 and URL-encoded. */
export function maskedForms(secret: string): string[] {
  if (secret.length < MIN_SCANNABLE_CHARS) return [secret];
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    bytes.toString("base64"),
    bytes.toString("base64url"),
    encodeURIComponent(secret),
    bytes.toString("hex"),
  ];
  return [...new Set([...forms, ...base64Cores(secret)])];
}

/** The base64 characters that a secret determines alone, for each place in a 3-byte group, in both alphabets. */
function base64Cores(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return BASE64_SHARED_PREFIX.flatMap((prefix, offset) => {
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .slice(prefix, whole);
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
