import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { MATRIX_LEGS, markdown, SMOKE_PROBES } from "../../scripts/operating-characteristics.ts";
import { decide } from "../../src/decision/decide.ts";
import {
  type Characteristic,
  characteristicOf,
  fannedIn,
  RATES,
  together,
} from "../../src/decision/operating-characteristics.ts";
import { type SamplingPlan, samplingPlan } from "../../src/decision/sampling.ts";
import type { ProbeRun } from "../../src/evidence/evidence.ts";
import { courseOf } from "../../src/evidence/firing.ts";
import { type Policy, plannedSample, sampleOf } from "../../src/evidence/policy.ts";
import { binomialTail } from "../../src/evidence/statistics.ts";
import type { Decision } from "../../src/evidence/vocabulary.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { takeCourse } from "./course.ts";
import { courses, likelihood, walkedCharacteristic } from "./courses.ts";
import { fail, fanInOf, legOf, mustPass, pass, runOf, times } from "./observed.ts";

/** The table of decision.md, "Operating characteristics of the default plan, per probe", as it is printed there. */
const PRINTED = [
  { rate: 0.01, rollback: "0.01%", hold: "0.03%", proceed: "99.96%", requests: "5.3" },
  { rate: 0.05, rollback: "1.56%", hold: "1.83%", proceed: "96.61%", requests: "6.7" },
  { rate: 0.1, rollback: "10.5%", hold: "5.8%", proceed: "83.7%", requests: "8.3" },
  { rate: 0.2, rollback: "45.0%", hold: "6.3%", proceed: "48.7%", requests: "9.4" },
  { rate: 0.3, rollback: "74.4%", hold: "2.2%", proceed: "23.4%", requests: "8.4" },
  { rate: 0.5, rollback: "96.4%", hold: "0.0%", proceed: "3.6%", requests: "5.9" },
  { rate: 0.8, rollback: "99.97%", hold: "0.00%", proceed: "0.03%", requests: "3.9" },
];
const DECISIONS: readonly Decision[] = ["rollback", "hold", "proceed"];
const POLICY = defaultPolicy();
const SAMPLE = plannedSample(POLICY);
const at = (rate: number) => characteristicOf(courseOf(SAMPLE, rate));

