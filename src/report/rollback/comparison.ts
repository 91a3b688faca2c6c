import type { Evidence } from "../../evidence/evidence.ts";
import type { KnownGood } from "../../evidence/known-good.ts";
import { capitalised } from "../../evidence/pace-words.ts";
import { comparePolicies, type PolicyChange } from "../../evidence/policy-comparison.ts";
import { compareWithKnownGood, type FieldComparison } from "../../evidence/release-comparison.ts";
import type { ProbeVerdict, RehearsalVerdict } from "../../evidence/verdict.ts";
import { atMost, type Block, columns, EMPTY, RESULT_TONES, type Row, table, tableIfAny, text } from "../document.ts";

/** The record of the way back; null in every other state of it. */
export function recordIn({ knownGood }: Evidence): KnownGood | null {
  return knownGood.kind === "record" ? knownGood.record : null;
}

/** A release as a person looks for it in a deployment tool: `2026.11.19-2 (commit c0ffee)`. */
export function releaseName({ deploymentVersion, commit }: Pick<KnownGood, "deploymentVersion" | "commit">): string {
  if (deploymentVersion === null)
    return commit === null ? "the release without a version" : `the release of commit ${commit}`;
  return commit === null ? deploymentVersion : `${deploymentVersion} (commit ${commit})`;
}

const FIELD_COLUMNS = columns(["Field"], ["This release", "Known-good"]);

/** Beside a rollback: whether the probes that failed exercised the field. */
const IMPLICATED_COLUMNS = columns(["Field", "Implicated"], ["This release", "Known-good"]);

/** Changes named beside the decision; the table has them all. */
const MOST_NAMED = 4;

/** Fields named with the reason why they were not compared; the plan has them all. */
const MOST_UNCOMPARED = 20;

/** What the record says of a field; silence is no reason to remove it. */
export function recordedValue(theirs: string | null, recorded: boolean): string {
  return theirs ?? (recorded ? EMPTY : "not recorded: keep or check");
}

/** What differs, what is the same, what could not be compared (checklist, "Required rollback information"). */
export function comparison(evidence: Evidence): readonly Block[] {
  const fields = compareWithKnownGood(evidence, evidence.verdict.probes);
  if (fields === null) return [];
  const same = fields.filter(({ standing }) => standing === "same").map(({ field }) => field);
  const uncompared = fields.flatMap(({ field, why }) => (why === null ? [] : [`${field} (${why})`]));
  const { decision, rollbackPlan } = evidence.verdict;
  const attributed = decision === "rollback";
  const rows = changesIn(fields).map(({ field, ours, theirs, recorded, standing }) => {
    const implicated = rollbackPlan.find((step) => step.field === field)?.implicated ?? EMPTY;
    const here = ours ?? (standing === "unknown" ? "not declared" : EMPTY);
    return { cells: [field, ...(attributed ? [implicated] : []), here, recordedValue(theirs, recorded)] };
  });
  const nothing =
    uncompared.length === 0
      ? "Nothing differs: the configuration is that of the known-good release."
      : "Nothing that was compared differs from the known-good release.";
  return [
    rows.length === 0 ? text(nothing) : table(attributed ? IMPLICATED_COLUMNS : FIELD_COLUMNS, rows, 0),
    ...(rows.length === 0 || same.length === 0 ? [] : [text(`The same in both: ${same.join(", ")}.`)]),
    ...(uncompared.length === 0 ? [] : [text(`Not compared: ${atMost(uncompared, MOST_UNCOMPARED).join(", ")}.`)]),
    ...policyWords(evidence).map(text),
  ];
}

