import type { ProbeRun } from "../evidence/evidence.ts";
import type { ProbeId } from "../evidence/vocabulary.ts";

/** The feature probes (product.md, "Probes"). */
const FEATURE_PROBES: readonly ProbeId[] = [
  "responses-tools",
  "chat-tools",
  "responses-image",
  "chat-image",
  "responses-state",
];

/**
 * Whether a probe asks about one feature, which a model or channel may not have. It gets one attempt and one
 * confirmation (decision.md, "Sampling"), and "not supported" is an outcome of its own: neither a pass nor a wrong route,
 * and never a rollback. Where the user named the feature, the release depends on it, and without a pass nothing shows
 * that it works: a hold, `insufficient-evidence` (decision.md, "Order of the decision": absence of evidence neither
 * proceeds nor rolls back). Where only a preset holds the probe, it informs (product.md, "Unsupported").
 */
export function isFeature({ id }: Pick<ProbeRun, "id">): boolean {
  return FEATURE_PROBES.includes(id);
}
