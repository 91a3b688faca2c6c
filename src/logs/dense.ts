/**
 * Bytes without what may stand between and instead of the characters of a secret in a log: white space of a wrapped line,
 * zeros of UTF-16, joiners, colours; and then the escapes of JSON, URLs and HTML undone. A text that is searched for is
 * made dense in the same way. All of it is done on bytes, in place: a log of escapes must not cost more than another.
 */

const [ESC, PERCENT, AMPERSAND, BACKSLASH] = [0x1b, 0x25, 0x26, 0x5c];

/** What is kept: printable ASCII, and the sign that begins a colour, which is taken out with it; and what is special. */
const [KEPT, SPECIAL] = [1, 2];
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if ([ESC, PERCENT, AMPERSAND, BACKSLASH].includes(byte)) return KEPT | SPECIAL;
  return byte > 0x20 && byte < 0x7f ? KEPT : 0;
});

/** Value of a hexadecimal digit; 16 for every other byte. */
const HEX = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? 16 : value;
});

/** How many bytes a text takes that was made dense, and whether one of them begins what stands for another thing. */
interface Density {
  readonly length: number;
  readonly special: boolean;
}

/** Copies what is kept of the bytes. */
export function densify(bytes: Uint8Array, from: number, to: number, into: Uint8Array): Density {
  let length = 0;
  let kinds = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    const kind = KIND[byte] as number;
    into[length] = byte;
    length += kind & KEPT;
    kinds |= kind;
  }
  return { length, special: (kinds & SPECIAL) !== 0 };
}

/** Undoes one level of escapes in place. */
export function unescapeDense(bytes: Uint8Array, end: number): Density {
  let length = 0;
  let kinds = 0;
  const keep = (byte: number): void => {
    const kind = KIND[byte] as number;
    bytes[length] = byte;
    length += kind & KEPT;
    kinds |= kind;
  };
  for (let at = 0; at < end; ) {
    const byte = bytes[at] as number;
    if (((KIND[byte] as number) & SPECIAL) === 0) {
      bytes[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const next = bytes[at + 1] as number;
    if (byte === BACKSLASH && at + 1 < end) {
      const digits = next === 0x75 ? 4 : next === 0x78 ? 2 : 0;
      const code = digits > 0 ? hexAt(bytes, at + 2, digits, end) : -1;
      if (code >= 0) keep(code > 0x7f ? 0 : code);
      else if (digits > 0 || isAlphanumeric(next)) {
        // A line break within a JSON string is filler like any other: \n, \r, \t.
        if (next !== 0x6e && next !== 0x72 && next !== 0x74) {
          keep(byte);
          keep(next);
        }
      }
      // Before another sign it says nothing, and that sign may begin an escape itself.
      at += code >= 0 ? 2 + digits : digits > 0 || isAlphanumeric(next) ? 2 : 1;
    } else if (byte === PERCENT) {
      const code = hexAt(bytes, at + 1, 2, end);
      keep(code < 0 ? byte : code > 0x7f ? 0 : code);
      at += code < 0 ? 1 : 3;
    } else if (byte === AMPERSAND && next === 0x23) {
      const [code, length] = referenceAt(bytes, at + 2, end);
      keep(length === 0 ? byte : code > 0x7f ? 0 : code);
      at += length === 0 ? 1 : 2 + length;
    } else if (byte === ESC && next === 0x5b) {
      // Control sequences end with a byte from `@` to `~` (ECMA-48, section 5.4); this one may be cut.
      at += 2;
      while (at < end && (bytes[at] as number) < 0x40) at += 1;
      at += 1;
    } else {
      if (byte !== ESC) keep(byte);
      at += 1;
    }
  }
  return { length, special: (kinds & SPECIAL) !== 0 };
}

/** The number that so many hexadecimal digits spell; -1 where they are none. */
function hexAt(bytes: Uint8Array, at: number, digits: number, end: number): number {
  if (at + digits > end) return -1;
  let code = 0;
  for (let i = 0; i < digits; i++) {
    const value = HEX[bytes[at + i] as number] as number;
    if (value === 16) return -1;
    code = code * 16 + value;
  }
  return code;
}

/** Digits of a character reference: no character has more. */
const MOST_DIGITS = 7;

/** The number of a character reference behind `&#`, and how many bytes it takes with its semicolon; 0 for none. */
function referenceAt(bytes: Uint8Array, start: number, end: number): readonly [number, number] {
  const base = ((bytes[start] ?? 0) | 0x20) === 0x78 ? 16 : 10;
  let at = base === 16 ? start + 1 : start;
  let code = 0;
  for (const first = at; at < end && at - first <= MOST_DIGITS; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x3b) return at === first ? [0, 0] : [code, at + 1 - start];
    const value = HEX[byte] as number;
    if (value >= base) break;
    code = code * base + value;
  }
  return [0, 0];
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}
