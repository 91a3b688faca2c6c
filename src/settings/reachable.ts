import { threshold } from "../evidence/statistics.ts";
import { MOST_SAMPLES } from "./gate-file/schema.ts";
import { type Origin, problemAt, type Rule } from "./origin.ts";

/** Numbers from which the threshold of a rate trigger follows (decision.md, "Sampling one must-pass live probe"). */
interface Sampling {
  readonly samples: number;
  readonly tolerate: number;
  readonly alpha: number;
}

/** Reports a sampling plan with which no number of failures could fire a rate trigger, with the number to change. */
export function* checkReachable(sampling: Sampling, origin: Origin): Rule<void> {
  if (fires(sampling)) return;
  const attempts = 2 * sampling.samples;
  const what = `makes rate triggers impossible: not even ${attempts} failures of ${attempts} attempts would fire one`;
  const help = `${mend(sampling)} (now: samples ${sampling.samples}, tolerate ${percent(sampling.tolerate)}, alpha ${percent(sampling.alpha)}).`;
  yield problemAt(origin, "trigger-never-fires", what, help);
}

function fires({ samples, tolerate, alpha }: Sampling): boolean {
  return alpha > 0 && threshold(2 * samples, tolerate, alpha) <= 2 * samples;
}

function mend(sampling: Sampling): string {
  if (sampling.alpha <= 0) return "Raise alpha above 0";
  // All n attempts fail with probability p0^n; that has to be at most alpha.
  const highest = Math.floor(sampling.alpha ** (1 / (2 * sampling.samples)) * 100);
  for (let samples = sampling.samples + 1; samples <= MOST_SAMPLES; samples++)
    if (fires({ ...sampling, samples }))
      return `Raise samples to at least ${samples}, or lower tolerate to ${highest}%`;
  return `Lower tolerate to ${highest}%`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
