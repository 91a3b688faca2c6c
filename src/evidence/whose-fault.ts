/** Whose failures a run shows: those of the API, or those of the deployed service (decision.md, "Whose fault"). */

import { meansOf } from "./detail-checks.ts";
import type { ObservedRun, ProbeRun } from "./evidence.ts";
import { failuresBehind, type SeenFailure } from "./failure-words.ts";
import { isOfService, PROBE_IDS, type ProbeId } from "./probes.ts";
import { TRIGGERS, type TriggerId } from "./triggers.ts";
import type { TriggerReport } from "./verdict.ts";
import { weighs } from "./vocabulary.ts";

/** Who failed; both, or neither where only settings or files are wrong. */
interface Fault {
  readonly api: boolean;
  readonly service: boolean;
}

/** The id in a probe's key; in a fan-in the leg's label stands before it. Null: it names no probe. */
export function probeIn(key: string): ProbeId | null {
  const [id] = (key.split(" ").at(-1) ?? "").split(":");
  return PROBE_IDS.find((each) => each === id) ?? null;
}

/** Whether a probe's key is that of the deployed service. */
export function isServiceKey(key: string): boolean {
  const id = probeIn(key);
  return id !== null && isOfService(id);
}

/** Holds that say that the release is not there, or not everywhere: they are the service's, whatever their probes. */
export const ARRIVAL: readonly TriggerId[] = ["not-ready", "rollout-incomplete"];

/** Who is behind the triggers that fired and are more than a remark. */
export function faultOf(
  triggers: readonly TriggerReport[],
  { checks, arrival }: Pick<ObservedRun, "checks" | "arrival">,
): Fault {
  const moving = triggers.filter(weighs);
  const ids = moving.map(({ id }) => id);
  const keys = moving.flatMap(({ probes }) => probes);
  const failed = checks.filter(({ findings }) => findings.some(({ trigger }) => ids.includes(trigger)));
  const looked = [...failed.map(({ id }) => id), ...ids.flatMap((id) => TRIGGERS[id].check ?? [])];
  const exposed = arrival?.last?.category === "sensitive-exposure";
  return {
    api: keys.some((key) => !isServiceKey(key)) || looked.includes("docs"),
    service: exposed || keys.some(isServiceKey) || looked.some(isServiceKey) || ids.some((id) => ARRIVAL.includes(id)),
  };
}

/** Where to look where going back does not help, as the end of "look at"; nobody is sent to whoever did not fail. */
export function placesToLook({ api, service }: Fault): string {
  const ofService = "the service, what it depends on and its network";
  if (api && service) return `provider, network and credential, and apart from that at ${ofService}`;
  if (service) return ofService;
  return api ? "provider, network and credential" : "what the checks found";
}

/** Keys of probes by whose they are: the API's, and the deployed service's. */
export function bySide(keys: readonly string[]) {
  return { api: keys.filter((key) => !isServiceKey(key)), service: keys.filter(isServiceKey) };
}

/** What a trigger means and on which probes, of the API and of the deployed service each in its own words. */
export function meaningOf(
  { id, probes: keys }: Pick<TriggerReport, "id" | "probes">,
  probes: readonly ProbeRun[],
  said: (meaning: string, keys: readonly string[]) => string,
): string {
  const { api, service } = bySide(keys);
  const sides = TRIGGERS[id].ofService === undefined ? [keys] : [api, service].filter((side) => side.length > 0);
  return (sides.length === 0 ? [keys] : sides).map((side) => said(meaningOn(id, side, probes), side)).join("; ");
}

/** What a trigger means on these probes of one side: of the service what all of its failures came to, where that is one thing. */
export function meaningOn(id: TriggerId, keys: readonly string[], probes: readonly ProbeRun[]): string {
  const { meaning, ofService = meaning, doubt } = TRIGGERS[id];
  const isService = keys.some(isServiceKey);
  if (doubt || !(isService || id === "unreachable")) return isService ? ofService : meaning;
  const failures = failuresBehind(id, keys, probes);
  // Somebody answered: the network is no suspect.
  if (!isService)
    return failures.length > 0 && failures.every(isBlocked)
      ? "something in front of the API answered; the place of this runner is a suspect"
      : meaning;
  const [first, ...others] = new Set(failures.map(({ category, observed }) => meansOf(category, observed)));
  return first === undefined || others.length > 0 ? ofService : first;
}

function isBlocked({ category }: SeenFailure): boolean {
  return category === "blocked";
}
