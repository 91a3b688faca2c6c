import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "../policy/limits.ts";
import type { SettingsSource } from "../source.ts";
import { type FilePatterns, filePatternsOf } from "./file-patterns.ts";

/** Test results to read (product.md, probe `results`). */
export interface ResultsSettings extends FilePatterns {
  /** Files whose newest time is older, ms before the run began, are of another run. */
  readonly maxAgeMs: number;
}

/** Age where nobody says it, ms: longer than any workflow runs, shorter than a report that was committed or left over. */
const MAX_AGE_MS = 24 * 3_600_000;

/** Longest age that can be said, ms: a workflow may wait a month for its approval. */
const LONGEST_AGE_MS = 31 * MAX_AGE_MS;

/** The files that the section `probes.results` names; null where there is no such section. */
export function* resultsOf(document: SettingsDocument, source: SettingsSource): Rule<ResultsSettings | null> {
  const section = document.values.probes?.results;
  if (section === undefined) {
    yield problemAt(
      document.originOf("step.probes"),
      "missing-results",
      "selects results: no gate file names the JUnit files to read",
      "Write probes: { results: { files: reports/*.xml } } in the gate file, or remove results from the input probes.",
    );
    return null;
  }
  const patterns = yield* filePatternsOf("probes.results.files", section.files, document, source);
  const bounds = { ...TIME_BOUNDS, max: LONGEST_AGE_MS };
  const maxAgeMs = (yield* within(bounds, section["max-age"], "probes.results.max-age", document)) ?? MAX_AGE_MS;
  return { ...patterns, maxAgeMs };
}
