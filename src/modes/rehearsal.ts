import { decide } from "../decision/decide.ts";
import type { ObservedRun, ProbeRun } from "../evidence/evidence.ts";
import { PROBES } from "../evidence/probes.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { FAMILIES } from "../evidence/vocabulary.ts";
import type { KnownGoodState, Rehearsal } from "../evidence/way-back.ts";
import type { Subject } from "../run/observe.ts";
import { sendingFamilies, sendsTemplate } from "../settings/release/sent-templates.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import { type OwnBodies, withOwnBodies } from "./own-bodies.ts";
import { restore } from "./restore.ts";
import type { World } from "./world.ts";

/** What a rehearsal came to, and whom it asks; null: nobody. */
interface PlannedRehearsal {
  readonly rehearsal: Rehearsal;
  readonly subject: Subject | null;
}

/** No rehearsal. */
const NO_REHEARSAL: PlannedRehearsal = { rehearsal: { kind: "off" }, subject: null };

/** `rehearse: always`: the known-good release is asked everything, beside the candidate (decision.md, "Rehearsal"). */
export async function rehearseAll(
  settings: Settings,
  wayBack: KnownGoodState,
  world: World,
): Promise<PlannedRehearsal> {
  // Without a record the state of the way back speaks for itself.
  if (settings.knownGood.rehearse !== "always" || wayBack.kind !== "record") return NO_REHEARSAL;
  const bodies = await bodiesOf(settings, wayBack, sendingFamilies(settings.probes), world);
  return typeof bodies === "string" ? notTestable(bodies) : planned(bodies, [], () => true);
}

/**
 * `rehearse: on-failure`: once a rollback trigger fired for the candidate, the known-good release is asked the probes
 * behind it (decision.md, "Rehearsal"). A good candidate, one that holds, and one that nothing tells from the known-good
 * cost nothing more.
 * @param seen the run as far as the candidate was asked
 */
export async function rehearseFailed(settings: Settings, seen: ObservedRun, world: World): Promise<PlannedRehearsal> {
  const { knownGood } = seen;
  if (settings.knownGood.rehearse !== "on-failure" || knownGood.kind !== "record") return NO_REHEARSAL;
  const verdict = decide(seen);
  if (verdict.decision !== "rollback" || verdict.reasonCode === "rollback-would-not-help") return NO_REHEARSAL;
  const behind = (moves: (trigger: TriggerReport) => boolean) => {
    const keys = verdict.triggers.filter((trigger) => trigger.fired && moves(trigger)).flatMap(({ probes }) => probes);
    return seen.probes.filter(({ key }) => keys.includes(key));
  };
  const failed = behind(({ severity }) => severity === "rollback");
  const isDirect = ({ id }: ProbeRun) => PROBES[id].target !== "application";
  // Money and load stop the service as well, and whether they stop the known-good release can be asked.
  const direct = failed.some(isDirect)
    ? failed.filter(isDirect)
    : behind(({ id }) => id === "capacity").filter(isDirect);
  if (direct.length === 0)
    return failed.length === 0
      ? NO_REHEARSAL
      : notTestable("the deployed service runs one release: it cannot be asked about another");

  const sending = FAMILIES.filter((family) => direct.some(({ id }) => sendsTemplate(id, family)));
  const bodies = await bodiesOf(settings, knownGood, sending, world);
  if (typeof bodies === "string") return notTestable(bodies);
  const isFamilyOfKnownGood = ({ family }: ProbeRun) => family === null || bodies.settings.families.includes(family);
  const unused = direct.filter((probe) => !isFamilyOfKnownGood(probe)).map(({ family }) => family);
  const untested = [...new Set(unused)].map((family) => `the known-good release was never verified with ${family}`);
  const askable = direct.filter((probe) => isFamilyOfKnownGood(probe) && bodies.asks(probe)).map(({ key }) => key);
  const plan = planned(bodies, untested, ({ key }) => askable.includes(key));
  return askable.length > 0 || plan.rehearsal.kind !== "ran" ? plan : notTestable(plan.rehearsal.untested.join("; "));
}

/** The known-good release with its own bodies, or why it cannot be asked at all. */
async function bodiesOf(
  settings: Settings,
  { record }: Extract<KnownGoodState, { kind: "record" }>,
  families: Parameters<typeof withOwnBodies>[2],
  world: World,
): Promise<Restored | string> {
  const restored = restore(settings, record);
  if (restored.kind === "not-testable") return restored.reason;
  const { assumed } = restored;
  const bodies = await withOwnBodies(restored.settings, record, families, settings.template?.templates ?? [], world);
  return { ...bodies, assumed };
}

/** The known-good release with its own bodies, and what it is asked with that may not be its own. */
interface Restored extends OwnBodies {
  readonly assumed: readonly string[];
}

function planned(
  bodies: Restored,
  untested: readonly string[],
  wanted: NonNullable<Subject["asks"]>,
): PlannedRehearsal {
  const reasons = [...bodies.untested.map(({ why }) => why), ...untested].map((reason) => oneLine(reason));
  return {
    rehearsal: {
      kind: "ran",
      untested: reasons,
      ...(bodies.assumed.length === 0 ? {} : { assumed: bodies.assumed.map((reason) => oneLine(reason)) }),
    },
    subject: {
      subject: "known-good",
      settings: bodies.settings,
      asks: (probe) => bodies.asks(probe) && wanted(probe),
    },
  };
}

function notTestable(reason: string): PlannedRehearsal {
  return { rehearsal: { kind: "not-testable", reason: oneLine(reason) }, subject: null };
}
