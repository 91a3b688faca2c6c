import { isAbsolute, resolve } from "node:path";
import { unquoted } from "../../text/non-blank.ts";
import { type Problem, problem } from "../../text/problem.ts";
import { shownFile, shownPath } from "../../text/shown.ts";
import { type Origin, problemInFile } from "../origin.ts";
import { type SettingsSource, unreadable } from "../source.ts";
import { causeOfText, causesIn } from "./causes.ts";
import { lostValues } from "./lost-values.ts";
import { type PastedKey, pastedKeys } from "./pasted-keys.ts";
import { readablePart } from "./readable-part.ts";
import { type GateFileContent, GateFileSchema } from "./schema.ts";
import { problemsOf } from "./schema-problems.ts";
import { LARGEST_GATE_FILE, parseYaml } from "./yaml.ts";

/** Where the gate file is looked for when no input names one (product.md, `gate-file`), and its other common ending. */
export const DEFAULT_GATE_FILE = ".github/release-gate.yml";
const DEFAULT_GATE_FILES = [DEFAULT_GATE_FILE, ".github/release-gate.yaml"] as const;

/** Most problems of one file that are reported: GitHub shows ten annotations, and nobody reads more than this. */
const MOST_PROBLEMS = 50;

/** A gate file, and where its keys stand. */
export interface GateFile {
  /** Path as it was named. */
  readonly file: string;
  /** As it was read. */
  readonly text: string;
  readonly content: GateFileContent;
  /** Where the value at a path stands, for the problems that are found later. */
  readonly originOf: (path: readonly PropertyKey[]) => Origin & { kind: "gate-file" };
  /** Paths of values that have a problem, and are not in the content; empty: there are none. */
  readonly unreadable: readonly (readonly PropertyKey[])[];
}

/** What was found of a gate file. */
interface FoundGateFile {
  /** Its path as it was named; null: no file was read. */
  readonly file: string | null;
  /** Null where there is none, and where anything in it is a problem; a key that was pasted changes nothing of what it says. */
  readonly gate: GateFile | null;
  readonly problems: readonly Problem[];
  /** What it says in spite of its problems, for what has to be known of a run that asks nothing; null: nothing is left. */
  readonly readable: GateFile | null;
}

/** Finds, reads and validates the gate file that the input names, or the usual one. Every problem has its position. */
export function readGateFile(
  named: string | undefined,
  { workingDirectory, readFile, untrusted }: Pick<SettingsSource, "workingDirectory" | "readFile" | "untrusted">,
): FoundGateFile {
  const found: { readonly file: string; readonly text: string }[] = [];
  for (const file of named === undefined ? DEFAULT_GATE_FILES : [unquoted(named)])
    try {
      // Where the file may be a stranger's, a link must not make the gate tell what is in the files of the machine.
      const within = untrusted !== false && !isAbsolute(file) ? workingDirectory : undefined;
      const text = readFile(resolve(workingDirectory, file), within);
      if (text !== null) found.push({ file, text });
    } catch (error) {
      const help = "Name a readable YAML file, and in a pull request no link out of the working directory.";
      return noGate(file, [problemInFile(file, null, "unreadable-gate-file", unreadable(error), help)]);
    }
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    const what = `stands beside ${second.file}, and only one of them can count`;
    return noGate(first.file, [problemInFile(first.file, null, "two-gate-files", what, "Keep one of them.")]);
  }
  if (first !== undefined) return parseGateFile(first.file, first.text);
  if (named === undefined) return noGate(null, []);
  const what = `input gate-file names ${shownFile(named)}, which does not exist`;
  const help = "Correct the path, check the repository out before this step, or leave gate-file out.";
  return noGate(null, [problem("missing-gate-file", what, help)]);
}

