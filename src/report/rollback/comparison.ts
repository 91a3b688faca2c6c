import { configurationFields } from "../../evidence/configuration-fields.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { atMost, type Block, type Column, EMPTY, type Section } from "../document.ts";
import { recordIn } from "../known-good.ts";

const COLUMNS: readonly Column[] = [
  { title: "Field" },
  { title: "This release", wide: true },
  { title: "Known-good", wide: true },
];

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
  if (rows.length === 0)
    return [{ kind: "text", text: "Nothing differs: the configuration is that of the known-good release." }];
  const table: Block = { kind: "table", columns: COLUMNS, rows, toneColumn: 0 };
  return same.length === 0 ? [table] : [table, { kind: "text", text: `The same in both: ${same.join(", ")}.` }];
}

/** What changed since the known-good, in one line beside a decision that is no proceed; null where nothing is known. */
export function changedSince(evidence: Evidence): string | null {
  const record = recordIn(evidence);
  const { decision } = evidence.verdict;
  if (record === null || decision === "proceed" || evidence.run.mode === "verify-rollback") return null;
  const changes = fieldPairs(evidence)?.filter(({ ours, theirs }) => ours !== theirs) ?? null;
  if (changes === null) return null;
  const named = changes.map(({ field, ours, theirs }) => `${field} ${theirs ?? "not set"} → ${ours ?? "not set"}`);
  const said = named.length === 0 ? "nothing" : atMost(named, MOST_NAMED, (cut) => `${cut} more`).join("; ");
  return said;
}

/** The same comparison for a run that rolls nothing back; null where there is nothing to compare. */
export function changedSection(evidence: Evidence): Section | null {
  // After a rollback both sides are the same release: the record's values are the ones that were probed.
  if (evidence.verdict.decision === "rollback" || evidence.run.mode === "verify-rollback") return null;
  const blocks = comparison(evidence);
  return blocks === null ? null : { title: "What changed since the known-good", folded: true, sheds: 6, blocks };
}
