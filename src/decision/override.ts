import type { ObservedRun } from "../evidence/evidence.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { weighs } from "../evidence/vocabulary.ts";

/**
 * The verdict after a person's word: a hold passes where money, reach or doubt alone hold (decision.md, "A person decides
 * otherwise"). A rollback, an exposure, a mistake in the settings and a run without evidence are nobody's to let pass; the
 * reason then says what stands in the way. `live` or not, somebody took the risk: none is left to be announced.
 */
export function overridden(verdict: Verdict, { run: { override } }: Pick<ObservedRun, "run">): Verdict {
  if (override === undefined || verdict.decision === "proceed") return verdict;
  const moving = verdict.triggers.filter(weighs);
  const others = moving.filter(({ id, severity }) => severity === "rollback" || !TRIGGERS[id].mayBeOverridden);
  if (others.length > 0) {
    const why = others.map(({ id }) => id).join(", ");
    return { ...verdict, reason: `${verdict.reason} The override changes nothing: it cannot let ${why} pass.` };
  }
  return {
    ...verdict,
    decision: "proceed",
    reasonCode: "overridden",
    reason: `${override.actor ?? "Somebody"} let ${moving.map(({ id }) => id).join(", ")} pass: ${override.reason} (${verdict.reason})`,
    productionRisk: false,
  };
}
