/**
 * How credentials look (contracts.md, section 1.1, "Key format"). One file, because what one room takes for a key no
 * other room may print. The questions differ: whether a text must not be *kept*, must not be *repeated*, or *is* a key.
 */

/** The provider's key format, as a piece of a pattern: what has it is never kept as an identifier. */
export const KEY_PREFIX_PATTERN = String.raw`\bsk-[A-Za-z0-9_-]{8}`;

/** Whether a text holds something of the provider's key format: certainly no model and no label. */
const KEY_FORMAT = new RegExp(KEY_PREFIX_PATTERN);

/** A long unbroken stretch with a digit behind the prefix of keys: `sk-production-eu` and `sk-2026-11-20` are none. */
const KEY_TEXT = /\bsk-[\w-]*(?=[A-Za-z]*\d)[A-Za-z0-9]{16}/;

/** Characters without a break from which a text may be a credential; names and words are shorter, or letters only. */
const SHORTEST_SECRET = 20;

/** True for text of the provider's key format, whatever stands in it. */
export function hasKeyFormat(text: string): boolean {
  return KEY_FORMAT.test(text);
}

/** True for text that is almost certainly a key, also where ordinary names are long and have digits. */
export function looksKey(text: string): boolean {
  return KEY_TEXT.test(text);
}

/** True for text that may be a credential, whoever issued it; such a text is never repeated. */
export function looksSecret(text: string): boolean {
  if (/\bsk-/.test(text)) return true;
  const runs = text.match(/[A-Za-z0-9_+/=-]+/g) ?? [];
  return runs.some(
    (run) => run.length >= SHORTEST_SECRET && (/\d/.test(run) || /[a-z]/.test(run) === /[A-Z]/.test(run)),
  );
}
