import {
  DEFAULT_PRESET,
  membersOf,
  PRESETS,
  PROBE_IDS,
  type ProbeId,
  type SelectedProbe,
} from "../../evidence/probes.ts";
import { didYouMean } from "../../text/nearest.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { Auth } from "../release/headers.ts";

/** Probe ids and presets as they were named. */
export function namedProbes({ values }: SettingsDocument): readonly string[] {
  return values.step?.probes ?? [DEFAULT_PRESET];
}

/** The probes to ask, in the order of the vocabulary; an id that is named wins over a preset that holds it. */
export function* selectedProbes(document: SettingsDocument, auth: Auth): Rule<readonly SelectedProbe[]> {
  const entries = namedProbes(document);
  const origin = document.originOf("step.probes");
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
      const known = [...PRESETS, ...PROBE_IDS];
      const what = `names ${shown(entry)}, which is neither a probe nor a preset${didYouMean(entry, known)}`;
      yield problemAt(origin, "unknown-probe", what, `Available: ${known.join(", ")}.`);
    }
  }
  const selected = PROBE_IDS.filter((id) => explicit.has(id) || preset.has(id)).map(
    (id): SelectedProbe => ({ id, selected: explicit.has(id) ? "explicit" : "preset" }),
  );
  const probes = yield* withoutPointless(selected, auth);
  if (!flawed && probes.length === 0) {
    const what =
      entries.length === 0
        ? "names nothing"
        : `selects nothing that this run can ask (${[...new Set(entries)].join(", ")})`;
    yield problemAt(origin, "nothing-to-probe", what, `Select ${DEFAULT_PRESET}, chat or responses.`);
  }
  return probes;
}

/** Without a credential there is nothing that a fake one could be compared with. */
function* withoutPointless(probes: readonly SelectedProbe[], auth: Auth): Rule<readonly SelectedProbe[]> {
  if (auth !== "none" || !probes.some(({ id }) => id === "auth-path")) return probes;
  yield "auth-path is skipped: release.auth is none, so there is no credential to refuse.";
  return probes.filter(({ id }) => id !== "auth-path");
}
