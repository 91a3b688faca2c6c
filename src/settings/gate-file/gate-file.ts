import { isAbsolute, resolve } from "node:path";
import { type Problem, problem } from "../../text/problem.ts";
import { shownFile, shownPath } from "../../text/shown.ts";
import { type Origin, problemInFile } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { readablePart } from "./readable-part.ts";
import { type GateFileContent, GateFileSchema } from "./schema.ts";
import { problemsOf } from "./schema-problems.ts";
import { LARGEST_GATE_FILE, parseYaml } from "./yaml.ts";

/** Where the gate file is looked for when no input names one (product.md, `gate-file`). */
export const DEFAULT_GATE_FILE = ".github/release-gate.yml";

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
  /** Null where there is none, and where anything in it is a problem. */
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
  const file = named ?? DEFAULT_GATE_FILE;
  let text: string | null;
  try {
    // Where the file may be a stranger's, a link must not make the gate tell what is in the files of the machine.
    const within = untrusted !== false && !isAbsolute(file) ? workingDirectory : undefined;
    text = readFile(resolve(workingDirectory, file), within);
  } catch {
    const help = "Check that it is a readable file, and in a pull request no link out of the working directory.";
    return noGate([problemInFile(file, null, "unreadable-gate-file", "cannot be read", help)]);
  }
  if (text !== null) return parseGateFile(file, text);
  if (named === undefined) return noGate([]);
  const what = `input gate-file names ${shownFile(file)}, which does not exist`;
  const help = "Correct the path, check the repository out before this step, or remove the input.";
  return noGate([problem("missing-gate-file", what, help)]);
}

/** Validates the text of a gate file. */
export function parseGateFile(file: string, text: string): FoundGateFile {
  if (text.length > LARGEST_GATE_FILE) {
    const what = `is larger than ${LARGEST_GATE_FILE / 1024} KiB`;
    return noGate([problemInFile(file, null, "gate-file-too-large", what, "Shorten the file.")]);
  }
  const yaml = parseYaml(text);
  if (!("positionOf" in yaml)) {
    const help = "Correct the YAML at this place.";
    const problems = yaml.map(({ position, what }) => problemInFile(file, position, "invalid-yaml", what, help));
    return noGate(limited(file, problems));
  }
  const originOf: GateFile["originOf"] = (path) => {
    return { kind: "gate-file", file, key: shownPath(path), position: yaml.positionOf(path) };
  };
  // An empty file is a valid gate file: everything in it is optional.
  const parsed = GateFileSchema.safeParse(yaml.value ?? {});
  if (parsed.success) {
    const gate = { file, text, content: parsed.data, originOf, unreadable: [] };
    return { gate, problems: [], readable: gate };
  }
  const part = readablePart(yaml.value);
  const readable = part === null ? null : { file, text, originOf, ...part };
  return noGate(limited(file, problemsOf(file, yaml, parsed.error)), readable);
}

function noGate(problems: readonly Problem[], readable: GateFile | null = null): FoundGateFile {
  return { gate: null, problems, readable };
}

/** Problems in the order of the file, at most `MOST_PROBLEMS`. */
function limited(file: string, problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted(
    ({ at: a }, { at: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
  if (sorted.length <= MOST_PROBLEMS) return sorted;
  const more = `has ${sorted.length - MOST_PROBLEMS} more problems`;
  return [...sorted.slice(0, MOST_PROBLEMS), problemInFile(file, null, "more-problems", more, "Correct these first.")];
}
