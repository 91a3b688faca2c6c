/** Credentials of others that are known by how they look: key files, signed tokens, logins in URLs, addresses of hooks. */

import { isDrawnPassword, isGivenPassword, isLiveValue, isPassword, mayLive } from "../text/live.ts";
import { decoded } from "../text/userinfo.ts";
import { COMMANDS, LONGEST_COMMAND } from "./commands.ts";
import { plainText } from "./escapes.ts";
import { isLiveJwt } from "./tokens.ts";

/** Characters of one that are looked at. */
const LONGEST_TOKEN = 512;

/** The same of a password with its name. */
const LONGEST_PASSWORD = 200;

/** Characters before a word that tell what it is. */
export const LONGEST_BEFORE = 48;

/** A line break of a key file, however it is written. */
const BREAK = String.raw`\s|\\{1,8}(?:[nrt]|(?:u00|x)0[aAdD])|%(?:25|u00){0,3}0[aAdD]|&#(?:1[03]|x0?[aAdD]);|#01[25]|\^[JM]|=0[AD]`;

/**
 * A private key (RFC 7468), its line breaks as they are or written as such: so much base64 that it is a key and no mention
 * of one. secretlint asks whether it can be parsed, which a line that was cut cannot.
 */
const KEY_FILE = new RegExp(
  `^-----BEGIN[ +][A-Z +]{0,20}PRIVATE[ +]KEY(?:[ +]BLOCK)?-----(?:${BREAK}|[A-Z][\\w-]{1,20}: [^\\n\\\\]{0,100}){0,20}[A-Za-z0-9+/=](?:[A-Za-z0-9+/=]|${BREAK}){100}`,
);

