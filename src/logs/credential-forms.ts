/** Credentials of others as logs write them: those of a shape, also below escapes, signed tokens, passwords by their names. */

import { LONGEST_COMMAND, passwordGiven, TOOLS } from "../text/commands.ts";
import { OPENS_VALUE, PARTS_VALUE } from "../text/credential-names.ts";
import { CREDENTIAL_SHAPES, type CredentialShape, LONGEST_SHAPE, shapeAt } from "../text/credential-shapes.ts";
import { isDrawnPassword, isGivenPassword, isGroupedPassword, isPassword } from "../text/live.ts";
import { plainText } from "./escapes.ts";
import { type Ahead, bytesIn, isInSentence, mayHaveValue } from "./glance.ts";
import { isLiveJwt } from "./tokens.ts";

/** Characters of a password with its name that are looked at. */
const LONGEST_PASSWORD = 200;

/** A JSON Web Token with its signature (RFC 7515, section 7.1), and the name of a field that holds one to sign in with. */
const SIGNED = /^eyJ[\w-]{8,}\.eyJ[\w-]{2,}\.(?:[\w-]{20}|[\w-]{0,19}$)/;
const SIGN_IN = /(?:token|auth|authorization|jwt|bearer|session)["'\\\]]{0,4}\s{0,2}[:=](?:3D)?\s{0,2}["'\\]{0,4}$/i;

/** Characters of one that are looked at: a name, a role or two and a time have a few hundred. */
const LONGEST_JWT = 2_500;

/** The sign before the host, as URLs, JSON, JavaScript, dumps and HTML write it. */
const ESCAPED_AT = /%(?:25){0,3}40|\\{1,8}(?:u00|x)40|&#(?:64|x40);/i;

/** What stands between the scheme and a login where the whole address is escaped. */
const ESCAPED_BEGINNINGS = [
  ...["%3A%2F%2F", "%253A%252F%252F", ":%2F%2F", ":\\/\\/", ":\\\\/\\\\/"],
  ...["\\u003a\\u002f\\u002f", ":\\u002f\\u002f", "\\x3a\\x2f\\x2f"],
  ...["&#58;&#47;&#47;", "&#x3a;&#x2f;&#x2f;", ":&#x2f;&#x2f;", ":&#47;&#47;"],
];

/** A login as it is written plainly. */
const LOGIN = CREDENTIAL_SHAPES.find(({ word }) => word === "://") as CredentialShape;

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
  return shapeAt(LOGIN, plainText(written).split(/[\s"'<>|,;&]/)[0] ?? "", () => "") !== null;
}

/**
 * A password that is called one, in a record, a command, a variable or a connection string: name and value as JSON (escaped
 * or not), lists of arguments, logfmt and dumps of maps write them.
 */
const PASSWORD = new RegExp(
  `^(?:password|passwd|passphrase|pwd|sshpass|cli_auth)(${PARTS_VALUE}|\\s)${OPENS_VALUE}(?:((?:[a-z0-9]{4} ){3,5}[a-z0-9]{4})(?=[\\\\"'])|([^\\s;&"'\\\\,<>)\\]}|]{6,128}))`,
  "i",
);

/** What stands before it in a connection string (ADO.NET, ODBC) or in a URL of JDBC: another member. */
const MEMBER = /[;?&]\s?$/;

/** An option of a command, or a variable that one reads: the value is what it signs in with. */
const GIVEN = /(?:^|[^\w-])(?:--(?:[a-z]+-){0,3}|-{1,2}|PG|MYSQL_|REDIS|VALKEY)$/;
const GIVEN_ITSELF = /^SSHPASS=/;

/** The name of what a password became, and one beside others in a list of names. */
const NO_PASSWORD_NAME = /(?:crypted|hashed|masked)[-_]?$/i;
const LISTED = /,(?!.{0,20}value)/i;

function isPasswordNamed(text: string, before: () => string): boolean {
  const [whole = "", between = "", grouped, value = ""] = PASSWORD.exec(text) ?? [];
  if (grouped !== undefined) return isGroupedPassword(grouped);
  if (!isPassword(value)) return false;
  const head = before();
  if (between === "=" && MEMBER.test(head)) return true;
  if (GIVEN.test(head) || GIVEN_ITSELF.test(text)) return isGivenPassword(value);
  return between !== " " && !NO_PASSWORD_NAME.test(head) && !LISTED.test(whole) && isDrawnPassword(value);
}

/** What follows the word, and characters of the shortest piece of a password without a blank. */
const BEHIND_NAME = bytesIn(` \t"'\\]:=,|>-%&`);
const SHORTEST_PIECE = 4;

/** What stands before a parameter of a URL, and what escapes of it end with. */
const BEFORE_PARAMETER = bytesIn("?&; \t0123456789abcdefABCDEF");

/** A kind of credential that is known by how it looks. */
interface CredentialForm {
  readonly word: string;
  /** Whether it may begin here as far as bytes tell; absent: it may anywhere. */
  readonly seems?: (bytes: Buffer, at: number, to: number, ahead: Ahead) => boolean;
  /**
   * @param next so many characters that begin with the word
   * @param before what stands before it, its escapes undone
   */
  readonly is: (next: (length: number) => string, before: () => string) => boolean;
}

const isNamed = (next: (length: number) => string, before: () => string) =>
  isPasswordNamed(plainText(next(LONGEST_PASSWORD)), before);

/** All of them, by the word at which a closer look begins. */
export const CREDENTIAL_FORMS: readonly CredentialForm[] = [
  ...CREDENTIAL_SHAPES.map((shape) => ({
    word: shape.word,
    seems: (bytes: Buffer, at: number) => shape.before === undefined || BEFORE_PARAMETER[bytes[at - 1] as number] === 1,
    is: (next: (length: number) => string, before: () => string) => {
      const text = next(LONGEST_SHAPE);
      if (shapeAt(shape, text, before) !== null) return true;
      if (shape === LOGIN) return isEscapedLogin(text, LOGIN.word.length);
      const plain = plainText(text);
      return plain !== text && shapeAt(shape, plain, before) !== null;
    },
  })),
  ...ESCAPED_BEGINNINGS.map((word) => ({
    word,
    is: (next: (length: number) => string) => isEscapedLogin(next(LONGEST_SHAPE), word.length),
  })),
  {
    word: "eyJ",
    is: (next, before) => {
      const text = SIGN_IN.test(before()) ? next(LONGEST_JWT) : "";
      return SIGNED.test(text) && isLiveJwt(/^[\w.-]+/.exec(text)?.[0] ?? "");
    },
  },
  ...["password", "passwd", "passphrase", "pwd=", 'pwd"', "sshpass=", "cli_auth="].map((word) => ({
    word,
    seems: (bytes: Buffer, at: number, to: number) => {
      const end = at + word.length;
      if (BEHIND_NAME[bytes[end] as number] === 0 && /\w$/.test(word)) return false;
      return !isInSentence(bytes, at, end, to) && mayHaveValue(bytes, end, to, SHORTEST_PIECE);
    },
    is: isNamed,
  })),
  ...TOOLS.flatMap((tool) => {
    const { words, behind, needs } = tool;
    const follows = behind === undefined ? null : bytesIn(behind);
    return words.map((word) => ({
      word,
      seems: (bytes: Buffer, at: number, _to: number, ahead: Ahead) =>
        (follows === null || follows[bytes[at + word.length] as number] === 1) &&
        (needs === undefined || ahead(needs, at, LONGEST_COMMAND)),
      is: (next: (length: number) => string) => passwordGiven(tool, plainText(next(LONGEST_COMMAND))) !== null,
    }));
  }),
];
