import { decide } from "../decision/decide.ts";
import type { Recheck } from "../evidence/arrival.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import { isOfService } from "../evidence/probes.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { isMissing, patienceLeft, waitForRelease } from "../run/arrival.ts";
import { describeRun, type ModeResult } from "../run/describe.ts";
import { NOTHING_OBSERVED, type Observations, observe, type Subject } from "../run/observe.ts";
import { askVersionAgain } from "../run/recheck.ts";
import { holdsSecret } from "../run/settings-checks.ts";
import type { Settings } from "../settings/settings.ts";
import { checksBeside, runChecks, together } from "./checks.ts";
import { rehearseAll, rehearseFailed } from "./rehearsal.ts";
import { findWayBack } from "./way-back.ts";
import type { World } from "./world.ts";

const EXPOSED = { ...NOTHING_OBSERVED, stops: ["sensitive-exposure"] } as const;

/** `mode: gate`: asks the release that is about to ship and, in a rehearsal, the one it would go back to. */
export async function gateMode(settings: Settings, world: World, run: RunIdentity): Promise<ObservedRun> {
  const earlier = await runChecks("before", settings, world, run);
  // Without secrets only static findings count: the way back is judged by the run that has them.
  const knownGood =
    settings.withheld === undefined ? await findWayBack(settings, world) : ({ kind: "not-required" } as const);
  // A secret in a label or in the base URL has leaked already; every request would repeat it.
  const exposed = holdsSecret(settings);
  const arrival =
    exposed || settings.withheld !== undefined
      ? undefined
      : await waitForRelease(settings, run, world.cancelled, world.progress);
  let recheck: Recheck | undefined;
  const describe = (seen: ModeResult) =>
    describeRun({ kind: "valid", settings }, { ...seen, knownGood, arrival, recheck }, world.runner, run);
  if (isMissing(arrival)) {
    // What does not depend on the deployed service is looked at all the same.
    const probes = settings.probes.filter(({ id }) => !isOfService(id));
    return describe(together(earlier, await runChecks("after", { ...settings, probes }, world, run)));
  }
  const sampling = checksBeside(settings, world, run);
  const beside = await rehearseAll(settings, knownGood, world);
  let { rehearsal } = beside;
  const candidate: Subject = { subject: "candidate", settings, patienceMs: patienceLeft(arrival, settings) };
  const afterwards = async (observations: Observations): Promise<Subject | null> => {
    recheck = await askVersionAgain(settings, describe({ observations, ...earlier }), run, world.cancelled);
    if (beside.rehearsal.kind !== "off") return null;
    const seen = describe({ observations, ...earlier });
    // What stops the API for money or load may be what moves a metric of the service: the known-good release tells.
    const isStopped = decide(seen).triggers.some(({ id, fired }) => id === "capacity" && fired);
    const metrics = isStopped ? [await sampling.results] : [];
    const after = await rehearseFailed(settings, describe({ observations, ...together(earlier, ...metrics) }), world);
    rehearsal = after.rehearsal;
    return after.subject;
  };
  const observations = exposed
    ? EXPOSED
    : await observe(
        beside.subject === null ? [candidate] : [candidate, beside.subject],
        run,
        world.cancelled,
        world.progress,
        afterwards,
      );
  if (isDecided(describe({ observations, rehearsal, ...earlier }))) sampling.decided();
  const sampled = await sampling.results;
  const later = await runChecks("after", settings, world, run);
  return describe({ observations, rehearsal, ...together(earlier, sampled, later) });
}

/** Whether nobody has to wait for anything more: a rollback stays one, and may help; what exposed a secret is not asked on. */
function isDecided(seen: ObservedRun): boolean {
  const { decision, reasonCode } = decide(seen);
  return (
    seen.stops.includes("sensitive-exposure") || (decision === "rollback" && reasonCode !== "rollback-would-not-help")
  );
}
