import { oneLine } from "../settings/wording.ts";
import type { KnownGoodProblem, KnownGoodResult } from "./source.ts";

/** A problem whose sentences fit the evidence's `label`: one printable line each (evidence/configuration.ts). */
export function problem(code: string, message: string, help: string): KnownGoodProblem {
  return { code, message: oneLine(message), help: oneLine(help) };
}

/** The result of a source that cannot be used, which holds a release (decision.md, "Order of the decision"). */
export function unusable(reason: KnownGoodProblem): KnownGoodResult {
  return { kind: "unusable", problem: reason };
}
