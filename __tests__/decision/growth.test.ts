/** What a decision costs grows with the evidence, and no faster: counted in reads, not in time. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import { commonest } from "../../src/evidence/failure-words.ts";
import {
  checkOf,
  confirming,
  fail,
  fanInOf,
  informing,
  legOf,
  mustPass,
  pass,
  recordOf,
  rehearsed,
  releaseOf,
  runOf,
  type Seen,
} from "./observed.ts";

/** Twice the evidence takes twice the reads; a few are made in any case, and sorting takes a little more. */
const MOST_GROWTH = 2.3;

/** How often a member or an element of the value is read while this looks at it, however deep it lies. */
function readsOf<T extends object>(value: T, look: (counted: T) => void): number {
  let reads = 0;
  const proxies = new WeakMap<object, object>();
  const counted = <V>(inner: V): V => {
    if (typeof inner !== "object" || inner === null) return inner;
    const known = proxies.get(inner);
    if (known !== undefined) return known as V;
    const proxy = new Proxy(inner, {
      get: (target, key) => {
        reads++;
        return counted(Reflect.get(target, key));
      },
    });
    proxies.set(inner, proxy);
    return proxy;
  };
  look(counted(value));
  return reads;
}

const several = <T>(count: number, one: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => one(i));

/** A failure that is told apart from every other one. */
const failing = (i: number): Seen => ({
  outcome: { kind: "fail", category: "provider-5xx", observed: { status: 500, errorCode: `code_${i}` } },
});

const EVIDENCE: Readonly<Record<string, (size: number) => ObservedRun>> = {
  "attempts that pass and fail in turn": (size) =>
    runOf([
      mustPass(
        "chat",
        several(size, (i) => (i % 2 ? pass : failing(i))),
      ),
    ]),
  "attempts and their confirmations": (size) =>
    runOf([
      mustPass(
        "chat",
        several(size, (i) => (i % 2 ? confirming(i, fail("route")) : fail("model"))),
      ),
    ]),
  "probes that fail, each with a cause of its own": (size) =>
    runOf(
      several(size, (i) =>
        mustPass(
          "chat",
          several(3, () => failing(i)),
          { key: `chat:${i}`, selected: "explicit" },
        ),
      ),
    ),
  "probes of both families, of which one is not offered": (size) =>
    runOf(
      several(size, (i) =>
        i % 2
          ? mustPass("chat", [pass, pass], { key: `chat:${i}` })
          : mustPass("responses", [{ outcome: { kind: "unsupported", observed: {} } }], { key: `responses:${i}` }),
      ),
    ),
  "routes of a service": (size) =>
    runOf(
      several(size, (i) =>
        mustPass("app", [pass, fail("app-behaviour")], { key: `app:${i}`, where: { host: `${i}.example`, key: null } }),
      ),
    ),
  "probes that only inform": (size) =>
    runOf([mustPass("chat", [pass, pass]), ...several(size, () => informing([fail("route")]))]),
  "probes that were put to the known-good release, too": (size) => {
    const probes = several(size, (i) => mustPass("chat", several(3, failing), { key: `chat:${i}` }));
    return runOf([...probes, ...rehearsed(...probes)], {
      release: releaseOf("model-2"),
      knownGood: recordOf("model-1"),
      rehearsal: { kind: "ran", untested: [] },
    });
  },
  "findings of a check": (size) =>
    runOf([mustPass("chat", [pass, pass])], {
      checks: [checkOf("template", ...several(size, () => ({ trigger: "template", severity: "hold" }) as const))],
    }),
  legs: (size) =>
    fanInOf(
      several(size, (i) =>
        legOf(
          `leg-${i}`,
          runOf([
            mustPass(
              "chat",
              several(5, (n) => (n > i % 4 ? pass : failing(i))),
            ),
          ]),
        ),
      ),
    ),
  "probes of a leg beside another": (size) =>
    fanInOf(
      several(2, (leg) =>
        legOf(
          `leg-${leg}`,
          runOf(
            several(size, (i) =>
              mustPass(
                "chat",
                several(3, () => failing(i)),
                { key: `chat:${i}` },
              ),
            ),
          ),
        ),
      ),
    ),
};

describe("a decision reads twice as much of twice as many", () => {
  it.each(Object.entries(EVIDENCE))("%s", (_name, evidenceOf) => {
    const [once, twice] = [64, 128].map((size) => readsOf(evidenceOf(size), (run) => void decide(run)));
    expect((twice ?? 0) / (once ?? 1)).toBeLessThan(MOST_GROWTH);
  });

  it.each<[what: string, most: number, attempt: (i: number) => Seen]>([
    ["that passes", 65, () => pass],
    ["that fails", 165, failing],
  ])("of an attempt %s no more than %i members", (_what, most, attempt) => {
    const [once, twice] = [100, 200].map((size) =>
      readsOf(runOf([mustPass("chat", several(size, attempt))]), (run) => void decide(run)),
    );
    expect(((twice ?? 0) - (once ?? 0)) / 100).toBeLessThanOrEqual(most);
  });

  it("and so does what finds the commonest of words that are all different", () => {
    const [once, twice] = [64, 128].map((size) => readsOf(several(size, String), (texts) => void commonest(texts)));
    expect((twice ?? 0) / (once ?? 1)).toBeLessThan(MOST_GROWTH);
  });
});
