import type { z } from "zod";
import { PRESETS, PROBE_IDS } from "../../evidence/probes.ts";
import { durationHelp } from "../../text/duration.ts";
import { valueAt } from "../../text/key-path.ts";
import { meantWord, nearest } from "../../text/nearest.ts";
import type { Problem } from "../../text/problem.ts";
import { shown, shownPath } from "../../text/shown.ts";
import { problemInFile } from "../origin.ts";
import { homeOfInput, homesOf } from "./homes.ts";
import { GateFileSchema, keysAt } from "./schema.ts";
import { shareHelp } from "./words.ts";
import type { ParsedYaml } from "./yaml.ts";

type Issue = z.core.$ZodIssue;

/** Turns what the schema found into problems that name key, line and column. No value of the file is repeated. */
export function problemsOf(file: string, yaml: ParsedYaml, error: z.ZodError): readonly Problem[] {
  const issues = error.issues
    .flatMap((issue) => leaves(issue, []))
    .filter((issue, _, all) => !isEmptied(issue.path, yaml, all));
  const missing = issues.filter(({ path }) => path.length > 0 && valueAt(yaml.value, path) === undefined);
  // Where one key is unknown and one is missing, the one was written for the other.
  const meant = new Map<Issue, Issue>();
  for (const issue of issues) {
    const beside = missing.filter(({ path }) => shownPath(path.slice(0, -1)) === shownPath(issue.path));
    const [only, ...others] = beside;
    if (issue.code === "unrecognized_keys" && issue.keys.length === 1 && only !== undefined && others.length === 0)
      meant.set(issue, only);
  }
  const replaced = new Set(meant.values());
  const problems = issues
    .filter((issue) => !replaced.has(issue))
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(file, yaml, issue.path, key, meant.get(issue)?.path.at(-1)))
        : [problemAtLeaf(file, yaml, issue)],
    );
  const seen = new Set<string>();
  return problems.filter(({ message }) => !seen.has(message) && seen.add(message));
}

/**
 * An issue below all unions, with its whole path. Of a union, the branch that was meant is the one whose own type matched
 * and which complains about something inside; without one, the union's own sentence says it best.
 */
function leaves(issue: Issue, base: readonly PropertyKey[]): readonly Issue[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union") {
    const meant = issue.errors.find(
      (branch) =>
        branch.length > 0 && branch.every((inner) => inner.code === "unrecognized_keys" || inner.path.length > 0),
    );
    if (meant !== undefined) return meant.flatMap((inner) => leaves(inner, path));
  }
  return [{ ...issue, path }];
}

function problemAtLeaf(file: string, yaml: ParsedYaml, issue: Issue): Problem {
  const { path } = issue;
  if (issue.code === "invalid_key") {
    const what = `key ${shown(String(path.at(-1)))} ${issue.issues[0]?.message ?? "is not a valid key"}`;
    return problemInFile(file, yaml.positionOf(path, true), "invalid-key-name", what, "Correct the key.");
  }
  const name = path.length === 0 ? "the gate file" : shownPath(path);
  const value = valueAt(yaml.value, path);
  const position = yaml.positionOf(path);
  if (value === undefined)
    return problemInFile(file, position, "missing-key-name", `${name} is missing`, "Add the key with its value.");
  if (value === null)
    return problemInFile(file, position, "no-value", `${name} has no value`, "Give it a value, or remove the key.");
  if (path.length === 1 && path[0] === "probes" && isSelection(value))
    return problemInFile(
      file,
      position,
      "probes-selected",
      "probes says which probes run, and that is the input probes",
      SELECTION_HELP,
    );
  const what = /^must /.test(issue.message) ? issue.message : "has a value that is not allowed here";
  return problemInFile(file, position, "invalid-value", `${name} ${what}`, helpFor(value, what, issue));
}

/** Whether this is a list of probes as the input takes it. */
function isSelection(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((entry) => typeof entry === "string"));
}

const SELECTION_HELP =
  "Move it to the step's with: section, as probes: smoke, models; here each probe that has settings is a key of its own.";

const UNQUOTED = "Write it without quotes.";

