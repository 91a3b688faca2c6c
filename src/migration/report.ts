import { z } from "zod";
import type { Evidence } from "../evidence/evidence.ts";
import { runIdSchema } from "../evidence/run-identity.ts";
import { type MigrationRow, MigrationRowSchema, migrationRows } from "./areas.ts";
import { FieldReportSchema, fieldReport, type OwnTemplates } from "./request-mapping.ts";

/** Version of the format of `migration-report.json`. */
const MIGRATION_REPORT_VERSION = 1;

/**
 * `migration-report.json`: Chat Completions and Responses side by side (chat-to-responses-migration, "Contract details to
 * verify"). It goes beside `migration.json`, the log record of the same document, and never into the decision.
 */
export const MigrationReportSchema = z.strictObject({
  schema: z.literal("cometapi-release-gate/migration-report"),
  version: z.literal(MIGRATION_REPORT_VERSION),
  run_id: runIdSchema("migration-"),
  /** File of the log record; null where no endpoint was asked and there is none. */
  record: z.literal("migration.json").nullable(),
  conclusion: z.string(),
  counts: z.strictObject({ same: z.int(), differs: z.int(), not_tested: z.int() }),
  rows: z.array(MigrationRowSchema),
  request_fields: FieldReportSchema,
});
export type MigrationReport = z.infer<typeof MigrationReportSchema>;

/** The comparison of a run that the preset `migration` was selected for. */
export function migrationReport(evidence: Evidence, templates: OwnTemplates): MigrationReport {
  const rows = migrationRows(evidence);
  const count = (result: MigrationRow["result"]) => rows.filter((row) => row.result === result).length;
  const counts = { same: count("same"), differs: count("differs"), not_tested: count("not_tested") };
  const recorded = (evidence.release.configuration?.families ?? []).length > 0;
  return {
    schema: "cometapi-release-gate/migration-report",
    version: MIGRATION_REPORT_VERSION,
    run_id: `migration-${evidence.run.id}`,
    record: recorded ? "migration.json" : null,
    conclusion: conclusion(counts),
    counts,
    rows,
    request_fields: fieldReport(templates),
  };
}

function conclusion({ same, differs, not_tested: open }: MigrationReport["counts"]): string {
  const rest =
    open === 0
      ? "Nothing is left open."
      : `What was not tested is open: do not move traffic that depends on it before it is.`;
  return `${same} the same, ${differs} different, ${open} not tested. ${rest}`;
}
