import type { ValueNode } from "@humanwhocodes/momoa";
import type { OpenAiFamily } from "../evidence/vocabulary.ts";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { type Flaw, holds, missingField } from "./flaw.ts";
import { type Members, membersOf, startOf, textOf } from "./json-body.ts";

/** What one family nests below a member named like its type and the other one writes flat, with a mark of the flat form. */
const NESTED: Readonly<Record<string, string>> = {
  function: "name",
  custom: "name",
  json_schema: "name",
  allowed_tools: "mode",
};

/** Flaws one level below the top where OpenAI's families differ in shape alone, or take a shape from Anthropic's. */
export function shapeFlaws(members: Members, family: OpenAiFamily): readonly Flaw[] {
  const at = (name: string) => members.get(name)?.value;
  const format = family === "responses" ? innerOf(at("text"), "format") : at("response_format");
  return [
    ...toolsFlaws(at("tools"), family),
    ...choiceFlaws(at("tool_choice"), family),
    ...formFlaws(format, family === "responses" ? "text.format" : "response_format", family),
  ];
}

function innerOf(node: ValueNode | undefined, name: string): ValueNode | undefined {
  return node === undefined ? undefined : membersOf(node).get(name)?.value;
}

/** How a tool of Anthropic's is written in OpenAI's families. */
const TOOL_INSTEAD: Readonly<Record<OpenAiFamily, string>> = {
  "chat-completions": "{ type: function, function: { name, parameters } }",
  responses: "{ type: function, name, parameters }",
};

/** Types of Anthropic's `tool_choice`, and what takes their place. */
const CHOICE_INSTEAD: Readonly<Record<string, string>> = {
  auto: "the word auto",
  any: "the word required",
  none: "the word none",
  tool: "an object of type function",
};

function ofAnthropic(path: string, offset: number, instead: string): Flaw {
  return holds(
    "other-family",
    { path, offset },
    `${path} is written as in Anthropic Messages`,
    `Here it is ${instead}.`,
  );
}

function choiceFlaws(choice: ValueNode | undefined, family: OpenAiFamily): readonly Flaw[] {
  const type = choice === undefined ? undefined : innerOf(choice, "type");
  const name = textOf(type) ?? "";
  const instead = Object.hasOwn(CHOICE_INSTEAD, name) ? CHOICE_INSTEAD[name] : undefined;
  return type === undefined || instead === undefined
    ? formFlaws(choice, "tool_choice", family)
    : [ofAnthropic("tool_choice", startOf(type), instead)];
}

function toolsFlaws(tools: ValueNode | undefined, family: OpenAiFamily): readonly Flaw[] {
  if (tools?.type !== "Array") return [];
  return tools.elements.flatMap(({ value: tool }, i) => {
    const path = `tools[${i}]`;
    const schema = membersOf(tool).get("input_schema");
    if (schema !== undefined) return [ofAnthropic(path, schema.at, TOOL_INSTEAD[family])];
    const type = innerOf(tool, "type");
    if (type === undefined) return [untypedTool(tool, path, family)];
    // Responses has many tools of the provider's own, and gets new ones.
    const values = family === "chat-completions" ? { values: ["function", "custom"] } : {};
    return [
      ...typeFlaws({ types: ["string"], required: true, ...values }, type, `${path}.type`),
      ...formFlaws(tool, path, family),
    ];
  });
}

/**
 * A tool without a type: of Google's own (`{ googleSearch: {} }`), which LiteLLM and others hand through; a function, which
 * the type is where there is none; else nothing that anybody knows.
 */
function untypedTool(tool: ValueNode, path: string, family: OpenAiFamily): Flaw {
  const flaw = missingField(`${path}.type`, startOf(tool), "Add the type, for example function.");
  const members = [...membersOf(tool)];
  if (family === "chat-completions" && members.some(([name]) => name === "function"))
    return elsewhere(flaw, "Mistral, vLLM and SGLang");
  const own = members.length > 0 && members.every(([name, { value }]) => /[a-z]/.test(name) && value.type === "Object");
  return own && !members.some(([name]) => ["function", "parameters"].includes(name))
    ? elsewhere(flaw, "LiteLLM")
    : flaw;
}

/** Holds an object with a type against the shape that its family gives it. */
function formFlaws(node: ValueNode | undefined, path: string, family: OpenAiFamily): readonly Flaw[] {
  if (node === undefined) return [];
  const members = membersOf(node);
  const type = textOf(members.get("type")?.value) ?? "";
  const mark = Object.hasOwn(NESTED, type) ? NESTED[type] : undefined;
  if (mark === undefined) return [];
  const nested = members.get(type);
  const flat = members.get(mark);
  const [right, wrong, name] = family === "responses" ? [flat, nested, mark] : [nested, flat, type];
  if (right !== undefined) return [];
  if (type === "json_schema" && family === "chat-completions" && flat === undefined && members.has("schema")) {
    const at = { path: `${path}.json_schema`, offset: startOf(node) };
    return [elsewhere(holds("missing-field", at, `${at.path} is missing`, ""), "llama.cpp and Together AI")];
  }
  const where = family === "responses" ? "beside its type" : `below ${type}`;
  // What stands beside the type is missing by the table.
  if (wrong === undefined)
    return family === "responses" ? [] : [missingField(`${path}.${name}`, startOf(node), `Add ${name}.`)];
  const other = family === "responses" ? "chat-completions" : "responses";
  const help = `In ${family} ${mark} and what belongs to it stand ${where}.`;
  return [holds("other-family", { path, offset: wrong.at }, `${path} is written as in ${other}`, help)];
}
