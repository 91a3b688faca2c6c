import { BASE_URL_VARIABLE, normaliseBaseUrl } from "../text/base-url.ts";
import { shownPath } from "../text/shown.ts";
import { pick, type Reading } from "./precedence.ts";
import { nameOf } from "./problem.ts";
import type { BaseUrlPlace } from "./settings.ts";

/** The key of the gate file that may hold the base URL. */
const KEY = ["release", "base-url"];

/**
 * Every place that gives the base URL, the one that wins first, and then every other text of the gate file's `release:`
 * that holds that URL (release-and-rollback-checklist, "Pre-flight checklist": not hard-coded in multiple locations).
 * Other sections may repeat it, for example as what the application is expected to say of itself.
 */
export function readBaseUrlPlaces(reading: Reading): readonly BaseUrlPlace[] {
  if (reading.source.sandbox !== null) return [];
  const given = [{ input: "base-url" }, { gate: KEY }, { env: [BASE_URL_VARIABLE] }].flatMap((places) => {
    const found = pick(reading, places);
    return found === null ? [] : [{ place: nameOf(found.origin), url: normalised(found.value) }];
  });
  const [first] = given;
  if (first === undefined || reading.gate === null) return given;
  const { gate } = reading;
  const copies = pathsWith(gate.content.release, first.url, ["release"])
    .filter((path) => shownPath(path) !== shownPath(KEY))
    .map((path) => ({ place: nameOf(gate.originOf(path)), url: null }));
  return [...given, ...copies];
}

/** Two spellings of one URL are one value; what is no URL has its own problem where it is read. */
function normalised(text: string): string {
  const result = normaliseBaseUrl(text);
  return result.ok ? result.url : text;
}

/** Paths of the texts that hold the URL. */
function pathsWith(value: unknown, url: string, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value === "string") return value.includes(url) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsWith(inner, url, [...path, key]));
}
