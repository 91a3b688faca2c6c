import type { ObservedRun } from "../evidence/evidence.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { describeRun } from "../run/describe.ts";
import { NOTHING_OBSERVED, observe } from "../run/observe.ts";
import { holdsSecret } from "../run/settings-checks.ts";
import type { Settings } from "../settings/settings.ts";
import { laterChecks, templateCheck } from "./checks.ts";
import { findWayBack, planRehearsal } from "./way-back.ts";
import type { World } from "./world.ts";

type Subjects = Parameters<typeof observe>[0];

const EXPOSED = { ...NOTHING_OBSERVED, stops: ["sensitive-exposure"] } as const;

/** `mode: gate`: asks the release that is about to ship and, in a rehearsal, the one it would go back to. */
export async function gateMode(settings: Settings, world: World, run: RunIdentity): Promise<ObservedRun> {
  const template = await templateCheck(settings);
  // Without secrets only static findings count: the way back is judged by the run that has them.
  const knownGood =
    settings.withheld === undefined ? await findWayBack(settings, world) : ({ kind: "not-required" } as const);
  const { rehearsal, restored } = planRehearsal(settings, knownGood);
  const candidate = { subject: "candidate", settings } as const;
  const subjects: Subjects =
    restored === null ? [candidate] : [candidate, { subject: "known-good", settings: restored }];
  // A secret in a label or in the base URL has leaked already; every request would repeat it.
  const observations = holdsSecret(settings) ? EXPOSED : await observe(subjects, run, world.cancelled, world.progress);
  const later = await laterChecks(settings, world, run);
  const seen = { observations, knownGood, rehearsal, checks: [...template, ...later.checks], docs: later.docs };
  return describeRun({ kind: "valid", settings }, seen, world.runner, { ...run, endedAt: new Date() });
}
