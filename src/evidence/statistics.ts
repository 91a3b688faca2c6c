/** Exact binomial arithmetic for samples of at most a few hundred attempts. No approximation, no table. */

/** Slack for comparing a tail with alpha, so that a tail of exactly alpha counts as within it despite rounding. */
const EPSILON = 1e-12;

/** Bisection steps for the upper bound: 2^-60 is far below the precision that is ever shown. */
const BISECTION_STEPS = 60;

/** Confidence of the printed upper bound (decision.md: "one-sided 95% upper bound"). */
const CONFIDENCE = 0.95;

/** P[Bin(n, p) = k]. */
export function binomialMass(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  let coefficient = 1;
  for (let i = 1; i <= k; i++) coefficient = (coefficient * (n - k + i)) / i;
  return coefficient * p ** k * (1 - p) ** (n - k);
}

/** P[Bin(n, p) >= k]. */
export function binomialTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = Math.max(k, 0); i <= n; i++) sum += binomialMass(i, n, p);
  return sum;
}

/**
 * Failures from which a rate trigger fires: the smallest k with P[Bin(n, p0) >= k] <= alpha (decision.md, "Sampling one
 * must-pass live probe"). The result is n + 1 where no number of failures can fire it; such a policy is refused when loaded.
 */
export function threshold(n: number, p0: number, alpha: number): number {
  for (let k = 0; k <= n; k++) if (binomialTail(k, n, p0) <= alpha + EPSILON) return Math.max(k, 1);
  return n + 1;
}

/** Exact one-sided 95% upper bound of a failure rate, 0 to 1, after `failures` of `n` (Clopper-Pearson). */
export function upperBound(failures: number, n: number): number {
  if (n === 0 || failures >= n) return 1;
  let low = failures / n;
  let high = 1;
  for (let step = 0; step < BISECTION_STEPS; step++) {
    const middle = (low + high) / 2;
    // P[Bin(n, middle) <= failures] falls as the rate grows; the bound is where it reaches 5%.
    if (1 - binomialTail(failures + 1, n, middle) > 1 - CONFIDENCE) low = middle;
    else high = middle;
  }
  return high;
}
