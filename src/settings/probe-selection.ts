import {
  COMPARING_PRESET,
  DEFAULT_PRESET,
  membersOf,
  PRESETS,
  PROBE_IDS,
  type ProbeId,
  type SelectedProbe,
} from "../evidence/probes.ts";
import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import { type Origin, problemAt, type Rule } from "./origin.ts";
import type { Auth } from "./release/headers.ts";
import type { Settings } from "./settings.ts";

const ORIGIN: Origin = { kind: "input", name: "probes" };

/** The probes to ask, in the order of the vocabulary; an id that is named wins over a preset that holds it. */
export function* readProbes(auth: Auth, entries: readonly string[] = [DEFAULT_PRESET]): Rule<readonly SelectedProbe[]> {
  const explicit = new Set<ProbeId>();
  const preset = new Set<ProbeId>();
  let flawed = false;
  for (const entry of new Set(entries)) {
    const id = PROBE_IDS.find((candidate) => candidate === entry);
    const named = PRESETS.find((candidate) => candidate === entry);
    if (named !== undefined) for (const member of membersOf(named)) preset.add(member);
    else if (id !== undefined) explicit.add(id);
    else {
      flawed = true;
      yield unknownProbe(entry);
    }
  }
  const selected = PROBE_IDS.filter((id) => explicit.has(id) || preset.has(id)).map(
    (id): SelectedProbe => ({ id, selected: explicit.has(id) ? "explicit" : "preset" }),
  );
  const probes = yield* withoutPointless(selected, auth);
  if (!flawed && probes.length === 0) yield nothingToProbe(entries);
  return probes;
}

/** Whether a preset was named that holds the migration report (product.md, "Probes"). */
export function readMigration(entries: readonly string[] = [DEFAULT_PRESET]): Pick<Settings, "migration"> {
  return entries.includes(COMPARING_PRESET) ? { migration: true } : {};
}

/** Without a credential there is nothing that a fake one could be compared with. */
function* withoutPointless(probes: readonly SelectedProbe[], auth: Auth): Rule<readonly SelectedProbe[]> {
  if (auth !== "none" || !probes.some(({ id }) => id === "auth-path")) return probes;
  yield "auth-path is skipped: release.auth is none, so there is no credential to refuse.";
  return probes.filter(({ id }) => id !== "auth-path");
}

function nothingToProbe(entries: readonly string[]) {
  return problemAt(
    ORIGIN,
    "nothing-to-probe",
    entries.length === 0
      ? "names nothing"
      : `selects nothing that this run can ask (${[...new Set(entries)].join(", ")})`,
    `Select ${DEFAULT_PRESET}, chat or responses.`,
  );
}

function unknownProbe(entry: string) {
  const known = [...PRESETS, ...PROBE_IDS];
  return problemAt(
    ORIGIN,
    "unknown-probe",
    `names ${shown(entry)}, which is neither a probe nor a preset${didYouMean(entry, known)}`,
    `Available: ${known.join(", ")}.`,
  );
}
