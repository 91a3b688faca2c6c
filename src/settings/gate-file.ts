import { isAbsolute, resolve } from "node:path";
import { type Problem, problem } from "../text/problem.ts";
import { shownFile, shownPath } from "../text/shown.ts";
import { problemsOf } from "./gate-file-problems.ts";
import { type GateFileContent, GateFileSchema } from "./gate-file-schema.ts";
import { LARGEST_GATE_FILE, type ParsedYaml, parseYaml } from "./gate-file-yaml.ts";
import { given } from "./precedence.ts";
import { type Origin, problemInFile, type Report } from "./problem.ts";
import type { SettingsSource } from "./settings.ts";

/** Where the gate file is looked for when no input names one (product.md, `gate-file`). */
export const DEFAULT_GATE_FILE = ".github/release-gate.yml";

/** Most problems of one file that are reported: GitHub shows ten annotations, and nobody reads more than this. */
const MOST_PROBLEMS = 50;

/** A valid gate file, and where its keys stand. */
export interface GateFile {
  /** Path as it was named. */
  readonly file: string;
  /** As it was read. */
  readonly text: string;
  readonly content: GateFileContent;
  /** Where the value at a path stands, for the problems that are found later. */
  readonly originOf: (path: readonly PropertyKey[]) => Origin;
}

/** What came of looking for a gate file. `broken`: there is one, its problems were reported. */
export type GateFileResult =
  | { readonly kind: "absent" | "broken" }
  | { readonly kind: "valid"; readonly gate: GateFile };

/** Finds, reads and validates the gate file. Every problem is reported with its position. */
export function readGateFile(source: SettingsSource, report: Report): GateFileResult {
  const named = given(source.inputs["gate-file"]);
  const file = named ?? DEFAULT_GATE_FILE;
  let text: string | null;
  try {
    // Where the file may be a stranger's, a link must not make the gate tell what is in the files of the machine.
    const within = source.untrusted !== false && !isAbsolute(file) ? source.workingDirectory : undefined;
    text = source.readFile(resolve(source.workingDirectory, file), within);
  } catch {
    const help = "Check that it is a readable file, and in a pull request no link out of the working directory.";
    report(problemInFile(file, null, "unreadable-gate-file", "cannot be read", help));
    return { kind: "broken" };
  }
  if (text === null && named === undefined) return { kind: "absent" };
  if (text === null) {
    report(
      problem(
        "missing-gate-file",
        `input gate-file names ${shownFile(file)}, which does not exist`,
        "Correct the path, check the repository out before this step, or remove the input.",
      ),
    );
    return { kind: "broken" };
  }
  const result = parseGateFile(file, text);
  for (const found of result.problems) report(found);
  return result.gate === null ? { kind: "broken" } : { kind: "valid", gate: result.gate };
}

/** Validates the text of a gate file; `gate` is null when anything in it is a problem. */
export function parseGateFile(
  file: string,
  text: string,
): { readonly gate: GateFile | null; readonly problems: readonly Problem[] } {
  if (text.length > LARGEST_GATE_FILE) {
    const what = `is larger than ${LARGEST_GATE_FILE / 1024} KiB`;
    return { gate: null, problems: [problemInFile(file, null, "gate-file-too-large", what, "Shorten the file.")] };
  }
  const yaml = parseYaml(text);
  if (!("positionOf" in yaml)) {
    const problems = yaml.map(({ position, what }) =>
      problemInFile(file, position, "invalid-yaml", what, "Correct the YAML at this place."),
    );
    return { gate: null, problems: limited(file, problems) };
  }
  // An empty file is a valid gate file: everything in it is optional.
  const parsed = GateFileSchema.safeParse(yaml.value ?? {});
  const invalid = parsed.success ? [] : problemsOf(file, yaml, parsed.error);
  const problems = limited(file, invalid);
  if (!parsed.success || problems.length > 0) return { gate: null, problems };
  return { gate: { file, text, content: parsed.data, originOf: (path) => originOf(file, yaml, path) }, problems };
}

function originOf(file: string, yaml: ParsedYaml, path: readonly PropertyKey[]): Origin & { kind: "gate-file" } {
  return { kind: "gate-file", file, key: shownPath(path), position: yaml.positionOf(path) };
}

/** Problems in the order of the file, at most `MOST_PROBLEMS`. */
function limited(file: string, problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort(
    ({ at: a }, { at: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
  if (sorted.length <= MOST_PROBLEMS) return sorted;
  const more = `has ${sorted.length - MOST_PROBLEMS} more problems`;
  return [...sorted.slice(0, MOST_PROBLEMS), problemInFile(file, null, "more-problems", more, "Correct these first.")];
}
