/** Whether what an authorization header carries may be a credential that lives: drawn at random, and out of no document. */
import { isObject, parseJson } from "../text/json.ts";
import { isPassword, mayLive } from "../text/live.ts";

/** Words with which people say that a token is none. */
const NO_TOKEN =
  /(?:^|[^a-z])(?:tests?|testing|fake|invalid|mock(?:ed)?|bogus|stub|wrong|demo|e2e|foobar|local(?:host)?|none|nobody|expired|revoked|bad-?(?:key|token)|not-a-\w+)(?![a-z])/i;

/** Words and counters, joined or alone: `release-gate-key`, `ServiceToken1`, `v2`; between them stands a sign. */
const WORD = String.raw`(?:(?:[A-Za-z][a-z]{2,15}(?:[A-Z][a-z]{2,15}){0,3}|[A-Z]{2,15}|[A-Za-z]{1,2})?\d{0,4})`;
const WORDS = new RegExp(`^${WORD}(?:[-_.:~+/=]{1,3}${WORD})*$`);

/** Digits alone are an account or a time. */
const NUMBER = /^\d{1,19}$/;

/** Tokens and logins that documents print: RFC 6749, RFC 6750, RFC 7617, MDN, Swagger. */
// biome-ignore format: a list reads by lines
const PRINTED = new Set([
  "mF_9.B5f-4.1JqM", "2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA", "SlAV32hkKG", "SplxlOBeZQQYbYS6WxSbIA",
  "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3", "QWxhZGRpbjpPcGVuU2VzYW1l",
  "ZGVtbzpwQDU1dzByZA==", "h480djs93hd8", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
]);

/** Whether a token may live; `basic` is a name and a password (RFC 7617, section 2). */
export function isLiveToken(token: string, scheme = ""): boolean {
  if (PRINTED.has(token) || token.length < SHORTEST) return false;
  if (scheme.toLowerCase() === "basic") {
    const login = loginIn(token);
    if (login !== null) return isLiveLogin(login);
  }
  if (token.startsWith("eyJ")) return isLiveJwt(token);
  return mayLive(token) && !NO_TOKEN.test(token) && !WORDS.test(token) && !NUMBER.test(token);
}

/** Characters of the shortest credential that is anybody's. */
const SHORTEST = 8;

/** A name and a password in base64; null where it is none. */
export function loginIn(token: string): readonly [string, string] | null {
  const [, name, password] =
    /^([ -9;-~]{0,200}):([ -~\u00a0-\u00ff]{0,300})$/.exec(Buffer.from(token, "base64").toString("latin1")) ?? [];
  return name === undefined || password === undefined ? null : [name, password];
}

/** A key may stand in either place, with nothing or a word in the other. */
function isLiveLogin([name, password]: readonly [string, string]): boolean {
  if (password === "") return isLiveToken(name);
  return password !== name && !NO_TOKEN.test(password) && isPassword(password);
}

/** People and issuers of documentation: jwt.io, RFC 7515 and RFC 7519, and domains that belong to nobody (RFC 2606). */
const NOBODYS_CLAIM =
  /\b(?:John|Jane) Doe\b|^1234567890$|^joe$|\bexample\.(?:com|net|org)\b|\.(?:example|test|invalid)\b|^(?:test|fake|dummy)\b/i;

/** A JSON Web Token (RFC 7519) that is somebody's; one that was cut before its claims end may be. */
export function isLiveJwt(token: string): boolean {
  const [, payload = "", signature = ""] = token.split(".");
  const claims = parseJson(Buffer.from(payload, "base64url").toString());
  if (!isObject(claims)) return mayLive(token.slice(3));
  const said = ["sub", "name", "iss", "email", "user", "username"].map((name) => String(claims[name] ?? ""));
  return !said.some((claim) => NOBODYS_CLAIM.test(claim)) && !NO_TOKEN.test(signature) && !WORDS.test(signature);
}
