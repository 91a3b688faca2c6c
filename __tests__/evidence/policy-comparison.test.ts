/** What a policy lets pass that the one before did not. */
import { describe, expect, it } from "@jest/globals";
import { digestOf } from "../../src/evidence/digest.ts";
import { isIntact, KnownGoodSchema } from "../../src/evidence/known-good.ts";
import { nextKnownGood } from "../../src/evidence/next-known-good.ts";
import type { Policy } from "../../src/evidence/policy.ts";
import { comparePolicies, NO_POLICY, type PolicyChange } from "../../src/evidence/policy-comparison.ts";
import { recordedPolicy } from "../../src/evidence/recorded-policy.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { decided, found, record } from "../report/release-examples.ts";

const DEFAULT = defaultPolicy();
const severities = (more: Partial<Policy["severities"]>): Partial<Policy> => ({
  severities: { ...DEFAULT.severities, ...more },
});

/** How a policy differs from the one that the known-good was cleared by. */
function between(before: Partial<Policy>, now: Partial<Policy>) {
  const [old, own] = [
    { ...DEFAULT, ...before },
    { ...DEFAULT, ...now },
  ];
  const known = record({ policyDigest: digestOf(old), policy: recordedPolicy(old) });
  const run = decided({ run: { kind: "release", environment: "production" }, knownGood: found(known) });
  return comparePolicies({ ...run, policy: own, policyDigest: digestOf(own) });
}

function milder(before: Partial<Policy>, now: Partial<Policy>): readonly string[] {
  const compared = between(before, now);
  const changes: readonly PolicyChange[] = compared?.kind === "compared" ? compared.changes : [];
  return changes.map((change) => `${change.key} ${change.from} -> ${change.to}${change.milder ? " milder" : ""}`);
}

describe("a policy beside the known-good's", () => {
  it.each<[string, Partial<Policy>, Partial<Policy>, string]>([
    [
      "a severity is lowered",
      {},
      severities({ "error-rate": "hold" }),
      "triggers.error-rate.severity rollback -> hold milder",
    ],
    ["a severity is raised", severities({ capacity: "advisory" }), {}, "triggers.capacity.severity advisory -> hold"],
    [
      "a lowered one is lowered again",
      severities({ model: "hold" }),
      severities({ model: "advisory" }),
      "triggers.model.severity hold -> advisory milder",
    ],
    ["more failures are tolerated", {}, { tolerate: 0.1 }, "sampling.tolerate 5% -> 10% milder"],
    ["fewer failures are tolerated", { tolerate: 0.1 }, {}, "sampling.tolerate 10% -> 5%"],
    [
      "false alarms are bounded more tightly, which takes more failures",
      {},
      { alpha: 0.01 },
      "sampling.alpha 5% -> 1% milder",
    ],
    ["more false alarms are accepted", {}, { alpha: 0.1 }, "sampling.alpha 5% -> 10%"],
    [
      "a probe may fail more often than computed",
      {},
      { maxFailures: { chat: { failures: 4, of: 10 } } },
      "probes.chat.max-failures computed -> 4 of 10 milder",
    ],
    [
      "a probe may fail less often than computed",
      {},
      { maxFailures: { chat: { failures: 1, of: 10 } } },
      "probes.chat.max-failures computed -> 1 of 10",
    ],
    [
      "a limit of its own is taken away",
      { maxFailures: { app: { failures: 0, of: 10 } } },
      {},
      "probes.app.max-failures 0 of 10 -> computed milder",
    ],
    [
      "slowness is no longer looked at",
      { latencyObjectiveMs: 3000 },
      {},
      "triggers.slow-rate.latency-objective 3s -> not declared milder",
    ],
    ["the sample changed", {}, { samples: 3 }, "sampling.samples 5 -> 3"],
  ])("says which key differs, and whether it lets more pass: %s", (_name, before, now, said) => {
    expect(milder(before, now)).toEqual([said]);
  });

  it("has nothing to say where both are the same, or where nobody recorded one", () => {
    expect(between({ tolerate: 0.1 }, { tolerate: 0.1 })).toEqual({ kind: "compared", changes: [] });
    const run = decided({
      run: { kind: "release", environment: "production" },
      knownGood: found(record({ policyDigest: NO_POLICY })),
    });
    expect(comparePolicies(run)).toBeNull();
  });

  it("cannot say which keys where an older record holds the digest alone", () => {
    const run = decided({ run: { kind: "release", environment: "production" }, knownGood: found() });
    expect(comparePolicies(run)).toEqual({ kind: "unrecorded" });
  });
});

describe("a record", () => {
  it("is whole and intact with and without the policy", () => {
    for (const one of [record(), record({ policy: recordedPolicy(DEFAULT) })]) {
      expect(KnownGoodSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
      expect(isIntact(one)).toBe(true);
    }
  });

  it("that the gate writes has what its policy says, of the severities those that are not built in", () => {
    const run = decided({ run: { kind: "release", environment: "production" }, knownGood: found() });
    const policy = { ...DEFAULT, ...severities({ capacity: "advisory" }) };
    expect(nextKnownGood({ ...run, policy })?.policy).toEqual({
      ...recordedPolicy(DEFAULT),
      severities: { capacity: "advisory" },
    });
  });
});
