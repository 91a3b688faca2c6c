import { aloneBound, boundOf } from "../decision/run-wide.ts";
import { courseOf, falseAlarmRate } from "../evidence/firing.ts";
import { MOST_LEGS } from "../evidence/leg.ts";
import { type Policy, sampleOf } from "../evidence/policy.ts";
import { MOST_SAMPLES } from "../settings/gate-file/schema.ts";
import { planFlaw } from "../settings/policy/policy.ts";
import { percent } from "../text/share.ts";

/** Legs that are thought of where nobody says how many there are: those of the published figures. */
const USUAL_LEGS = 12;

/**
 * What a fan-in makes of a probe that fails by a rate at every attempt, where that is a hold (decision.md, "Doubt over many
 * legs"): the fewer failures fire, the less strange they are in so many probes, so that a stricter policy can be milder.
 * Null where such a probe is a rollback by itself.
 * @param legs null: nobody says how many there are
 */
export function fanInDoubt(
  probes: readonly string[],
  legs: number | null,
  policy: Policy,
): { readonly what: string; readonly help: string } | null {
  const isDoubt = (key: string, count: number, by: Policy) =>
    strangestChance(key, by) > aloneBound(probes.length * count, by.alpha);
  const first = Array.from({ length: MOST_LEGS - 1 }, (_, i) => i + 2).find((count) =>
    probes.some((key) => isDoubt(key, count, policy)),
  );
  if (first === undefined || first > (legs ?? USUAL_LEGS)) return null;
  const count = legs ?? first;
  const doubted = probes.filter((key) => isDoubt(key, count, policy));
  const [key = ""] = doubted;
  const { limit } = sampleOf(key, policy).looks[0];
  const falseAlarms = probes.flatMap((each) =>
    Array.from({ length: count }, () => falseAlarmRate(sampleOf(each, policy), policy.tolerate)),
  );
  const { alone, many } = boundOf(falseAlarms, policy.alpha);
  const more = Array.from({ length: MOST_SAMPLES }, (_, i) => i + 1).find((samples) => {
    const other = { ...policy, samples };
    return samples > policy.samples && planFlaw(other) === null && !doubted.some((each) => isDoubt(each, count, other));
  });
  const of = doubted.length === probes.length ? "a probe" : doubted.join(" or ");
  return {
    what: `in a fan-in of ${count} legs${legs === null ? " or more" : ""} ${of} that always fails by a rate trigger, such as error-rate, is a hold by itself: chance alone gives ${limit} of the first ${limit} in ${percent(rounded(strangestChance(key, policy)))}, and one of ${falseAlarms.length} probes may have ${percent(rounded(alone))}; ${many} that fire are a rollback`,
    help:
      more === undefined
        ? "Raise max-failures, or tolerate: the more failures fire, the stranger they are."
        : `With samples ${more} it is a rollback by itself.`,
  };
}

/** How likely chance alone fires a probe as early as can be. */
function strangestChance(key: string, policy: Policy): number {
  const sample = sampleOf(key, policy);
  return courseOf(sample, policy.tolerate).firedBy[sample.looks[0].limit] ?? 1;
}

/** Three digits: enough to compare with a bound. */
function rounded(chance: number): number {
  return Number(chance.toPrecision(3));
}
