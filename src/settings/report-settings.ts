import { join, resolve } from "node:path";
import { readChoice } from "./choice.ts";
import { readGateFile } from "./gate-file.ts";
import { FAIL_ON, WHEN_TO_REPORT } from "./gate-file-schema.ts";
import { given, pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { ReportSettings, SettingsSource } from "./settings.ts";

/** Folder under the runner's temp folder when no input names one. */
const EVIDENCE_FOLDER = "release-gate";

/** Variables that name a folder for temporary files: the runner's, then those of the operating systems. */
const TEMP_VARIABLES = ["RUNNER_TEMP", "TMPDIR", "TEMP", "TMP"];

/**
 * Where results go and what fails the step. Never throws and reports nothing: a setting that is invalid counts as not
 * given, so the step fails on a hold and the summary is written. `resolveSettings` reports the problems.
 */
export function readReportSettings(source: SettingsSource): ReportSettings {
  const silent = () => {};
  const found = readGateFile(source, silent);
  return reportSettings({ source, gate: found.kind === "valid" ? found.gate : null, report: silent });
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
    summary:
      readChoice(pick(reading, { input: "summary", gate: ["summary"] }), WHEN_TO_REPORT, reading.report) ?? "always",
    evidenceDir: resolve(workingDirectory, printable && named !== undefined ? named : join(temp, EVIDENCE_FOLDER)),
  };
}
