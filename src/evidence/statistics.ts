/** Exact binomial arithmetic in logarithms, linear in the sample: no approximation, no table, no overflow. */

/** Slack for comparing a tail with alpha, so that a tail of exactly alpha counts as within it despite rounding. */
export const EPSILON = 1e-12;

/**
 * Steps towards the upper bound at most. Newton's steps double the exact digits each time and are done after about eight;
 * the others are halvings of what is left, of which 60 end far below the precision that is ever shown.
 */
const MOST_STEPS = 60;

/** Share of a sum below which further terms change no digit of it. */
const NEGLIGIBLE = 2 ** -54;

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
  const ways = logWays(failures, n);
  let low = failures / n;
  let high = 1;
  let rate = (failures + 1) / (n + 1);
  for (let step = 0; step < MOST_STEPS; step++) {
    const mass = Math.exp(ways + failures * Math.log(rate) + (n - failures) * Math.log1p(-rate));
    // P[Bin(n, rate) <= failures] falls as the rate grows; the bound is where it reaches 5%.
    const within = mass * upTo(failures, n, rate);
    if (within > 1 - CONFIDENCE) low = rate;
    else high = rate;
    // In logarithms that fall is nearly straight. Its slope: -(n - failures) * mass / (1 - rate).
    const newton = rate + (within * Math.log(within / (1 - CONFIDENCE)) * (1 - rate)) / ((n - failures) * mass);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - rate) <= Number.EPSILON * rate) break;
    rate = next;
  }
  return rate;
}

/** Logarithm of the ways to choose k of n. */
function logWays(k: number, n: number): number {
  const fewer = Math.min(k, n - k);
  let log = 0;
  for (let i = 1; i <= fewer; i++) log += Math.log((n - fewer + i) / i);
  return log;
}

/** P[Bin(n, p) <= k] as a multiple of P[Bin(n, p) = k], for p above k/n: from k down each term is smaller than the last. */
function upTo(k: number, n: number, p: number): number {
  let term = 1;
  let sum = 1;
  for (let i = k; i > 0 && term > NEGLIGIBLE * sum; i--) {
    term *= ((i / (n - i + 1)) * (1 - p)) / p;
    sum += term;
  }
  return sum;
}
