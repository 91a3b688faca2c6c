import {
  ALERTS,
  DERIVED_ITEMS,
  type Declaration,
  type Declarations,
  PREFLIGHT_ITEMS,
} from "../../evidence/preflight.ts";
import { normaliseBaseUrl } from "../../text/base-url.ts";
import { nonBlank } from "../../text/non-blank.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { nameOf } from "../origin.ts";

/** Where things stand that the gate checks itself for the pre-flight list. */
export interface ReadinessPlaces {
  /** The gate file that declares the list, and the line of its section. */
  readonly file: string;
  readonly line: number | null;
  /**
   * Every place that gives the base URL, for example `input base-url`, the one that wins first; empty: the built-in
   * default. The URL is normalised; null: a further text of the gate file that holds that of the first place.
   */
  readonly baseUrls: readonly { readonly place: string; readonly url: string | null }[];
}

/** The declared pre-flight list, and where the gate file and everybody else says what the gate checks for it. */
export function readinessOf(
  document: SettingsDocument,
  sandbox: object | null,
): { readonly readiness: Declarations | null; readonly readinessPlaces?: ReadinessPlaces } {
  const declared = document.values.readiness;
  const origin = document.originOf("readiness");
  if (declared === undefined || origin.kind !== "gate-file") return { readiness: null };
  const { file, position } = origin;
  // The sandbox has a base URL of its own.
  const baseUrls = sandbox === null ? baseUrlPlaces(document) : [];
  return { readiness: itemsOf(declared), readinessPlaces: { file, line: position?.line ?? null, baseUrls } };
}

/** The items as they were written; empty and missing ones are absent. An empty `readiness:` is a declared list. */
function itemsOf(declared: NonNullable<SettingsDocument["values"]["readiness"]> | null): Declarations {
  const items: Record<string, Declaration> = {};
  const add = (key: string, item: string | null | undefined | { readonly waived: string }) => {
    if (typeof item === "object" && item !== null) items[key] = { kind: "waived", why: item.waived.trim() };
    else {
      const value = nonBlank(item ?? undefined);
      if (value !== undefined) items[key] = { kind: "value", value };
    }
  };
  for (const key of [...PREFLIGHT_ITEMS, ...DERIVED_ITEMS]) add(key, declared?.[key]);
  for (const alert of ALERTS) add(`alerts.${alert}`, declared?.alerts?.[alert]);
  return items;
}

/**
 * Every place that gives the base URL, the one that wins first, and then every other text of the gate file's `release:`
 * that holds it (release-and-rollback-checklist, "Pre-flight checklist": not hard-coded in multiple locations).
 */
function baseUrlPlaces({ values, candidates, originOf }: SettingsDocument): ReadinessPlaces["baseUrls"] {
  const places = candidates("release.base-url").map(({ value, origin }) => ({
    place: nameOf(origin),
    url: normalised(String(value)),
  }));
  const [first] = places;
  if (first === undefined) return places;
  const copies = pathsWith({ ...values.release, "base-url": undefined }, first.url, [])
    .map((path) => originOf("release", ...path))
    .filter(({ kind }) => kind === "gate-file")
    .map((origin) => ({ place: nameOf(origin), url: null }));
  return [...places, ...copies];
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
