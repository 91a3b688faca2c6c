import type { Evidence } from "../evidence/evidence.ts";

/** `overridden by ada: REASON`: who let a hold pass, and why; null: nobody did (decision.md, "A person decides otherwise"). */
export function overrideWords({ run, verdict }: Evidence): string | null {
  if (verdict.reasonCode !== "overridden" || run.override === undefined) return null;
  return `overridden by ${run.override.actor ?? "somebody"}: ${run.override.reason}`;
}

/** What must not be overlooked: what a person let pass was not verified; so it is in a leg of a fan-in. */
export function overrideNotices(evidence: Evidence): readonly string[] {
  const words = overrideWords(evidence);
  const legs = evidence.legs.filter(({ verdict }) => verdict.reasonCode === "overridden");
  return [
    ...(words === null ? [] : [`This hold was ${words}. Nothing was verified, so there is no next-known-good.`]),
    ...legs.map(({ label, verdict }) => `The hold of leg ${label} was overridden. ${verdict.reason}`),
  ];
}
