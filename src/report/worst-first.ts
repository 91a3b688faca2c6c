/** The legs of a fan-in as the whole run sees them. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Leg } from "../evidence/leg.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { DECISIONS, type Decision } from "../evidence/vocabulary.ts";

/** Legs of a fan-in, the worst first, then by name (decision.md, "Replay and fan-in"). */
export function worstFirst({ legs }: Pick<Evidence, "legs">): readonly Leg[] {
  const place = ({ verdict }: Leg) => DECISIONS.indexOf(verdict.decision);
  return legs.toSorted((a, b) => place(b) - place(a) || (a.label < b.label ? -1 : 1));
}

/** Whether what fired in the whole fired in this leg. */
export function isBehind({ probes, detail }: Pick<TriggerReport, "probes" | "detail">, { label }: Leg): boolean {
  return probes.length > 0 ? probes.some((key) => key.startsWith(`${label} `)) : detail.includes(`${label}: `);
}

/** Whether a doubt of the whole is a rollback of a leg, which chance gives in so many probes ("Doubt over many legs"). */
export function isOfChance(trigger: TriggerReport, { legs }: Pick<Evidence, "legs">): boolean {
  const ofLeg = (leg: Leg) => leg.verdict.decision === "rollback" && isBehind(trigger, leg);
  return trigger.id === "inconclusive-rate" && legs.some(ofLeg);
}

/** What a leg is in the whole: what chance gives in so many probes is a doubt ("Doubt over many legs"). */
export function decisionIn(leg: Leg, { triggers }: Evidence["verdict"]): Decision {
  const { decision } = leg.verdict;
  const stands = triggers.some((trigger) => trigger.fired && trigger.severity === "rollback" && isBehind(trigger, leg));
  return decision === "rollback" && !stands ? "hold" : decision;
}