/** Validates the text of a gate file. */
export function parseGateFile(file: string, text: string): FoundGateFile {
  if (text.length > LARGEST_GATE_FILE) {
    const what = `is larger than ${LARGEST_GATE_FILE / 1024} KiB`;
    return noGate(file, [problemInFile(file, null, "gate-file-too-large", what, "Shorten the file.")]);
  }
  const yaml = parseYaml(text);
  if (!("positionOf" in yaml)) {
    const problems = yaml.map(({ position, what, help }) => problemInFile(file, position, SYNTAX, what, help));
    return noGate(file, told(file, text, problems, ofKeys(file, pastedKeys(text, null))));
  }
  const originOf: GateFile["originOf"] = (path) => {
    return { kind: "gate-file", file, key: shownPath(path), position: yaml.positionOf(path) };
  };
  // An empty file is a valid gate file: everything in it is optional.
  const parsed = GateFileSchema.safeParse(yaml.value ?? {});
  const keys = pastedKeys(text, yaml);
  const lost = lostValues(yaml, text);
  const gate =
    parsed.success && lost.length === 0 ? { file, text, content: parsed.data, originOf, unreadable: [] } : null;
  if (gate !== null && keys.length === 0) return { file, gate, problems: [], readable: gate };
  const ofValues = [
    ...lost.map(({ path, cause: { position, what, help } }) =>
      problemInFile(file, position, "lost-value", `${shownPath(path)} ${what}`, help),
    ),
    ...ofKeys(file, keys),
  ];
  const paths = [...lost, ...keys].flatMap(({ path }) => (path === null ? [] : [path]));
  const part = readablePart(yaml.value, paths);
  const readable = part === null ? null : { file, text, originOf, ...part };
  const ofSchema = parsed.success ? [] : problemsOf(file, yaml, parsed.error);
  // What is wrong with such a value, or with its name, is not the point.
  const said = [
    ...paths.flatMap((path) => [yaml.positionOf(path), yaml.positionOf(path, true)]),
    ...keys.map(({ cause }) => cause.position),
  ];
  const others = ofSchema.filter(({ at }) =>
    said.every(({ line, column }) => line !== at?.line || column !== at?.column),
  );
  return { file, gate, problems: told(file, text, others, ofValues), readable };
}

function ofKeys(file: string, keys: readonly PastedKey[]): readonly Problem[] {
  return keys.map(({ cause: { position, what, help } }) => problemInFile(file, position, "secret-in-file", what, help));
}

/** A problem of the YAML, not of what it says. */
const SYNTAX = "invalid-yaml";

/**
 * Problems in the order of the file, by what a person did: where one cause explains several, it is said once. A text that
 * is no gate file at all has tens of thousands of them; no more are looked into than are shown.
 * @param known problems whose cause is what they say
 */
function told(
  file: string,
  text: string,
  problems: readonly Problem[],
  known: readonly Problem[] = [],
): readonly Problem[] {
  const whole = problems.length === 0 ? null : causeOfText(text);
  if (whole !== null) return inOrder([...known, problemInFile(file, whole.position, SYNTAX, whole.what, whole.help)]);
  const all = inOrder([...known, ...problems]);
  const causeOf = causesIn(text);
  const said = all.slice(0, MOST_PROBLEMS).map((each) => {
    const { line, column } = each.at ?? {};
    const cause = known.includes(each) ? null : causeOf({ line: line ?? 1, column: column ?? 1 }, each.code === SYNTAX);
    return cause === null ? each : problemInFile(file, cause.position, SYNTAX, cause.what, cause.help);
  });
  const once = said.filter(({ message }, i) => said.findIndex((other) => other.message === message) === i);
  if (all.length <= MOST_PROBLEMS) return inOrder(once);
  const more = `has ${all.length - MOST_PROBLEMS} more problems`;
  return [...inOrder(once), problemInFile(file, null, "more-problems", more, "Correct these first.")];
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    ({ at: a }, { at: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
}

function noGate(file: string | null, problems: readonly Problem[]): FoundGateFile {
  return { file, gate: null, problems, readable: null };
}
