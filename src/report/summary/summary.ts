import type { Evidence } from "../../evidence/evidence.ts";
import type { ReportContext } from "../context.ts";
import { page } from "../markdown-page.ts";
import { content } from "./content.ts";

/**
 * Bytes of a summary. GitHub drops one over 1 MiB (platform.md, "Limits"); the rest is room for what the door adds.
 */
export const MAX_SUMMARY_BYTES = 1_000_000;

/**
 * The job summary in GitHub-flavoured Markdown: decision first, then what to do, then the tables, then the folds.
 * Always below `MAX_SUMMARY_BYTES`.
 */
export function summary(evidence: Evidence, context: ReportContext): string {
  return page(content(evidence, context), MAX_SUMMARY_BYTES);
}
