/**
 * Keeps secrets out of everything that is written, and finds them in everything that is read, in the encodings in
 * which gateways, proxies and log pipelines have been seen to repeat them.
 */

/** Below this a value is too common to search for: masking it would blank half a log (product.md, `api-key`). */
export const MIN_SCANNABLE_CHARS = 16;

/**
 * Longest form that is looked for in any case: a key of 4,096 characters, percent-encoded. No credential is longer, and
 * the pattern of a pasted file is too large to compile; such a text is looked for as it is.
 */
const MAX_PATTERN_CHARS = 12_288;

/** Below this a value is not even replaced in our own text, characters. */
const MIN_REDACTABLE_CHARS = 8;

/** A piece of a secret of this many characters is no accident. Longer than common prefixes such as `sk-proj-`. */
const FRAGMENT_CHARS = 10;

/** What stands in place of a secret. */
const REPLACEMENT = "***";

/** Characters at the front of a base64 string that also depend on what precedes the secret, by offset in its 3-byte group. */
const BASE64_SHARED_PREFIX = [0, 2, 3] as const;

/** Finds and replaces the secrets of one run. */
export interface Redactor {
  /** Whether the text holds a secret in any encoding; secrets under 16 characters are not looked for. */
  readonly exposes: (text: string) => boolean;
  /** Whether the text holds so long a piece of a secret that it must not be kept, for example in an error code. */
  readonly shares: (text: string) => boolean;
  /** The text with every secret replaced. */
  readonly redact: (text: string) => string;
}

/** Makes a redactor for these secrets. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const scannable = secrets.filter((secret) => secret.length >= MIN_SCANNABLE_CHARS);
  // Where filler is taken out of a text, a space inside a secret goes with it.
  const dense = scannable
    .map((secret) => secret.replace(FILLER, ""))
    .filter((form) => form.length >= MIN_SCANNABLE_CHARS);
  const exact = [...new Set([...scannable, ...dense, ...scannable.flatMap(base64Cores)])];
  const hex = scannable.map((secret) => Buffer.from(secret).toString("hex"));
  // Header names and hex digits come in any case; a percent sign in front must not spoil the first character.
  const percent = scannable.map(encodeURIComponent);
  const patterns = [...scannable, ...percent, ...hex].filter((form) => form.length <= MAX_PATTERN_CHARS);
  const anyCase = new RegExp(patterns.map(escapePattern).join("|") || "(?!)", "i");
  const replaceable = [
    ...secrets.filter((secret) => secret.length >= MIN_REDACTABLE_CHARS),
    ...exact,
    ...percent,
    ...hex,
    ...hex.map((form) => form.toUpperCase()),
  ].sort((a, b) => b.length - a.length);
  return {
    exposes: (text) => {
      if (scannable.length === 0) return false;
      // One spelling at a time: an answer of a megabyte must not be held in a dozen copies.
      for (const spelling of spellings(text)) {
        if (exact.some((form) => spelling.includes(form)) || anyCase.test(spelling)) return true;
      }
      return false;
    },
    shares: (text) => scannable.some((secret) => fragments(secret).some((fragment) => text.includes(fragment))),
    redact: (text) => replaceable.reduce((redacted, form) => redacted.replaceAll(form, REPLACEMENT), text),
  };
}

/** Overlapping pieces of a secret that are long enough to be no accident. */
function fragments(secret: string): string[] {
  return Array.from({ length: secret.length - FRAGMENT_CHARS + 1 }, (_, i) => secret.slice(i, i + FRAGMENT_CHARS));
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
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

/**
 * The text as it is, and as it reads after the escapes that can hide a secret are undone. The gate's own Markdown is
 * written with character references, so what they stand for is looked through for the other escapes too.
 */
function* spellings(text: string): Generator<string> {
  yield* escapedSpellings(text);
  if (text.includes("&#")) yield* escapedSpellings(withoutReferences(text));
}

function* escapedSpellings(text: string): Generator<string> {
  yield* withoutFiller(text);
  if (/%[0-9a-f]{2}/i.test(text)) {
    yield* withoutFiller(text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => fromHex(code)));
  }
  if (text.includes("\\")) {
    const once = unescapeBackslashes(text);
    yield* withoutFiller(once);
    if (once.includes("\\")) yield* withoutFiller(unescapeBackslashes(once));
  }
  // References that were written down as such, below those of the page that shows them.
  if (text.includes("&#")) yield* withoutFiller(withoutReferences(text));
}

/** As a browser shows it: character references undone, and without the element that keeps a page from mentioning people. */
function withoutReferences(text: string): string {
  return text
    .replaceAll("<wbr>", "")
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, code?: string, decimal?: string) => fromEntity(code, decimal));
}

/** Line-wrapped base64, UTF-16 read as bytes, zero-width joiners between characters. */
const FILLER = /[\s\0\u200b-\u200d\u2060\ufeff\ufffd]+/g;

function* withoutFiller(text: string): Generator<string> {
  yield text;
  if (text.search(FILLER) !== -1) yield text.replace(FILLER, "");
}

function unescapeBackslashes(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt])|([^ux]))/gi,
    (whole, unicode?: string, byte?: string, space?: string, other?: string) => {
      if (unicode || byte) return fromHex(unicode ?? byte ?? "");
      // A line break within a JSON string is filler like any other.
      if (space) return "\n";
      return other === undefined || /[a-z0-9]/i.test(other) ? whole : other;
    },
  );
}

function fromHex(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

function fromEntity(hex: string | undefined, decimal: string | undefined): string {
  const point = hex === undefined ? Number.parseInt(decimal ?? "0", 10) : Number.parseInt(hex, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : "";
}
