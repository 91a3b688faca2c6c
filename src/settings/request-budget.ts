import { sampleOf } from "../evidence/policy.ts";
import { isSampled, PROBES } from "../evidence/probes.ts";
import type { Settings } from "./settings.ts";

/** What the fewest requests of a run follow from. */
type Plan = Pick<Settings, "probes" | "families" | "mustFail" | "policy">;

/** A warning when not even a healthy endpoint could be judged within `max-requests`; else null. */
export function budgetWarning({ limits, ...plan }: Plan & Pick<Settings, "limits">): string | null {
  const fewest = plan.probes.reduce((sum, { id }) => sum + fewestRequests(id, plan), 0);
  return limits.maxRequests >= fewest
    ? null
    : `max-requests ${limits.maxRequests} is too small: these probes take at least ${fewest} requests, so the decision cannot be proceed.`;
}

/** Requests of a probe with which nothing goes wrong, over all its families and cases. */
function fewestRequests(id: Settings["probes"][number]["id"], { families, mustFail, policy }: Plan): number {
  const { family, cases, requests } = PROBES[id];
  if (isSampled(id)) return requests * sampleOf(id, policy).first;
  const planned = cases === undefined ? 1 : mustFail.cases.length;
  return requests * planned * (family === "each" ? families.length : 1);
}
