import { z } from "zod";
import { durationHelp } from "../../text/duration.ts";
import { valueAt } from "../../text/key-path.ts";
import { didYouMean } from "../../text/nearest.ts";
import { listedPaths, listedWords, nonBlank, unquoted } from "../../text/non-blank.ts";
import { problem } from "../../text/problem.ts";
import { shown } from "../../text/shown.ts";
import type { GateFile } from "../gate-file/gate-file.ts";
import { asKey } from "../gate-file/homes.ts";
import { schemasAt } from "../gate-file/schema.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { INPUTS } from "./inputs.ts";
import { keysOf, type SettingPath, type Values, ValuesSchema, WORD_LIST } from "./values.ts";

/** A value that an input or a variable gives for a key; undefined: it gives one that is none, and nobody else is asked. */
export interface Entry {
  readonly path: SettingPath;
  readonly value: unknown;
  /** Of a value that is none: the text, as the problem with it shows it; absent: it is not shown. */
  readonly found?: string;
  readonly origin: Origin;
}

/** All layers in one: what counts, typed, and where it stands. */
export interface SettingsDocument {
  readonly values: Values;
  /** Everything that was given for a key, the one that wins first. */
  readonly candidates: (path: SettingPath) => readonly Entry[];
  /** Where the value of a key stands, or one inside it. Of a value that nobody gave: the input that could give it. */
  readonly originOf: (path: SettingPath, ...inner: readonly PropertyKey[]) => Origin;
}

/**
 * Merges the layers: input, then gate file, then environment (product.md, "Inputs"). A blank text counts as not given.
 * @param above what lies over the gate file
 */
export function mergeLayers(
  above: readonly Entry[],
  gate: GateFile | null,
  environment: readonly Entry[],
): SettingsDocument {
  const inFile = (path: SettingPath): readonly Entry[] => {
    if (gate === null) return [];
    const keys = keysOf(path);
    const value = valueAt(gate.content, keys);
    const given = gate.unreadable.some((broken) => broken.every((key, i) => keys[i] === key)) || value !== undefined;
    return given && value !== "" ? [{ path, value, origin: gate.originOf(keys) }] : [];
  };
  const candidates = (path: SettingPath) =>
    [...above, ...inFile(path), ...environment].filter((entry) => entry.path === path);
  let values: unknown = gate?.content ?? {};
  for (const { path } of INPUTS)
    if (path !== null && (candidates(path).length > 0 || valueAt(values, keysOf(path)) !== undefined))
      values = withValue(values, keysOf(path), candidates(path)[0]?.value);
  return {
    // Every layer was parsed by the schema of its key, so the merged one has the type of the schema.
    values: values as Values,
    candidates,
    originOf: (path, ...inner) => {
      const [winner] = candidates(path);
      if (winner?.origin.kind === "gate-file" && gate !== null) return gate.originOf([...keysOf(path), ...inner]);
      if (winner !== undefined) return winner.origin;
      const input = INPUTS.find((row) => row.path === path);
      return input === undefined ? { kind: "default", key: path } : { kind: "input", name: input.name };
    },
  };
}

/** The data with another value at this path. */
function withValue(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const section = typeof data === "object" && data !== null ? data : {};
  return { ...section, [key]: withValue(valueAt(section, [key]), rest, value) };
}

/** The layer that lies over the gate file: what the inputs say, read by the schema of the key that each of them sets. */
export function* inputLayer(inputs: SettingsSource["inputs"]): Rule<readonly Entry[]> {
  const names: readonly string[] = INPUTS.map(({ name }) => name);
  // The runner itself only warns about these.
  for (const [name, text] of Object.entries(inputs))
    if (!names.includes(name) && nonBlank(text) !== undefined)
      yield problem(
        "unknown-input",
        `unknown input ${shown(name)}${asKey(name) || didYouMean(name, names)}`,
        "Correct the name in the step's with: section, or remove it.",
      );
  const layer: Entry[] = [];
  for (const { name, path } of INPUTS) {
    const text = given(inputs[name]);
    if (path !== null && text !== undefined) layer.push(yield* parsed(path, text, { kind: "input", name }));
  }
  return layer;
}

