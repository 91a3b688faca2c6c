import { z } from "zod";
import { didYouMean } from "../../text/nearest.ts";
import { entriesOf, nonBlank } from "../../text/non-blank.ts";
import { problem } from "../../text/problem.ts";
import { shown } from "../../text/shown.ts";
import { schemasAt } from "../gate-file/schema.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import type { Entry } from "./document.ts";
import { INPUTS } from "./inputs.ts";
import { keysOf, type SettingPath, ValuesSchema } from "./values.ts";

/** The layer that lies over the gate file: what the inputs say, read by the schema of the key that each of them sets. */
export function* inputLayer(inputs: SettingsSource["inputs"]): Rule<readonly Entry[]> {
  const names: readonly string[] = INPUTS.map(({ name }) => name);
  // The runner itself only warns about these.
  for (const [name, text] of Object.entries(inputs))
    if (!names.includes(name) && nonBlank(text) !== undefined)
      yield problem(
        "unknown-input",
        `unknown input ${shown(name)}${didYouMean(name, names)}`,
        "Correct the name in the step's with: section, or remove it.",
      );
  const layer: Entry[] = [];
  for (const { name, path } of INPUTS) {
    const text = nonBlank(inputs[name]);
    if (path !== null && text !== undefined) layer.push(yield* parsed(path, text, { kind: "input", name }));
  }
  return layer;
}

/** The layer under the gate file: the first variable of each input that is set. */
export function environmentLayer(env: SettingsSource["env"]): readonly Entry[] {
  return INPUTS.flatMap(({ path, env: names = [] }) => {
    const name = names.find((candidate) => nonBlank(env[candidate]) !== undefined);
    return path === null || name === undefined
      ? []
      : [{ path, value: nonBlank(env[name]), origin: { kind: "environment", name } as const }];
  });
}

/** A text as the schema of its key reads it. Labels, URLs and the like stay as written: the rule of their topic judges them. */
function* parsed(path: SettingPath, text: string, origin: Origin): Rule<Entry> {
  const [schema] = schemasAt(ValuesSchema, keysOf(path));
  if (schema === undefined || schema instanceof z.ZodString) return { path, value: text, origin };
  if (schema instanceof z.ZodArray) return { path, value: entriesOf(text), origin };
  const result = z.safeParse(schema, native(schema, text));
  if (result.success) return { path, value: result.data, origin };
  yield problemAt(origin, ...refusal(schema, text, result.error.issues[0]?.message ?? ""));
  return { path, value: undefined, origin };
}

/** The text in the type that YAML gives it in the gate file; the text itself where it is none of that type. */
function native(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber) return isCount(text) ? Number(text) : text;
  // Nothing looser than the spellings of GitHub's own toolkit: a guess here can restore production.
  if (!(schema instanceof z.ZodBoolean)) return text;
  return /^(true|True|TRUE)$/.test(text) || (/^(false|False|FALSE)$/.test(text) ? false : text);
}

function isCount(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

/** What is wrong with the text of an input. Unlike a gate file's, it may be repeated where it cannot be a key. */
function refusal(schema: z.core.$ZodType, text: string, says: string): [code: string, what: string, help: string] {
  if (schema instanceof z.ZodEnum) {
    const words = schema.options.map(String);
    return [
      "invalid-value",
      `cannot be ${shown(text)}${didYouMean(text, words)}`,
      `Write one of: ${words.join(", ")}.`,
    ];
  }
  const found = `${says}, found ${shown(text)}`;
  if (schema instanceof z.ZodNumber)
    return [isCount(text) ? "out-of-range" : "invalid-number", found, `Write ${says.replace(/^must be /, "")}.`];
  if (schema instanceof z.ZodBoolean)
    return ["invalid-value", found, "Write true or false; remove the input for the default, false."];
  const help = "Write a number with its unit: 1500ms, 30s, 5m or 1h.";
  return ["invalid-duration", `must be a duration, found ${shown(text)}`, help];
}
