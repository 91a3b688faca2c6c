import { type Finding, findingOf } from "../evidence/finding.ts";
import type { Redactor } from "../evidence/redaction.ts";
import { LABEL_LIMIT, oneLine } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import { type Exposure, type ExposureRuleId, MOST_COUNTED } from "./exposure.ts";
import { type FileMatch, MOST_FILES } from "./files.ts";
import type { LogLine } from "./tally.ts";

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

interface FindingText extends Pick<Finding, "rule" | "message" | "help"> {
  readonly trigger?: Finding["trigger"];
  readonly severity?: Finding["severity"];
  readonly at?: { readonly file: string; readonly line: number | null } | null;
}

/** A finding of this check; it holds unless it says otherwise. */
export function logFinding(
  { rule, message, help, trigger = "log-fields", severity = "hold", at = null }: FindingText,
  shown: Printer,
): Finding {
  const place = at === null ? null : { file: shown(at.file, LABEL_LIMIT), line: at.line, column: null };
  return findingOf(problem(rule, message, help, place), { trigger, severity });
}

/** A name that leads to no log, by why. */
const NO_LOG: Readonly<Record<Exclude<FileMatch["kind"], "file"> | "binary", readonly [string, string, string]>> = {
  absent: ["no-file", "matches no file", "Export the logs in an earlier step of the same job, and check the path."],
  "not-a-file": [
    "not-a-file",
    "is a folder, a pipe or a device",
    "Name regular files; for a folder write logs/*.jsonl.",
  ],
  unreadable: [
    "unreadable-file",
    "cannot be read to its end",
    "Check its permissions and whether its compression is damaged.",
  ],
  "too-many": [
    "too-many-files",
    `matches more than ${MOST_FILES} files; the rest was not read`,
    "Name the logs more precisely.",
  ],
  binary: [
    "not-text",
    "is no text, so no record was read from it; only its bytes were searched",
    "Export it as JSON lines, logfmt or plain text, uncompressed or gzipped.",
  ],
};

/** A name that leads to no log that could be read. Absence of evidence never passes. */
export function fileFinding(kind: keyof typeof NO_LOG, name: string, shown: Printer): Finding {
  const [rule, what, help] = NO_LOG[kind];
  return logFinding({ rule, message: `log ${shown(name)} ${what}`, help, at: { file: name, line: null } }, shown);
}

/** The check was told to stop before it had read everything. */
export function stoppedFinding(): Finding {
  const message = "the logs were not read to the end: the run was cancelled or its deadline was reached";
  const help = "Raise the input deadline, or export only the records of this run.";
  return logFinding({ rule: "not-read-to-the-end", message, help }, (text) => text);
}

/** There was no secret to look for: what the search could not find has to be said. */
export function noSecretFinding(): Finding {
  const message = "this run has no key of 16 characters or more, so the logs were not searched for it";
  const help = "Pass api-key to the step that checks the logs; authorization headers and key formats were looked for.";
  return logFinding({ rule: "no-secret-to-look-for", severity: "advisory", message, help }, (text) => text);
}

const EXPOSED: Readonly<Record<ExposureRuleId, readonly [Finding["trigger"], string, string]>> = {
  "secret-in-log": [
    "sensitive-exposure",
    "a secret of this run is",
    "Rotate it, delete the log wherever it was copied, and redact credentials before they are logged.",
  ],
  "authorization-header": [
    "sensitive-exposure",
    "a credential header with its value is",
    "Redact authorization headers in the logger or HTTP client, and rotate what was logged.",
  ],
  "key-shaped": [
    "sensitive-exposure",
    "text with the format of an API key is",
    "Find out whose key it is, rotate it, and redact keys before they are logged.",
  ],
  "prompt-in-log": [
    "prompt-exposure",
    "the prompt that the gate sent is",
    "Disable the logging of raw request bodies: what shows the gate's prompt shows your users' prompts.",
  ],
  "response-in-log": [
    "prompt-exposure",
    "the model's response is",
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
  return logFinding({ trigger, rule, severity, message, help, at: { file, line } }, shown);
}

/** A line as a sentence names it. */
export function where({ file, line }: LogLine, shown: Printer): string {
  return `${shown(file)}:${line}`;
}
