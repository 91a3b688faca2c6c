/** What is wrong with files and flags, as one list that reads like a linter's. */
import type { Finding } from "../evidence/finding.ts";
import { plain } from "../report/plain-text.ts";
import type { Problem } from "../text/problem.ts";

/** One line of the list. */
export interface Listed {
  /** `note`: worth knowing, and no problem. */
  readonly weight: "problem" | "note";
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Stable rule id, for example `unknown-key`. */
  readonly rule: string;
  /** Without the place. */
  readonly message: string;
  readonly help: string;
}

/** What helps in a terminal where the settings speak to whoever writes a workflow. */
const TERMINAL_HELP: Readonly<Record<string, string>> = {
  "missing-key": "Set COMETAPI_KEY in the environment of this command; a key is never a flag.",
  "missing-model": "Give --model with the identifier that your application sends, or set COMETAPI_MODEL.",
};

/** A problem with a setting. A flag of the terminal is what the message calls an input. */
export function listedProblem(problem: Problem, weight: Listed["weight"] = "problem"): Listed {
  const { code, message, help, at } = problem;
  const { file, line, column } = at ?? { file: null, line: null, column: null };
  const said = message.replace(/^input ([a-z-]+)\b/, "--$1");
  return {
    weight,
    file,
    line,
    column,
    rule: code,
    message: withoutPlace(said, { file, line, column }),
    help: TERMINAL_HELP[code] ?? help,
  };
}

/** A finding of the check of request templates; what the team waived is a note. */
export function listedFinding({ severity, rule, message, help, file, line, column }: Finding): Listed {
  const weight = severity === "advisory" ? "note" : "problem";
  return { weight, file, line, column, rule, message: withoutPlace(message, { file, line, column }), help };
}

/** A known-good record that cannot be used. */
export function listedRecord({ code, message, help }: Problem, file: string): Listed {
  const said = message.replace(`known-good file ${file} `, "known-good record: ");
  return { weight: "problem", file, line: null, column: null, rule: code, message: said, help };
}

/** The list as lines: `file:line:column: message`, the help beneath. */
export function listLines(list: readonly Listed[]): readonly string[] {
  return list.flatMap(({ weight, file, line, column, message, help }) => {
    const place = [file, line, column].filter((part) => part !== null).join(":");
    const mark = weight === "note" ? "note: " : "";
    return [`${place === "" ? "" : `${plain(place)}: `}${mark}${plain(message)}`, `  ${plain(help)}`];
  });
}

/** Messages name their place themselves; here it stands before them. */
function withoutPlace(message: string, { file, line, column }: Pick<Listed, "file" | "line" | "column">): string {
  if (file === null) return message;
  const place = [file, ...(line === null ? [] : [line, column])].join(":");
  for (const kind of ["gate file", "request template"]) {
    const head = `${kind} ${place}`;
    if (message.startsWith(head)) return message.slice(head.length).replace(/^:? /, "");
  }
  return message;
}
