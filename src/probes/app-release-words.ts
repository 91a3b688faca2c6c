import type { ReleaseFact } from "../evidence/app.ts";
import { normaliseBaseUrl } from "../text/base-url.ts";
import { isObject } from "../text/json.ts";
import { isSameCommit, isSameVersion } from "../text/version.ts";

/** Whether what a service shows of its configuration means what the release declares, however either is written. */
type Says = (actual: unknown, declared: string | number | boolean) => boolean;

/** Text or number; some services write 42 for "42". */
function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

const sameText: Says = (actual, declared) => textOf(actual) === String(declared);

const sameVersion: Says = (actual, declared) => {
  const text = textOf(actual);
  return text !== null && isSameVersion(text, String(declared));
};

/** YAML 1.2 reads `on` as text where a service writes true. */
const SWITCH = [
  ["true", "on", "yes", "enabled"],
  ["false", "off", "no", "disabled"],
];

const sameSwitch: Says = (actual, declared) => {
  const words = SWITCH.find((same) => same.includes(String(declared).toLowerCase()));
  const said = typeof actual === "object" || actual === undefined ? null : String(actual);
  return said !== null && (said === String(declared) || words?.includes(said.toLowerCase()) === true);
};

/** Two numbers that differ only by how a computer divides are one. */
const CLOSE = 1e-9;

/** A weight in percent; a number below 1 may be a share of one, unless a sign says that it is none. */
const sameTraffic: Says = (actual, declared) => {
  const text = textOf(memberLike(actual, /^(?:weight|percent|percentage|share)$/))?.trim() ?? "";
  if (!/^\d+(?:\.\d+)?\s*%?$/.test(text)) return false;
  const said = Number.parseFloat(text);
  const readings = said < 1 && !text.endsWith("%") ? [said, said * 100] : [said];
  return readings.some((each) => Math.abs(each - Number(declared)) < CLOSE);
};

/** As a number of attempts, in a section as the gate file has it, or as the retries after the first one. */
const sameRetry: Says = (actual, declared) => {
  if (sameText(memberLike(actual, /^(?:max)?attempts$/), declared)) return true;
  const retries = isObject(actual) ? memberLike(actual, /^(?:max)?retries$/) : null;
  return sameText(retries, Number(declared) - 1);
};

/** Milliseconds of each unit, as people and the runtimes of languages write it. */
const UNITS: readonly (readonly [form: RegExp, ms: number])[] = [
  [/^(?:ms|msecs?|millis(?:econds?)?|milliseconds?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1_000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
];

/** Milliseconds of `1m30s`, `30 seconds`, `PT30S` (ISO 8601) or `00:00:30` (.NET); null: it is none of them. */
function durationIn(text: string): number | null {
  const clock = /^(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(text);
  if (clock !== null) return Math.round((Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3])) * 1_000);
  const written = text.toLowerCase().replace(/^pt(?=\d)/, "");
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+\s*)+$/.test(written)) return null;
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)].map(([, number, unit = ""]) => {
    const ms = UNITS.find(([form]) => form.test(unit))?.[1];
    return ms === undefined ? null : Number(number) * ms;
  });
  return parts.some((part) => part === null)
    ? null
    : Math.round(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0));
}

/** Units in which a service may count where it writes none, ms: seconds, milliseconds, and Go's nanoseconds. */
const BARE_UNITS = [1_000, 1, 1e-6];

const sameTimeout: Says = (actual, declared) => {
  const text = textOf(actual)?.trim() ?? "";
  const written = durationIn(text);
  if (written !== null) return written === declared;
  return (
    /^\d+(?:\.\d+)?$/.test(text) && BARE_UNITS.some((ms) => Math.abs(Number(text) * ms - Number(declared)) < CLOSE)
  );
};

/** Whether a service that shows this value of its configuration means the release's. */
export const SAYS: Readonly<Record<ReleaseFact, Says>> = {
  "base-url": (actual, declared) => {
    if (typeof actual !== "string") return false;
    const normal = normaliseBaseUrl(actual);
    return normal.ok && normal.url === declared;
  },
  model: sameText,
  timeout: sameTimeout,
  retry: sameRetry,
  fallback: sameSwitch,
  traffic: sameTraffic,
  "deployment-version": sameVersion,
  "config-version": sameVersion,
  "secret-version": sameVersion,
  // Digits alone are a commit where one is asked for.
  commit: (actual, declared) =>
    typeof actual === "string" && (isSameCommit(actual, String(declared)) || isSameVersion(actual, String(declared))),
  "feature-flag": sameSwitch,
};

/** The member of such a name, however its words are put together; of what is no section, itself. */
function memberLike(value: unknown, name: RegExp): unknown {
  if (!isObject(value)) return value;
  return Object.entries(value).find(([key]) => name.test(key.toLowerCase().replace(/[-_]/g, "")))?.[1];
}
