import type { ProbeRun } from "../evidence/evidence.ts";
import { isFeature } from "../evidence/probes.ts";
import type { FamilySupport } from "./probe-verdict.ts";

/**
 * A family that only a preset selected, that never passed, and that says "not here" while another family works is
 * unsupported, not broken (product.md, "Unsupported"). One that answers with an error of the API is there as well: whatever
 * stops it says nothing about the route of the first. A feature that was named names its family; whether it
 * is supported says nothing about the family.
 */
export function familySupport(probe: ProbeRun, probes: readonly ProbeRun[]): FamilySupport {
  if (probe.family === null) return "supported";
  const asked = mustPass(probes).filter((other) => other.family === probe.family);
  if (asked.some((other) => other.selected === "explicit")) return "supported";
  const same = asked.filter((other) => !isFeature(other.id));
  const others = mustPass(probes).filter((other) => other.family !== probe.family && other.family !== null);
  const notHere = same.some((other) => other.attempts.some((attempt) => attempt.outcome.kind === "unsupported"));
  const answered = (group: readonly ProbeRun[]) =>
    group.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "pass"));
  const failedOtherwise = same.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "fail"));
  return notHere && !answered(same) && !failedOtherwise && others.some(isThere) ? "unsupported" : "supported";
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

function mustPass(probes: readonly ProbeRun[]): ProbeRun[] {
  return probes.filter((probe) => probe.polarity === "must-pass");
}
