import type { ProbeRun } from "../evidence/evidence.ts";
import { isFeature } from "../evidence/probes.ts";
import type { FamilySupport } from "./probe-verdict.ts";

/**
 * A family that only a preset selected, that never passed, and that says "not here" while another family works is
 * unsupported, not broken (product.md, "Unsupported"). A feature that was named names its family; whether it is supported
 * says nothing about the family.
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
  return notHere && !answered(same) && !failedOtherwise && answered(others) ? "unsupported" : "supported";
}

function mustPass(probes: readonly ProbeRun[]): ProbeRun[] {
  return probes.filter((probe) => probe.polarity === "must-pass");
}
