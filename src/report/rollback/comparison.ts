import { configurationFields } from "../../evidence/configuration-fields.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { ProbeVerdict, RehearsalVerdict } from "../../evidence/verdict.ts";
import { atMost, type Block, columns, EMPTY, RESULT_TONES, type Row, type Section, table, text } from "../document.ts";
import { recordIn } from "../known-good.ts";

const FIELD_COLUMNS = columns(["Field"], ["This release", "Known-good"]);

/** Changes named beside the decision; the table has them all. */
const MOST_NAMED = 4;

/** One field of both releases; null: not declared on that side. */
interface FieldPair {
  readonly field: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** Both releases field by field, in the order in which they are put back; null where one of them is not known. */
function fieldPairs(evidence: Evidence): readonly FieldPair[] | null {
  const { release } = evidence;
  const record = recordIn(evidence);
  if (record === null || release.configuration === null) return null;
  const { configuration, secretVersion } = release;
  const ours = configurationFields({ configuration, secretVersion }, record.configuration);
  const theirs = configurationFields(record, configuration);
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .map((field) => ({ field, ours: ours[field] ?? null, theirs: theirs[field] ?? null }))
    .filter((each) => each.ours !== null || each.theirs !== null);
}

/**
 * What differs between this release and the known-good one, and what is the same (release-and-rollback-checklist,
 * "Required rollback information"). Null where one of them is not known.
 */
export function comparison(evidence: Evidence): readonly Block[] | null {
  const fields = fieldPairs(evidence);
  if (fields === null) return null;
  const same = fields.filter(({ ours, theirs }) => ours === theirs).map(({ field }) => field);
  const rows = fields
    .filter(({ ours, theirs }) => ours !== theirs)
    .map(({ field, ours, theirs }) => ({ cells: [field, ours ?? EMPTY, theirs ?? EMPTY] }));
  if (rows.length === 0) return [text("Nothing differs: the configuration is that of the known-good release.")];
  return [table(FIELD_COLUMNS, rows, 0), ...(same.length === 0 ? [] : [text(`The same in both: ${same.join(", ")}.`)])];
}

/** What changed since the known-good, in one line beside a decision that is no proceed; null where nothing is known. */
export function changedSince(evidence: Evidence): string | null {
  const record = recordIn(evidence);
  const { decision } = evidence.verdict;
  if (record === null || decision === "proceed" || evidence.run.mode === "verify-rollback") return null;
  const changes = fieldPairs(evidence)?.filter(({ ours, theirs }) => ours !== theirs) ?? null;
  if (changes === null) return null;
  const named = changes.map(({ field, ours, theirs }) => `${field} ${theirs ?? "not set"} → ${ours ?? "not set"}`);
  return named.length === 0 ? "nothing" : atMost(named, MOST_NAMED, (cut) => `${cut} more`).join("; ");
}

/** The same comparison for a run that rolls nothing back; null where there is nothing to compare. */
export function changedSection(evidence: Evidence): Section | null {
  // After a rollback both sides are the same release: the record's values are the ones that were probed.
  if (evidence.verdict.decision === "rollback" || evidence.run.mode === "verify-rollback") return null;
  const blocks = comparison(evidence);
  return blocks === null ? null : { title: "What changed since the known-good", folded: true, sheds: 6, blocks };
}

const PROBE_COLUMNS = columns(["Probe", "This release", "Known-good"], ["Known-good's reason"]);

/** What the two releases together mean (decision.md, the table of "Rehearsal"). */
function meaning({ decision, reasonCode }: Evidence["verdict"], { result, reason }: RehearsalVerdict): string {
  if (result === "not-testable")
    return `The known-good release could not be tested: ${reason}. The way back is unproven.`;
  const known = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  if (result === "good")
    return decision === "rollback" ? `${known} Going back helps.` : `${known} The way back is open.`;
  if (decision !== "rollback") return `${known} The way back is broken: nothing would be left to go back to.`;
  return reasonCode === "rollback-would-not-help"
    ? `${known} This release fails in the same way, so going back would not help.`
    : `${known} This release fails in another way as well: going back puts one failure in place of another.`;
}

/** `fail authentication 0/2`. */
function outcome(verdict: ProbeVerdict | undefined): string {
  if (verdict === undefined) return EMPTY;
  const { result, category, passes, attempts } = verdict;
  return `${result.replace("_", " ")}${category === null ? "" : ` ${category}`} ${passes}/${attempts}`;
}

/** Both releases side by side, probe by probe, and what that means; null where no rehearsal was asked for. */
export function rehearsalSection({ verdict }: Evidence): Section | null {
  const { rehearsal, probes } = verdict;
  if (rehearsal === null) return null;
  const keys = [...new Set([...probes, ...rehearsal.probes].map(({ key }) => key))];
  const rows = keys.map((key): Row => {
    const theirs = rehearsal.probes.find((probe) => probe.key === key);
    const ours = probes.find((probe) => probe.key === key);
    return {
      cells: [key, outcome(ours), outcome(theirs), theirs?.reason ?? EMPTY],
      tone: RESULT_TONES[theirs?.result ?? "not_tested"],
    };
  });
  return {
    title: "Rehearsal",
    folded: false,
    sheds: 8,
    blocks: [
      text(meaning(verdict, rehearsal)),
      ...(rehearsal.probes.length === 0 ? [] : [table(PROBE_COLUMNS, rows, 2)]),
    ],
  };
}