/** The layer between inputs and gate file: what the embedded sandbox brings. */
export function sandboxLayer(sandbox: SettingsSource["sandbox"]): readonly Entry[] {
  const path = "timeouts.attempt";
  return sandbox?.timeoutMs === undefined
    ? []
    : [{ path, value: sandbox.timeoutMs, origin: { kind: "sandbox", key: path } }];
}

/** The layer under the gate file: the first variable of each input that is set. */
export function environmentLayer(env: SettingsSource["env"]): readonly Entry[] {
  return INPUTS.flatMap(({ path, env: names = [] }) => {
    const name = names.find((candidate) => nonBlank(env[candidate]) !== undefined);
    return path === null || name === undefined
      ? []
      : [{ path, value: given(env[name]), origin: { kind: "environment", name } as const }];
  });
}

/** A text without the quotes that a YAML scalar in another one, or a file of variables, leaves around it. */
function given(text: string | undefined): string | undefined {
  return nonBlank(unquoted(nonBlank(text) ?? ""));
}

/** A text as the schema of its key reads it. Labels, URLs and the like stay as written: the rule of their topic judges them. */
function* parsed(path: SettingPath, text: string, origin: Origin): Rule<Entry> {
  const [schema] = schemasAt(ValuesSchema, keysOf(path));
  if (schema === undefined || schema instanceof z.ZodString) return { path, value: text, origin };
  if (schema instanceof z.ZodArray)
    return { path, value: schema === WORD_LIST ? listedWords(text) : listedPaths(text), origin };
  const result = z.safeParse(schema, native(schema, text));
  if (result.success) return { path, value: result.data, origin };
  yield problemAt(origin, ...refusal(schema, text, result.error.issues[0]?.message ?? ""));
  return { path, value: undefined, found: shown(text), origin };
}

/** The text in the type that YAML gives it in the gate file; the text itself where it is none of that type. */
function native(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber) return isCount(text) ? Number(text) : text;
  if (schema instanceof z.ZodEnum) return schema.options.find((word) => word === text.toLowerCase()) ?? text;
  // Nothing looser than the spellings of GitHub's own toolkit: a guess here can restore production.
  if (!(schema instanceof z.ZodBoolean)) return text;
  return /^(true|True|TRUE)$/.test(text) || (/^(false|False|FALSE)$/.test(text) ? false : text);
}

/** A whole number, also as YAML takes it for one: `5.0`. */
function isCount(text: string): boolean {
  return /^\d{1,9}(\.0+)?$/.test(text);
}

/** What is wrong with the text of an input. Unlike a gate file's, it may be repeated where it cannot be a key. */
function refusal(schema: z.core.$ZodType, text: string, says: string): [code: string, what: string, help: string] {
  if (schema instanceof z.ZodEnum) {
    const words = schema.options.map(String);
    const what = `cannot be ${shown(text)}${didYouMean(text, words)}`;
    return ["invalid-value", what, `Write one of: ${words.join(", ")}.`];
  }
  const found = `${says}, found ${shown(text)}`;
  if (schema instanceof z.ZodNumber)
    return [isCount(text) ? "out-of-range" : "invalid-number", found, numberHelp(schema, text, says)];
  if (schema instanceof z.ZodBoolean)
    return [
      "invalid-value",
      `${found}${didYouMean(text, ["true", "false"])}`,
      "Write true or false; without it the default is false.",
    ];
  return ["invalid-duration", `must be a duration, found ${shown(text)}`, durationHelp(text)];
}

/** The number that stands in a text beside other marks (`5x`, `5,`, `1_000`), where it is allowed, or which ones are. */
function numberHelp(schema: z.ZodNumber, text: string, says: string): string {
  const allowed = says.replace(/^must be /, "");
  // What follows must be no thousands or millions.
  const [, digits = ""] = /^[^\d-]*(\d+)(?! ?[kmg])[^\d.]*$/i.exec(text.replace(/(\d)[_,' ](?=\d{3})/g, "$1")) ?? [];
  return !isCount(text) && schema.safeParse(Number(digits || Number.NaN)).success
    ? `Write ${digits}: ${allowed}.`
    : `Write ${allowed}.`;
}
