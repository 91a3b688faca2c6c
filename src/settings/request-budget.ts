import { samplingPlan } from "../decision/sampling.ts";
import { MUST_PASS_PROBES, needsApi } from "./probe-catalogue.ts";
import type { Settings } from "./settings.ts";

/** A warning when not even a healthy endpoint could be judged within `max-requests`; else null. */
export function budgetWarning(
  settings: Pick<Settings, "probes" | "families" | "mustFail" | "policy" | "limits">,
): string | null {
  const { probes, families, mustFail, policy, limits } = settings;
  let fewest = 0;
  for (const probe of probes) {
    const { id } = probe;
    if (MUST_PASS_PROBES.some((sampled) => sampled === id))
      fewest += samplingPlan({ id, polarity: "must-pass" }, policy).first;
    else if (needsApi([probe])) fewest += families.length * (id === "error-path" ? mustFail.cases.length : 1);
  }
  return limits.maxRequests >= fewest
    ? null
    : `max-requests ${limits.maxRequests} is too small: these probes take at least ${fewest} requests, so the decision cannot be proceed.`;
}
