/** What the answers of an endpoint say about it: which probes work, how it words errors, what had to be adapted. */

import type { Adaptation, Attempt, Observation } from "../evidence/attempt.ts";
import { CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { isSampled, PROBES } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";

/** How an endpoint words errors: `{error: {...}}` as documented, an older or foreign shape, or nothing that can be read. */
export type EnvelopeStyle = "nested" | "flat" | "not JSON" | "no envelope";

/** One probe, all its attempts together. */
export interface ProbeDiagnosis {
  readonly key: string;
  readonly id: ProbeRun["id"];
  readonly family: Family | null;
  readonly polarity: ProbeRun["polarity"];
  /** `works`: every attempt passed; `flaky`: some did. */
  readonly state: "works" | "flaky" | "fails" | "unsupported" | "not asked";
  readonly category: Category | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly adaptations: readonly Adaptation[];
  readonly quickCheck: string | null;
}

/** The endpoint as a whole. */
export interface Diagnosis {
  readonly probes: readonly ProbeDiagnosis[];
  /** A must-pass probe of at least one family works. */
  readonly usable: boolean;
  readonly envelopes: readonly EnvelopeStyle[];
  readonly adaptations: readonly Adaptation[];
  readonly requestIds: boolean;
}

/** Reads the endpoint off its attempts. */
export function diagnose(runs: readonly ProbeRun[]): Diagnosis {
  const probes = withoutMissingFamilies(runs.map(diagnoseProbe));
  const observations = runs.flatMap(({ attempts }) => attempts.flatMap(observationOf));
  return {
    probes,
    usable: probes.some((probe) => isCore(probe) && probe.state === "works"),
    envelopes: [...new Set(observations.flatMap(envelopeOf))].sort(),
    adaptations: [...new Set(probes.flatMap(({ adaptations }) => adaptations))],
    requestIds: runs.some(({ attempts }) =>
      attempts.some(({ requests }) => requests.some(({ requestId }) => requestId)),
    ),
  };
}

/** Whether this probe is one that a family is judged by; the rest are features and ways to fail. */
export function isCore({ id }: ProbeDiagnosis): boolean {
  return isSampled(id) && PROBES[id].target === "api";
}

/** Where a whole family is not offered, what its other probes met is the same absence, and no failure of its own. */
function withoutMissingFamilies(probes: readonly ProbeDiagnosis[]): readonly ProbeDiagnosis[] {
  const offered = (family: Family | null) => {
    const core = probes.filter((probe) => isCore(probe) && probe.family === family);
    return core.length === 0 || core.some(({ state }) => state !== "unsupported");
  };
  return probes.map((probe) =>
    offered(probe.family) ? probe : { ...probe, state: "unsupported", category: null, quickCheck: null },
  );
}

function diagnoseProbe({ key, id, family, polarity, attempts }: ProbeRun): ProbeDiagnosis {
  const outcomes = attempts.map(({ outcome }) => outcome);
  const failure =
    outcomes.find(({ kind }) => kind === "fail") ??
    outcomes.find(({ kind }) => kind === "unsupported") ??
    outcomes.find(({ kind }) => kind === "error");
  const category = failure?.kind === "fail" ? failure.category : null;
  const observed = failure?.observed ?? null;
  return {
    key,
    id,
    family,
    polarity,
    state: stateOf(outcomes),
    category,
    status: observed?.status ?? null,
    code: observed?.errorCode ?? observed?.networkCode ?? observed?.detail ?? null,
    adaptations: [...new Set(attempts.flatMap(({ adaptations }) => adaptations))],
    quickCheck: category === null ? null : CATEGORY_FACTS[category].quickCheck,
  };
}

function stateOf(outcomes: readonly Attempt["outcome"][]): ProbeDiagnosis["state"] {
  const asked = outcomes.filter(({ kind }) => kind !== "error");
  const passed = asked.filter(({ kind }) => kind === "pass").length;
  if (asked.length === 0) return "not asked";
  if (passed === asked.length) return "works";
  if (passed > 0) return "flaky";
  return asked.every(({ kind }) => kind === "unsupported") ? "unsupported" : "fails";
}

function observationOf({ outcome }: Attempt): readonly Observation[] {
  return outcome.kind === "error" ? [] : [outcome.observed];
}

function envelopeOf({ status = 0, errorEnvelope, notes = [] }: Observation): readonly EnvelopeStyle[] {
  if (errorEnvelope === undefined || status < 400) return [];
  if (errorEnvelope) return [notes.includes("error-envelope-flat") ? "flat" : "nested"];
  return [notes.includes("error-not-json") ? "not JSON" : "no envelope"];
}