describe("the operating characteristics of the default plan", () => {
  it.each(PRINTED)("are those of decision.md at a true failure rate of $rate", ({ rate, ...printed }) => {
    const computed = at(rate);
    for (const decision of DECISIONS) {
      const decimals = printed[decision].indexOf("%") - printed[decision].indexOf(".") - 1;
      expect([decision, `${(computed[decision] * 100).toFixed(decimals)}%`]).toEqual([decision, printed[decision]]);
    }
    expect(computed.requests.toFixed(1)).toBe(printed.requests);
  });

  it("cover every rate of that table", () => {
    expect(PRINTED.map(({ rate }) => rate)).toEqual([...RATES]);
  });

  it.each<[string, Partial<Policy>]>([
    ["the default plan", {}],
    ["the smallest plan", { samples: 2 }],
    ["a stricter one", { samples: 6, tolerate: 0.02 }],
    ["a tolerant one", { samples: 4, tolerate: 0.3, alpha: 0.2 }],
    ["one that tolerates nothing", { tolerate: 0 }],
    ["a limit of one's own", { maxFailures: { chat: { failures: 2, of: 11 } } }],
    ["a limit of one's own that a burst reaches", { maxFailures: { chat: { failures: 1, of: 12 } } }],
    ["a limit that only all attempts reach", { maxFailures: { chat: { failures: 6, of: 7 } } }],
    ["the smallest limit", { maxFailures: { chat: { failures: 0, of: 2 } } }],
  ])("are what every course comes to that the sampler can take: %s", (_name, more) => {
    const policy = { ...POLICY, ...more };
    const all = courses(policy);
    for (const rate of [0, ...RATES, 1]) {
      const computed = characteristicOf(courseOf(sampleOf("chat", policy), rate));
      const walked = walkedCharacteristic(rate, all);
      for (const key of [...DECISIONS, "requests"] as const)
        expect([rate, key, computed[key]]).toEqual([rate, key, expect.closeTo(walked[key], 10)]);
    }
  });

  it("have a closed form by the end of the second look: ten attempts, unless the first five are clean", () => {
    for (const rate of RATES) {
      const clean = (1 - rate) ** 5;
      const byTen = courseOf(SAMPLE, rate).firedBy[10];
      expect(byTen).toBeCloseTo(binomialTail(3, 10, rate) - clean * binomialTail(3, 5, rate), 12);
    }
  });

  it("agree with walking every course one by one", () => {
    const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, { ...POLICY, samples: 3 });
    const length = plan.looks.at(-1)?.total ?? 0;
    const sum = { rollback: 0, hold: 0, proceed: 0 };
    for (let bits = 0; bits < 2 ** length; bits++) {
      const { attempts } = takeCourse(plan, (n) => ((bits >> (n - 1)) & 1 ? fail("provider-5xx") : pass));
      const failures = bits.toString(2).replaceAll("0", "").length;
      const probe = mustPass("chat", [], { attempts: [...attempts], selected: "explicit" });
      sum[decide(runOf([probe], { policy: { ...POLICY, samples: 3 } })).decision] +=
        0.2 ** failures * 0.8 ** (length - failures);
    }
    const computed = characteristicOf(courseOf(plannedSample({ ...POLICY, samples: 3 }), 0.2));
    for (const decision of DECISIONS) expect(computed[decision]).toBeCloseTo(sum[decision], 10);
  });

  it("take five requests when nothing fails and three when everything does", () => {
    expect(at(0).requests).toBe(5);
    expect(at(1).requests).toBe(3);
  });

  it.each(RATES)("are what a simulated gate does at a true failure rate of %d, within 3 sigma", (rate) => {
    const runs = 2000;
    const random = generator(rate * 1e9);
    const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, POLICY);
    const seen = { rollback: 0, hold: 0, proceed: 0 };
    let requests = 0;
    for (let run = 0; run < runs; run++) {
      const { attempts } = takeCourse(plan, () => (random() < rate ? fail("provider-5xx") : pass));
      seen[decide(runOf([mustPass("chat", [], { attempts: [...attempts], selected: "explicit" })])).decision]++;
      requests += attempts.length;
    }
    const expected = at(rate);
    for (const decision of DECISIONS) {
      const sigma = Math.sqrt((expected[decision] * (1 - expected[decision])) / runs);
      expect(Math.abs(seen[decision] / runs - expected[decision])).toBeLessThanOrEqual(3 * sigma);
    }
    const variance = courses(POLICY).reduce(
      (sum, course) => sum + likelihood(course, rate) * (course.passes + course.failures - expected.requests) ** 2,
      0,
    );
    expect(Math.abs(requests / runs - expected.requests)).toBeLessThanOrEqual(3 * Math.sqrt(variance / runs));
  });
});

describe("confirmation of certain failures", () => {
  it("makes false alarms rare: at a 1% blip 9.6% of ten attempts see one, and at most 0.1% of probes roll back", () => {
    expect(binomialTail(1, 10, 0.01)).toBeCloseTo(0.096, 3);
    const { rollback } = walkedCharacteristic(0.01, courses(POLICY, "chat", "authentication"));
    expect(rollback).toBeGreaterThan(0);
    expect(rollback).toBeLessThan(0.001);
  });

  it("costs a release that really is broken nothing: two requests, and it is always found", () => {
    const broken = walkedCharacteristic(1, courses(POLICY, "chat", "authentication"));
    expect(broken).toEqual({ rollback: 1, hold: 0, proceed: 0, requests: 2 });
  });
});

describe("several probes decided together", () => {
  const one = at(0.05);

  it("are one probe when there is one", () => {
    const alone = together([one]);
    for (const decision of DECISIONS) expect(alone[decision]).toBeCloseTo(one[decision], 12);
    expect(alone.requests).toBe(one.requests);
  });

  it("agree with writing out every combination of their decisions", () => {
    const sum = { rollback: 0, hold: 0, proceed: 0 };
    for (const a of DECISIONS)
      for (const b of DECISIONS)
        for (const c of DECISIONS) {
          const worst = DECISIONS.find((decision) => [a, b, c].includes(decision)) ?? "proceed";
          sum[worst] += one[a] * one[b] * one[c];
        }
    const smoke = together(times(SMOKE_PROBES, one));
    for (const decision of DECISIONS) expect(smoke[decision]).toBeCloseTo(sum[decision], 12);
    expect(smoke.requests).toBeCloseTo(3 * one.requests, 12);
  });
});

