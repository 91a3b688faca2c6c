import type { ObservedRun } from "../evidence/evidence.ts";
import { describeRun } from "../run/describe.ts";
import { observe } from "../run/observe.ts";
import type { Settings } from "../settings/settings.ts";
import { findWayBack, planRehearsal } from "./way-back.ts";
import type { World } from "./world.ts";

/** `mode: gate`: asks the release that is about to ship and, in a rehearsal, the one it would go back to. */
export async function gateMode(settings: Settings, world: World, startedAt: Date): Promise<ObservedRun> {
  const knownGood = await findWayBack(settings, world);
  const { rehearsal, restored } = planRehearsal(settings, knownGood);
  const candidate = { subject: "candidate", settings } as const;
  const observations = await observe(
    restored === null ? [candidate] : [candidate, { subject: "known-good", settings: restored }],
    world.cancelled,
    world.progress,
  );
  const times = { startedAt, endedAt: new Date() };
  return describeRun({ kind: "valid", settings }, { observations, knownGood, rehearsal }, world.runner, times);
}
