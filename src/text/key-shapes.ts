/*
 * How keys of the provider look. One file, because what one room takes for a key no other room may print. The questions
 * differ: whether a text must not be *kept*, must not be *repeated*, *is* a key, or *holds* one. Lengths are
 * bounded, so that a hostile text costs no more than its length.
 */

/** A token in a log that is called one, whatever stands before it: laid-out JSON has the name of the header on another line. */
export const LOGGED_TOKEN =
  /\b(bearer|basic)(?:\s{1,4}|%20|\+)([A-Za-z0-9._~+/-]{16,512}={0,2})(?![A-Za-z0-9._~+/=-]{0,512}(?:[*•…[({]|<(?!\/)))/gi;

// The provider's own format (contracts.md, section 1.1, "Key format"), by question: OpenAI's, and that of every gateway that
// speaks its protocol.

/** As a piece of a pattern: what has it is never kept as an identifier. */
export const KEY_PREFIX_PATTERN = String.raw`\bsk-[A-Za-z0-9_-]{8}`;

/** As a piece of a pattern: a key of which only the ends are shown, as providers' errors do. */
export const MASKED_KEY_PATTERN = String.raw`sk-[A-Za-z0-9_-]{0,64}\*{3}`;

/** A key in an answer, or in a name. Words and numbers joined by hyphens are class names and product numbers: `sk-2026-11-20`; so are digits alone. */
export const ANSWERED_KEY = /\bsk-[A-Za-z0-9_-]{0,100}?(?=[A-Za-z]{0,15}\d)(?=\d{0,15}[A-Za-z])[A-Za-z0-9]{16}/;

/** A key in a line of a log; anybody's. */
const LOGGED_KEY = /^sk-[A-Za-z0-9_-]{8,250}/;

/** Letters and digits without a break, as every key has them; words, numbers and the hashes in names of pods have fewer. */
const RANDOM_IN_KEY = /^sk-(?=[a-z]{0,4}[0-9A-Z])[A-Za-z0-9]{8}|(?=[a-z]{0,11}[0-9A-Z])[A-Za-z0-9]{12}/;

/** A key that somebody wrote to stand for one: `sk-XXXXXXXX`, `sk-00000000`, `sk-REDACTED`, `sk-YOUR_API_KEY`. */
const BLANKED = /^sk-(?:proj-)?([xX0])\1*$|x{4}$|[-_](?:your|redact|mask|hidden|placeholder)/i;

/** What follows a key of which only the beginning is shown. */
const CUT = /^(?:\*|•|…|\.\.|[<[](?:redact|mask|hidden))/i;

/** Whether a text begins with a key of the provider's format that is none of these secrets, which are looked for by themselves. */
export function beginsWithKey(text: string, secrets: readonly string[]): boolean {
  const key = LOGGED_KEY.exec(text)?.[0];
  if (key === undefined || secrets.includes(key)) return false;
  const next = text.slice(key.length, key.length + 8);
  return RANDOM_IN_KEY.test(key) && !BLANKED.test(key) && !CUT.test(next);
}

/** Whether a text holds something of the provider's key format: certainly no model and no label. */
const KEY_FORMAT = new RegExp(KEY_PREFIX_PATTERN);

/** True for text of the provider's key format, whatever stands in it. */
export function hasKeyFormat(text: string): boolean {
  return KEY_FORMAT.test(text);
}

/** True for text that is almost certainly a key, also where ordinary names are long and have digits. */
export function looksKey(text: string): boolean {
  return ANSWERED_KEY.test(text);
}

/** Characters without a break from which a text may be a credential; names and words are shorter, or letters only. */
const SHORTEST_SECRET = 20;

/** True for text that may be a credential, whoever issued it; such a text is never repeated. */
export function looksSecret(text: string): boolean {
  if (/\bsk-/.test(text)) return true;
  const runs = text.match(/[A-Za-z0-9_+/=-]+/g) ?? [];
  return runs.some(
    (run) => run.length >= SHORTEST_SECRET && (/\d/.test(run) || /[a-z]/.test(run) === /[A-Z]/.test(run)),
  );
}
