import type { ValueNode } from "@humanwhocodes/momoa";
import { INSTEAD_OF_INPUT, INSTEAD_OF_MESSAGES } from "../contracts/families.ts";
import { ANTHROPIC_BLOCKS, CONTENT_PARTS } from "../contracts/family-words.ts";
import type { RequestField } from "../contracts/request-field.ts";
import { MESSAGE_ROLES } from "../contracts/request-fields.ts";
import type { Family, OpenAiFamily } from "../evidence/vocabulary.ts";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { emptyField, type Flaw, holds, informs, missingField } from "./flaw.ts";
import { type Members, membersOf, startOf, textOf } from "./json-body.ts";

/** What a message of an assistant may have in place of content. */
const INSTEAD_OF_CONTENT = [
  ...["tool_calls", "function_call", "refusal", "audio"],
  // DeepSeek's, OpenRouter's and LiteLLM's reasoning.
  ...["reasoning_content", "reasoning", "reasoning_details", "thinking_blocks"],
];

/** Items of Responses know no role `tool` or `function`: results of tools are items of their own. */
const ROLE_OF_ITEM: RequestField = {
  types: ["string"],
  required: true,
  closed: true,
  values: MESSAGE_ROLES.slice(0, 4),
};

/** Flaws inside `messages` or `input`: the place where OpenAI's families are mixed up unseen. */
export function messageFlaws(members: Members, family: OpenAiFamily): readonly Flaw[] {
  const name = family === "responses" ? "input" : "messages";
  const asked = members.get(name)?.value;
  if (asked === undefined) return [];
  const empty = () => [emptyField({ path: name, offset: startOf(asked) })];
  const isElsewhere = bringsPrompt(members, family);
  if (asked.type === "String")
    return asked.value.trim() === "" && family === "responses" && !isElsewhere ? empty() : [];
  if (asked.type !== "Array") return [];
  if (asked.elements.length === 0) return isElsewhere ? [] : empty();
  return asked.elements.flatMap(({ value }, i) => itemFlaws(value, `${name}[${i}]`, family));
}

/** Whether the prompt comes from what is stored, so that nothing need stand in the body. */
export function bringsPrompt(members: Members, family: Family): boolean {
  const instead = family === "responses" ? INSTEAD_OF_INPUT : INSTEAD_OF_MESSAGES;
  return instead.some((name) => (members.get(name)?.value ?? { type: "Null" }).type !== "Null");
}

function itemFlaws(item: ValueNode, path: string, family: OpenAiFamily): readonly Flaw[] {
  if (item.type !== "Object") return [];
  const members = membersOf(item);
  // An item with a type of its own is no message, whatever else it has.
  if (family === "responses" && (textOf(members.get("type")?.value) ?? "message") !== "message") return [];
  const role = members.get("role");
  const content = members.get("content")?.value;
  const who = textOf(role?.value);
  const flaws: Flaw[] = [];
  if (role !== undefined && family === "responses") flaws.push(...typeFlaws(ROLE_OF_ITEM, role.value, `${path}.role`));
  if (role !== undefined && who === "function" && family === "chat-completions") {
    const at = { path: `${path}.role`, offset: startOf(role.value) };
    const help = "Use the role tool with tool_call_id.";
    flaws.push(informs("deprecated-field", at, `${at.path} function is deprecated`, help));
  }
  for (const [name, { at: offset }] of members)
    if (family === "responses" && role !== undefined && ["tool_calls", "function_call"].includes(name)) {
      const at = { path: `${path}.${name}`, offset };
      const help = "In responses each call is an item of its own, of type function_call.";
      flaws.push(holds("other-family", at, `${at.path} belongs to chat-completions, this is responses`, help));
    }
  const optional = family === "chat-completions" && who === "assistant";
  if (content === undefined) {
    const given = optional && INSTEAD_OF_CONTENT.some((name) => members.has(name));
    if (who !== null && !given)
      flaws.push(missingField(`${path}.content`, startOf(item), "Add the content of the message."));
    return flaws;
  }
  const at = { path: `${path}.content`, offset: startOf(content) };
  const nullable = optional || who === null || who === "function";
  flaws.push(...typeFlaws({ types: ["string", "array"], ...(nullable ? {} : { required: true }) }, content, at.path));
  const blank = content.type === "Array" ? content.elements.length === 0 : textOf(content)?.trim() === "";
  if (blank && who === "user") flaws.push({ ...emptyField(at), severity: "advisory" });
  if (content.type === "Array")
    for (const [i, { value }] of content.elements.entries())
      flaws.push(...partFlaws(value, `${at.path}[${i}]`, family));
  return flaws;
}

/** Flaws of a content part: the same thing has another name in another family. */
export function partFlaws(part: ValueNode, path: string, family: Family): readonly Flaw[] {
  const members = membersOf(part);
  const type = members.get("type");
  const name = textOf(type?.value);
  if (type === undefined || name === null) return [];
  const at = { path: `${path}.type`, offset: startOf(type.value) };
  const instead = Object.hasOwn(ANTHROPIC_BLOCKS[family], name) ? ANTHROPIC_BLOCKS[family][name] : undefined;
  if (instead !== undefined) {
    const flaw = holds(
      "other-family",
      at,
      `${path} is a content block of Anthropic Messages`,
      `In ${family} it is ${instead}.`,
    );
    const by = alsoDocumentedBy(name, members);
    return [by === null ? flaw : elsewhere(flaw, by)];
  }
  const ours = Object.hasOwn(CONTENT_PARTS[family], name) ? CONTENT_PARTS[family][name] : undefined;
  if (ours === undefined) return [];
  return [
    holds("other-family", at, `${path} is a content part of another family`, `In ${family} its type is ${ours}.`),
  ];
}

/** Who documents a part of the same type in another shape or in OpenAI's families; null: it is Anthropic's alone. */
function alsoDocumentedBy(type: string, members: Members): string | null {
  const embedded = members.get("source")?.value.type === "Object";
  switch (type) {
    case "thinking":
      return members.has("signature") ? null : "Mistral and SGLang";
    case "document":
      return embedded ? "LiteLLM" : "Groq";
    case "image":
      return embedded ? null : "Hugging Face";
    default:
      return null;
  }
}
