/** Arbitrary evidence and policies, for the properties that decision.md demands. */

import * as fc from "fast-check";
import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  option,
  type Parameters,
  record,
  subarray,
  tuple,
  uniqueArray,
} from "fast-check";
import { ERROR_REASONS, type Outcome } from "../../src/evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category } from "../../src/evidence/categories.ts";
import { type ObservedRun, type ProbeRun, STOPS } from "../../src/evidence/evidence.ts";
import { falseAlarmRate } from "../../src/evidence/firing.ts";
import { type Policy, plannedSample } from "../../src/evidence/policy.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../../src/evidence/triggers.ts";
import { SEVERITIES, type Severity } from "../../src/evidence/vocabulary.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import {
  attemptsOf,
  checkOf,
  informing,
  mustFail,
  mustPass,
  recordOf,
  rehearsed,
  releaseOf,
  runOf,
  type Seen,
  UNUSABLE,
} from "./observed.ts";

/** The same cases in every run, so that a red build is always reproducible. */
export const CASES: Parameters<unknown> = { seed: 20261120, numRuns: 400 };

/** Latency objective of the arbitrary policies, and the two durations that lie on its two sides, ms. */
const OBJECTIVE_MS = 500;
const DURATIONS_MS = [100, 900] as const;

/**
 * Severities that a gate file may give. `inconclusive-rate` stays below rollback: one failure short of firing cannot be
 * worse than firing.
 */
const severities: Arbitrary<Policy["severities"]> = record(
  Object.fromEntries(
    TRIGGER_IDS.map((id) => {
      const allowed = TRIGGERS[id].bounds.allowed.filter((each) => id !== "inconclusive-rate" || each !== "rollback");
      return [id, fc.oneof({ weight: 2, arbitrary: constant(TRIGGERS[id].severity) }, constantFrom(...allowed))];
    }),
  ) as Record<TriggerId, Arbitrary<Severity>>,
);

/** Policies that the settings would accept. */
export const policies: Arbitrary<Policy> = record({
  samples: integer({ min: 2, max: 6 }),
  tolerate: constantFrom(0.01, 0.05, 0.2, 0.3),
  alpha: constantFrom(0.05, 0.1),
  settleMs: constant(0),
  maxFailures: constantFrom<Policy["maxFailures"]>(
    {},
    { chat: { failures: 0, of: 4 } },
    { chat: { failures: 1, of: 7 }, responses: { failures: 4, of: 9 } },
  ),
  severities: fc.oneof(constant(defaultPolicy().severities), severities),
  latencyObjectiveMs: constantFrom(null, OBJECTIVE_MS),
}).filter((policy) => {
  const { looks } = plannedSample(policy);
  return looks[0].limit <= looks[0].total && falseAlarmRate(plannedSample(policy), policy.tolerate) <= policy.alpha;
});

/** Why an endpoint of the API may not have been asked; only a deployed service has another version. */
const UNASKED = ERROR_REASONS.filter((reason) => reason !== "other-version");

/** Failures of any category, the ones that count together more often. */
export const categories: Arbitrary<Category> = fc.oneof(
  constantFrom(...CATEGORIES),
  constantFrom<Category>("provider-5xx", "capacity", "authentication", "timeout-idle", "tcp", "invalid-accepted"),
);

export const failed = (category: Category): Outcome => ({ kind: "fail", category, observed: {} });

const passed: Outcome = { kind: "pass", observed: {} };

/** What an endpoint in any state answers, and what one answers that mostly works and fails in one or two ways. */
const outcomes: Arbitrary<Arbitrary<Outcome>> = fc.oneof(
  constant(
    fc.oneof(
      { weight: 8, arbitrary: constant(passed) },
      { weight: 4, arbitrary: categories.map(failed) },
      { weight: 1, arbitrary: constant<Outcome>({ kind: "unsupported", observed: {} }) },
      { weight: 1, arbitrary: constantFrom(...UNASKED).map((reason): Outcome => ({ kind: "error", reason })) },
    ),
  ),
  uniqueArray(categories, { minLength: 1, maxLength: 2 }).map((ways) =>
    fc.oneof({ weight: 4, arbitrary: constant(passed) }, constantFrom(...ways.map(failed))),
  ),
  constant(constant<Outcome>({ kind: "unsupported", observed: {} })),
);

