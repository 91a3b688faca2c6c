import { type Finding, findingOf } from "../evidence/finding.ts";
import type { Redactor } from "../evidence/redaction.ts";
import { type FileMatch, MOST_FILES } from "../files/files.ts";
import { LABEL_LIMIT, oneLine } from "../text/one-line.ts";
import { type FilePosition, problem } from "../text/problem.ts";
import { type Exposure, type ExposureRuleId, MOST_COUNTED } from "./exposure.ts";
import type { RunMarks } from "./marks.ts";
import type { TallyResult } from "./requests.ts";
import type { Count, LogLine } from "./service-records.ts";

/** Characters of a name in a sentence; of a path the end tells most. */
const SHOWN_CHARS = 100;

/** Foreign text as a finding may repeat it: names of files and fields, versions. */
export type Printer = (text: string, limit?: number) => string;

/** Names come from settings and disks: secrets in them are replaced, and so is what could be taken for markup. */
export function printerFor(redactor: Redactor): Printer {
  return (text, limit = SHOWN_CHARS) => {
    const clean = redactor.redact(text);
    if (redactor.exposes(clean)) return "(hidden)";
    const signs = [...oneLine(clean.toWellFormed())];
    return signs.length <= limit ? signs.join("") : `…${signs.slice(1 - limit).join("")}`;
  };
}

interface Particulars {
  readonly at?: FilePosition;
  readonly trigger?: Finding["trigger"];
  readonly severity?: Finding["severity"];
}

/** A finding of this check; it holds unless it says otherwise. */
export function logFinding(rule: string, message: string, help: string, more: Particulars = {}): Finding {
  const { at = null, trigger = "log-fields", severity = "hold" } = more;
  return findingOf(problem(rule, message, help, at), { trigger, severity });
}

/** The line of a file, its name printable and no longer than a label. */
export function placeOf({ file, line }: Omit<FilePosition, "column">, shown: Printer): FilePosition {
  return { file: shown(file, LABEL_LIMIT), line, column: null };
}

/** A name that leads to no log, by why. */
// biome-ignore format: a table reads by its rows, not by one field a line
const NO_LOG: Readonly<Record<Exclude<FileMatch["kind"], "file"> | "binary", readonly [string, string, string]>> = {
  absent: ["no-file", "matches no file", "Export the logs in an earlier step of the same job, and check the path."],
  "not-a-file": [
    "not-a-file", "is a folder, a pipe or a device", "Name regular files; for a folder write logs/*.jsonl.",
  ],
  unreadable: [
    "unreadable-file", "cannot be read to its end", "Check its permissions and whether its compression is damaged.",
  ],
  "too-many": [
    "too-many-files", `matches more than ${MOST_FILES} files; the rest was not read`, "Name the logs more precisely.",
  ],
  binary: [
    "not-text", "is no text, so no record was read from it; only its bytes were searched",
    "Export it as JSON lines, logfmt or plain text, uncompressed or gzipped.",
  ],
};

/** A name that leads to no log that could be read. Absence of evidence never passes. */
export function fileFinding(kind: keyof typeof NO_LOG, name: string, shown: Printer): Finding {
  const [rule, what, help] = NO_LOG[kind];
  return logFinding(rule, `log ${shown(name)} ${what}`, help, { at: placeOf({ file: name, line: null }, shown) });
}

/** The check was told to stop before it had read everything. */
export function stoppedFinding(): Finding {
  const message = "the logs were not read to the end: the run was cancelled or its deadline was reached";
  const help = "Raise the input deadline, or export only the records of this run.";
  return logFinding("not-read-to-the-end", message, help);
}

/** There was no secret to look for: what the search could not find has to be said. */
export function noSecretFinding(): Finding {
  const message = "this run has no key of 16 characters or more, so the logs were not searched for it";
  const help = "Pass api-key to the step that checks the logs; authorization headers and key formats were looked for.";
  return logFinding("no-secret-to-look-for", message, help, { severity: "advisory" });
}

