import type { ProbeRun } from "../evidence/evidence.ts";
import { isFeature } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";

/**
 * Families that are excused. One that only a preset selected, that never passed, and that says "not here" while another
 * family works is unsupported, not broken (product.md, "Unsupported"). One that answers with an error of the API is there as
 * well: whatever stops it says nothing about the route of the first. A feature that was named names its family; whether it
 * is supported says nothing about the family.
 */
export function excusedFamilies(probes: readonly ProbeRun[]): ReadonlySet<Family> {
  const asked = probes.filter(({ polarity }) => polarity === "must-pass");
  const there = new Set(asked.filter(isThere).flatMap(({ family }) => family ?? []));
  const families = new Set(asked.flatMap(({ family }) => family ?? []));
  const isExcused = (family: Family): boolean => {
    const own = asked.filter((probe) => probe.family === family);
    const outcomes = own
      .filter(({ id }) => !isFeature(id))
      .flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome.kind));
    return (
      own.every(({ selected }) => selected !== "explicit") &&
      outcomes.includes("unsupported") &&
      !outcomes.includes("pass") &&
      !outcomes.includes("fail") &&
      [...there].some((other) => other !== family)
    );
  };
  return new Set([...families].filter(isExcused));
}

/** Whether a family answered as an API does, well or with an error of its own; what only "not here" came of has no route. */
function isThere({ attempts }: ProbeRun): boolean {
  return attempts.some(({ outcome }) => {
    if (outcome.kind === "error") return outcome.reason === "change-refused";
    if (outcome.kind !== "fail") return outcome.kind === "pass";
    return (
      outcome.category === "empty-output" || (outcome.category !== "route" && outcome.observed.errorEnvelope === true)
    );
  });
}
