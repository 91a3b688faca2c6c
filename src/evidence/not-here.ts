/** What "not here" (the outcome `unsupported`) is where nothing excuses it. */
import type { Attempt, Observation } from "./attempt.ts";
import type { Category } from "./categories.ts";
import { isFeature } from "./probes.ts";
import type { ProbeVerdict } from "./verdict.ts";

/** The `detail` of an answer whose endpoint is there, and says that this model is asked in another family. */
export const OTHER_FAMILY = "other-family";

/** A wrong route, or a model that this endpoint does not have (product.md, "Unsupported"). */
export function notHere({ detail }: Observation): Extract<Category, "route" | "model"> {
  return detail === OTHER_FAMILY ? "model" : "route";
}

/**
 * What an attempt was by the verdict on its probe: "not here" is a failure where the probe failed by it, as when a family was
 * asked for by name. A feature that is not here is none.
 */
export function judgedOutcome({ outcome }: Attempt, verdict: ProbeVerdict | undefined): Attempt["outcome"] {
  const failed = verdict?.result === "fail" || verdict?.result === "partial";
  if (outcome.kind !== "unsupported" || !failed || isFeature(verdict.id)) return outcome;
  return { kind: "fail", category: notHere(outcome.observed), observed: outcome.observed };
}
