import { join, resolve } from "node:path";
import { createRedactor } from "../../evidence/redaction.ts";
import { nonBlank } from "../../text/non-blank.ts";
import type { FAIL_ON, WHEN_TO_REPORT } from "../gate-file/schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { Labels } from "../release/labels.ts";
import type { SettingsSource } from "../source.ts";

/** When a report is made (product.md, `summary`, `comment`, `issue`). */
export type WhenToReport = (typeof WHEN_TO_REPORT)[number];

/** When an issue is opened, and how it is filed. */
export interface IssueSettings {
  readonly when: WhenToReport;
  /** Failing runs of the workflow in a row, this one included, after which one is opened. */
  readonly after: number;
  /** At least one; the first is what the issue is found again by. */
  readonly labels: readonly string[];
  /** Logins. */
  readonly assignees: readonly string[];
}

/** Settings that are usable even when all others are invalid: where results go and what fails the step. */
export interface ReportSettings {
  readonly failOn: (typeof FAIL_ON)[number];
  readonly summary: WhenToReport;
  readonly comment: WhenToReport;
  readonly issue: IssueSettings;
  /** Whose comment and issue it is, as far as it can be read. */
  readonly subject: Pick<Labels, "name" | "environment"> & { readonly leg: string | null };
  /** Absolute path. */
  readonly evidenceDir: string;
}

/** Folder under the runner's temp folder when no input names one. */
const EVIDENCE_FOLDER = "release-gate";

/** Label of an issue where the gate file names none. */
const DEFAULT_ISSUE_LABEL = "release-gate";

/** Variables that name a folder for temporary files: the runner's, then those of the operating systems. */
const TEMP_VARIABLES = ["RUNNER_TEMP", "TMPDIR", "TEMP", "TMP"];

/** Where results go and what fails the step. An invalid setting counts as not given, so a hold still fails it. */
export function* reportSettingsOf(
  document: SettingsDocument,
  { env, workingDirectory }: Pick<SettingsSource, "env" | "workingDirectory">,
  subject: ReportSettings["subject"],
): Rule<ReportSettings> {
  const { values } = document;
  const temp = TEMP_VARIABLES.map((name) => nonBlank(env[name])).find((path) => path !== undefined) ?? "/tmp";
  const failOn = values["fail-on"] ?? "hold";
  const { when = "never", after = 1, labels = [DEFAULT_ISSUE_LABEL], assignees = [] } = values.issue ?? {};
  if (when !== "never" && after > 1 && failOn !== "hold")
    yield `issue.after: ${after} counts runs of the workflow that failed, and fail-on: ${failOn} lets ${failOn === "never" ? "every run" : "a hold"} pass: unless another step fails them, no issue is opened. Leave issue.after out, or write fail-on: hold.`;
  return {
    failOn,
    summary: values.summary ?? "always",
    comment: values.comment ?? "never",
    issue: { when, after, labels, assignees },
    subject,
    evidenceDir: resolve(workingDirectory, (yield* evidenceDir(document)) ?? join(temp, EVIDENCE_FOLDER)),
  };
}

function* evidenceDir({ values, originOf }: SettingsDocument): Rule<string | null> {
  const named = values.step?.["evidence-dir"] ?? null;
  if (named === null || !/[\p{Cc}\p{Cf}]/u.test(named)) return named;
  const what = "has a line break or another control character";
  const help = "Name the folder on one line, or leave it out.";
  yield problemAt(originOf("step.evidence-dir"), "invalid-path", what, help);
  return null;
}

/**
 * Whose run it is, without any key that stands in a label by mistake. Comment and issue must be found again, so only what
 * cannot change from run to run is hidden.
 */
export function subjectOf({ name, environment, leg }: Labels, keys: readonly string[]): ReportSettings["subject"] {
  const { redact } = createRedactor(keys);
  const clean = (label: string | null) => (label === null ? null : redact(label));
  return { name: redact(name), environment: clean(environment), leg: clean(leg?.label ?? null) };
}
