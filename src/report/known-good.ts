import type { Evidence } from "../evidence/evidence.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import { EMPTY } from "./document.ts";

const MS_PER_DAY = 24 * 60 * 60_000;

/** The record of the way back; null in every other state of it. */
export function recordIn({ knownGood }: Evidence): KnownGood | null {
  return knownGood.kind === "record" ? knownGood.record : null;
}

/** A release as a person looks for it in a deployment tool: `2026.11.19-2 (commit c0ffee)`. */
export function releaseName({ deploymentVersion, commit }: Pick<KnownGood, "deploymentVersion" | "commit">): string {
  if (deploymentVersion === null)
    return commit === null ? "the release without a version" : `the release of commit ${commit}`;
  return commit === null ? deploymentVersion : `${deploymentVersion} (commit ${commit})`;
}

/** Age of the record when this run started, so that a replay says the same: whole days, or that it is younger. */
function age({ decidedAt }: KnownGood, { startedAt }: Evidence["run"]): string {
  const days = Math.floor((Date.parse(startedAt) - Date.parse(decidedAt)) / MS_PER_DAY);
  return days < 1 ? "less than a day" : `${days} day${days === 1 ? "" : "s"}`;
}

/** The state of the way back as rows of the resolved configuration (decision.md, "Known-good records"). */
export function knownGoodFacts({ knownGood, run }: Evidence): readonly (readonly [name: string, value: string])[] {
  switch (knownGood.kind) {
    case "not-required":
      return [["Known-good", "not judged"]];
    case "missing":
      return [["Known-good", "missing: none was named"]];
    case "none":
      return [["Known-good", knownGood.notice === null ? "none, as declared" : "none yet"]];
    case "unusable":
      return [["Known-good", `unusable (${knownGood.code})`]];
    case "record": {
      const { record, origin } = knownGood;
      return [
        ["Known-good", origin],
        ["Known-good version", record.deploymentVersion ?? EMPTY],
        ["Known-good commit", record.commit ?? EMPTY],
        ["Known-good verified", `${record.decidedAt}, ${age(record, run)} before this run`],
        ["Known-good digest", record.releaseDigest],
      ];
    }
  }
}

/** What must not be overlooked about the way back: that there is none, that it cannot be used, or that it is doubtful. */
export function knownGoodNotices({ knownGood }: Evidence): readonly string[] {
  switch (knownGood.kind) {
    case "not-required":
      return [];
    case "missing":
      return ["No known-good was named, so there is nothing to roll back to."];
    case "none":
      return knownGood.notice === null ? [] : [knownGood.notice];
    case "unusable":
      return [`The known-good cannot be used: ${knownGood.message}. ${knownGood.help}`];
    case "record":
      return knownGood.warnings.map((warning) => `Known-good: ${warning}`);
  }
}
