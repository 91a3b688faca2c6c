import isCreditCard from "validator/lib/isCreditCard.js";
import isIBAN from "validator/lib/isIBAN.js";
import { emailAddresses, isTestCard } from "../text/persons.ts";
import { type Flaw, holds } from "./flaw.ts";
import { type BodyString, sourceOffset } from "./json-body.ts";

/** A kind of personal data, and where in a text it begins. */
interface Kind {
  readonly name: string;
  readonly find: (text: string) => Iterable<number>;
}

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

/** Account numbers that every description of the IBAN prints. */
const TEXTBOOK_IBAN = new Set(
  "DE89370400440532013000 GB82WEST12345698765432 GB29NWBK60161331926819 GB33BUKB20201555555555 FR1420041010050500013M02606 NL91ABNA0417164300 CH9300762011623852957 BE68539007547034 ES9121000418450200051332 IT60X0542811101000000123456 AT611904300234573201".split(
    " ",
  ),
);

const KINDS: readonly Kind[] = [
  { name: "an e-mail address", find: emailAddresses },
  { name: "a phone number", find: phoneNumbers },
  {
    name: "an IBAN",
    find: candidates(
      /\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[a-z]{2}\d{2}[a-z0-9]{11,30})\b/g,
      (found) =>
        isIBAN.default(found.replaceAll(" ", "")) && !TEXTBOOK_IBAN.has(found.replaceAll(" ", "").toUpperCase()),
    ),
  },
  {
    name: "a payment card number",
    find: candidates(
      /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g,
      (found) => isCreditCard.default(found) && !isTestCard(found.replace(/\D/g, "")),
    ),
  },
];

/**
 * Personal data in the texts of the body: e-mail addresses, IBANs and payment cards, each held against a maintained
 * validator (check digits), and phone numbers. What was found is never repeated.
 */
export function personalDataFlaws(text: string, strings: readonly BodyString[]): readonly Flaw[] {
  return strings
    .filter(({ value }) => !value.startsWith("data:"))
    .flatMap((string) =>
      KINDS.flatMap((kind) =>
        Array.from(firstOf(kind.find(string.value)), (index) =>
          holds(
            "personal-data",
            { path: string.path, offset: sourceOffset(text, string, index) },
            `${string.path || "a name"} contains ${kind.name}`,
            "Replace it by one that belongs to nobody, for example at example.com.",
          ),
        ),
      ),
    );
}

/*
 * ---- Phone numbers, by the shape of ITU-T E.164 and of the North American numbering plan. Without a country only two
 * forms are certain: the international one, and the one with which North America groups its digits. Whether a number is
 * assigned is not asked: a rule that knows it needs the plans of 240 countries. ----
 */

/** What stands between groups of digits: spaces, dots, slashes, brackets, hyphens and dashes. */
const SEPARATOR = String.raw`[ \u00a0\u202f.()/\u2010-\u2013-]{1,3}`;

/**
 * `+` and groups of digits, where nothing makes another thing of them (a letter, a percent sign, a fraction); or the
 * North American `(415) 867-5309`, `415-867-5309` and `415.867.5309`.
 */
const CANDIDATE = new RegExp(
  [
    String.raw`(?<![\w+])\+[1-9]\d{0,14}(?:${SEPARATOR}\d{1,14}){0,7}(?![\w%]|[.,]\d)`,
    String.raw`(?<![\w.+-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-]|\.\d)`,
  ].join("|"),
  "g",
);

/** Country codes as E.164 divides the world: one, two or three digits. */
const COUNTRY =
  /^(?!999)(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d)/;

/** E.164 allows no more. */
const MOST_DIGITS = 15;

/** Fewest digits of a number in one piece, and of one whose country code stands apart: short ones are plain numbers. */
const FEWEST_IN_ONE_PIECE = 10;
const FEWEST_AFTER_CODE: Readonly<Record<number, number>> = { 2: 9, 3: 8 };

/** Area and exchange begin with 2 to 9, `N11` are services, `N9N`, 37x and 96x are kept free, and 555 is no area. */
const NORTH_AMERICA = /^1(?!\d11|\d9|37|96|555)[2-9]\d{2}(?!\d11)[2-9]\d{6}$/;

/** Numbers that cost the caller nothing: those of a service, never of a person. */
const TOLL_FREE = /^(?:1?8(?:00|33|44|55|66|77|88)\d{7}|(?:3[1349]|4[1349]|61|81|86|91)1?800\d{4,9}|800\d{8})$/;

/** Russia and Kazakhstan. */
const ZONE_SEVEN = /^7[346789]\d{9}$/;

/** Numbers that the plans of the United States and the United Kingdom keep for fiction. */
const NOBODYS_NUMBER = /^(?:1\d{3}55501\d\d|44(?:7700900|2079460)\d{3})$/;

/** After the country code: one digit only, a round number, or all digits in their order. */
const MADE_UP = /^0?(?:(\d)\1+|[1-9]0{6,}|1234567\d*)$/;

/** A day, and a moment without separators. */
const DATE = /(?<!\d)(?:(?:19|20)\d\d[-./][01]?\d[-./][0-3]?\d|[0-3]?\d[-./][0-3]?\d[-./](?:19|20)\d\d)(?!\d)/;
const MOMENT = /^20[2-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/;

/** Where phone numbers begin. */
export function* phoneNumbers(text: string): Generator<number> {
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE))
    if (candidate.startsWith("+") ? isInternational(candidate) : isNorthAmerican(`1${candidate.replace(/\D/g, "")}`))
      yield index;
}

function isNorthAmerican(digits: string): boolean {
  return NORTH_AMERICA.test(digits) && !NOBODYS_NUMBER.test(digits) && !TOLL_FREE.test(digits);
}

/** A number may be followed by others (`+1 415 867 5309 2 times`), so its first groups alone may be one too. */
function isInternational(candidate: string): boolean {
  if (DATE.test(candidate)) return false;
  // The zero in `+44 (0)20` is dialled within the country only.
  const groups = candidate.slice(1).replace("(0)", " ").match(/\d+/g) ?? [];
  // `+48.8583701` is a number with a fraction.
  if (groups.length === 2 && /^\+\d+\.\d+$/.test(candidate)) return false;
  return groups.some((_, index) => isPlausible(groups.slice(0, groups.length - index)));
}

function isPlausible(groups: readonly string[]): boolean {
  const digits = groups.join("");
  const [first = "", ...rest] = groups;
  const code = COUNTRY.exec(digits)?.[0];
  if (code === undefined || digits.length > MOST_DIGITS) return false;
  if (first.length <= 3 && first !== code) return false;
  if (code === "1") return isNorthAmerican(digits);
  if (code === "7") return ZONE_SEVEN.test(digits);
  const fewest = first === code ? FEWEST_AFTER_CODE[code.length] : undefined;
  if (digits.length < (fewest ?? FEWEST_IN_ONE_PIECE)) return false;
  // `+12 345 678` is an amount; `+34 612 345 678` is too long to be a likely one.
  if (digits.length < FEWEST_IN_ONE_PIECE && rest.every((group) => group.length === 3)) return false;
  return !(
    TOLL_FREE.test(digits) ||
    MADE_UP.test(digits.slice(code.length)) ||
    MOMENT.test(digits) ||
    NOBODYS_NUMBER.test(digits)
  );
}
