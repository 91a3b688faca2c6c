/** Reading attempts back: which one speaks for its probe, and what it observed. */
import type { Attempt, Observation } from "./attempt.ts";
import type { Evidence, ProbeRun } from "./evidence.ts";
import { isOfService, isSampled, PROBE_IDS, type ProbeId } from "./probes.ts";
import { TRIGGERS } from "./triggers.ts";
import type { ProbeVerdict, Verdict } from "./verdict.ts";
import type { Family } from "./vocabulary.ts";

/** A probe with its verdict and the attempt that speaks for it. */
export interface ProbeAnswer {
  readonly verdict: ProbeVerdict;
  /** Null when the probe was planned and never asked. */
  readonly run: ProbeRun | null;
  readonly attempt: Attempt | null;
}

/** What was observed in an attempt; null where nothing was, mostly because the question could not be asked. */
export function observedIn(attempt: Attempt | null): Observation | null {
  return attempt?.outcome.observed ?? null;
}

/** Whether the body was JSON; a recognisable error envelope is. Undefined: not observed. */
export function isJson(observed: Observation): boolean | undefined {
  return observed.json ?? (observed.errorEnvelope === true ? true : undefined);
}

/** HTTP status of the answer that decided the attempt; null when there was none. */
export function statusOf(attempt: Attempt | null): number | null {
  return observedIn(attempt)?.status ?? attempt?.requests.at(-1)?.status ?? null;
}

/** Whose a request id is: the deployed service gives its own, which nobody at the provider knows. */
export function requestIdName(probe: ProbeId): string {
  return isOfService(probe) ? "the service's request id" : "request id";
}

/** Request id to quote to whoever answered; null when none was returned. */
export function requestIdOf(attempt: Attempt | null): string | null {
  return observedIn(attempt)?.requestId ?? attempt?.requests.at(-1)?.requestId ?? null;
}

/**
 * Whether the run, or a leg of it, asked nothing at all: no endpoint, no file, no earlier run. Its verdict says nothing
 * about the release (decision.md, "A person decides otherwise"). A wait for the release is no question about it.
 */
export function askedNothing({ probes, checks, legs, recorded }: Evidence): boolean {
  if (legs.length > 0) return legs.some(({ verdict }) => couldNotAsk(verdict));
  const asked = probes.some(({ attempts }) => attempts.some(({ outcome }) => outcome.kind !== "error"));
  const looked = checks.some(({ id, result }) => PROBE_IDS.some((probe) => probe === id) && result !== "not_tested");
  return !asked && !looked && recorded === null;
}

/** A pull request without secrets asks nothing of an endpoint because it may not (trigger `no-secrets`). */
export function isWithheld({ verdict }: Pick<Evidence, "verdict">): boolean {
  return verdict.triggers.some(({ id, fired }) => fired && id === "no-secrets");
}

/** Whether a leg holds because it could not ask; of its checks nothing is known here but what fired. */
function couldNotAsk({ decision, probes, triggers }: Verdict): boolean {
  const stopped = triggers.some(({ id, fired }) => fired && TRIGGERS[id].couldNotAsk);
  return decision === "hold" && stopped && probes.every(({ attempts }) => attempts === 0);
}

/** The attempt that shows why the probe came out as it did: the last one of the kind that its result names. */
function decisiveAttempt(run: ProbeRun, verdict: ProbeVerdict): Attempt | null {
  const asked = run.attempts.filter(({ outcome }) => outcome.kind !== "error");
  const failed = asked.filter(({ outcome }) => outcome.kind === "fail");
  const named = failed.filter(({ outcome }) => outcome.kind === "fail" && outcome.category === verdict.category);
  const speaking = verdict.result === "pass" ? asked.filter(({ outcome }) => outcome.kind === "pass") : named;
  return speaking.at(-1) ?? failed.at(-1) ?? asked.at(-1) ?? null;
}

/** The probes of each evidence by subject and key: reports look every verdict up, and a run may have thousands. */
const RUNS = new WeakMap<Evidence["probes"], ReadonlyMap<string, ProbeRun>>();

function runOf({ probes }: Evidence, subject: ProbeRun["subject"], key: string): ProbeRun | null {
  // Of equals the first counts.
  const runs = RUNS.get(probes) ?? new Map(probes.toReversed().map((run) => [`${run.subject} ${run.key}`, run]));
  RUNS.set(probes, runs);
  return runs.get(`${subject} ${key}`) ?? null;
}

/** The probe of this verdict. In a rehearsal both releases have a probe of the same key; the candidate's is meant. */
export function answerFor(
  evidence: Evidence,
  verdict: ProbeVerdict,
  subject: ProbeRun["subject"] = "candidate",
): ProbeAnswer {
  const run = runOf(evidence, subject, verdict.key);
  return { verdict, run, attempt: run === null ? null : decisiveAttempt(run, verdict) };
}

/** All probes with this id (and family, where one is given), in the order of the verdict. */
export function answersOf(evidence: Evidence, id: ProbeId, family?: Family): readonly ProbeAnswer[] {
  return evidence.verdict.probes
    .filter((verdict) => verdict.id === id && (family === undefined || verdict.family === family))
    .map((verdict) => answerFor(evidence, verdict));
}

/** `not offered at this base URL (status 404)`: a family without its route; null: it has one, or was not asked. */
export function notOffered(evidence: Evidence, family: Family): string | null {
  const { probes } = evidence.verdict;
  const own = probes.filter((verdict) => verdict.family === family && isSampled(verdict.id));
  const missing = own.find(({ result }) => result === "unsupported");
  if (missing === undefined || own.some(({ result }) => result === "pass")) return null;
  const status = statusOf(answerFor(evidence, missing).attempt);
  return `not offered at this base URL${status === null ? "" : ` (status ${status})`}`;
}

/** How many numbers the vectors have that these probes were answered with, each length once. */
export function vectorLengths(probes: readonly ProbeRun[]): readonly number[] {
  const lengths = new Set<number>();
  for (const { attempts } of probes)
    for (const { outcome } of attempts)
      if (outcome.kind === "pass" && outcome.observed.vectorLength !== undefined)
        lengths.add(outcome.observed.vectorLength);
  return [...lengths];
}

/** Of several cases the one to record: a failed one, else one that did not pass, else any; null: none was planned. */
export function worst(cases: readonly ProbeAnswer[]): ProbeAnswer | null {
  return (
    cases.find(({ verdict }) => verdict.result === "fail") ??
    cases.find(({ verdict, attempt }) => verdict.result !== "pass" && attempt !== null) ??
    cases.find(({ attempt }) => attempt !== null) ??
    cases[0] ??
    null
  );
}

/** A probe as reports and log lines name it: in a rehearsal both releases have one of the same key. */
export function probeLabel({ key, subject }: Pick<ProbeRun, "key" | "subject">): string {
  return subject === "candidate" ? key : `known-good ${key}`;
}
