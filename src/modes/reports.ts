/** What a run comes to: its verdict, the evidence, and every file. Loaded while the first requests are on their way. */
import { decide } from "../decision/decide.ts";
import { digestOf } from "../evidence/digest.ts";
import { type Evidence, EvidenceSchema, type ObservedRun } from "../evidence/evidence.ts";
import { nextKnownGood } from "../evidence/next-known-good.ts";
import type { Redactor } from "../evidence/redaction.ts";
import type { ReportContext } from "../report/context.ts";
import { decisionRecord } from "../report/records/decision-record.ts";
import { docsReviewFile } from "../report/records/docs-review.ts";
import { junit } from "../report/records/junit.ts";
import { jsonFile, logRecords, type ReportFile } from "../report/records/log-records.ts";
import { summary } from "../report/summary/summary.ts";
import { familyComparison, reportContext } from "../run/report-context.ts";
import type { Settings } from "../settings/settings.ts";

/** What a run is told with: its settings as far as they are usable, what was given, and what no text may show. */
interface Known {
  readonly settings: Settings | null;
  readonly given: Settings;
  readonly redactor: Redactor;
  readonly call: Pick<ReportContext, "addresses" | "inputs">;
  /** Our sentences in the words of the door: an input is a flag in a terminal. */
  readonly words: (text: string) => string;
}

/** A run with its verdict, as evidence and in every file. */
export async function reportsOf(run: ObservedRun, { settings, given, redactor, call, words }: Known) {
  const decided = { ...run, verdict: decide(run) };
  // The whole is held against the published schema; once, so that code made for it would not pay.
  const evidence = EvidenceSchema.parse({ ...decided, digest: digestOf(decided) }, { jitless: true });
  const migration = await familyComparison(evidence, settings);
  const context = reportContext(evidence, settings, migration, given, call);
  const files = [
    ...reportFiles(evidence, context, words),
    ...docsReviewFile(evidence.docs, settings?.docs?.reviewed ?? {}),
  ].map((file) => ({ ...file, content: redactor.redact(file.content) }));
  return { evidence, context, files };
}

function reportFiles(evidence: Evidence, context: ReportContext, words: Known["words"]): ReportFile[] {
  // For a workflow that commits it; also where the runner drops an output over a masked value.
  const record = nextKnownGood(evidence);
  return [
    jsonFile("evidence.json", evidence),
    jsonFile("decision-record.json", decisionRecord(evidence, context)),
    ...logRecords(evidence, context),
    ...(context.migration === null ? [] : [jsonFile("migration-report.json", context.migration)]),
    ...(record === null ? [] : [jsonFile("next-known-good.json", record)]),
    { fileName: "junit.xml", content: words(junit(evidence)) },
    { fileName: "summary.md", content: words(summary(evidence, context)) },
  ];
}
