import { PROBE_IDS, type ProbeId } from "../evidence/vocabulary.ts";
import { findLater } from "./later.ts";
import { given, listOf, type Reading } from "./precedence.ts";
import { DEFAULT_PRESET, PRESETS } from "./probe-catalogue.ts";
import { type Origin, problemAt } from "./problem.ts";
import type { Auth, SelectedProbe } from "./settings.ts";
import { didYouMean, shown } from "./wording.ts";

const ORIGIN: Origin = { kind: "input", name: "probes" };

/** The probes to ask, in the order of the vocabulary; an id that is named wins over a preset that holds it. */
export function readProbes(auth: Auth, reading: Reading): readonly SelectedProbe[] {
  const entries = listOf(given(reading.source.inputs.probes) ?? DEFAULT_PRESET);
  const explicit = new Set<ProbeId>();
  const preset = new Set<ProbeId>();
  let flawed = false;
  for (const entry of new Set(entries)) {
    const id = PROBE_IDS.find((candidate) => candidate === entry);
    if (Object.hasOwn(PRESETS, entry)) for (const member of membersOf(entry, reading)) preset.add(member);
    else if (id !== undefined && findLater("probe", id) === null) explicit.add(id);
    else {
      flawed = true;
      if (id === undefined) refuseUnknown(entry, reading);
      else refuseLaterProbe(id, reading);
    }
  }
  const selected = PROBE_IDS.filter((id) => explicit.has(id) || preset.has(id)).map(
    (id): SelectedProbe => ({ id, selected: explicit.has(id) ? "explicit" : "preset" }),
  );
  const probes = withoutPointless(selected, auth, reading);
  if (!flawed) checkSomethingToAsk(entries, probes, reading);
  return probes;
}

/** Members of a preset that can run; the others are named in a warning, so that nobody believes they ran. */
function membersOf(name: string, reading: Reading): readonly ProbeId[] {
  const members = PRESETS[name] ?? [];
  const later = members.filter((member) => findLater("probe", member) ?? findLater("report", member));
  if (later.length > 0)
    reading.warn(`Preset ${name} runs without ${later.join(", ")}: this version of the gate cannot do them yet.`);
  return PROBE_IDS.filter((id) => members.includes(id) && !later.includes(id));
}

/** Without a credential there is nothing that a fake one could be compared with. */
function withoutPointless(probes: readonly SelectedProbe[], auth: Auth, reading: Reading): readonly SelectedProbe[] {
  if (auth !== "none" || !probes.some(({ id }) => id === "auth-path")) return probes;
  reading.warn("auth-path is skipped: release.auth is none, so there is no credential to refuse.");
  return probes.filter(({ id }) => id !== "auth-path");
}

function checkSomethingToAsk(entries: readonly string[], probes: readonly SelectedProbe[], reading: Reading): void {
  if (probes.length > 0) return;
  const later = entries.some((entry) => PRESETS[entry]?.some((member) => findLater("probe", member)));
  reading.report(
    problemAt(
      ORIGIN,
      later ? "not-available-yet" : "nothing-to-probe",
      `selects nothing that this ${later ? "version of the gate" : "run"} can ask (${[...new Set(entries)].join(", ")})`,
      `Select ${DEFAULT_PRESET}, chat or responses.`,
    ),
  );
}

function refuseUnknown(entry: string, reading: Reading): void {
  const known = [...Object.keys(PRESETS), ...PROBE_IDS];
  const available = known.filter((word) => findLater("probe", word) === null);
  reading.report(
    problemAt(
      ORIGIN,
      "unknown-probe",
      `names ${shown(entry)}, which is neither a probe nor a preset${didYouMean(entry, known)}`,
      `Available: ${available.join(", ")}.`,
    ),
  );
}

function refuseLaterProbe(id: ProbeId, reading: Reading): void {
  reading.report(
    problemAt(
      ORIGIN,
      "not-available-yet",
      `names ${id}, which this version of the gate cannot do yet`,
      "Remove it; nothing that you ask for is silently left out.",
    ),
  );
}
