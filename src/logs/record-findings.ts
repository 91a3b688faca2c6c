import { IDENTIFIER } from "../evidence/attempt.ts";
import type { Finding } from "../evidence/finding.ts";
import { logFinding, type Printer, where } from "./findings.ts";
import type { Count, TallyResult } from "./tally.ts";
import type { RunMarks } from "./this-run.ts";

/** What the records show: whether there are any of this run, and what they lack. */
export function recordFindings(seen: TallyResult, files: number, marks: RunMarks, shown: Printer): readonly Finding[] {
  const tooLong = seen.tooLong === null ? [] : [tooLongFinding(seen.tooLong, shown)];
  if (seen.ofThisRun === 0) return tooLong.length > 0 ? tooLong : [noRecordFinding(seen, files, marks, shown)];
  const missing = [...seen.missing].map(([name, count]) => {
    const message = `field ${shown(name)} is missing in ${count.records} of ${seen.ofThisRun} records of this run, first at ${where(count.first, shown)}`;
    const help =
      "Log it in every record of a request, null where there is nothing to say, or take it out of probes.logs.require.";
    return logFinding({ rule: "missing-field", message, help, at: count.first }, shown);
  });
  return [...tooLong, ...missing];
}

function noRecordFinding({ records }: TallyResult, files: number, marks: RunMarks, shown: Printer): Finding {
  const workflow = marks.workflowRun === null ? "" : `, workflow run ${shown(marks.workflowRun)}`;
  const read = `${records} ${records === 1 ? "record" : "records"} in ${files} ${files === 1 ? "file" : "files"}`;
  const message = `no record of this run among ${read}; looked for trace id ${marks.traceId}, run ${marks.runId}${workflow}`;
  const help =
    marks.workflowRun === null
      ? "Log the trace id of the traceparent header that the probe app sends."
      : "Log the trace id of the traceparent header that the probe app sends, or send GITHUB_RUN_ID with your own requests and log it as run_id.";
  return logFinding({ rule: "no-record-of-this-run", message, help }, shown);
}

function tooLongFinding({ records, first }: Count, shown: Printer): Finding {
  const message = `${records} ${records === 1 ? "record" : "records"} of this run could not be read: longer than 1 MiB, first at ${where(first, shown)}`;
  const help = "Log one record per line, without bodies. A list in one document becomes lines with jq -c '.[]'.";
  return logFinding({ rule: "record-too-long", message, help, at: first }, shown);
}

/**
 * What the records say about the version that answers after a rollback (release-and-rollback-checklist, "Rollback
 * procedure", step 8: logs show the previous known-good version).
 */
export function versionFindings(seen: TallyResult, knownGood: string | null, shown: Printer): readonly Finding[] {
  if (knownGood === null) {
    const message = "the known-good release has no version, so it was not checked which version the logs show";
    const help = "Record known-good releases with deployment-version.";
    return [logFinding({ rule: "version-unknown", severity: "advisory", message, help }, shown)];
  }
  if (seen.ofThisRun === 0) return [];
  const others = [...seen.versions].filter(([version]) => version !== knownGood);
  const [other] = others;
  if (other !== undefined) {
    const [version, { first }] = other;
    const records = others.reduce((sum, [, count]) => sum + count.records, 0);
    const clean = IDENTIFIER.test(version) && shown(version) === version;
    const what = clean ? `version ${version}` : "another version";
    const message = `${records} of ${seen.ofThisRun} records of this run show ${what}, the known-good is ${shown(knownGood)}; first at ${where(first, shown)}`;
    const help =
      "Finish the restore and restart what still runs the other version; export only what was logged after it.";
    return [logFinding({ rule: "other-version", message, help, at: first }, shown)];
  }
  if (seen.versions.size > 0) return [];
  const message = `no record of this run says which version answered; the known-good is ${shown(knownGood)}`;
  const help = "Log the version in a field deployment_version, app_version, release or version.";
  return [logFinding({ rule: "version-missing", message, help }, shown)];
}
