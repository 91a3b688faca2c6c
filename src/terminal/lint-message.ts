/** What is wrong with the files of a gate, as a linter says it. */
import type { Finding } from "../evidence/finding.ts";
import { plain } from "../report/plain-text.ts";
import { position } from "../report/summary/trigger-table.ts";
import type { Problem } from "../text/problem.ts";
import { inFlags } from "./flags.ts";

/** One line of the list, in the words of a finding; the message does without its position. */
export interface LintMessage extends Pick<Finding, "file" | "line" | "column" | "rule" | "message" | "help"> {
  /** `note`: worth knowing, and no problem. */
  readonly weight: "problem" | "note";
}

/** A problem with a setting. */
export function lintProblem(problem: Problem, weight: LintMessage["weight"] = "problem"): LintMessage {
  const { code, message, help, at } = problem;
  const { file, line, column } = at ?? { file: null, line: null, column: null };
  const text = withoutPosition(message, { file, line, column });
  return { weight, file, line, column, rule: code, message: inFlags(text), help: inFlags(help) };
}

/** A finding of the check of request templates; what the team waived is a note. */
export function lintFinding({ severity, rule, message, help, file, line, column }: Finding): LintMessage {
  const weight = severity === "advisory" ? "note" : "problem";
  return { weight, file, line, column, rule, message: withoutPosition(message, { file, line, column }), help };
}

/** Something worth knowing that stands at no place of a file. */
export function lintNote(rule: string, message: string, help: string): LintMessage {
  return { weight: "note", file: null, line: null, column: null, rule, message, help };
}

/** A known-good record that cannot be used. */
export function lintRecord({ code, message, help }: Problem, file: string): LintMessage {
  const text = message.replace(`known-good file ${file} `, "known-good record: ");
  return { weight: "problem", file, line: null, column: null, rule: code, message: text, help };
}

/** The list as lines: `file:line:column: message`, the help beneath. */
export function lintLines(list: readonly LintMessage[]): readonly string[] {
  return list.flatMap((one) => {
    const place = position(one, "");
    const mark = one.weight === "note" ? "note: " : "";
    return [`${place === "" ? "" : `${plain(place)}: `}${mark}${plain(one.message)}`, `  ${plain(one.help)}`];
  });
}

/** Messages name their position themselves; here it stands before them. */
function withoutPosition(message: string, place: Parameters<typeof position>[0]): string {
  if (place.file === null) return message;
  const heads = ["gate file", "request template"].map((kind) => `${kind} ${position(place, "")}`);
  const head = heads.find((words) => message.startsWith(words)) ?? "";
  return head === "" ? message : message.slice(head.length).replace(/^:? /, "");
}