/** A JSON Web Token with its signature (RFC 7515, section 7.1), and the name of a field that holds one to sign in with. */
const SIGNED = /^eyJ[\w-]{8,}\.eyJ[\w-]{2,}\.(?:[\w-]{20}|[\w-]{0,19}$)/;
const SIGN_IN = /(?:token|auth|authorization|jwt|bearer|session)["'\\\]]{0,4}\s{0,2}[:=](?:3D)?\s{0,2}["'\\]{0,4}$/i;

/** Characters of one that are looked at: a name, a role or two and a time have a few hundred. */
const LONGEST_JWT = 2_500;

/** User, password and host behind `://`: what the generic syntax of URLs allows there (RFC 3986, section 3.2.1). */
const LOGIN = /^:\/\/([^\s/?#@:"'<>\\]{0,128}):(?!\d{1,5}#)([^\s/?@"'<>\\]{1,256})@([\w.-]{1,253})/;

/** Hosts that nobody else can reach, and those of documentation (RFC 2606, RFC 6761). */
const NO_HOST =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host|hostname|db|(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost))$/i;

/** The sign before the host, as URLs, JSON, JavaScript, dumps and HTML write it. */
const ESCAPED_AT = /%(?:25){0,3}40|\\{1,8}(?:u00|x)40|&#(?:64|x40);/i;

/** What stands between the scheme and a login where the whole address is escaped. */
const ESCAPED_BEGINNINGS = [
  ...["%3A%2F%2F", "%253A%252F%252F", ":%2F%2F", ":\\/\\/", ":\\\\/\\\\/"],
  ...["\\u003a\\u002f\\u002f", ":\\u002f\\u002f", "\\x3a\\x2f\\x2f"],
  ...["&#58;&#47;&#47;", "&#x3a;&#x2f;&#x2f;", ":&#x2f;&#x2f;", ":&#47;&#47;"],
];

function isLogin(text: string): boolean {
  const match = LOGIN.exec(text);
  if (match === null) return false;
  const [, user = "", password = "", host = ""] = match;
  return !NO_HOST.test(host) && password !== user && isPassword(decoded(password));
}

/** What ends a login: the slash behind its host, however it is written, and what no address holds. */
const END_OF_LOGIN = /\/|%(?:25){0,3}2f|\\{1,8}(?:u00|x)2f|&#(?:47|x2f);|[\s"'<>]/i;

/**
 * A login below escapes; what joins parameters and members ends the address that it may stand in.
 * @param beginning how many signs stand before the login
 */
function isEscapedLogin(text: string, beginning: number): boolean {
  const length = text.slice(beginning).search(END_OF_LOGIN);
  const written = length === -1 ? text : text.slice(0, beginning + length);
  if (!written.includes("@") && !ESCAPED_AT.test(written)) return false;
  return isLogin(plainText(written).split(/[\s"'<>|,;&]/)[0] ?? "");
}

/**
 * A password that is called one, in a record, a command, a variable or a connection string: name and value as JSON (escaped
 * or not), lists of arguments, logfmt and dumps of maps write them.
 */
const PASSWORD =
  /^(?:password|passwd|passphrase|pwd|sshpass|cli_auth)(\]?[\\"'\s]{0,8}(?:[=-]?>|[:=]|[\\"']\s?,|\|)|\s)(?:[\\"'\s{[]{0,8}(?:array|string)?values?[\\"'\s]{0,8}[:=]){0,3}[\\"'\s[(]{0,8}(?:b["'])?([^\s;&"'\\,<>)\]}|]{6,128})/i;

/** What stands before it in a connection string (ADO.NET, ODBC) or in a URL of JDBC: another member. */
const MEMBER = /[;?&]\s?$/;

/** An option of a command, or a variable that one reads: the value is what it signs in with. */
const GIVEN = /(?:^|[^\w-])(?:--(?:[a-z]+-){0,3}|-{1,2}|PG|MYSQL_|REDIS|VALKEY)$/;
const GIVEN_ITSELF = /^SSHPASS=/;

/** The name of what a password became, and one beside others in a list of names. */
const NO_PASSWORD_NAME = /(?:crypted|hashed|masked)[-_]?$/i;
const LISTED = /,(?!.{0,20}value)/i;

function isPasswordNamed(text: string, before: () => string): boolean {
  const [whole = "", between = "", value = ""] = PASSWORD.exec(text) ?? [];
  if (!isPassword(value)) return false;
  const head = before();
  if (between === "=" && MEMBER.test(head)) return true;
  if (GIVEN.test(head) || GIVEN_ITSELF.test(text)) return isGivenPassword(value);
  return between !== " " && !NO_PASSWORD_NAME.test(head) && !LISTED.test(whole) && isDrawnPassword(value);
}

/** A signature of Azure's storage and buses: 32 bytes in base64 (Shared Access Signature, `sig`). */
const SIGNATURE = /^sig=([A-Za-z0-9+/%]{43,90}={0,2})(?![A-Za-z0-9+/%])/;

/** A key of Google's and others' in a URL: too mixed for a name, and no hash or number of what is asked for. */
const URL_KEY = /^key=((?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[A-Za-z0-9][\w-]{23,80})(?![\w.%/+=-])/;

/** Addresses to which anybody may post who knows them. */
const HOOKS: readonly (readonly [string, RegExp])[] = [
  [
    "hooks.slack.com/",
    /^.{16}(?:services|workflows|triggers)\/[A-Z0-9]{8,14}\/[A-Z0-9]{8,20}\/(?:\d{10,20}\/)?([A-Za-z0-9]{20,40})/,
  ],
  ["/api/webhooks/", /^.{14}\d{17,20}\/([\w-]{60,80})/],
  ["/webhookb2/", /^.{11}[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/([0-9a-f]{32}\/[0-9a-f-]{36})/],
  ["telegram.org/bot", /^.{16}\d{8,10}:([\w-]{35})(?![\w-])/],
];

/** A kind of credential that is known by how it looks. */
interface CredentialForm {
  readonly word: string;
  /** Signs of which one follows the word; absent: any may. It is seen in the bytes, since reading a text costs more than all else. */
  readonly behind?: string;
  /**
   * @param next so many characters that begin with the word
   * @param before what stands before it, its escapes undone
   */
  readonly is: (next: (length: number) => string, before: () => string) => boolean;
}

const inUrl = (before: () => string) => /[?&]$/.test(before());
const isNamed = (next: (length: number) => string, before: () => string) =>
  isPasswordNamed(plainText(next(LONGEST_PASSWORD)), before);

/** All of them, by the word at which a closer look begins. */
export const CREDENTIAL_FORMS: readonly CredentialForm[] = [
  {
    word: "://",
    is: (next) => {
      const text = next(LONGEST_TOKEN);
      return isLogin(text) || isEscapedLogin(text, "://".length);
    },
  },
  ...ESCAPED_BEGINNINGS.map((word) => ({
    word,
    is: (next: (length: number) => string) => isEscapedLogin(next(LONGEST_TOKEN), word.length),
  })),
  { word: "-----BEGIN", is: (next) => KEY_FILE.test(plainText(next(LONGEST_TOKEN))) },
  {
    word: "eyJ",
    is: (next, before) => {
      const text = SIGN_IN.test(before()) ? next(LONGEST_JWT) : "";
      return SIGNED.test(text) && isLiveJwt(/^[\w.-]+/.exec(text)?.[0] ?? "");
    },
  },
  ...["password", "passwd", "passphrase"].map((word) => ({ word, behind: ` \t"'\\]:=,|>-%&`, is: isNamed })),
  ...["pwd=", 'pwd"', "sshpass=", "cli_auth="].map((word) => ({ word, is: isNamed })),
  ...COMMANDS.map(({ word, behind, gives }) => ({
    word,
    behind,
    is: (next: (length: number) => string) => gives(plainText(next(LONGEST_COMMAND))),
  })),
  {
    word: "sig=",
    is: (next, before) => {
      const value = decoded(SIGNATURE.exec(next(LONGEST_TOKEN))?.[1] ?? "");
      return /[?&\s]$/.test(before()) && /^[A-Za-z0-9+/]{43}=$/.test(value) && mayLive(value);
    },
  },
  {
    word: "key=",
    is: (next, before) => {
      const value = URL_KEY.exec(next(LONGEST_TOKEN))?.[1];
      return inUrl(before) && value !== undefined && !value.startsWith("eyJ") && isLiveValue(value);
    },
  },
  ...HOOKS.map(([word, pattern]) => ({
    word,
    is: (next: (length: number) => string) => {
      const code = pattern.exec(next(LONGEST_TOKEN))?.[1];
      return code !== undefined && mayLive(code);
    },
  })),
];
