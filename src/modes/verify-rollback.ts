import type { Check, ObservedRun } from "../evidence/evidence.ts";
import { findingOf } from "../evidence/finding.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { isMissing, patienceLeft, waitForRelease } from "../run/arrival.ts";
import { describeRun, type ModeResult } from "../run/describe.ts";
import { observe } from "../run/observe.ts";
import { askVersionAgain } from "../run/recheck.ts";
import { sendingFamilies } from "../settings/release/sent-templates.ts";
import type { Settings } from "../settings/settings.ts";
import { problem } from "../text/problem.ts";
import { checksBeside, runChecks, together } from "./checks.ts";
import { type UntestedFamily, withOwnBodies } from "./own-bodies.ts";
import { restore } from "./restore.ts";
import { findWayBack } from "./way-back.ts";
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
  const seen = asked === null || found.kind !== "record" ? {} : await lookAt(asked, found.record, settings, world, run);
  return describeRun({ kind: "valid", settings: asked ?? settings }, { knownGood, ...seen }, world.runner, run);
}

async function lookAt(
  restored: Settings,
  record: KnownGood,
  { template }: Settings,
  world: World,
  run: RunIdentity,
): Promise<ModeResult> {
  const arrival = await waitForRelease(restored, run, world.cancelled, world.progress);
  if (isMissing(arrival)) return { arrival };
  const sending = sendingFamilies(restored.probes);
  const bodies = await withOwnBodies(restored, record, sending, template?.templates ?? [], world);
  const { settings, asks, untested } = bodies;
  const sampling = checksBeside(settings, world, run);
  const observations = await observe(
    [{ subject: "candidate", settings, asks, patienceMs: patienceLeft(arrival, settings) }],
    run,
    world.cancelled,
    world.progress,
  );
  if (observations.stops.includes("sensitive-exposure")) sampling.decided();
  const seen = describeRun({ kind: "valid", settings }, { observations, arrival }, world.runner, run);
  const recheck = await askVersionAgain(settings, seen, run, world.cancelled);
  const found = together(await sampling.results, await runChecks("after", settings, world, run));
  return { observations, arrival, recheck, ...found, checks: [...unreadBodies(untested), ...found.checks] };
}

/** A release whose template cannot be read is never verified (decision.md, "Rehearsal"). */
function unreadBodies(untested: readonly UntestedFamily[]): readonly Check[] {
  if (untested.length === 0) return [];
  const help = "Check out the commit of the known-good release, or give the job contents: read, and verify again.";
  const findings = untested.map(({ why }) =>
    findingOf(problem("known-good-template", why, help), { trigger: "rollback-target", severity: "hold" }),
  );
  return [{ id: "known-good-template", result: "partial", findings }];
}
