import type { Release } from "../settings/settings.ts";

/**
 * A key of an OpenAI-compatible gateway (contracts.md, section 1.1, "Key format"), anybody's. A digit or capital is asked
 * for, so that words joined by hyphens are none.
 */
const KEY = /(?<![\w-])sk-(?=[a-z_-]{0,250}[0-9A-Z])[A-Za-z0-9_-]{8,250}/g;

/** A key that somebody wrote to stand for one: `sk-XXXXXXXX`, `sk-00000000`. */
const BLANKED = /^sk-(?:proj-)?([xX0])\1*$/;

/** Whether the text holds a key of the provider's format that is none of these secrets, which are looked for by themselves. */
export function holdsKey(text: string, secrets: readonly string[]): boolean {
  if (!text.includes("sk-")) return false;
  for (const { 0: key, index } of text.matchAll(KEY)) {
    const cut = /^(?:\*|…|\.\.)/.test(text.slice(index + key.length, index + key.length + 2));
    if (!cut && !BLANKED.test(key) && !secrets.includes(key)) return true;
  }
  return false;
}

/** Headers that carry credentials whatever the release says: HTTP's own, and the usual ones of API gateways. */
const CREDENTIAL_HEADERS = ["authorization", "proxy-authorization", "x-api-key"];

/** Whether a text holds a credential header with a value that was not blanked. */
export function authorizationFinder({ auth, headers }: Pick<Release, "auth" | "headers">): (text: string) => boolean {
  const own = [
    ...(auth === "none" ? [] : [auth.header]),
    ...headers.filter(({ secret }) => secret).map(({ name }) => name),
  ];
  const names = [...new Set([...CREDENTIAL_HEADERS, ...own.map((name) => name.toLowerCase())])];
  // `api-key` is a header of some gateways; with an underscore it is a setting, whose value may be a reference.
  const any = [
    ...names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "[-_]")),
    "(?<![_-])api-key",
  ].join("|");
  /*
   * Name, then what stands between a name and its value in JSON (escaped or not), in HTTP, in logfmt, in dumps of maps and
   * lists, and in lists of name and value; then a scheme where there is one, and the value.
   */
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])(?:${any})(?:[\\\\"'\\s]{0,8}(?:=>|[:=])|[\\\\"']{1,4}\\s{0,4},(?:[\\\\"'\\s]{0,8}value[\\\\"'\\s]{0,8}:)?)[\\\\"'\\s[(]{0,8}` +
      `(?:(bearer|basic|token|digest|apikey|negotiate|hmac|aws4-hmac-sha256)(?:\\s{1,4}|%20|\\+))?([^\\s"'\\\\,;)\\]}]{0,512})`,
    "gi",
  );
  return (text) => {
    for (const [, scheme, value = ""] of text.matchAll(pattern)) {
      if (scheme === undefined ? isCredential(value) : isAfterScheme(value)) return true;
    }
    return false;
  };
}

/** What stands in place of a credential: stars, brackets, a reference, an ellipsis, a word that says so. */
const BLANK =
  /^\*$|\*\*|[<[{…•]|\.\.\.|^[$]|^%[sv]$|^[xX.#-]+$|^sha\d{1,3}[:=-]|redact|mask|filter|hidden|remov|scrub|omit|censor|strip|^secrets?[.:/]|^(?:null|undefined|none|nil|true|false|empty|unset)$/i;

/** Words that follow a scheme in a sentence: "authorization: bearer token missing". */
const PROSE =
  /^(?:tokens?|auth|authentication|authorization|credentials?|key|scheme|header|is|was|not|missing|invalid|required|expired|present|absent|or|and|failed)[.:]?$/i;

function isAfterScheme(value: string): boolean {
  return value !== "" && !BLANK.test(value) && !PROSE.test(value);
}

/** Fewest characters of a bare credential; words and statuses ("authorization: granted") are shorter or have no digit. */
const SHORTEST_CREDENTIAL = 8;
const SHORTEST_WITHOUT_DIGIT = 24;

function isCredential(value: string): boolean {
  if (value.length < SHORTEST_CREDENTIAL || BLANK.test(value) || value.startsWith("/")) return false;
  return /\d/.test(value) || value.length >= SHORTEST_WITHOUT_DIGIT;
}
