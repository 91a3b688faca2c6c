/** The legs of a fan-in as the whole run sees them. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Leg } from "../evidence/leg.ts";
import { DECISIONS, type Decision } from "../evidence/vocabulary.ts";

/** Legs of a fan-in, the worst first, then by name (decision.md, "Replay and fan-in"). */
export function worstFirst({ legs }: Pick<Evidence, "legs">): readonly Leg[] {
  const place = ({ verdict }: Leg) => DECISIONS.indexOf(verdict.decision);
  return legs.toSorted((a, b) => place(b) - place(a) || (a.label < b.label ? -1 : 1));
}

/** What a leg is in the whole: no whole is milder, unless chance gives as much in so many probes ("Doubt over many legs"). */
export function decisionIn({ verdict }: Leg, { decision: whole }: Evidence["verdict"]): Decision {
  return verdict.decision === "rollback" && whole === "hold" ? whole : verdict.decision;
}
