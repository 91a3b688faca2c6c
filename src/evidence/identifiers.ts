/** Names that came from outside, as far as evidence repeats them. */
import { KEY_PREFIX_PATTERN } from "../text/key-shapes.ts";

/**
 * Identifiers that came from outside: no space, no markup, no workflow command can be spelled with these, and nothing
 * that looks like a provider key, ours or anybody else's (contracts.md, 1.1 and 6.6).
 */
export const IDENTIFIER = new RegExp(`^(?!.*${KEY_PREFIX_PATTERN})[A-Za-z0-9][A-Za-z0-9._/@+=-]{0,127}$`);

/**
 * Model identifiers, also one that came back: up to 256 characters without white space (contracts.md, 7.4). What shows one
 * escapes it. Invisible format characters are refused with the control characters: two models must not look like one.
 */
export const MODEL_IDENTIFIER = new RegExp(`^(?!.*${KEY_PREFIX_PATTERN})[^\\s\\p{Cc}\\p{Cf}\\p{Cs}]{1,256}$`, "u");

/** Names and pointers are the user's own text, and only plain ones are kept. */
export const PLAIN_NAME = /^[A-Za-z0-9._~/$@+-]{1,100}$/;
