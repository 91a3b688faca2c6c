import { fieldsOf } from "../decision/rollback-plan.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type Block, type Column, EMPTY, type Row, type Section } from "./document.ts";
import { recordIn } from "./known-good.ts";

type Table = Extract<Block, { kind: "table" }>;

const COLUMNS: readonly Column[] = [
  { title: "Field" },
  { title: "Compared" },
  { title: "This release", wide: true },
  { title: "Known-good", wide: true },
];

/**
 * This release beside the known-good one, field by field: what differs first, in the order in which it is put back
 * (release-and-rollback-checklist, "Required rollback information"). Null where one of them is not known.
 */
export function comparison(evidence: Evidence): Table | null {
  const { release } = evidence;
  const record = recordIn(evidence);
  if (record === null || release.configuration === null) return null;
  const ours = fieldsOf({ configuration: release.configuration, secretVersion: release.secretVersion });
  const theirs = fieldsOf(record);
  const rows = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((field): Row[] => {
    const [from, to] = [ours[field] ?? null, theirs[field] ?? null];
    if (from === null && to === null) return [];
    const cells = [field, from === to ? "same" : "differs", from ?? EMPTY, to ?? EMPTY];
    return [{ cells, tone: from === to ? "quiet" : "warn" }];
  });
  const differing = rows.toSorted((a, b) => Number(b.tone === "warn") - Number(a.tone === "warn"));
  return { kind: "table", columns: COLUMNS, rows: differing, toneColumn: 1 };
}

/** The same table for a run that rolls nothing back; null where there is nothing to compare. */
export function changedSection(evidence: Evidence): Section | null {
  // After a rollback both sides are the same release: the record's values are the ones that were probed.
  if (evidence.verdict.decision === "rollback" || evidence.run.mode === "verify-rollback") return null;
  const table = comparison(evidence);
  if (table === null) return null;
  const nothing = { kind: "text", text: "Nothing: the configuration is that of the known-good release." } as const;
  const blocks = table.rows.some(({ tone }) => tone === "warn") ? [table] : [nothing];
  return { title: "What changed since the known-good", folded: true, sheds: 6, blocks };
}
