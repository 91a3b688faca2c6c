/** Keys in an answer of the application: whoever asks gets them. What was found is never repeated. */
import { CREDENTIAL_SHAPES, LONGEST_SHAPE, shapeAt } from "../text/credential-shapes.ts";
import { ANSWERED_KEY } from "../text/key-shapes.ts";
import { isDrawnPassword, mayLive } from "../text/live.ts";
import { prefixedKeysIn } from "../text/token-prefixes.ts";

/**
 * Prefixes of what services hand out on purpose: keys for browsers, ids of keys in signed addresses, tokens that are lent, and
 * what many services call keys of their own.
 */
const HANDED_OUT = ["AIza", "AKIA", "ASIA", "LTAI", "ya29.", "whsec_", "sk_", "ghs_", "gho_", "ghu_"];

/** A private key, of all shapes the one that is no address. */
const KEY_FILE = CREDENTIAL_SHAPES.find(({ word }) => word === "-----BEGIN");

/** A login of a database or a broker; one of a web address may be meant for whoever asks. */
const CONNECTION =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse)(?:\+\w{1,20})?:\/\/[^\s/?#@:"'<>\\]{0,128}:([^\s/?@"'<>\\]{8,256})@(?!localhost\b|127\.|[\w.-]{0,200}\bexample\b)[\w-]/gi;

/** A key pair of AWS: the id, which alone is no secret, and within a few words the secret. */
const AWS_PAIR =
  /\bAKIA(?=[A-Z]{0,15}[2-7])[A-Z2-7]{16}\b[\s\S]{1,120}?(?<![A-Za-z0-9/+=])((?=[A-Z0-9/+]{0,39}[a-z])(?=[a-z0-9/+]{0,39}[A-Z])(?=[A-Za-z/+]{0,39}\d)[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/g;

/**
 * Whether a text holds a key that may live: of the provider's form, a key file, a login of a database, a key of an issuer that
 * hands none out. Tokens are none, since a route to sign in returns them.
 */
export function holdsKey(written: string): boolean {
  // Behind an escaped line break of JSON its letter would be a part of the key.
  const text = written.replace(/\\{1,8}[nrt]/g, "\n");
  if (ANSWERED_KEY.test(text) || holdsKeyFile(text)) return true;
  return (
    prefixedKeysIn(text).some(({ prefix }) => !HANDED_OUT.includes(prefix)) ||
    [...text.matchAll(CONNECTION)].some(([, password = ""]) => isDrawnPassword(password)) ||
    [...text.matchAll(AWS_PAIR)].some(([, secret = ""]) => mayLive(secret))
  );
}

function holdsKeyFile(text: string): boolean {
  if (KEY_FILE === undefined) return false;
  for (let at = text.indexOf(KEY_FILE.word); at !== -1; at = text.indexOf(KEY_FILE.word, at + 1))
    if (shapeAt(KEY_FILE, text.slice(at, at + LONGEST_SHAPE), () => "") !== null) return true;
  return false;
}
