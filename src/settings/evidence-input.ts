import type { Mode } from "../evidence/vocabulary.ts";
import { legLabels } from "./legs.ts";
import { given, listOf, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { EvidenceInput } from "./settings.ts";

/** Modes that read the evidence of earlier runs (product.md, `evidence`). */
const READS_EVIDENCE: readonly Mode[] = ["record", "replay"];

/** Files of earlier runs and the legs that must be among them. */
export function readEvidenceInput(mode: Mode, { source, report }: Reading): EvidenceInput {
  const patterns = listOf(given(source.inputs.evidence));
  const expectLegs = legLabels(given(source.inputs["expect-legs"]) ?? "");
  const refuse = (name: string, code: string, what: string, help: string) =>
    report(problemAt({ kind: "input", name }, code, what, help));
  if (READS_EVIDENCE.includes(mode)) {
    if (patterns.length === 0)
      refuse(
        "evidence",
        "missing-evidence",
        `is needed for mode ${mode}`,
        "Give the path of evidence.json, or a glob such as evidence/**/evidence.json.",
      );
  } else if (patterns.length > 0) {
    refuse("evidence", "unused-input", `is not read in mode ${mode}`, "Set mode to replay or record, or remove it.");
  }
  if (expectLegs.length > 0 && mode !== "replay")
    refuse("expect-legs", "unused-input", `is not read in mode ${mode}`, "Set mode to replay, or remove it.");
  return { patterns, expectLegs };
}