/** Attempts of one probe; a third of them confirm an earlier one, as often as not with the same outcome. */
const attempts: Arbitrary<ProbeRun["attempts"]> = outcomes
  .chain((outcome) =>
    tuple(
      array(tuple(outcome, constantFrom(...DURATIONS_MS), integer({ min: 0, max: 29 }), boolean()), { maxLength: 16 }),
      constantFrom(0, 4, 8, 10, 12),
    ),
  )
  .map(([drawn, third]) => {
    const seen: Seen[] = [];
    for (const [i, [outcome, durationMs, link, repeats]] of drawn.entries()) {
      const original = link < 10 && i > 0 ? seen[link % i] : undefined;
      const confirms = original === undefined ? {} : { confirms: (link % i) + 1 };
      seen.push({ outcome: original !== undefined && repeats ? original.outcome : outcome, durationMs, ...confirms });
    }
    // A third look after so many attempts; 0: none.
    return attemptsOf(seen).map((attempt) =>
      third > 0 && attempt.n > third && attempt.confirms === null
        ? { ...attempt, look: "third-look" as const }
        : attempt,
    );
  });

const PROBES: readonly ProbeRun[] = [
  mustPass("chat", []),
  mustPass("chat-stream", []),
  mustPass("responses", []),
  mustPass("responses-stream", []),
  mustFail("chat-completions", []),
  mustFail("responses", []),
  informing([]),
];

const probes: Arbitrary<ProbeRun[]> = fc
  .oneof(subarray([...PROBES], { maxLength: 2 }), subarray([...PROBES]))
  .chain((chosen) =>
    tuple(
      ...chosen.map((probe) =>
        tuple(
          attempts,
          fc.oneof({ weight: 3, arbitrary: constant("preset" as const) }, constant("explicit" as const)),
        ).map(([attempts, selected]): ProbeRun => ({ ...probe, attempts, selected })),
      ),
    ),
  );

const checks: Arbitrary<ObservedRun["checks"]> = uniqueArray(
  constantFrom<TriggerId>("template", "contract-drift", "log-fields", "readiness", "sensitive-exposure"),
  { maxLength: 2 },
).chain((found) =>
  tuple(
    ...found.map((trigger) =>
      option(constantFrom(...SEVERITIES), { nil: null }).map((severity) =>
        severity === null ? checkOf(trigger) : checkOf(trigger, { trigger, severity }),
      ),
    ),
  ),
);

/** Mostly the usual value: what holds on its own would hide what the probes say. */
function rarely<T>(usual: T, otherwise: Arbitrary<T>): Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: constant(usual) }, otherwise);
}

/** Any evidence at all: most of it no sampling plan would have produced, and `decide` has to be right about it too. */
export const runs: Arbitrary<ObservedRun> = record({
  policy: policies,
  probes,
  checks: rarely<ObservedRun["checks"]>([], checks),
  stops: rarely<ObservedRun["stops"]>([], subarray([...STOPS], { minLength: 1, maxLength: 1 })),
  knownGood: rarely<ObservedRun["knownGood"]>(
    { kind: "not-required" },
    constantFrom<ObservedRun["knownGood"]>(
      { kind: "none", notice: null },
      { kind: "missing" },
      recordOf("model-1"),
      recordOf("model-2"),
      UNUSABLE,
    ),
  ),
  rehearsal: rarely<ObservedRun["rehearsal"]>(
    { kind: "off" },
    constantFrom<ObservedRun["rehearsal"]>(
      { kind: "ran", untested: [] },
      { kind: "not-testable", reason: "no key for it" },
    ),
  ),
  rehearsedProbes: probes,
  live: boolean(),
}).map(({ probes, rehearsedProbes, live, ...more }) => {
  const asked = more.rehearsal.kind === "ran" ? [...probes, ...rehearsed(...rehearsedProbes)] : probes;
  const run = runOf(asked, { ...more, release: releaseOf("model-2") });
  return { ...run, run: { ...run.run, live } };
});

/** Whether a failure of this category can move no trigger that is more than advisory. */
export function isHarmless(category: Category, { severities }: Policy): boolean {
  if (category === "fallback-used" && severities["fallback-used"] !== "advisory") return false;
  return severities[CATEGORY_FACTS[category].trigger] === "advisory";
}
