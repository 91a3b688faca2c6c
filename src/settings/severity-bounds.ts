import { SEVERITIES, type Severity, type TriggerId } from "../evidence/vocabulary.ts";

/** Severities that a policy may give a trigger, and why not the others. */
interface SeverityBounds {
  readonly allowed: readonly Severity[];
  readonly why: string;
}

const ANY: SeverityBounds = { allowed: SEVERITIES, why: "" };
const NEVER_A_ROLLBACK = "what stopped the gate from asking is never a rollback";
const ABSENCE_HOLDS = "absence of evidence is always a hold";
const STATE_OF_THE_TEAM = "it says nothing about the release, so it cannot roll one back";

/** Bounds that the rules of decision.md ("Order of the decision") put on a policy. */
const BOUNDS: Partial<Record<TriggerId, SeverityBounds>> = {
  "sensitive-exposure": { allowed: ["hold", "rollback"], why: "a leaked key must stop a release" },
  configuration: { allowed: ["hold"], why: NEVER_A_ROLLBACK },
  "no-secrets": { allowed: ["hold"], why: NEVER_A_ROLLBACK },
  "insufficient-evidence": { allowed: ["hold"], why: ABSENCE_HOLDS },
  unreachable: { allowed: ["advisory", "hold"], why: NEVER_A_ROLLBACK },
  "inconclusive-rate": {
    allowed: ["advisory", "hold"],
    why: "one failure fewer than the limit must not weigh more than the limit itself",
  },
  readiness: { allowed: ["advisory", "hold"], why: STATE_OF_THE_TEAM },
  "rollback-target": { allowed: ["advisory", "hold"], why: STATE_OF_THE_TEAM },
};

/** Which severities a gate file may give this trigger. */
export function severityBounds(id: TriggerId): SeverityBounds {
  return BOUNDS[id] ?? ANY;
}
