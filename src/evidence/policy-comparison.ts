/** A run's policy held against the one that the known-good release was cleared by. */

import { formatDuration } from "../text/duration.ts";
import { percent } from "../text/share.ts";
import { digestOf } from "./digest.ts";
import type { ObservedRun } from "./evidence.ts";
import { sampleOf } from "./policy.ts";
import { isSampled, PROBE_IDS } from "./probes.ts";
import { type RecordedPolicy, recordedPolicy } from "./recorded-policy.ts";
import { TRIGGER_IDS, TRIGGERS } from "./triggers.ts";
import { SEVERITIES } from "./vocabulary.ts";

/** One key of the gate file that gives another policy than the known-good's. */
export interface PolicyChange {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** It lets more pass than before. */
  readonly milder: boolean;
}

/** `unrecorded`: they differ, and the record does not say in which keys. */
type PolicyComparison =
  | { readonly kind: "compared"; readonly changes: readonly PolicyChange[] }
  | { readonly kind: "unrecorded" };

/** What stands where a record has the digest of its policy: a gate file at a ref does not say how it was judged. */
export const NO_POLICY = digestOf(null);

/** Null where no policy was recorded, or where this run judged nothing by its own. */
export function comparePolicies({ run, policy, policyDigest, knownGood }: ObservedRun): PolicyComparison | null {
  if (run.mode !== "gate" || knownGood.kind !== "record" || knownGood.record.policyDigest === NO_POLICY) return null;
  const { record } = knownGood;
  if (record.policyDigest === policyDigest) return { kind: "compared", changes: [] };
  if (record.policy === undefined) return { kind: "unrecorded" };
  return { kind: "compared", changes: changesBetween(record.policy, recordedPolicy(policy)) };
}

function changesBetween(before: RecordedPolicy, now: RecordedPolicy): readonly PolicyChange[] {
  return [
    ...TRIGGER_IDS.flatMap((id) => {
      const severityIn = ({ severities }: RecordedPolicy) => severities[id] ?? TRIGGERS[id].severity;
      const [from, to] = [severityIn(before), severityIn(now)];
      const milder = SEVERITIES.indexOf(to) < SEVERITIES.indexOf(from);
      return changed(`triggers.${id}.severity`, from, to, milder);
    }),
    ...changed("sampling.tolerate", percent(before.tolerate), percent(now.tolerate), now.tolerate > before.tolerate),
    // A smaller bound on false alarms asks for more failures before a trigger fires.
    ...changed("sampling.alpha", percent(before.alpha), percent(now.alpha), now.alpha < before.alpha),
    ...changed("sampling.samples", String(before.samples), String(now.samples), false),
    ...changed("sampling.settle", formatDuration(before.settleMs), formatDuration(now.settleMs), false),
    ...limits(before, now),
    ...objective(before.latencyObjectiveMs, now.latencyObjectiveMs),
  ];
}

function changed(key: string, from: string, to: string, milder: boolean): readonly PolicyChange[] {
  return from === to ? [] : [{ key, from, to, milder }];
}

/** A limit is milder where it lets a larger share of a sample fail than the one before, which may be the computed one. */
function limits(before: RecordedPolicy, now: RecordedPolicy): readonly PolicyChange[] {
  const allowed = (key: string, policy: RecordedPolicy) => {
    const [{ limit, total }] = sampleOf(key, policy).looks;
    return (limit - 1) / total;
  };
  const words = (key: string, { maxFailures }: RecordedPolicy) => {
    const stated = maxFailures[key];
    return stated === undefined ? "computed" : `${stated.failures} of ${stated.of}`;
  };
  const keys = [before, now].flatMap(({ maxFailures }) => Object.keys(maxFailures));
  return [...new Set([...PROBE_IDS.filter(isSampled), ...keys])].flatMap((key) =>
    changed(
      `probes.${key}.max-failures`,
      words(key, before),
      words(key, now),
      allowed(key, now) > allowed(key, before),
    ),
  );
}

function objective(before: number | null, now: number | null): readonly PolicyChange[] {
  const words = (value: number | null) => (value === null ? "not declared" : formatDuration(value));
  const milder = before !== null && (now === null || now > before);
  return changed("triggers.slow-rate.latency-objective", words(before), words(now), milder);
}
