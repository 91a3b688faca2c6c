import { z } from "zod";
import type { ConfigurationOrigin, SourcedValue } from "../../evidence/configuration-origin.ts";
import type { Limits } from "../../evidence/limits.ts";
import { normaliseBaseUrl } from "../../text/base-url.ts";
import { formatDuration } from "../../text/duration.ts";
import { shown } from "../../text/shown.ts";
import { schemasAt } from "../gate-file/schema.ts";
import { placeName } from "../origin.ts";
import { cappedBy } from "../policy/limits.ts";
import type { Entry, SettingsDocument } from "./document.ts";
import { INPUTS } from "./inputs.ts";
import { keysOf, type SettingPath, ValuesSchema } from "./values.ts";

/** Where a setting comes from. */
export interface SettingOrigin extends ConfigurationOrigin {
  readonly name: SettingPath;
}

/** Settings that only a gate file can give, and that a reader of the configuration asks after. */
// biome-ignore format: a list of words reads by lines
const OF_THE_GATE_FILE: readonly SettingPath[] = [
  "release.api-key-ref", "release.auth", "release.env", "release.fallback", "release.feature-flag", "release.headers",
  "release.query", "release.retry", "release.timeout", "release.traffic", "sampling.alpha", "sampling.settle", "sampling.tolerate",
  "timeouts.connect", "timeouts.first-byte", "timeouts.idle", "triggers.slow-rate.latency-objective",
];

/** Settings that have a value although nobody gives one, and a row of their own in the report. */
// biome-ignore format: a list of words reads by lines
const BUILT_IN: readonly SettingPath[] = [
  "release.auth", "release.base-url", "sampling.samples", "sampling.alpha", "sampling.settle", "sampling.tolerate",
  "timeouts.attempt", "timeouts.connect", "timeouts.first-byte", "timeouts.idle", "limits.deadline",
  "limits.max-requests", "limits.concurrency", "fail-on",
];

/** What the sandbox brings itself, whatever else is set. */
const OF_THE_SANDBOX: readonly SettingPath[] = ["release.auth", "release.base-url", "release.model"];

/** Where every setting comes from that a gate file can give: what the workflow step alone says has one place only. */
export function originsOf(
  { candidates }: SettingsDocument,
  limits: Limits,
  sandbox: object | null,
): readonly SettingOrigin[] {
  const overlaid = INPUTS.flatMap(({ path }) => (path === null || path.startsWith("step.") ? [] : [path]));
  return [...overlaid, ...OF_THE_GATE_FILE].flatMap((name): readonly SettingOrigin[] => {
    if (sandbox !== null && OF_THE_SANDBOX.includes(name))
      return [{ name, value: "its own", origin: "embedded sandbox", overruled: [] }];
    const entries = candidates(name);
    const [winner, ...overruled] = entries.map(
      (entry): SourcedValue => ({ value: shownValue(entry), origin: placeName(entry.origin) }),
    );
    if (winner !== undefined) return [{ name, ...winner, ...capOf(entries[0], limits), overruled }];
    const builtIn = { name, value: "built in", origin: placeOfDefault(cappedBy(name, limits)), overruled: [] };
    return BUILT_IN.includes(name) ? [builtIn] : [];
  });
}

/** What nobody wrote gives way to a limit around it, so it does not decide alone. */
function capOf(entry: Entry | undefined, limits: Limits): Pick<SourcedValue, "origin"> | undefined {
  if (entry?.origin.kind !== "sandbox") return undefined;
  const outer = cappedBy(entry.path, limits, Number(entry.value));
  return outer === null ? undefined : { origin: `${placeName(entry.origin)}, capped by ${outer}` };
}

function placeOfDefault(outer: SettingPath | null): string {
  return outer === null ? "default" : `capped by ${outer}`;
}

/** A value as it may be repeated. Nobody judged one that is overruled, so it may hold what belongs in no report. */
function shownValue({ path, value, found }: Entry): string {
  if (value === undefined) return found === undefined ? "no usable value" : `${found}, which is not usable`;
  if (typeof value === "object") return "a section";
  if (schemasAt(ValuesSchema, keysOf(path))[0] instanceof z.ZodPipe) return formatDuration(Number(value));
  if (typeof value !== "string") return String(value);
  if (path !== "release.base-url") return shown(value);
  const base = normaliseBaseUrl(value);
  return base.ok ? base.url : `a text of ${value.length} characters`;
}
