import { isDeepStrictEqual } from "node:util";
import {
  type AppExpectations,
  type Expected,
  type JsonType,
  namesVersion,
  type ReleaseFact,
  type ReleaseValues,
  releaseFact,
} from "../evidence/app.ts";
import { IDENTIFIER, PLAIN_NAME, type Versions } from "../evidence/attempt.ts";
import { normaliseBaseUrl } from "../text/base-url.ts";
import { parseDuration } from "../text/duration.ts";
import { isObject } from "../text/json.ts";
import { valueAt } from "../text/key-path.ts";

/** What an answer says about which version gave it, compared with the one under test (decision.md, "Has the release arrived?"). */
export type VersionSaid =
  /** The answer does not say it, or nothing is declared that tells versions apart. */
  | { readonly kind: "not-said" }
  | { readonly kind: "under-test" }
  | { readonly kind: "other"; readonly versions: Versions };

/** Which version gave an answer, by the headers and values that are declared to say it. */
export function versionSaid(
  headers: Readonly<Record<string, string>>,
  body: unknown,
  expect: Pick<AppExpectations, "headers" | "pointers">,
  release: ReleaseValues,
): VersionSaid {
  const declared = [
    ...Object.entries(expect.headers).map(([name, each]) => ({ name, each, actual: headers[name]?.trim() as unknown })),
    ...Object.entries(expect.pointers).map(([name, each]) => ({ name, each, actual: valueAtPointer(body, name) })),
  ].filter(({ name, each }) => namesVersion(name, each));
  const said = declared.filter(({ actual }) => actual !== undefined && actual !== null && actual !== "");
  const other = said.find(({ actual, each }) => !meets(actual, each, release));
  if (other === undefined) return { kind: said.length === 0 ? "not-said" : "under-test" };
  const { name, each, actual } = other;
  return { kind: "other", versions: versionsOf(name, each, actual, release) };
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
  release: ReleaseValues,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, each]) => (meets(actualAt(name), each, release) ? [] : [name]));
}

function meets(actual: unknown, expected: Expected, release: ReleaseValues): boolean {
  if (actual === undefined) return false;
  switch (expected.kind) {
    case "present":
      return actual !== "";
    case "type":
      return IS[expected.type](actual);
    case "equals":
      return isDeepStrictEqual(actual, expected.value);
    case "release": {
      const declared = releaseFact(release, expected.fact);
      return declared !== null && SAYS[expected.fact](actual, declared);
    }
  }
}

const IS: Readonly<Record<JsonType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
  null: (value) => value === null,
};

type Says = (actual: unknown, declared: string | number) => boolean;

/** Versions are text, and some services write 42 for "42". */
const sameText: Says = (actual, declared) =>
  (typeof actual === "string" || typeof actual === "number") && String(actual) === String(declared);

/** Whether a service that shows this value of its configuration means the release's. */
const SAYS: Readonly<Record<ReleaseFact, Says>> = {
  "base-url": (actual, declared) => {
    if (typeof actual !== "string") return false;
    const normal = normaliseBaseUrl(actual);
    return normal.ok && normal.url === declared;
  },
  model: sameText,
  // In milliseconds, in seconds, as it is written in a gate file, or in ISO 8601, as Java prints it.
  timeout: (actual, declared) => {
    if (typeof actual !== "string" && typeof actual !== "number") return false;
    const written = typeof actual === "string" ? parseDuration(actual.replace(/^PT([\d.]+)S$/, "$1s")) : null;
    return [written ?? Number(actual), Number(actual) * 1_000].includes(Number(declared));
  },
  "deployment-version": sameText,
  "config-version": sameText,
  // YAML 1.2 reads `on` as text where a service writes true.
  "feature-flag": (actual, declared) =>
    typeof actual === "boolean"
      ? (actual ? ["true", "on"] : ["false", "off"]).includes(String(declared).toLowerCase())
      : sameText(actual, declared),
};

/** The value that a JSON pointer (RFC 6901) leads to; undefined where it leads nowhere (JSON itself has no undefined). */
export function valueAtPointer(document: unknown, pointer: string): unknown {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  // The length of an array is no member of it.
  return keys.reduce(
    (value, key) => (Array.isArray(value) && key === "length" ? undefined : valueAt(value, [key])),
    document,
  );
}

/** Texts that say no. */
const NO = new Set(["", "0", "false", "no", "off", "none", "null"]);

/** Whether a header or a value in a body that marks an answer of the fallback says that it is one. */
export function saysYes(mark: unknown): boolean {
  if (typeof mark === "string") return !NO.has(mark.trim().toLowerCase());
  return Array.isArray(mark) ? mark.length > 0 : Boolean(mark);
}