/** What to do about a value of another kind than its key has, by what YAML makes of how it is written. */
function helpFor(value: unknown, what: string, issue: Issue): string {
  const wants = (words: string) => what.includes(words);
  const scalar = ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
  const meant = issue.code === "invalid_value" ? meantWord(scalar, issue.values.map(String)) : null;
  if (meant !== null) return meant === value ? UNQUOTED : `Did you mean ${meant}?`;
  // Both repeat what was meant and nothing else: no pasted key is a duration or a share.
  if (scalar !== "" && what.startsWith("must be a duration")) return durationHelp(scalar);
  if (scalar !== "" && wants("a share")) return shareHelp(scalar);
  if (typeof value === "string" && /^\d+$/.test(value) && /a whole number|a number|a status/.test(what))
    return UNQUOTED;
  if (typeof value === "number" && wants("text"))
    return "Put it in quotes: YAML reads a number here, and 1.10 becomes 1.1.";
  if (typeof value === "boolean" && wants("text")) return "Put it in quotes: YAML reads true or false here.";
  if (wants("true or false") && typeof value === "string")
    return /^(?:true|false)$/i.test(value)
      ? UNQUOTED
      : "Write true or false: yes, no, on and off are texts in YAML 1.2.";
  if (wants("a section") && Array.isArray(value))
    return "Write its keys without dashes and brackets: with them it is a list.";
  if (wants("a section") && typeof value === "boolean" && issue.path[0] === "probes")
    return "Remove it: the input probes of the workflow step selects what runs, and here are settings alone.";
  const keys = keysAt(GateFileSchema, issue.path);
  if (wants("a section with keys") && scalar !== "" && keys.length > 0)
    return `Write each key on a line of its own, as key: value with a space behind the colon; it has ${keys.join(", ")}.`;
  if (wants("must be a list") && value !== null && !Array.isArray(value))
    return "Write a dash in front of each entry, or put the entries in brackets.";
  return "Correct the value; schema/release-gate.schema.json has all keys and values.";
}

/** @param missing the key that was meant, as its section lacks it and no other */
function unknownKey(
  file: string,
  yaml: ParsedYaml,
  path: readonly PropertyKey[],
  key: string,
  missing?: PropertyKey,
): Problem {
  const at = (what: string, help: string) =>
    problemInFile(file, yaml.positionOf([...path, key], true), "unknown-key", what, help);
  const valid = keysAt(GateFileSchema, path);
  if (missing !== undefined)
    return at(`unknown key ${shown(key)} - did you mean "${String(missing)}"?`, validKeys(valid));
  const near = valid.includes(`${key}s`)
    ? `${key}s`
    : (nearest(key, valid) ?? valid.find((name) => name.startsWith(`${key}-`)) ?? null);
  const homes = homesOf(key);
  const ofInput = homeOfInput(key);
  if (ofInput === null && homes.length === 0 && near !== `${key}s`) {
    const instead = near === null ? "" : ` If ${near} is meant, write that.`;
    const help = `Move it to the step's with: section; a gate file must not be able to set it.${instead}`;
    return at(`unknown key ${shown(key)} - it is an input of the workflow step`, help);
  }
  if (path[0] === "probes" && path.length === 1 && [...PROBE_IDS, ...PRESETS].some((id) => id === key))
    return at(
      `unknown key ${shown(key)} - the input probes selects it, and it has no settings here`,
      "Remove it, and name it in the input probes of the workflow step.",
    );
  if (path.length === 0 && OF_A_WORKFLOW.includes(key))
    return at(
      `unknown key ${shown(key)} - it belongs to a workflow file`,
      `Move it to the workflow. ${validKeys(valid)}`,
    );
  const empty = homes.map((home) => home.split(".")[0] ?? "").find((home) => isEmptySection(yaml, home));
  if (path.length === 0 && empty !== undefined)
    return at(`${shown(key)} stands beside ${empty} and not in it`, `Indent it below ${empty}.`);
  const meant = ofInput != null ? [ofInput] : near === null ? homes : [near];
  const words = meant.map(
    (home) => `"${home}"${path.length > 0 && isAtTop(home, valid) ? " at the top of the file" : ""}`,
  );
  return at(
    `unknown key ${shown(key)}${words.length === 0 ? "" : ` - did you mean ${words.join(" or ")}?`}`,
    validKeys(valid),
  );
}

/** Keys of a workflow file and of its steps that are none of a gate file. */
const OF_A_WORKFLOW = "with inputs uses steps jobs on if permissions secrets runs-on needs".split(" ");

function validKeys(valid: readonly string[]): string {
  return `Valid keys here: ${valid.join(", ")}.`;
}

function isAtTop(home: string, valid: readonly string[]): boolean {
  return home in GateFileSchema.shape && !valid.includes(home);
}

/** Whether a section has no keys because they stand beside it, so that theirs are the problems. */
function isEmptied(path: readonly PropertyKey[], yaml: ParsedYaml, all: readonly Issue[]): boolean {
  const [section, ...deeper] = path;
  if (typeof section !== "string" || deeper.length > 0 || !isEmptySection(yaml, section)) return false;
  return all.some(
    (issue) =>
      issue.code === "unrecognized_keys" &&
      issue.path.length === 0 &&
      issue.keys.some((key) => homesOf(key).some((home) => home.startsWith(`${section}.`))),
  );
}

function isEmptySection(yaml: ParsedYaml, section: string): boolean {
  return valueAt(yaml.value, [section]) === null;
}
