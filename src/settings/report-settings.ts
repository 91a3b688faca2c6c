import { join, resolve } from "node:path";
import { readChoice } from "./choice.ts";
import { readGateFile } from "./gate-file.ts";
import { FAIL_ON } from "./gate-file-schema.ts";
import { WHEN_TO_REPORT } from "./issue-schema.ts";
import { given, pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import { asFarAsReadable, reportSubject } from "./report-subject.ts";
import type { IssueSettings, ReportSettings, SettingsSource, WhenToReport } from "./settings.ts";

/** Folder under the runner's temp folder when no input names one. */
const EVIDENCE_FOLDER = "release-gate";

/** Label of an issue where the gate file names none. */
const DEFAULT_ISSUE_LABEL = "release-gate";

/** Variables that name a folder for temporary files: the runner's, then those of the operating systems. */
const TEMP_VARIABLES = ["RUNNER_TEMP", "TMPDIR", "TEMP", "TMP"];

/**
 * Where results go and what fails the step. Never throws and reports nothing: a setting that is invalid counts as not
 * given, so the step fails on a hold and the summary is written. `resolveSettings` reports the problems.
 */
export function readReportSettings(source: SettingsSource): ReportSettings {
  const silent = () => {};
  let text: string | null = null;
  const readFile = (path: string, within?: string) => {
    text = source.readFile(path, within);
    return text;
  };
  const found = readGateFile({ ...source, readFile }, silent);
  if (found.kind === "valid") return reportSettings({ source, gate: found.gate, report: silent });
  // A mistake in the gate file must not make this another integration: its comment and issue are looked for by name.
  const subject = reportSubject(source, asFarAsReadable(text));
  return { ...reportSettings({ source, gate: null, report: silent }), subject };
}

/** The same, with the problems reported. */
export function reportSettings(reading: Pick<Reading, "source" | "gate" | "report">): ReportSettings {
  const named = given(reading.source.inputs["evidence-dir"]);
  const printable = named === undefined || !/[\p{Cc}\p{Cf}]/u.test(named);
  if (!printable) {
    const help = "Name the folder on one line, or leave the input out.";
    reading.report(
      problemAt(
        { kind: "input", name: "evidence-dir" },
        "invalid-path",
        "has a line break or another control character",
        help,
      ),
    );
  }
  const { env, workingDirectory } = reading.source;
  const temp = TEMP_VARIABLES.map((name) => given(env[name])).find((path) => path !== undefined) ?? "/tmp";
  return {
    failOn: readChoice(pick(reading, { input: "fail-on", gate: ["fail-on"] }), FAIL_ON, reading.report) ?? "hold",
    summary: when("summary", reading) ?? "always",
    comment: when("comment", reading) ?? "never",
    issue: issueSettings(reading),
    subject: reportSubject(reading.source, reading.gate),
    evidenceDir: resolve(workingDirectory, printable && named !== undefined ? named : join(temp, EVIDENCE_FOLDER)),
  };
}

type Places = Pick<Reading, "source" | "gate" | "report">;

function when(name: "summary" | "comment" | "issue", reading: Places): WhenToReport | null {
  return readChoice(pick(reading, { input: name, gate: [name] }), WHEN_TO_REPORT, reading.report);
}

/** The word stands in the input, in the gate file in place of the section, or in the section. */
function issueSettings(reading: Places): IssueSettings {
  const written = reading.gate?.content.issue;
  const section = typeof written === "object" ? written : {};
  return {
    when: when("issue", reading) ?? section.when ?? "never",
    labels: section.labels ?? [DEFAULT_ISSUE_LABEL],
    assignees: section.assignees ?? [],
  };
}
