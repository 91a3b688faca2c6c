/** What was seen of a failure and where, in the same words wherever it is told: tables, log lines, sentences, records. */
import type { Arrival } from "./arrival.ts";
import type { ErrorReason, Observation, Outcome, Where } from "./attempt.ts";
import { CATEGORY_FACTS, type Category, categoryName } from "./categories.ts";
import type { ProbeRun } from "./evidence.ts";
import { notHere } from "./not-here.ts";
import type { ProbeId } from "./probes.ts";
import { TRIGGERS, type TriggerId } from "./triggers.ts";
import type { TriggerReport } from "./verdict.ts";

/** Members that a sentence names; the folds have them all. */
const MOST_MISSING = 3;

/** `403 access_denied`, `ENOTFOUND`, `ECONNREFUSED (IPv4), ENETUNREACH (IPv6)`, `200 (missing-fields: choices)`, `(header-invalid: x-trace-id)`, `400 (field stream)`, `400 (field top_k, chat.json:3)`; empty: nothing. */
export function seenWords(observed: Observation): string {
  const { networkCode = "", tried = [], detail, missing = [], header, field, fieldAt } = observed;
  const words = [answerWords(observed)];
  if (tried.length === 0) words.push(networkCode);
  else
    words.push([...new Set(tried.map(({ family, code }) => `${code ?? networkCode} (${family})`.trim()))].join(", "));
  if (detail !== undefined) {
    const names = header === undefined ? missing.slice(0, MOST_MISSING) : [header];
    words.push(`(${[detail, names.join(", ")].filter(Boolean).join(": ")})`);
  }
  if (field !== undefined) words.push(`(field ${[field, fieldAt].filter(Boolean).join(", ")})`);
  return words.filter(Boolean).join(" ");
}

/** `401 invalid_api_key`: the status and the most telling identifier beside it; a code that repeats the status is none. */
export function answerWords({ status, errorCode, errorType }: Observation): string {
  const code = [errorCode, errorType].find((word) => word !== undefined && word !== String(status));
  return [status, code].filter((word) => word !== undefined).join(" ");
}

/** `authentication 403 access_denied`: what a failure is called, and what was seen. */
export function failureWords(category: Category, observed: Observation, probe: ProbeId | null): string {
  return `${probe === null ? category : categoryName(category, probe)} ${seenWords(observed)}`.trim();
}

/** Failures that may be about the key or about what it may do: with them belongs where it came from. */
const ABOUT_KEY: readonly Category[] = ["authentication", "blocked", "capacity", "model"];

/** ` at api.example, key from input api-key`; empty: not recorded. */
export function whereWords(where: Where | undefined, category: Category): string {
  if (where === undefined) return "";
  const key = where.key !== null && ABOUT_KEY.includes(category) ? `, key from ${where.key}` : "";
  return ` ${CATEGORY_FACTS[category].stage === "proxy" ? "on the way to" : "at"} ${where.host}${key}`;
}

/** `deadline`, `edge-answered 403 1009 at api.example`: why an attempt was not made, or who answered in place of the API. */
export function unaskedWords(
  { reason, observed }: Extract<Outcome, { readonly kind: "error" }>,
  where: Where | undefined,
): string {
  const about = reason === "edge-answered" ? "blocked" : "request-schema";
  return observed === undefined ? reason : `${reason} ${seenWords(observed)}${whereWords(where, about)}`;
}

/** What the service that is waited for answered last, and where: status and version, or why no answer came. */
export function lastAnswer({ last, where }: Pick<Arrival, "last" | "where">): string {
  if (last === null) return "no answer";
  const { status, category, observed = {}, versions } = last;
  const at = whereWords(where, category ?? "app-behaviour");
  if (status === null) return `${category === null ? "no answer" : failureWords(category, observed, "app")}${at}`;
  if (versions === null) return `status ${status}${at}`;
  return `status ${status}${at}${versions.answered === null ? ", without the version under test" : ` from ${versions.answered}`}`;
}

/** Different things that are named as seen; the table of probes has them all. */
const MOST_SEEN = 2;

/**
 * What was seen behind a trigger on these probes of the candidate, the commonest first, without what the trigger's own
 * name says: `401 invalid_api_key at api.example, key from input api-key`. Empty: no attempt of it is known.
 */