describe("twelve smoke runs fanned in", () => {
  const byChance = courseOf(SAMPLE, POLICY.tolerate);
  const smoke = (legs: number, rate: number) =>
    times(legs * SMOKE_PROBES, { rate, course: courseOf(SAMPLE, rate), byChance });
  const shown = ({ rollback, hold, proceed }: Characteristic, decimals: number) =>
    [rollback, hold, proceed].map((share) => (share * 100).toFixed(decimals));

  it("come to the figures of decision.md, and without the bound to many more rollbacks", () => {
    expect(shown(fannedIn(smoke(12, 0.01), POLICY), 2)).toEqual(["0.04", "1.44", "98.52"]);
    expect(shown(fannedIn(smoke(12, 0.05), POLICY), 1)[0]).toBe("4.3");
    expect(shown(together(times(36, at(0.05))), 0)[0]).toBe("43");
    expect(shown(fannedIn([...smoke(1, 0.5), ...smoke(11, 0)], POLICY), 1)).toEqual(["87.5", "12.5", "0.0"]);
    expect(shown(fannedIn([...smoke(1, 1), ...smoke(11, 0)], POLICY), 2)).toEqual(["100.00", "0.00", "0.00"]);
  });

  it.each([
    ["all at 5%", smoke(12, 0.05)],
    ["all at 10%", smoke(12, 0.1)],
    ["one at 50%", [...smoke(1, 0.5), ...smoke(11, 0.01)]],
  ])("are what a simulated matrix comes to, within 3 sigma: %s", (name, expectedOf) => {
    const runs = 200;
    const random = generator(name.length * 1e6);
    const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, POLICY);
    const seen = { rollback: 0, hold: 0, proceed: 0 };
    for (let run = 0; run < runs; run++) {
      const probes = expectedOf.map(({ rate }, i) => simulated(`chat:${i}`, rate, plan, random));
      const legs = Array.from({ length: MATRIX_LEGS }, (_, leg) =>
        legOf(`leg-${leg}`, runOf(probes.slice(leg * SMOKE_PROBES, (leg + 1) * SMOKE_PROBES))),
      );
      seen[decide(fanInOf(legs)).decision]++;
    }
    const expected = fannedIn(expectedOf, POLICY);
    for (const decision of DECISIONS) {
      const sigma = Math.sqrt((expected[decision] * (1 - expected[decision])) / runs);
      expect(Math.abs(seen[decision] / runs - expected[decision])).toBeLessThanOrEqual(3 * sigma);
    }
  });
});

function simulated(key: string, rate: number, plan: SamplingPlan, random: () => number): ProbeRun {
  const { attempts } = takeCourse(plan, () => (random() < rate ? fail("provider-5xx") : pass));
  return mustPass("chat", [], { key, attempts: [...attempts], selected: "explicit" });
}

describe("the section of the README", () => {
  const START = "<!-- operating-characteristics:start -->";
  const END = "<!-- operating-characteristics:end -->";

  it("shows no likelihood as none or all where another is neither", () => {
    const rows = markdown()
      .split("\n")
      .filter((line) => line.includes("| 100% |"));
    expect(
      rows.map((line) =>
        line
          .split("|")
          .slice(2, 5)
          .map((cell) => cell.trim()),
      ),
    ).toEqual([["100%", "0%", "0%"]]);
  });

  it("has a row for every rate, three times, and four of one bad leg", () => {
    const rows = markdown()
      .split("\n")
      .filter((line) => /^\| \d+%/.test(line));
    expect(rows).toHaveLength(3 * RATES.length + 4);
    expect(rows[1]).toBe("| 5% (tolerated) | 1.56% | 1.83% | 96.61% | 6.7 |");
    expect(rows.at(-3)).toBe("| 50% | 87.54% | 12.46% | <0.01% | 191.9 |");
  });

  it("is what the script prints, where the README has the markers", () => {
    const readme = existsSync("README.md") ? readFileSync("README.md", "utf8") : "";
    if (!readme.includes(START)) return;
    const [, section = ""] = readme.split(START);
    expect(section.slice(0, section.indexOf(END)).trim()).toBe(markdown());
  });
});

/** Uniform numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
