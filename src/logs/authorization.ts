/** Credentials that are called such: the value of an authorization header, and what follows the word Bearer. */

import type { Release } from "../settings/settings.ts";
import { OPENS_VALUE } from "../text/credential-names.ts";
import { LOGGED_TOKEN } from "../text/key-shapes.ts";
import { mayLive } from "../text/live.ts";
import { isLiveToken, loginIn } from "./tokens.ts";

/** Headers that carry credentials whatever the release says: HTTP's own, and the usual ones of API gateways. */
const CREDENTIAL_HEADERS = ["authorization", "proxy-authorization", "x-api-key", "x-goog-api-key"];

/** Schemes of HTTP (IANA registry of authentication schemes) and of services that have one of their own. */
const SCHEMES =
  "bearer|basic|token|digest|key|api-?key|oauth|negotiate|ntlm|hmac|dpop|gnap|hoba|mutual|privatetoken|private-token|scram-sha-\\d+|vapid|hawk|mac|jwt|signature|sharedkey(?:lite)?|sharedaccesssignature|ssws|geniekey|splunk|snowflake|bot|googlelogin|aws|aws4-hmac-sha256|aws4-ecdsa-p256-sha256|(?:[a-z]+-){1,3}(?:auth-?)?(?:key|token|oauthtoken)";

/** Schemes of which any word is a credential. */
const OPAQUE = /^(?:bearer|basic)$/;

/** Bytes before the name of a header that tell whether it is one. */
export const BEFORE = 16;
/** Bytes after the beginning of a name that tell: the name, and a value. */
export const AFTER = 500;

/** Names of headers that carry a credential of this release, in lower case. */
export function credentialHeaders({ auth, headers }: Pick<Release, "auth" | "headers">): readonly string[] {
  const own = [
    ...(auth === "none" ? [] : [auth.header]),
    ...headers.filter(({ secret }) => secret).map(({ name }) => name),
  ];
  return [...new Set([...CREDENTIAL_HEADERS, ...own.map((name) => name.toLowerCase())])];
}

/** Whether at a place of a text, where a word begins, begins a credential header with a value that was not blanked. */
export function credentialHeaderAt(names: readonly string[]): (text: string, at: number) => boolean {
  // `api-key` is a header of some gateways; with an underscore it is a setting, whose value may be a reference.
  const any = [
    ...names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "[-_]")),
    "(?<![_-])api-key",
  ].join("|");
  /*
   * Name, then what stands between a name and its value in JSON (escaped or not), in
   * HTTP, in logfmt, in dumps of maps and lists, in XML, and in lists of name and value, also OpenTelemetry's; then a
   * scheme where there is one, the name of its parameter, and the value.
   */
  const pattern = new RegExp(
    `(?:${any})(?:\\]?[\\\\"'\\s]{0,8}(?:[=-]?>|[:=|])|([\\\\"']{1,4}[\\s,]{1,8}))` +
      OPENS_VALUE +
      `(?:(${SCHEMES}|[A-Za-z][\\w-]{1,29}?)(?:\\s{1,4}|%20|\\+)(?:[a-z_]{0,24}(?:token|auth|credential|key|id|username|mac|sig|signature)=[\\\\"']{0,4})?)?` +
      `(<?[^\\s"'\\\\,;)\\]}<]{0,512})`,
    "iy",
  );
  return (text, at) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return false;
    const [, list, scheme, value = ""] = match;
    if (scheme !== undefined && KNOWN.test(scheme) && isSigned(text.slice(at))) return true;
    return isCredential(
      value,
      scheme,
      list !== undefined,
      text.slice(pattern.lastIndex, pattern.lastIndex + LONGEST_WORD),
    );
  };
}

/** Whether a text holds a token that is called one by its scheme. */
export function tokenIn(text: string): boolean {
  for (const [, scheme = "", token = ""] of text.matchAll(LOGGED_TOKEN)) {
    if (!RANDOM.test(token) || isBlank(token)) continue;
    // "basic" is a plan and a level as well: the scheme's token is a name and a password (RFC 7617, section 2).
    if ((scheme.toLowerCase() === "bearer" || loginIn(token) !== null) && isLiveToken(token, scheme)) return true;
  }
  return false;
}

/** Letters and digits without a break, with a digit among the first: no word, no date, no name of a header. */
const RANDOM = /(?=[A-Za-z]{0,7}\d)[A-Za-z0-9]{8}/;

