import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { type FilePatterns, filePatternsOf } from "./file-patterns.ts";

/** What every record of the run has to say (release-and-rollback-checklist, "Check observability"). */
// biome-ignore format: a list of words reads by lines
export const DEFAULT_FIELDS: readonly string[] = [
  "request_id", "environment", "deployment_version", "provider", "status", "latency_bucket", "retry_count",
  "fallback_used", "error_class",
];

/** Log files to read, and what has to be in them (product.md, probe `logs`). */
export interface LogsSettings extends FilePatterns {
  /** Fields that every record of the run must have. */
  readonly require: readonly string[];
}

/** The files that the section `probes.logs` names; null where there is no such section. */
export function* logsOf(document: SettingsDocument, source: SettingsSource): Rule<LogsSettings | null> {
  const { values, originOf } = document;
  const section = values.probes?.logs;
  if (section === undefined) {
    yield problemAt(
      originOf("step.probes"),
      "missing-logs",
      "selects logs: no gate file names the log files to read",
      "Write probes: { logs: { files: logs/*.jsonl } } in the gate file, or remove logs from the input probes.",
    );
    return null;
  }
  const patterns = yield* filePatternsOf("probes.logs.files", section.files, document, source);
  return { ...patterns, require: [...new Set(section.require ?? DEFAULT_FIELDS)] };
}
