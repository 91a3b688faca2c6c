import {
  familiesOf,
  isLive,
  type MustFailOptions,
  PROBES,
  polarityOf,
  type SelectedProbe,
} from "../evidence/probes.ts";
import type { AppAsking, Probe } from "./probe.ts";
import { REGISTRY } from "./registry.ts";

/** A probe of the plan, and whether the user named it or only a preset holds it. */
export interface PlannedProbe {
  readonly probe: Probe;
  readonly selected: SelectedProbe["selected"];
}

/**
 * The probes of a run: the selected ones, with those that follow the others spread over every family that is probed.
 * @param app the routes of the application to ask; empty where there are none, or it does not run this release
 */
export function planProbes(
  selected: readonly SelectedProbe[],
  mustFail: MustFailOptions,
  app: readonly AppAsking[] = [],
): PlannedProbe[] {
  const run = { families: familiesOf(selected.map(({ id }) => id)), mustFail, app };
  return selected
    .flatMap(({ id, selected }): PlannedProbe[] => {
      if (!isLive(id)) return [];
      const made = REGISTRY[id];
      const probes = typeof made === "function" ? made(run) : [made];
      return probes.map((probe) => ({ probe: { ...probe, polarity: polarityOf(id, selected) }, selected }));
    })
    .sort((a, b) => place(a.probe) - place(b.probe));
}

/** Those that ask a family by themselves, those that follow them, those that ask none. */
function place({ id }: Probe): number {
  const { family, target } = PROBES[id];
  // Last, so that in a rehearsal, which cannot ask the application, the other probes keep their places.
  if (target === "application") return 3;
  return family === null ? 2 : family === "each" ? 1 : 0;
}
