/**
 * Credentials that are known by their names: headers of API gateways, settings and parameters of URLs that hold a key, a
 * token or a secret and nothing else. The name alone says little, since settings hold references and flags as well: the
 * value decides.
 */
import { isLiveValue } from "./live.ts";
import { TOKEN_PREFIXES } from "./token-prefixes.ts";

/** The words of such a name; they are joined by a hyphen, an underscore or nothing, and others may stand before them. */
export const CREDENTIAL_NAME_WORDS = [
  ["api", "key"],
  ["api", "token"],
  ["subscription", "key"],
  ["subscription", "token"],
  ["functions", "key"],
  ["application", "key"],
  ["account", "key"],
  ["access", "key"],
  ["secret", "key"],
  ["rapidapi", "key"],
  ["auth", "key"],
  ["license", "key"],
  ["private", "key"],
  ["master", "key"],
  ["auth", "token"],
  ["access", "token"],
  ["refresh", "token"],
  ["security", "token"],
  ["session", "token"],
  ["vault", "token"],
  ["private", "token"],
  ["client", "secret"],
  ["app", "secret"],
  ["webhook", "secret"],
] as const;

/** Every spelling of such a name. */
export const CREDENTIAL_NAMES: readonly string[] = CREDENTIAL_NAME_WORDS.flatMap(([first, last]) =>
  ["-", "_", ""].map((joint) => first + joint + last),
);

/** A name, at its end, that a credential has and nothing else: `OPENAI_API_KEY`, `x-functions-key`, `headers.authorization`. */
export const CREDENTIAL_NAME = new RegExp(
  `(?:^|[-_.])(?:${CREDENTIAL_NAMES.join("|")}|secret|authorization|credentials?)$`,
  "i",
);

/** As a piece of a pattern: what opens a value behind its name and the sign between them, also where an export names the value. */
export const OPENS_VALUE = String.raw`(?:[\\"'\s{[]{0,8}(?:array|string)?values?[\\"'\s]{0,8}[:=]){0,4}[\\"'\s[(]{0,8}(?:b["'])?`;

/**
 * As a piece of a pattern: what parts a name from its value in JSON (escaped or not), HTTP, logfmt, maps, lists, and rows of
 * tables.
 */
export const PARTS_VALUE = String.raw`\]?[\\"'\s]{0,8}(?:[=-]?>|[:=]|[\\"']\s?,|\|)`;

/** Name and value. What follows the value is asked of all of it, not of each shorter one. */
const NAMED = new RegExp(
  `^[a-z]{3,12}[-_]?[a-z]{3,6}${PARTS_VALUE}${OPENS_VALUE}(?=([\\w+/=.~%-]{16,512}))\\1(?![\\w+/=.~%-]|[*•…[({]|<(?!\\/))`,
  "i",
);

/** Names that say no more than that a value is a token or a secret; pages, forms and devices have tokens as well. */
export const BARE_NAME = String.raw`(?<![\w.-])(?:token|secret)(?![\w.-])`;

/** In a sentence a word before it tells what it is for: `next page token: ...`. */
const BARE = new RegExp(
  `^${BARE_NAME}${PARTS_VALUE}${OPENS_VALUE}([A-Za-z0-9][\\w-]{31,127})(?![\\w:+/=.~%-]|[*•…[({]|<(?!\\/))`,
  "i",
);
const BARE_AT = new RegExp(`^${BARE_NAME}`, "i");
const IN_SENTENCE = /[a-z]\s$/i;

/** Letters of both kinds and digits: no hash, and no number. */
const MIXED = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)/;

/** What is traded under that name, by its public address: on Ethereum, Solana and Tron (base58 has no 0, O, I and l). */
const PUBLIC_ADDRESS = /^(?:0x[0-9A-Fa-f]{40}|[1-9A-HJ-NP-Za-km-z]{43,44}|T[1-9A-HJ-NP-Za-km-z]{33})$/;

/**
 * The value of a bare name that begins there: it was drawn at random, and is longer than a word and shorter than what a browser
 * sends once to prove that somebody sits before it.
 */
function bareCredentialAt(around: string, place: number): string | null {
  const text = around.slice(place);
  const value = BARE.exec(text)?.[1] ?? "";
  if (!MIXED.test(value) || /[\w.-]$/.test(around.slice(0, place))) return null;
  if (IN_SENTENCE.test(around.slice(0, place)) && !/^\w+=/.test(text)) return null;
  // Tokens of JSON and those of known issuers are looked for by themselves.
  const isKnown = value.startsWith("eyJ") || TOKEN_PREFIXES.some(({ prefix }) => value.startsWith(prefix));
  return isKnown || PUBLIC_ADDRESS.test(value) || !isLiveValue(value) ? null : value;
}

/** A key that was hashed, as LiteLLM logs those of its users; secrets are not told apart by their hashes. */
const HASHED = /^[0-9a-f]{64}$/i;

/** Such an option of a command, or a setting that a command sets, with its value behind a space. */
const OPTION = /(?:^|\s)(?:--|set\s)(?:[a-z]+[-_.]){0,4}$/;
const TAKEN = /^([a-z]{3,12}[-_]?[a-z]{3,6})\s["']?/i;

/** The value of such a name that begins at this place of a text, where it may live; else null. */
export function namedCredentialAt(around: string, place: number): string | null {
  const written = around.slice(place);
  const text = OPTION.test(around.slice(0, place)) ? written.replace(TAKEN, "$1=") : written;
  if (BARE_AT.test(written)) return bareCredentialAt(around, place);
  const value = NAMED.exec(text)?.[1];
  // A token of JSON is looked for by itself.
  if (value === undefined || value.startsWith("eyJ") || (HASHED.test(value) && !/^\w+[-_]?secret/i.test(text)))
    return null;
  return isLiveValue(value) ? value : null;
}
