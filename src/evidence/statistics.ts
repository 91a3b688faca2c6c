/** Exact binomial arithmetic in logarithms, linear in the sample: no approximation, no table, no overflow. */

/** Slack for comparing a tail with alpha, so that a tail of exactly alpha counts as within it despite rounding. */
export const EPSILON = 1e-12;

/** Bisection steps for the upper bound: 2^-60 is far below the precision that is ever shown. */
const BISECTION_STEPS = 60;

/** Confidence of the printed upper bound (decision.md: "one-sided 95% upper bound"). */
const CONFIDENCE = 0.95;

/** Logarithms of P[Bin(n, p) = i] for every i from `from` to `to`, each from the one before. */
function* logMasses(from: number, to: number, n: number, p: number): Generator<number> {
  let log = n * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  for (let i = 0; i <= to; i++) {
    if (i > 0) log += Math.log((n - i + 1) / i) + odds;
    if (i >= from) yield log;
  }
}

/** P[Bin(n, p) >= k]. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  // The smaller side is summed, its smallest terms first, so that nothing is lost by subtraction.
  const upper = k > n * p;
  const masses = [...(upper ? logMasses(k, n, n, p) : logMasses(0, k - 1, n, p))];
  const sum = (upper ? masses.reverse() : masses).reduce((total, log) => total + Math.exp(log), 0);
  return upper ? sum : 1 - sum;
}

/**
 * Failures from which a rate trigger fires: the smallest k with P[Bin(n, p0) >= k] <= alpha (decision.md, "Sampling one
 * must-pass live probe"). The result is n + 1 where no number of failures can fire it; such a policy is refused when loaded.
 */
export function threshold(n: number, p0: number, alpha: number): number {
  if (p0 <= 0) return 1;
  let tail = 0;
  let k = n + 1;
  for (const log of [...logMasses(0, n, n, p0)].reverse()) {
    tail += Math.exp(log);
    if (tail > alpha + EPSILON) break;
    k--;
  }
  return Math.max(k, 1);
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
