import { z } from "zod";
import { DURATION_PATTERN, parseDuration } from "../../text/duration.ts";
import { LABEL_LIMIT } from "../../text/one-line.ts";

/**
 * The words of the gate file's schema. Every message is the rest of a sentence that begins with the key ("must be ...") and
 * never repeats the value, which may be a pasted key. Durations become ms and shares numbers where they are read.
 */

/** One printable line: what the `label` pattern of `evidence/evidence.ts` admits. */
const ONE_LINE = new RegExp(`^[^\\p{Cc}\\p{Cf}]{0,${LABEL_LIMIT}}$`, "u");

/** A header name: the `token` of RFC 9110, section 5.6.2; 128 characters are twice the longest registered name. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/** A name that a shell can set. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** Longest path or URL: what common file systems and servers take. */
const LONGEST_PATH = 2_048;

/** Longest list: more entries than any real gate file has, few enough to read in a review. */
const LONGEST_LIST = 100;

/** Text of this form; `says` is the message for everything else. */
export const matching = (form: RegExp, says: string) => z.string(says).regex(form, says);

/** Text on one line. Numbers are refused on purpose: YAML reads 1.10 as 1.1. */
export const text = () =>
  z
    .string("must be text: put it in quotes")
    .regex(ONE_LINE, `must be text on one line, at most ${LABEL_LIMIT} characters`);

/** Text that says something: a reason, a name. */
export const filledText = () => text().regex(/\S/, "must not be blank");

/** A label that an input may give as well: blank counts as not given, so only its ends are trimmed here. */
export const label = () => text().trim();

/** A path in the repository, a glob or a URL. */
export const path = () =>
  z
    .string("must be text: put it in quotes")
    .regex(/\S/, "must not be blank")
    .max(LONGEST_PATH, `must have at most ${LONGEST_PATH} characters`);

/** A duration with its unit, in ms; its bounds depend on other settings (policy/limits.ts). */
export const duration = () =>
  matching(DURATION_PATTERN, "must be a duration with its unit, such as 30s, 1500ms or 5m").transform(
    (text) => parseDuration(text) ?? Number.NaN,
  );

/** How a share is written as a text: `5%`, `0.5 %`, or in quotes `0.05`. */
const PERCENTAGE_PATTERN = /^\d{1,2}(\.\d{1,4})? ?%$/;
const SHARE_PATTERN = /^0?\.\d{1,6}$|^0(\.0+)?$/;

/** Decimal places of a share: four of a percentage are six of a share. */
const SHARE_DIGITS = 6;

/** A share from 0 to below 1, written `5%` or `0.05`; null when it is neither. */
export function parseShare(text: string): number | null {
  // Rounded, so that 99.9% is the very number that 0.999 reads as and both have the same policy digest.
  if (PERCENTAGE_PATTERN.test(text)) return Number((Number.parseFloat(text) / 100).toFixed(SHARE_DIGITS));
  return SHARE_PATTERN.test(text) ? Number(text) : null;
}

/** What to write in place of a text that is no share, as an imperative sentence: only per cent can be 1 or more. */
export function shareHelp(text: string): string {
  const [, number = ""] = /^(\d{1,2}(?:[.,]\d{1,4})?) ?(?:%|pct|percent|per cent)?$/i.exec(text) ?? [];
  const meant = `${number.replace(",", ".")}%`;
  return parseShare(meant) === null || Number.parseFloat(meant) < 1
    ? "Write it as 5% or as 0.05."
    : `Write ${meant} if that many per cent are meant.`;
}

/** A share of attempts, 0 to below 1: `5%` or `0.05`. */
export const share = () => {
  const says = "must be a share such as 5% or 0.05";
  return z
    .union(
      [
        matching(new RegExp(`${PERCENTAGE_PATTERN.source}|${SHARE_PATTERN.source}`), says),
        z.number(says).min(0, says).lt(1, says),
      ],
      says,
    )
    .transform((share) => (typeof share === "number" ? share : (parseShare(share) ?? Number.NaN)));
};

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) => {
  const says = `must be a whole number from ${min} to ${max}`;
  return z.int(says).min(min, says).max(max, says);
};

/** One of a closed set of words. */
export const oneOf = <const W extends readonly [string, ...string[]]>(words: W, why = "") =>
  z.enum(words, `must be ${words.join(" or ")}${why === "" ? "" : `: ${why}`}`);

/** `true` or `false`. */
export const flag = () => z.boolean("must be true or false");

/** The name of a header. */
export const headerName = () => matching(HEADER_NAME, "must be the name of an HTTP header");

/** The name of an environment variable. */
const variableName = () => matching(VARIABLE_NAME, "must be the name of an environment variable");

/** A list that has at least one entry. */
export const listOf = <S extends z.ZodType>(entry: S) =>
  z
    .array(entry, "must be a list")
    .min(1, "must have at least one entry")
    .max(LONGEST_LIST, `must have at most ${LONGEST_LIST} entries`);

/** Longest value of a variable or a header, characters. */
const LONGEST_VALUE = 4_096;

/** Variables with their values, null where a value is not declared; or their names alone. */
export const variables = () => {
  const says = "must be a list of names, or a section of names and values";
  const value = z
    .string("must be text in quotes, or null where the value is not declared")
    .max(LONGEST_VALUE, `must have at most ${LONGEST_VALUE} characters`)
    .nullable();
  const values = z
    .record(variableName(), value, says)
    .refine((entries) => Object.keys(entries).length <= LONGEST_LIST, `must have at most ${LONGEST_LIST} entries`);
  return z.union([listOf(variableName()), values], says);
};

/** A section: only the given keys. */
export const section = <S extends z.core.$ZodShape>(shape: S) => z.strictObject(shape, "must be a section with keys");

/** A section of which every key may be absent. */
export const options = <S extends z.core.$ZodShape>(shape: S) => section(shape).partial();

const HEADER_VALUE = /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/;

/** The value of a header, as it is sent or expected. */
export const headerValue = () =>
  matching(HEADER_VALUE, "must be text without line breaks and control characters").max(
    LONGEST_VALUE,
    `must have at most ${LONGEST_VALUE} characters`,
  );

/** A shape with the same schema for every one of these keys. */
export const each = <const K extends readonly string[], S extends z.ZodType>(keys: K, schema: S) =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<K[number], S>;

/** A value to send; one that is a secret comes from the environment. */
const sentValue = () => {
  const fromEnvironment = section({
    "from-env": variableName().describe("Variable that holds the value; it must be in allowed-env."),
    credential: flag().optional().describe("false: it does not prove who asks, so the probe auth-path sends it too."),
  });
  return z.union([headerValue(), fromEnvironment], "must be text or { from-env: NAME }");
};

/** Headers to send. */
export const headers = () => z.record(headerName(), sentValue(), "must be a section of header names");

/** The name of a parameter in a query: anything that can be seen, as long as a header's. */
const PARAMETER_NAME = /^[^\p{Cc}\p{Cf}\p{Cs}]{1,128}$/u;

/** Parameters of the query to send. */
export const query = () =>
  z.record(
    matching(PARAMETER_NAME, "must be the name of a parameter, at most 128 characters"),
    sentValue(),
    "must be a section of names and values",
  );
