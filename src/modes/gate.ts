import type { ObservedRun } from "../evidence/evidence.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { describeRun } from "../run/describe.ts";
import { NOTHING_OBSERVED, type Observations, observe, type Subject } from "../run/observe.ts";
import { holdsSecret } from "../run/settings-checks.ts";
import type { Settings } from "../settings/settings.ts";
import { laterChecks, templateCheck } from "./checks.ts";
import { rehearseAll, rehearseFailed } from "./rehearsal.ts";
import { findWayBack } from "./way-back.ts";
import type { World } from "./world.ts";

const EXPOSED = { ...NOTHING_OBSERVED, stops: ["sensitive-exposure"] } as const;

/** `mode: gate`: asks the release that is about to ship and, in a rehearsal, the one it would go back to. */
export async function gateMode(settings: Settings, world: World, run: RunIdentity): Promise<ObservedRun> {
  const template = await templateCheck(settings);
  // Without secrets only static findings count: the way back is judged by the run that has them.
  const knownGood =
    settings.withheld === undefined ? await findWayBack(settings, world) : ({ kind: "not-required" } as const);
  const beside = await rehearseAll(settings, knownGood, world);
  let { rehearsal } = beside;
  const candidate: Subject = { subject: "candidate", settings };
  const describe = (seen: Parameters<typeof describeRun>[1]) =>
    describeRun({ kind: "valid", settings }, seen, world.runner, { ...run, endedAt: new Date() });
  const afterwards = async (observations: Observations): Promise<Subject | null> => {
    if (beside.rehearsal.kind !== "off") return null;
    const after = await rehearseFailed(settings, describe({ observations, knownGood, checks: template }), world);
    rehearsal = after.rehearsal;
    return after.subject;
  };
  // A secret in a label or in the base URL has leaked already; every request would repeat it.
  const observations = holdsSecret(settings)
    ? EXPOSED
    : await observe(
        beside.subject === null ? [candidate] : [candidate, beside.subject],
        run,
        world.cancelled,
        world.progress,
        afterwards,
      );
  const later = await laterChecks(settings, world, run);
  return describe({
    observations,
    knownGood,
    rehearsal,
    checks: [...template, ...later.checks],
    docs: later.docs,
  });
}
