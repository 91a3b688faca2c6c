import isCreditCard from "validator/lib/isCreditCard.js";
import isEmail from "validator/lib/isEmail.js";
import isIBAN from "validator/lib/isIBAN.js";
import { type Flaw, holds } from "./flaw.ts";
import { type BodyString, sourceOffset } from "./json-body.ts";
import { phoneNumbers } from "./phone-number.ts";

/** A kind of personal data, and where in a text it begins. */
interface Kind {
  readonly name: string;
  readonly find: (text: string) => Iterable<number>;
}

/** Domains that belong to nobody (RFC 2606, RFC 6761): the right ones for an example. */
const NOBODY =
  /@(?:[a-z0-9-]{1,63}\.){0,5}(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|example\.(?:com|net|org))$/i;

/** Finds of one kind in one text: the mend is the same for all of them, and a list of customers has thousands. */
const MOST_PER_TEXT = 10;

/** What may be one, and the library's word on whether it is. */
const candidates = (pattern: RegExp, is: (candidate: string) => boolean) =>
  function* (text: string) {
    for (const { 0: candidate, index } of text.matchAll(pattern)) if (is(candidate)) yield index;
  };

function* firstOf(found: Iterable<number>): Generator<number> {
  let count = 0;
  for (const index of found) {
    yield index;
    count += 1;
    if (count === MOST_PER_TEXT) return;
  }
}

const KINDS: readonly Kind[] = [
  {
    name: "an e-mail address",
    find: candidates(
      // What follows `scheme://user:` or stands in front of `:path/` is a host with a user, `@2x.` a picture.
      /(?<![A-Za-z0-9._%+-]|:\/\/[^\s/@:]{0,64}:)(?<!:\/\/)[A-Za-z0-9._%+-]{1,64}@(?!\dx\.)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?![A-Za-z0-9-]|:[\w~.-]{1,64}\/)/g,
      (found) => isEmail.default(found) && !NOBODY.test(found),
    ),
  },
  { name: "a phone number", find: phoneNumbers },
  {
    name: "an IBAN",
    find: candidates(
      /\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[a-z]{2}\d{2}[a-z0-9]{11,30})\b/g,
      (found) => isIBAN.default(found.replaceAll(" ", "")),
    ),
  },
  {
    name: "a payment card number",
    find: candidates(/(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g, (found) => isCreditCard.default(found)),
  },
];

/**
 * Personal data in the texts of the body: e-mail addresses, IBANs and payment cards, each held against a maintained
 * validator (check digits), and phone numbers. What was found is never repeated.
 */
export function personalDataFlaws(text: string, strings: readonly BodyString[]): readonly Flaw[] {
  return strings
    .filter(({ node }) => !node.value.startsWith("data:"))
    .flatMap(({ node, path, name }) =>
      KINDS.flatMap((kind) =>
        Array.from(firstOf(kind.find(node.value)), (index) => {
          const at = { path: name ? "" : path, offset: sourceOffset(text, node.loc.start.offset, index) };
          return holds(
            "personal-data",
            at,
            `${at.path || "a name"} contains ${kind.name}`,
            "Replace it by one that belongs to nobody, for example at example.com.",
          );
        }),
      ),
    );
}
