/** The reports as the gate makes them out of evidence and settings: what they know beside the evidence comes from both. */
import type { Evidence } from "../../src/evidence/evidence.ts";
import { type MigrationReport, migrationReport } from "../../src/migration/report.ts";
import type { ReportContext } from "../../src/report/context.ts";
import * as records from "../../src/report/records/decision-record.ts";
import * as logs from "../../src/report/records/log-records.ts";
import * as page from "../../src/report/summary/summary.ts";
import * as text from "../../src/report/terminal.ts";
import * as threads from "../../src/report/threads.ts";
import { ownTemplates, reportContext } from "../../src/run/report-context.ts";
import type { Settings } from "../../src/settings/settings.ts";

/** @param given null: the settings were not usable */
type Given = Settings | null;

/** Null where the preset `migration` was not selected. */
export function migrationOf(evidence: Evidence, given: Given): MigrationReport | null {
  return evidence.run.migration ? migrationReport(evidence, ownTemplates(evidence, given)) : null;
}

/** How the gate was called, where a test is about that. */
type Call = Partial<Pick<ReportContext, "addresses" | "inputs">>;

export function contextOf(evidence: Evidence, given: Given, call: Call = {}): ReportContext {
  return { ...reportContext(evidence, given, migrationOf(evidence, given)), ...call };
}

export const summary = (evidence: Evidence, given: Given, call: Call = {}) =>
  page.summary(evidence, contextOf(evidence, given, call));
export const content = (evidence: Evidence, given: Given) => page.content(evidence, contextOf(evidence, given));
export const logRecords = (evidence: Evidence, given: Given) => logs.logRecords(evidence, contextOf(evidence, given));
export const decisionRecord = (evidence: Evidence, given: Given) =>
  records.decisionRecord(evidence, contextOf(evidence, given));
export const commentText = (evidence: Evidence, given: Given, runUrl: string | null) =>
  threads.commentText(evidence, contextOf(evidence, given), runUrl);
export const resolvedText = (evidence: Evidence, given: Given, runUrl: string | null) =>
  threads.resolvedText(evidence, contextOf(evidence, given), runUrl);
export const issueText = (evidence: Evidence, given: Given, runUrl: string | null) =>
  threads.issueText(evidence, contextOf(evidence, given), runUrl, []);
export const terminalReport = (
  evidence: Evidence,
  given: Given,
  paint: text.Paint,
  detail: text.Detail = "full",
  screen?: text.Screen,
) => text.terminalReport(evidence, contextOf(evidence, given), paint, detail, screen);
