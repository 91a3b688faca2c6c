/** Credentials in a text that somebody wrote: a gate file, a request template. What was found is never repeated. */
import { BARE_NAME, CREDENTIAL_NAMES, namedCredentialAt } from "./credential-names.ts";
import { CREDENTIAL_SHAPES, LONGEST_BEFORE, LONGEST_SHAPE, shapeAt } from "./credential-shapes.ts";
import { beginsWithKey } from "./key-shapes.ts";
import { mayLive } from "./live.ts";
import { prefixedKeysIn } from "./token-prefixes.ts";

/** One of them, and where it begins. */
export interface PastedCredential {
  readonly index: number;
  readonly text: string;
}

/** Finds: nobody needs the rest to know what to do. */
const MOST_FINDS = 100;

/** Characters behind a key that tell whether it was cut. */
const LONGEST_NEXT = 12;

/** Schemes with a token (RFC 6750, section 2.1; RFC 7617, section 2), and signed tokens (RFC 7519, section 3). */
const TOKENS =
  /\bBearer\s{1,5}(?=[A-Za-z0-9._~+/-]{0,500}\d)[A-Za-z0-9._~+/-]{16,500}|\bAuthorization["']?\s{0,5}:\s{0,5}["']?Basic\s{1,5}[A-Za-z0-9+/]{8,500}|(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/gi;

const KEYS = /(?<![\w-])sk-[\w-]{8,250}/g;

/** Words at which a shape begins, or a name. */
const SHAPES = new Map(CREDENTIAL_SHAPES.map((shape) => [shape.word, shape]));
const WORDS = new RegExp(
  `${[...SHAPES.keys(), ...CREDENTIAL_NAMES].join("|").replaceAll(".", "\\.")}|${BARE_NAME}`,
  "gi",
);

/** The first ones in their order, each once: an authorization header holds a token. */
export function pastedCredentials(text: string): readonly PastedCredential[] {
  const matches = (form: RegExp) => [...text.matchAll(form)];
  const found = [
    ...matches(KEYS).filter(({ 0: key, index }) => {
      const next = text.slice(index + key.length, index + key.length + LONGEST_NEXT);
      return mayLive(key) && beginsWithKey(key + next, []);
    }),
    ...matches(TOKENS).filter(([token]) => mayLive(token)),
  ].map(({ 0: credential, index }): PastedCredential => ({ text: credential, index }));
  found.push(...prefixedKeysIn(text));
  for (const { 0: word, index } of matches(WORDS)) {
    const start = Math.max(0, index - LONGEST_BEFORE);
    const [before, next] = [text.slice(start, index), text.slice(index, index + LONGEST_SHAPE)];
    const shape = SHAPES.get(word);
    const credential =
      shape === undefined ? namedCredentialAt(before + next, index - start) : shapeAt(shape, next, () => before);
    if (credential !== null) found.push({ text: credential, index: text.indexOf(credential, index) });
  }
  let end = 0;
  return found
    .sort((a, b) => a.index - b.index)
    .filter(({ index, text: { length } }) => {
      const isApart = index >= end;
      if (isApart) end = index + length;
      return isApart;
    })
    .slice(0, MOST_FINDS);
}