export function seenBehind(id: TriggerId, keys: readonly string[], probes: readonly ProbeRun[]): string {
  const seen = failuresBehind(id, keys, probes).map(({ category, observed, probe, where }) => ({
    what: category === id ? seenWords(observed) : failureWords(category, observed, probe),
    at: whereWords(where, category),
  }));
  const most = commonest(seen.map(({ what }) => what)).slice(0, MOST_SEEN);
  const places = (what: string) => {
    const all = commonest(seen.filter((each) => each.what === what).map(({ at }) => at));
    // A request without the key was at the same host.
    const withKey = new Set(all.filter((at) => at.includes(", ")).map((at) => at.replace(/, .*$/, "")));
    return all.filter((at) => !withKey.has(at));
  };
  const [first, ...others] = most;
  if (first === undefined) return "";
  const at = places(first).join(" and");
  return others.every((what) => places(what).join(" and") === at)
    ? `${most.join(" or ")}${at}`.trim()
    : most.map((what) => `${what}${places(what).join(" and")}`).join("; ");
}

/** Statuses below this say nothing of what went wrong. */
const FIRST_TELLING_STATUS = 300;

/** The commonest status or network code behind a trigger on these probes; empty: none that says what went wrong. */
export function codeBehind(id: TriggerId, keys: readonly string[], probes: readonly ProbeRun[]): string {
  const codes = failuresBehind(id, keys, probes).flatMap(({ observed: { status, networkCode } }) => {
    if (status !== undefined) return status < FIRST_TELLING_STATUS ? [] : [String(status)];
    return networkCode?.startsWith("UND_") ? [] : (networkCode ?? []);
  });
  return commonest(codes)[0] ?? "";
}

/** Each text once, the commonest first; of equally common ones the longest, which says most, then by the alphabet. */
export function commonest(texts: readonly string[]): readonly string[] {
  return [...Map.groupBy(texts, (text) => text)]
    .sort(([a, those], [b, these]) => these.length - those.length || b.length - a.length || (a < b ? -1 : 1))
    .map(([text]) => text);
}

/** A failure with the probe that met it. */
export interface SeenFailure {
  readonly category: Category;
  readonly observed: Observation;
  readonly probe: ProbeId;
  readonly where: Where | undefined;
}

/** The probes of these keys that were put to the candidate. */
export function candidatesOf(keys: readonly string[], probes: readonly ProbeRun[]): readonly ProbeRun[] {
  const wanted = new Set(keys);
  return probes.filter(({ key, subject }) => subject === "candidate" && wanted.has(key));
}

/** Failures of the candidate that count for a trigger on these probes; all of theirs where it only says that too little is known. */
export function failuresBehind(
  id: TriggerId,
  keys: readonly string[],
  probes: readonly ProbeRun[],
): readonly SeenFailure[] {
  const failures = candidatesOf(keys, probes).flatMap(({ id: probe, where, attempts }) =>
    attempts.flatMap(({ outcome }): readonly SeenFailure[] => {
      if (outcome.kind === "fail") return [{ ...outcome, probe, where }];
      if (outcome.kind !== "unsupported") return [];
      const category = notHere(outcome.observed);
      return id === category ? [{ ...outcome, category, probe, where }] : [];
    }),
  );
  const own = failures.filter(({ category }) =>
    [CATEGORY_FACTS[category].trigger, CATEGORY_FACTS[category].once].includes(id),
  );
  return own.length === 0 && TRIGGERS[id].doubt ? failures : own;
}

/**
 * Whether an invalid request met what valid ones did: it failed in the same way, or the same edge answered. Then nothing was
 * learned of how errors are handled, and what is to be done stands with the failure that it repeats.
 */
export function isEcho({ id, probes: keys }: Story, triggers: readonly Story[], probes: readonly ProbeRun[]): boolean {
  if (id === "insufficient-evidence")
    return triggers.some((other) => other.id === "unreachable") && wereUnasked("edge-answered", keys, probes);
  if (id !== "uncontrolled-error") return false;
  const others = new Set(triggers.filter((other) => other.id !== id).flatMap((other) => answersBehind(other, probes)));
  const own = answersBehind({ id, probes: keys }, probes);
  return own.length > 0 && own.every((seen) => seen !== "" && others.has(seen));
}

/** Whether nothing of these probes could be asked, each time for this reason. */
export function wereUnasked(reason: ErrorReason, keys: readonly string[], probes: readonly ProbeRun[]): boolean {
  const attempts = candidatesOf(keys, probes).flatMap((probe) => probe.attempts);
  return attempts.length > 0 && attempts.every(({ outcome }) => outcome.kind === "error" && outcome.reason === reason);
}

/** A trigger and the keys of its probes. */
type Story = Pick<TriggerReport, "id" | "probes">;

/** What the endpoint answered behind a trigger, whatever that was called. */
function answersBehind({ id, probes: keys }: Story, probes: readonly ProbeRun[]): readonly string[] {
  return failuresBehind(id, keys, probes).map(({ observed }) => seenWords(observed));
}
