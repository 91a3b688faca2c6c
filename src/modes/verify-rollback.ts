import type { ObservedRun } from "../evidence/evidence.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { describeRun, type ModeResult } from "../run/describe.ts";
import { observe } from "../run/observe.ts";
import type { Settings } from "../settings/settings.ts";
import { laterChecks } from "./checks.ts";
import { findWayBack, restore } from "./way-back.ts";
import type { World } from "./world.ts";

/**
 * `mode: verify-rollback`: the same policy against the known-good release, after the team restored it. The record's
 * values win over inputs (decision.md, "Known-good records").
 */
export async function verifyRollbackMode(settings: Settings, world: World, run: RunIdentity): Promise<ObservedRun> {
  const found = await findWayBack(settings, world);
  const restored = found.kind === "record" ? restore(settings, found.record) : null;
  const knownGood =
    restored?.kind === "not-testable"
      ? {
          kind: "unusable" as const,
          code: "known-good-not-testable",
          message: restored.reason,
          help: "Mend that and run verify-rollback again.",
        }
      : found;
  const asked = restored?.kind === "settings" ? restored.settings : null;
  const seen = asked === null ? {} : await lookAt(asked, world, run);
  return describeRun({ kind: "valid", settings: asked ?? settings }, { knownGood, ...seen }, world.runner, {
    ...run,
    endedAt: new Date(),
  });
}

async function lookAt(settings: Settings, world: World, run: RunIdentity): Promise<ModeResult> {
  const observations = await observe([{ subject: "candidate", settings }], run, world.cancelled, world.progress);
  return { observations, ...(await laterChecks(settings, world, run)) };
}
