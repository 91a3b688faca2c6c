import type { Release } from "../settings/settings.ts";
import { LOGGED_TOKEN } from "../text/key-shapes.ts";

/** Headers that carry credentials whatever the release says: HTTP's own, and the usual ones of API gateways. */
const CREDENTIAL_HEADERS = ["authorization", "proxy-authorization", "x-api-key", "x-goog-api-key"];

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
   * Name, also behind an escaped line break, then what stands between a name and its value in JSON (escaped or not), in
   * HTTP, in logfmt, in dumps of maps and lists, in XML, and in lists of name and value, also OpenTelemetry's; then a
   * scheme where there is one, and the value.
   */
  const pattern = new RegExp(
    `(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))(?:${any})(?:\\]?[\\\\"'\\s]{0,8}(?:[=-]?>|[:=])|([\\\\"']{1,4}[\\s,]{1,8}))` +
      `(?:[\\\\"'\\s{[]{0,8}(?:array|string)?values?[\\\\"'\\s]{0,8}[:=]){0,4}[\\\\"'\\s[(]{0,8}(?:b["'])?` +
      `(?:(bearer|basic|token|digest|key|api-?key|oauth|negotiate|hmac|aws4-hmac-sha256)(?:\\s{1,4}|%20|\\+))?(<?[^\\s"'\\\\,;)\\]}<]{0,512})`,
    "gi",
  );
  return (text) => {
    for (const { 0: whole, 1: list, 2: scheme, 3: value = "", index } of text.matchAll(pattern)) {
      const next = text.slice(index + whole.length, index + whole.length + LONGEST_WORD);
      if (isCredential(value, scheme?.toLowerCase(), list !== undefined, next)) return true;
    }
    for (const [, token = ""] of text.matchAll(LOGGED_TOKEN)) if (RANDOM.test(token) && !BLANK.test(token)) return true;
    return false;
  };
}

/** Letters and digits without a break, with a digit among the first: no word, no date, no name of a header. */
const RANDOM = /(?=[A-Za-z]{0,7}\d)[A-Za-z0-9]{8}/;

/** What stands in place of a credential: stars, brackets, a reference, an ellipsis, a word that says so. */
const BLANK =
  /^\*$|\*\*|[<[{…•]|\.\.\.|^[$]|^%[sv]$|^[xX.#-]+$|^sha\d{1,3}[:=-]|redact|mask|filter|hidden|remov|scrub|omit|censor|stripped|placeholder|^your[_-]|^secrets?[.:/]|^(?:null|undefined|none|nil|true|false|empty|unset)$/i;

/** The name of a variable or of a constant, in documentation or as a status. */
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/;

/** Words that follow a scheme in a sentence: "authorization: bearer token missing". */
const PROSE =
  /^(?:tokens?|auth|authentication|authorization|credentials?|key|scheme|header|is|was|not|missing|invalid|required|expired|present|absent|or|and|failed)[.:]?$/i;

/** A further word, which is no name of a field: what stands before it is a word of a sentence. */
const IN_A_SENTENCE = /^[,.]?\s[a-z]+(?![\w-]*["']?[:=])\b/;
const LONGEST_WORD = 64;

/** What HTTP's own authentication asks for: opaque to the reader, and of any length. */
const TOKEN = /^[\w.~+/=-]{8,}$/;

/**
 * Whether a value after the name of a header is a credential.
 *
 * @param inList name and value are neighbours in a list, which may as well be a list of names
 * @param next the text that follows
 */
function isCredential(value: string, scheme: string | undefined, inList: boolean, next: string): boolean {
  if (value === "" || BLANK.test(value) || CONSTANT.test(value)) return false;
  if (scheme === undefined) {
    if (!TOKEN.test(value) || value.startsWith("/") || (inList && /^[a-z]+-/i.test(value))) return false;
    return RANDOM.test(value) || (!inList && /\d/.test(value) && !IN_A_SENTENCE.test(next));
  }
  if (PROSE.test(value) || (!/\d/.test(value) && IN_A_SENTENCE.test(next))) return false;
  return scheme === "bearer" || scheme === "basic" || /\d/.test(value);
}
