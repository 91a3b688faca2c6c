import { isDeepStrictEqual } from "node:util";
import {
  type AppExpectations,
  type Expected,
  type JsonType,
  namesVersion,
  type ReleaseValues,
  releaseFact,
} from "../evidence/app.ts";
import type { Versions } from "../evidence/attempt.ts";
import { IDENTIFIER, PLAIN_NAME } from "../evidence/identifiers.ts";
import { isObject } from "../text/json.ts";
import { SAYS } from "./app-release-words.ts";
import type { Said } from "./app-said.ts";

/** What an answer is compared with: the release that the service is to run, and the fresh code that the request carried. */
export interface Comparison {
  readonly release: ReleaseValues;
  readonly code: string;
}

/** What an answer says about which version gave it, compared with the one under test (decision.md, "Has the release arrived?"). */
type VersionSaid =
  /** The answer does not say it, or nothing is declared that tells versions apart. */
  | { readonly kind: "not-said" }
  | { readonly kind: "under-test" }
  | { readonly kind: "other"; readonly versions: Versions };

/** Which version gave an answer, by the headers and values that are declared to say it. */
export function versionSaid(
  { header, at }: Said,
  expect: Pick<AppExpectations, "headers" | "pointers">,
  comparison: Comparison,
): VersionSaid {
  const declared = [
    ...Object.entries(expect.headers).map(([name, each]) => ({ name, each, actual: header(name) as unknown })),
    ...Object.entries(expect.pointers).map(([name, each]) => ({ name, each, actual: at(name) })),
  ].filter(({ name, each }) => namesVersion(name, each));
  const said = declared.filter(({ actual }) => actual !== undefined && actual !== null && actual !== "");
  const other = said.find(({ actual, each }) => !meets(actual, each, comparison));
  if (other === undefined) return { kind: said.length === 0 ? "not-said" : "under-test" };
  const { name, each, actual } = other;
  return { kind: "other", versions: versionsOf(name, each, actual, comparison.release) };
}

/** Both versions, as far as they may be kept; `actual` is undefined where the answer does not say its own. */
export function versionsOf(name: string, expected: Expected, actual: unknown, release: ReleaseValues): Versions {
  return {
    answered: plain(actual),
    underTest: plain(wanted(expected, release)),
    saidIn: PLAIN_NAME.test(name) ? name : null,
  };
}

/** What the service should have said; null: nothing certain. */
function wanted(expected: Expected, release: ReleaseValues): unknown {
  if (expected.kind === "release") return releaseFact(release, expected.fact);
  return expected.kind === "equals" ? expected.value : null;
}

/** A version as it may be kept; null: it is none, or written in a way that is not repeated. */
function plain(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return IDENTIFIER.test(String(value)) ? String(value) : null;
}

/**
 * Names (of headers, or JSON pointers) of what is not as expected.
 * @param actualAt the value of this name; undefined where there is none
 */
export function unmet(
  expected: Readonly<Record<string, Expected>>,
  actualAt: (name: string) => unknown,
  comparison: Comparison,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, each]) => (meets(actualAt(name), each, comparison) ? [] : [name]));
}

function meets(actual: unknown, expected: Expected, { release, code }: Comparison): boolean {
  if (actual === undefined) return false;
  switch (expected.kind) {
    case "present":
      return actual !== "";
    case "type":
      return IS[expected.type](actual);
    case "equals":
      return isDeepStrictEqual(actual, expected.value);
    case "contains":
      return contains(actual, expected.value);
    case "one-of":
      return expected.values.some((value) => isDeepStrictEqual(actual, value));
    case "not-empty":
      return typeof actual === "string" || typeof actual === "object"
        ? actual !== null && (!expected.filled || !isEmpty(actual))
        : false;
    case "echo":
      return (typeof actual === "string" ? actual : JSON.stringify(actual)).toLowerCase().includes(code.toLowerCase());
    case "release": {
      const declared = releaseFact(release, expected.fact);
      return declared !== null && SAYS[expected.fact](actual, declared);
    }
  }
}

/** A part of a text, or a member of a list. */
function contains(actual: unknown, part: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((member) => isDeepStrictEqual(member, part));
  return typeof actual === "string" && actual.includes(String(part));
}

/** Blank, or without a member. */
function isEmpty(value: string | object): boolean {
  return typeof value === "string" ? value.trim() === "" : Object.keys(value).length === 0;
}

const IS: Readonly<Record<JsonType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string" && !isEmpty(value) && !NOTHING.test(value),
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
  null: (value) => value === null,
};

/** What languages write in a text where a value was not there, or is no text. */
const NOTHING = /^\s*(?:undefined|null|<nil>|NaN|\[object \w+\])\s*$/;

/** Words that say no, also of a cache or a circuit breaker, and the first of several providers; signs between words are spaces. */
const NO =
  /^(?:|-+|0+|f|false|no?|off|none|null|nil|undefined|n\/?a|never|miss|closed|inactive|disabled|unused|untriggered|idle|primary|main|first|default|no .+|not .+|without .+|.*\btargets\[0\])$/;

/** Members of an object by which it says whether a fallback was used, whatever else it tells of it. */
const TELLING = ["used", "active", "activated", "triggered", "engaged", "happened", "occurred", "hit", "count"];

/** Whether a header or a value in a body that marks an answer of the fallback says that it is one. */
export function saysYes(mark: unknown): boolean {
  if (typeof mark === "string")
    return !NO.test(
      mark
        .trim()
        .toLowerCase()
        .replace(/(?<=\w)[\s_-]+(?=\w)/g, " "),
    );
  if (Array.isArray(mark)) return mark.length > 0;
  if (!isObject(mark)) return Boolean(mark);
  const told = TELLING.find((name) => Object.hasOwn(mark, name));
  return told === undefined ? Object.values(mark).some(saysYes) : saysYes(mark[told]);
}
