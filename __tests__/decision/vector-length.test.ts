/** Vectors that an index built with earlier ones does not take (contracts.md, 8). */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { Observation } from "../../src/evidence/attempt.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import { sealRecord } from "../../src/evidence/known-good.ts";
import { nextKnownGood } from "../../src/evidence/next-known-good.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import { firedIds, mustPass, policyWith, recordOf, rehearsed, releaseOf, runOf, type Seen, times } from "./observed.ts";

const vectors = (vectorLength: number, more: Observation = {}): Seen => ({
  outcome: { kind: "pass", observed: { vectorLength, ...more } },
});

/** The record of a release whose vectors were this long; null: it asked for none. */
function recordWith(vectorLength: number | null): KnownGoodState {
  const state = recordOf("model-1");
  if (state.kind !== "record" || vectorLength === null) return state;
  const { recordDigest: _, ...content } = state.record;
  return { ...state, record: sealRecord({ ...content, vectorLength }) };
}

function verdictOf(seen: readonly Seen[], knownGood: KnownGoodState, more: Partial<ObservedRun> = {}) {
  const probe = mustPass("embeddings", seen);
  return decide(runOf([probe], { knownGood, release: releaseOf("model-1"), ...more }));
}

describe("the length of vectors", () => {
  it.each<[what: string, seen: readonly Seen[], knownGood: KnownGoodState]>([
    ["that is the known-good's", times(5, vectors(1536)), recordWith(1536)],
    ["that no record has", times(5, vectors(1536)), recordWith(null)],
    ["without a way back", times(5, vectors(1536)), { kind: "none", notice: null }],
  ])("%s proceeds", (_what, seen, knownGood) => {
    expect(verdictOf(seen, knownGood)).toMatchObject({
      decision: "proceed",
      reasonCode: "all-passed",
      probes: [{ reason: "5 of 5 as documented, vectors of 1536 numbers" }],
    });
  });

  it.each<[what: string, seen: readonly Seen[], knownGood: KnownGoodState, reason: string]>([
    [
      "that is not the known-good's",
      times(5, vectors(768)),
      recordWith(1536),
      "vector-length: an index that was built with earlier vectors does not take these: vectors of 768 numbers, and those of the known-good release have 1536.",
    ],
    [
      "that changes from one attempt to the next",
      [vectors(1536), ...times(4, vectors(768))],
      recordWith(null),
      "vector-length: an index that was built with earlier vectors does not take these: vectors of 1536 and 768 numbers, and they differ from one attempt to the next.",
    ],
    [
      "that the template asked for otherwise",
      times(5, vectors(1536, { notes: ["dimensions-not-as-asked"] })),
      recordWith(null),
      "vector-length: an index that was built with earlier vectors does not take these: vectors of 1536 numbers, and the request template asks for others in dimensions.",
    ],
  ])("%s holds, and is no rollback", (_what, seen, knownGood, reason) => {
    expect(verdictOf(seen, knownGood)).toMatchObject({ decision: "hold", reasonCode: "vector-length", reason });
  });

  it("is advisory where the policy says that the new length is meant", () => {
    const policy = policyWith({ "vector-length": "advisory" });
    const verdict = verdictOf(times(5, vectors(768)), recordWith(1536), { policy });
    expect(verdict.decision).toBe("proceed");
    expect(firedIds(verdict)).toEqual(["vector-length"]);
  });

  it("is the candidate's: the known-good release, asked beside it, changes nothing", () => {
    const asked = mustPass("embeddings", times(5, vectors(1536)));
    const other = rehearsed({ ...asked, attempts: mustPass("embeddings", times(5, vectors(768))).attempts });
    const run = runOf([asked, ...other], { knownGood: recordWith(1536), rehearsal: { kind: "ran", untested: [] } });
    expect(firedIds(decide(run))).toEqual([]);
  });
});

describe("the record of a release", () => {
  const recorded = (seen: readonly Seen[]) => {
    const probe = mustPass("embeddings", seen);
    const run = runOf([probe], { release: releaseOf("model-1"), knownGood: { kind: "none", notice: null } });
    const release = { ...run, run: { ...run.run, kind: "release" as const, environment: "production" } };
    return nextKnownGood({ ...release, verdict: decide(release), digest: run.policyDigest });
  };

  it("holds the length that its vectors had", () => {
    expect(recorded(times(5, vectors(1536)))).toMatchObject({ vectorLength: 1536 });
  });

  it("holds none where no vectors were asked for", () => {
    expect(recorded(times(5, { outcome: { kind: "pass", observed: {} } }))).not.toHaveProperty("vectorLength");
  });
});
