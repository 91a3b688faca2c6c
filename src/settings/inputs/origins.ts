import { z } from "zod";
import { normaliseBaseUrl } from "../../text/base-url.ts";
import { formatDuration } from "../../text/duration.ts";
import { shown } from "../../text/shown.ts";
import { schemasAt } from "../gate-file/schema.ts";
import type { Origin } from "../origin.ts";
import type { SettingsDocument } from "./document.ts";
import { keysOf, type SettingPath, ValuesSchema } from "./values.ts";

/**
 * Where each value comes from, for example `input samples, overrules gate file a.yml:3 (7)`. A key that is absent was
 * given nowhere and has its default.
 */
export type Origins = Readonly<Partial<Record<SettingPath, string>>>;

/** The origins of everything that was given. */
export function originsOf(document: SettingsDocument): Origins {
  const origins: Partial<Record<SettingPath, string>> = {};
  for (const path of pathsOf(document.values)) {
    const [winner, ...others] = document.candidates(path);
    if (winner === undefined) continue;
    const overruled = others.find(({ origin }) => origin.kind === "gate-file");
    const behind = overruled && `, overrules ${shortName(overruled.origin)} (${shownValue(path, overruled.value)})`;
    origins[path] = `${shortName(winner.origin)}${behind ?? ""}`;
  }
  return origins;
}

/** Paths of all keys that have a value, those of sections too. */
function pathsOf(data: object, above = ""): readonly SettingPath[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const inner = typeof value === "object" && value !== null && !Array.isArray(value);
    return value === undefined
      ? []
      : [`${above}${key}` as SettingPath, ...(inner ? pathsOf(value, `${above}${key}.`) : [])];
  });
}

/** The key is known where this is shown, and the line is enough to find it. */
function shortName(origin: Origin): string {
  if (origin.kind !== "gate-file")
    return `${origin.kind === "input" ? "input" : "environment variable"} ${"name" in origin ? origin.name : origin.key}`;
  return `gate file ${origin.file}${origin.position === null ? "" : `:${origin.position.line}`}`;
}

/** An overruled value as it may be repeated: nobody judged it, so it may hold what belongs in no report. */
function shownValue(path: SettingPath, value: unknown): string {
  if (schemasAt(ValuesSchema, keysOf(path))[0] instanceof z.ZodPipe) return formatDuration(Number(value));
  if (typeof value !== "string") return String(value);
  if (path !== "release.base-url") return shown(value);
  const base = normaliseBaseUrl(value);
  return base.ok ? base.url : `a text of ${value.length} characters`;
}