/** What stands in place of a credential: stars, brackets, a reference, an ellipsis, a word that says so. */
const BLANK =
  /^\*$|\*\*|[<([{…•●█▪]|\.\.\.|^[$]|^%(?:[sv]$|\(|\w+%$)|^(?:process\.env|os\.environ|env|config|settings)\b[.[]|^[xX.#_-]+$|[xX]{4,}$|^(.)\1{5,}$|(\w)\2{11}|^__\w+__$|^(?:sha\d{1,3}|md5|hash|fp|fingerprint|hmac)[:=_-]|redact|mask|filter|hidden|remov|scrub|omit|censor|stripped|sanitiz|obfuscat|elided|suppress|anonymi[sz]|placeholder|^your[_-]|^secrets?[.:/]/i;

/** What is said of a credential instead: how long it is, or whether there was one. */
const ABOUT =
  /^(?:len(?:gth)?[:=]?\d+|\d{1,5}(?:chars?|characters|bytes?|b)?|null|undefined|none|nil|true|false|empty|unset|set|yes|no|present|provided|available|configured|ok)$/i;

function isBlank(value: string): boolean {
  return BLANK.test(value) || ABOUT.test(value);
}

/** What follows a value of which only the beginning is shown; a closing tag is none. */
const CUT = /^(?:<(?!\/)|[[({*…•●█]|\s\((?:trunc|redact|mask|hidden|cut))/i;

/** The name of a variable or of a constant, in documentation or as a status. */
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/;

/** Words that follow a scheme in a sentence: "authorization: bearer token missing". */
const PROSE =
  /^(?:tokens?|auth|authentication|authorization|credentials?|key|scheme|header|is|was|not|missing|invalid|required|expired|present|absent|or|and|failed)[.:]?$|^realm=/i;

/** What proves a password or a key among the parameters of a scheme: of HTTP's digest (RFC 7616, section 3.4) and others. */
const PROOF = /\b(?:response|signature|oauth_signature|sig|mac|access_token)=[\\"']{0,4}([\w+/=%-]{16,})/i;

function isSigned(text: string): boolean {
  const proof = PROOF.exec(text)?.[1];
  return proof !== undefined && !isBlank(proof) && mayLive(proof);
}

/** A further word, which is no name of a field: what stands before it is a word of a sentence. */
const IN_A_SENTENCE = /^[,.]?\s[a-z]+(?![\w-]*["']?[:=])\b/;
const LONGEST_WORD = 64;

/** What HTTP's own authentication asks for: opaque to the reader, and of any length. */
const TOKEN = /^[\w.~+/=-]{8,}$/;

const KNOWN = new RegExp(`^(?:${SCHEMES})$`, "i");

/** A word before a value that nobody knows as a scheme has a capital, and the value is long and no number. */
const LONG = /^(?=.{0,500}[A-Za-z])[\w.~+/=:-]{16,}$/;

/**
 * Whether a value after the name of a header is a credential.
 *
 * @param inList name and value are neighbours in a list, which may as well be a list of names
 * @param next the text that follows
 */
function isCredential(value: string, scheme: string | undefined, inList: boolean, next: string): boolean {
  if (value === "" || isBlank(value) || CONSTANT.test(value) || CUT.test(next)) return false;
  if (scheme === undefined) {
    if (!TOKEN.test(value) || value.startsWith("/") || (inList && /^[a-z]+-/i.test(value))) return false;
    if (!inList && IN_A_SENTENCE.test(next)) return false;
    return (RANDOM.test(value) || (!inList && /\d/.test(value))) && isLiveToken(value);
  }
  if (PROSE.test(value) || (!/\d/.test(value) && IN_A_SENTENCE.test(next))) return false;
  if (OPAQUE.test(scheme.toLowerCase())) return isLiveToken(value, scheme);
  if (KNOWN.test(scheme))
    return (/\d/.test(value) || /^(?=.*[a-z])(?=.*[A-Z])\S{20,}$/.test(value)) && isLiveToken(value);
  if (/[A-Z]/.test(scheme) && LONG.test(value) && RANDOM.test(value) && !IN_A_SENTENCE.test(next)) return true;
  // It may be the value, and what follows another field.
  return isCredential(scheme, undefined, inList, ` ${value}${next}`);
}