/** How the policy differs from the one that the known-good release was cleared by; what lets more pass comes first. */
function policyWords(evidence: Evidence): readonly string[] {
  const compared = comparePolicies(evidence);
  if (compared === null) return [];
  if (compared.kind === "unrecorded") return ["The policy differs from the known-good's; which keys is not recorded."];
  const { milder = [], other = [] } = Object.groupBy(compared.changes, (change) =>
    change.milder ? "milder" : "other",
  );
  const words = (changes: readonly PolicyChange[]) =>
    atMost(
      changes.map(({ key, from, to }) => `${key} ${from} → ${to}`),
      MOST_UNCOMPARED,
    ).join("; ");
  return [
    ...(milder.length === 0 ? [] : [`The policy is milder than the known-good's: ${words(milder)}.`]),
    ...(other.length === 0 ? [] : [`The policy differs, and is no milder for it: ${words(other)}.`]),
  ];
}

/** What of the policy may be why less was found; for the one line beside the decision. */
function milderPolicy(evidence: Evidence): readonly string[] {
  const compared = comparePolicies(evidence);
  if (compared?.kind !== "compared") return [];
  return compared.changes.filter(({ milder }) => milder).map(({ key, from, to }) => `${key} ${from} → ${to} (milder)`);
}

/** What differs, or may differ because one side does not say. */
function changesIn(fields: readonly FieldComparison[]): readonly FieldComparison[] {
  return fields.filter(({ standing }) => standing === "differs" || standing === "unknown");
}

/** What changed since the known-good, in one line beside a decision that is no proceed; null where nothing is known. */
export function changedSince(evidence: Evidence): string | null {
  const { decision, probes } = evidence.verdict;
  if (decision === "proceed" || evidence.run.mode === "verify-rollback") return null;
  const fields = compareWithKnownGood(evidence, probes);
  if (fields === null) return null;
  const named = changesIn(fields).map(
    ({ field, ours, theirs, recorded }) =>
      `${field} ${theirs ?? (recorded ? "not set" : "not recorded")} → ${ours ?? "not set"}`,
  );
  // The artifact is no field of a configuration; it is compared where the deployed service failed.
  const artifact = evidence.verdict.rollbackPlan.filter(({ field }) => field === "commit");
  const commits = artifact.map(({ from, to }) => `commit ${to ?? "not recorded"} → ${from ?? "unknown"}`);
  const all = [...commits, ...atMost(named, MOST_NAMED), ...atMost(milderPolicy(evidence), MOST_NAMED)];
  if (all.length > 0) return all.join("; ");
  const policy = comparePolicies(evidence);
  const known = policy === null || (policy.kind === "compared" && policy.changes.length === 0);
  return known && fields.every(({ why }) => why === null) ? "nothing" : "nothing that was compared";
}

/** The same comparison for a run that rolls nothing back. */
export function changes(evidence: Evidence): readonly Block[] {
  // After a rollback both sides are the same release: the record's values are the ones that were probed.
  const told = evidence.verdict.decision === "rollback" || evidence.run.mode === "verify-rollback";
  return told ? [] : comparison(evidence);
}

const PROBE_COLUMNS = columns(["Probe", "This release", "Known-good"], ["Known-good's reason"]);

/** What the two releases together mean (decision.md, the table of "Rehearsal"). */
function meaning({ decision, reasonCode }: Evidence["verdict"], { result, reason }: RehearsalVerdict): string {
  if (result === "not-testable")
    return `The known-good release could not be tested: ${reason}. The way back is unproven.`;
  const known = `${capitalised(reason)}.`;
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

/** Both releases side by side, probe by probe, and what that means; nothing where no rehearsal was asked for. */
export function rehearsal({ verdict }: Evidence): readonly Block[] {
  const { rehearsal, probes } = verdict;
  if (rehearsal === null) return [];
  const keys = [...new Set([...probes, ...rehearsal.probes].map(({ key }) => key))];
  const rows = keys.map((key): Row => {
    const theirs = rehearsal.probes.find((probe) => probe.key === key);
    const ours = probes.find((probe) => probe.key === key);
    return {
      cells: [key, outcome(ours), outcome(theirs), theirs?.reason ?? EMPTY],
      tone: RESULT_TONES[theirs?.result ?? "not_tested"],
    };
  });
  return [
    text(meaning(verdict, rehearsal)),
    ...tableIfAny(PROBE_COLUMNS, rehearsal.probes.length === 0 ? [] : rows, 2),
  ];
}
