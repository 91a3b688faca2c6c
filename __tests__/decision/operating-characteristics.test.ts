import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  bareProbe,
  bareRun,
  characteristicOf,
  courses,
  MATRIX_LEGS,
  markdown,
  RATES,
  SMOKE_PROBES,
  together,
} from "../../scripts/operating-characteristics.ts";
import { decide } from "../../src/decision/decide.ts";
import { samplingPlan } from "../../src/decision/sampling.ts";
import { binomialMass, binomialTail } from "../../src/evidence/statistics.ts";
import type { Decision } from "../../src/evidence/vocabulary.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { takeCourse } from "./course.ts";
import { fail, pass } from "./observed.ts";

/** The table of decision.md, "Operating characteristics of the default plan, per probe", as it is printed there. */
const PRINTED = [
  { rate: 0.01, rollback: "0.01%", hold: "0.32%", proceed: "99.67%" },
  { rate: 0.05, rollback: "1.06%", hold: "5.80%", proceed: "93.13%" },
  { rate: 0.1, rollback: "6.5%", hold: "15.1%", proceed: "78.4%" },
  { rate: 0.2, rollback: "30.3%", hold: "23.5%", proceed: "46.2%" },
  { rate: 0.3, rollback: "59.0%", hold: "18.2%", proceed: "22.9%" },
  { rate: 0.5, rollback: "93.0%", hold: "3.4%", proceed: "3.6%" },
  { rate: 0.8, rollback: "99.96%", hold: "0.01%", proceed: "0.03%" },
];
const DECISIONS: readonly Decision[] = ["rollback", "hold", "proceed"];
const POLICY = defaultPolicy();
const ALL = courses();

describe("the operating characteristics of the default plan", () => {
  it.each(PRINTED)("are those of decision.md at a true failure rate of $rate", ({ rate, ...printed }) => {
    const computed = characteristicOf(rate, ALL);
    for (const decision of DECISIONS) {
      const decimals = printed[decision].indexOf("%") - printed[decision].indexOf(".") - 1;
      expect([decision, `${(computed[decision] * 100).toFixed(decimals)}%`]).toEqual([decision, printed[decision]]);
    }
  });

  it("cover every rate of that table", () => {
    expect(PRINTED.map(({ rate }) => rate)).toEqual([...RATES]);
  });

  it("have a closed form: ten attempts, unless the first five are clean", () => {
    for (const rate of RATES) {
      const clean = (1 - rate) ** 5;
      const { rollback, hold, proceed } = characteristicOf(rate, ALL);
      expect(rollback).toBeCloseTo(binomialTail(3, 10, rate) - clean * binomialTail(3, 5, rate), 12);
      expect(hold).toBeCloseTo(binomialMass(2, 10, rate) - clean * binomialMass(2, 5, rate), 12);
      expect(rollback + hold + proceed).toBeCloseTo(1, 12);
    }
  });

  it("take five requests when nothing fails and three when everything does", () => {
    expect(characteristicOf(0, ALL).requests).toBe(5);
    expect(characteristicOf(1, ALL).requests).toBe(3);
  });

  it.each(RATES)("are what a simulated gate does at a true failure rate of %d, within 3 sigma", (rate) => {
    const runs = 4000;
    const random = generator(rate * 1e9);
    const plan = samplingPlan({ id: "chat", polarity: "must-pass" }, POLICY);
    const seen = { rollback: 0, hold: 0, proceed: 0 };
    let requests = 0;
    for (let run = 0; run < runs; run++) {
      const { attempts } = takeCourse(plan, () => (random() < rate ? fail("provider-5xx") : pass));
      seen[decide(bareRun([bareProbe(attempts)], POLICY)).decision]++;
      requests += attempts.length;
    }
    const expected = characteristicOf(rate, ALL);
    for (const decision of DECISIONS) {
      const sigma = Math.sqrt((expected[decision] * (1 - expected[decision])) / runs);
      expect(Math.abs(seen[decision] / runs - expected[decision])).toBeLessThanOrEqual(3 * sigma);
    }
    const variance = ALL.reduce((sum, { passes, failures }) => {
      const probability = (1 - rate) ** passes * rate ** failures;
      return sum + probability * (passes + failures - expected.requests) ** 2;
    }, 0);
    expect(Math.abs(requests / runs - expected.requests)).toBeLessThanOrEqual(3 * Math.sqrt(variance / runs));
  });
});

describe("confirmation of certain failures", () => {
  it("makes false alarms rare: at a 1% blip 9.6% of ten attempts see one, and at most 0.1% of probes roll back", () => {
    expect(binomialTail(1, 10, 0.01)).toBeCloseTo(0.096, 3);
    const { rollback } = characteristicOf(0.01, courses(POLICY, "authentication"));
    expect(rollback).toBeGreaterThan(0);
    expect(rollback).toBeLessThan(0.001);
  });

  it("costs a release that really is broken nothing: two requests, and it is always found", () => {
    const broken = characteristicOf(1, courses(POLICY, "authentication"));
    expect(broken).toEqual({ rollback: 1, hold: 0, proceed: 0, requests: 2 });
  });
});

describe("several probes decided together", () => {
  const one = characteristicOf(0.05, ALL);

  it("are one probe when there is one", () => {
    const alone = together(one, 1);
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
    const smoke = together(one, SMOKE_PROBES);
    for (const decision of DECISIONS) expect(smoke[decision]).toBeCloseTo(sum[decision], 12);
    expect(smoke.requests).toBeCloseTo(3 * one.requests, 12);
  });

  it("are a matrix of legs as much as so many probes", () => {
    const legs = together(together(one, SMOKE_PROBES), MATRIX_LEGS);
    const probes = together(one, SMOKE_PROBES * MATRIX_LEGS);
    for (const decision of DECISIONS) expect(legs[decision]).toBeCloseTo(probes[decision], 12);
    expect(legs.requests).toBeCloseTo(probes.requests, 9);
  });
});

describe("the section of the README", () => {
  const START = "<!-- operating-characteristics:start -->";
  const END = "<!-- operating-characteristics:end -->";

  it("has a row for every rate, three times", () => {
    const rows = markdown()
      .split("\n")
      .filter((line) => /^\| \d+%/.test(line));
    expect(rows).toHaveLength(3 * RATES.length);
    expect(rows[1]).toBe("| 5% (tolerated) | 1.06% | 5.80% | 93.13% | 6.1 |");
    expect(rows.at(-1)).toBe("| 80% | >99.99% | <0.01% | <0.01% | 138.6 |");
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
