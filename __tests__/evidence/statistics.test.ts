import { describe, expect, it } from "@jest/globals";
import { assert, integer, property, tuple } from "fast-check";
import { binomialTail, threshold, upperBound } from "../../src/evidence/statistics.ts";

/** Distribution of the number of failures, by adding one attempt after the other: no coefficient, no power. */
function distribution(n: number, p: number): number[] {
  let masses = [1];
  for (let attempt = 0; attempt < n; attempt++)
    masses = [...masses, 0].map((mass, k) => mass * (1 - p) + (masses[k - 1] ?? 0) * p);
  return masses;
}

/** The smallest k with P[Bin(n, percent/100) >= k] <= permille/1000, in whole numbers, so that "equal" means equal. */
function exactThreshold(n: number, percent: number, permille: number): number {
  const ways = Array.from({ length: n + 1 }, () => 0n);
  ways[0] = 1n;
  for (let attempt = 0; attempt < n; attempt++)
    for (let k = n; k >= 0; k--)
      ways[k] = (ways[k] ?? 0n) * BigInt(100 - percent) + (k > 0 ? (ways[k - 1] ?? 0n) * BigInt(percent) : 0n);
  const allowed = BigInt(permille) * 100n ** BigInt(n);
  let tail = 0n;
  for (let k = n; k >= 0; k--) {
    tail += ways[k] ?? 0n;
    if (tail * 1000n > allowed) return k + 1;
  }
  return 1;
}

const sizes = integer({ min: 1, max: 100 });
const percents = integer({ min: 0, max: 99 });

describe("the binomial distribution", () => {
  it("agrees with adding one attempt after the other", () => {
    assert(
      property(sizes, percents, (n, percent) => {
        const masses = distribution(n, percent / 100);
        for (const k of masses.keys()) {
          const tail = masses.slice(k).reduce((sum, each) => sum + each, 0);
          expect(binomialTail(k, n, percent / 100)).toBeCloseTo(tail, 12);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("gives nothing to counts that cannot happen", () => {
    expect([binomialTail(6, 5, 0.3), binomialTail(1, 5, 0), binomialTail(5, 5, 1)]).toEqual([0, 0, 1]);
    expect(binomialTail(-3, 5, 0.3)).toBeCloseTo(1, 12);
  });
});

describe("threshold: failures from which a rate trigger fires", () => {
  it.each([
    { n: 10, p0: 0.05, alpha: 0.05, k: 3, why: "the defaults" },
    { n: 4, p0: 0.05, alpha: 0.05, k: 2, why: "the smallest plan" },
    { n: 5, p0: 0.05, alpha: 0.05, k: 2, why: "half the default plan" },
    { n: 20, p0: 0.05, alpha: 0.05, k: 4, why: "samples: 10" },
    { n: 100, p0: 0.05, alpha: 0.05, k: 10, why: "samples: 50" },
    { n: 10, p0: 0.2, alpha: 0.05, k: 5, why: "a more tolerant team" },
    { n: 10, p0: 0.05, alpha: 0.001, k: 5, why: "a team that hates false alarms" },
    { n: 10, p0: 0, alpha: 0.05, k: 1, why: "nothing is tolerated" },
    { n: 1, p0: 0.05, alpha: 0.05, k: 1, why: "a tail of exactly alpha is within it" },
    { n: 2, p0: 0.1, alpha: 0.01, k: 2, why: "0.1 * 0.1 is not 0.01 in floating point" },
    { n: 4, p0: 0.5, alpha: 0.05, k: 5, why: "unreachable: not even 4 of 4 are rare enough" },
    { n: 10, p0: 0.9, alpha: 0.05, k: 11, why: "unreachable: n + 1" },
  ])("is $k of $n at tolerance $p0 and alpha $alpha: $why", ({ n, p0, alpha, k }) => {
    expect(threshold(n, p0, alpha)).toBe(k);
  });

  it("agrees with exact integer arithmetic", () => {
    assert(
      property(sizes, percents, integer({ min: 1, max: 999 }), (n, percent, permille) => {
        expect(threshold(n, percent / 100, permille / 1000)).toBe(exactThreshold(n, percent, permille));
      }),
      { numRuns: 500 },
    );
  });

  it("is the smallest such number: one less would be a false alarm too often", () => {
    expect(binomialTail(3, 10, 0.05)).toBeCloseTo(0.0115, 4);
    expect(binomialTail(2, 10, 0.05)).toBeCloseTo(0.0861, 4);
  });
});

describe("upperBound: the failure rate that x of n does not rule out", () => {
  it.each([
    { x: 0, n: 5, percent: 45 },
    { x: 0, n: 10, percent: 26 },
    { x: 0, n: 2, percent: 78 },
    { x: 0, n: 1, percent: 95 },
    { x: 1, n: 10, percent: 39 },
    { x: 2, n: 10, percent: 51 },
    { x: 3, n: 10, percent: 61 },
    { x: 9, n: 10, percent: 99 },
    { x: 3, n: 3, percent: 100 },
    { x: 0, n: 0, percent: 100 },
  ])("$x of $n: $percent%", ({ x, n, percent }) => {
    expect(Math.round(upperBound(x, n) * 100)).toBe(percent);
  });

  it("is exact for samples of thousands, too", () => {
    expect(upperBound(5, 1029)).toBeCloseTo(0.01019, 5);
    expect(upperBound(0, 20_000)).toBeCloseTo(1 - 0.05 ** (1 / 20_000), 9);
    expect(threshold(20_000, 0.05, 0.05)).toBe(1052);
  });

  it("needs 59 clean requests to rule out 5% (decision.md, 'Why not the alternatives')", () => {
    expect(upperBound(0, 58)).toBeGreaterThan(0.05);
    expect(upperBound(0, 59)).toBeLessThan(0.05);
  });

  it("has a closed form at both ends", () => {
    for (let n = 1; n <= 100; n++) {
      expect(upperBound(0, n)).toBeCloseTo(1 - 0.05 ** (1 / n), 9);
      expect(upperBound(n - 1, n)).toBeCloseTo(0.95 ** (1 / n), 9);
    }
  });

  it("is the rate at which as few failures would be seen 5% of the time", () => {
    const counts = sizes.chain((n) => tuple(integer({ min: 0, max: n - 1 }), integer({ min: n, max: n })));
    assert(
      property(counts, ([x, n]) => {
        const asFew = distribution(n, upperBound(x, n)).slice(0, x + 1);
        expect(asFew.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.05, 9);
      }),
      { numRuns: 200 },
    );
  });
});
