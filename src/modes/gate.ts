import type { Check, ObservedRun } from "../evidence/evidence.ts";
import { FAMILIES } from "../evidence/vocabulary.ts";
import { describeRun } from "../run/describe.ts";
import { NOTHING_OBSERVED, observe } from "../run/observe.ts";
import { holdsSecret } from "../run/settings-checks.ts";
import type { Settings } from "../settings/settings.ts";
import { findWayBack, planRehearsal } from "./way-back.ts";
import type { World } from "./world.ts";

type Subjects = Parameters<typeof observe>[0];

const EXPOSED = { ...NOTHING_OBSERVED, stops: ["sensitive-exposure"] } as const;

/** `mode: gate`: asks the release that is about to ship and, in a rehearsal, the one it would go back to. */
export async function gateMode(settings: Settings, world: World, startedAt: Date): Promise<ObservedRun> {
  const checks = await staticChecks(settings);
  // Without secrets only static findings count: the way back is judged by the run that has them.
  const knownGood =
    settings.withheld === undefined ? await findWayBack(settings, world) : ({ kind: "not-required" } as const);
  const { rehearsal, restored } = planRehearsal(settings, knownGood);
  const candidate = { subject: "candidate", settings } as const;
  const subjects: Subjects =
    restored === null ? [candidate] : [candidate, { subject: "known-good", settings: restored }];
  // A secret in a label or in the base URL has leaked already; every request would repeat it.
  const observations = holdsSecret(settings) ? EXPOSED : await observe(subjects, world.cancelled, world.progress);
  const times = { startedAt, endedAt: new Date() };
  return describeRun({ kind: "valid", settings }, { observations, knownGood, rehearsal, checks }, world.runner, times);
}

/** The selected checks that send nothing. Their rule sets are loaded only for a run that uses them. */
async function staticChecks({ template, probes, release, secrets }: Settings): Promise<readonly Check[]> {
  if (template === undefined || !probes.some(({ id }) => id === "template")) return [];
  const { checkTemplates } = await import("../template/check.ts");
  const streamed = { "chat-completions": "chat-stream", responses: "responses-stream" } as const;
  const check = await checkTemplates({
    ...template,
    model: release.model === "" ? null : release.model,
    streaming: FAMILIES.filter((family) => probes.some(({ id }) => id === streamed[family])),
    secrets,
  });
  return [check];
}
