/** Any code point, halves of surrogate pairs included, as a unit of `fast-check`'s strings. */
import { type Arbitrary, nat } from "fast-check";

const MAX_CODE_POINT = 0x10_ffff;

/**
 * The same characters as `unit: "binary"`, which builds a table of all 1.1 million of them to find dangerous words in;
 * here a character is turned back into its number by itself.
 */
export const anyCharacter: Arbitrary<string> = nat(MAX_CODE_POINT).map(
  (codePoint) => String.fromCodePoint(codePoint),
  (character) => {
    const [first, ...rest] = typeof character === "string" ? [...character] : [];
    if (first === undefined || rest.length > 0) throw new Error("not one character");
    return first.codePointAt(0) ?? 0;
  },
);