// biome-ignore format: a table reads by its rows, not by one field a line
const EXPOSED: Readonly<Record<ExposureRuleId, readonly [Finding["trigger"], string, string]>> = {
  "secret-in-log": [
    "sensitive-exposure", "a secret of this run is",
    "Rotate it, delete the log wherever it was copied, and redact credentials before they are logged.",
  ],
  "authorization-header": [
    "sensitive-exposure", "a credential under its name (an authorization header, an API key) is",
    "Redact authorization headers and keys in the logger or HTTP client, and rotate what was logged.",
  ],
  "key-shaped": [
    "sensitive-exposure", "text with the format of an API key is",
    "Find out whose key it is, rotate it, and redact keys before they are logged.",
  ],
  "foreign-credential": [
    "sensitive-exposure", "a key, token or password of another service is",
    "Find out whose it is, rotate it, and redact credentials before they are logged.",
  ],
  "personal-data-in-log": [
    "prompt-exposure", "an e-mail address or a card number is in a record of this run and so",
    "Log an id instead of the person's data: what is in these records is in those of your users.",
  ],
  "prompt-in-log": [
    "prompt-exposure", "the prompt that the gate sent is",
    "Disable the logging of raw request bodies: what shows the gate's prompt shows your users' prompts.",
  ],
  "response-in-log": [
    "prompt-exposure", "the model's response is",
    "Disable the logging of raw response bodies: what shows this response shows those to your users.",
  ],
};

/** Something in a log that must not be there. The line is named and never repeated. */
export function exposureFinding({ rule, line, lines }: Exposure, file: string, shown: Printer): Finding {
  const [trigger, what, help] = EXPOSED[rule];
  const count =
    lines >= MOST_COUNTED ? `in ${MOST_COUNTED} or more lines` : lines === 1 ? "in one line" : `in ${lines} lines`;
  const message = `${what} in the log, ${count}, first at ${where({ file, line }, shown)}`;
  const severity = trigger === "sensitive-exposure" ? "rollback" : "hold";
  return logFinding(rule, message, help, { trigger, severity, at: placeOf({ file, line }, shown) });
}

/** A line as a sentence names it. */
export function where({ file, line }: LogLine, shown: Printer): string {
  return `${shown(file)}:${line}`;
}

/** What the records show: whether there are any of this run, and what they lack. */
export function recordFindings(seen: TallyResult, files: number, marks: RunMarks, shown: Printer): readonly Finding[] {
  const tooLong = seen.tooLong === null ? [] : [tooLongFinding(seen.tooLong, shown)];
  if (seen.ofThisRun === 0) return tooLong.length > 0 ? tooLong : [noRecordFinding(seen, files, marks, shown)];
  const missing = [...seen.missing].map(([name, count]) => {
    const message = `field ${shown(name)} is missing in ${count.records} of ${seen.requests} requests of this run, first at ${where(count.first, shown)}`;
    const help =
      "Log the field that is missing in some record of every request, null where there is nothing to say, or take it out of probes.logs.require.";
    return logFinding("missing-field", message, help, { at: placeOf(count.first, shown) });
  });
  return [...tooLong, ...missing];
}

function noRecordFinding({ records }: TallyResult, files: number, marks: RunMarks, shown: Printer): Finding {
  const workflow = marks.workflowRun === null ? "" : `, workflow run ${shown(marks.workflowRun)}`;
  const read = `${records} ${records === 1 ? "record" : "records"} in ${files} ${files === 1 ? "file" : "files"}`;
  const message = `no record of this run among ${read}; looked for trace id ${marks.traceId}, run ${marks.runId}${workflow}`;
  const help = `Export the logs of the service that answered, after the requests of this run and over their whole time; then see that it logs the trace id of the traceparent header that the probe app sends${
    marks.workflowRun === null ? "" : ", or send GITHUB_RUN_ID with your own requests and log it as run_id"
  }.`;
  return logFinding("no-record-of-this-run", message, help);
}

function tooLongFinding({ records, first }: Count, shown: Printer): Finding {
  const message = `${records} ${records === 1 ? "record" : "records"} of this run could not be read: longer than 1 MiB, first at ${where(first, shown)}`;
  const help = "Log one record per line, without bodies. A list in one document becomes lines with jq -c '.[]'.";
  return logFinding("record-too-long", message, help, { at: placeOf(first, shown) });
}
