/** Whether a text may be a credential that lives: no word of documentation, no blank, no name, and drawn at random. */

/** What stands for a key, or comes out of documentation (also the key of Azure's emulator): no part of one that lives. */
const NOT_ALIVE =
  /example|sample|dummy|fake|placeholder|redact|mask|hidden|your[_-]|changeme|invalid|bogus|[_-]test|test[_-]|x{4,}|(.)\1{5,}|0123456789|1234567890|abcdefghij|deadbeef|Eby8vdM02xNOcqFl/i;

/** Bits that a character of a key carries at least; of random hexadecimal digits it is nearly 4. */
const FEWEST_BITS = 2.8;

/** Whether nothing in a text says that it stands for another, and its signs vary as those of a key do. */
export function mayLive(text: string): boolean {
  return !NOT_ALIVE.test(text) && bitsOf(text) >= FEWEST_BITS;
}

/** Shannon's entropy of the characters. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Passwords that are none: references, what stands for one, and those with which every database begins. */
const NO_PASSWORD =
  /^(?:\W*|.*[{}$*…<>%[\]].*|x{3,}|p[a@4][s$5]{2}(?:w(?:[o0]r)?d)?[\d!]{0,5}|pwd|pw|secret|token|user(?:name)?|admin|root|postgres|mysql|guest|rabbitmq|redis|mongo|default|minio\w*|test\w*|change(?:me|it)|hunter\d*|letmein|qwerty\w*|welcome\d*|redacted|hidden|masked|removed|filtered|string)$|example|wrong|invalid|incorrect|dummy|fake|bogus|hunter\d|redact|placeholder|your[_-]|x{4,}/i;

/** The name of a variable or of a constant, in documentation or in a script. */
const CONSTANT = /^[A-Z]+(?:_[A-Z0-9]+)+$/;

/** Whether a password may be one that lives. */
export function isPassword(text: string): boolean {
  if (NO_PASSWORD.test(text) || CONSTANT.test(text) || text.length < 6) return false;
  return /\d/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text)) || text.length >= 12;
}

/** Letters and digits in one piece that no name has: in hexadecimal, or in three kinds of signs. */
const PIECES = /[A-Za-z0-9]{10,}/g;
const LONG_PIECE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{20,}$/;
const MIXED_PIECE = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{10,}$/;

/** A number between letters, or letters between numbers: a word with a number behind it is a name. */
const IRREGULAR = /\d[A-Za-z]+\d|[A-Za-z]\d+[A-Za-z]/;

/** A path, a bound parameter, another field, a date, a value that a tool decrypts, and what was cut: no password stands there. */
const NO_VALUE =
  /^[./~@:?#&-]|^[a-z_]{1,16}[=:]|^ENC\(|^(?:sha|md5|hash|len|bcrypt|argon|pbkdf|scrypt|fp)\w{0,8}[:=]|^\d{4}-\d\d-\d\d|\.\.|[^!-~]/;

/** What a password was hashed to, in hexadecimal: MD5, SHA-1 and SHA-2. */
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

/** Whether a text is the password of a command, given as such: no reference to one, and no word. */
export function isGivenPassword(text: string): boolean {
  return /\d/.test(text) && isPassword(text) && !REFERENCE.test(text) && !NO_VALUE.test(text) && !NOT_ALIVE.test(text);
}

/** Whether a text that is called a password, in a record of whatever kind, was drawn at random: no word with a number behind it. */
export function isDrawnPassword(text: string): boolean {
  return (
    text.length >= SHORTEST_DRAWN &&
    isGivenPassword(text) &&
    mayLive(text) &&
    !HASH.test(text) &&
    /(?:[A-Za-z][^A-Za-z]*){3}/.test(text) &&
    IRREGULAR.test(text)
  );
}

/** Passwords that are drawn for applications and shown in groups of four: Google's in small letters, WordPress's. */
const GROUPED = /^(?:(?:[a-z]{4} ){3}[a-z]{4}|(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4})$/;

/** Words of four letters have a vowel. */
const NO_WORD = /(?:^| )[b-df-hj-np-tv-xz0-9]{4}(?: |$)/i;

/** Whether a text that is called a password has the groups of one; other words with blanks between them are sentences. */
export function isGroupedPassword(text: string): boolean {
  return GROUPED.test(text) && NO_WORD.test(text) && mayLive(text);
}

/** Characters of the shortest password that is drawn. */
const SHORTEST_DRAWN = 8;

/** A UUID with nothing beside it, which some services give as a key (RFC 9562). */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where something is kept that is no value itself: an ARN, a reference to a store of secrets. */
const REFERENCE = /^(?:arn|vault|projects|secretref|secrets?|kms|ssm|env|file|op|ref|https?):/i;

/** Whether the value of a field that only credentials have is one: names, references and flags are not. */
export function isLiveValue(value: string): boolean {
  const isDrawn = (piece: string) => (LONG_PIECE.test(piece) || MIXED_PIECE.test(piece)) && IRREGULAR.test(piece);
  // Most values are told by their pieces, which cost least.
  return (UUID.test(value) || (value.match(PIECES) ?? []).some(isDrawn)) && !REFERENCE.test(value) && mayLive(value);
}
