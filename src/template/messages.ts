import type { ValueNode } from "@humanwhocodes/momoa";
import { CONTENT_PARTS, MESSAGE_ROLES } from "../contracts/request-fields.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { membersOf, textOf, typeFlaws } from "./field-types.ts";
import { type Flaw, holds } from "./flaw.ts";
import { startOf } from "./json-body.ts";

/** Flaws inside `messages` or `input`, and inside `tools`: the places where the two families are mixed up unseen. */
export function messageFlaws(root: ValueNode, family: Family): readonly Flaw[] {
  const members = membersOf(root);
  const name = family === "responses" ? "input" : "messages";
  const asked = members.get(name)?.value;
  const tools = members.get("tools")?.value;
  return [
    ...(asked === undefined ? [] : askedFlaws(asked, name, family)),
    ...(tools?.type === "Array"
      ? tools.elements.flatMap(({ value }, i) => toolFlaws(value, `tools[${i}]`, family))
      : []),
  ];
}

function askedFlaws(asked: ValueNode, name: string, family: Family): readonly Flaw[] {
  const place = { path: name, offset: startOf(asked) };
  const empty = () => [holds("empty-messages", place, `${name} is empty`, "Add at least one message.")];
  if (asked.type === "String") return asked.value.trim() === "" && family === "responses" ? empty() : [];
  if (asked.type !== "Array") return [];
  if (asked.elements.length === 0) return empty();
  return asked.elements.flatMap(({ value }, i) => itemFlaws(value, `${name}[${i}]`, family));
}

function itemFlaws(item: ValueNode, path: string, family: Family): readonly Flaw[] {
  if (item.type !== "Object")
    return [
      holds(
        "wrong-type",
        { path, offset: startOf(item) },
        `${path} is not an object`,
        "Write an object with role and content.",
      ),
    ];
  const members = membersOf(item);
  const role = members.get("role");
  const content = members.get("content")?.value;
  const flaws: Flaw[] = [];
  // Input items of Responses have many types without a role (calls, their outputs, references): only messages are read.
  if (role === undefined && family === "chat-completions")
    flaws.push(
      holds(
        "missing-field",
        { path: `${path}.role`, offset: startOf(item) },
        `${path}.role is missing`,
        "Add the role, for example user.",
      ),
    );
  if (role !== undefined) {
    const at = { path: `${path}.role`, offset: startOf(role.value) };
    flaws.push(...typeFlaws({ types: ["string"], required: true, values: rolesOf(family) }, role.value, at));
    if (textOf(role.value) === "function" && family === "chat-completions")
      flaws.push(
        holds("deprecated-field", at, `${at.path} function is deprecated`, "Use the role tool with tool_call_id."),
      );
  }
  if (content === undefined) return flaws;
  const at = { path: `${path}.content`, offset: startOf(content) };
  flaws.push(...typeFlaws({ types: ["string", "array"] }, content, at));
  const blank = content.type === "Array" ? content.elements.length === 0 : textOf(content)?.trim() === "";
  if (blank && textOf(role?.value) === "user")
    flaws.push(holds("empty-messages", at, `${at.path} is empty`, "Give the message a text, or remove it."));
  if (content.type === "Array")
    for (const [i, { value }] of content.elements.entries())
      flaws.push(...partFlaws(value, `${at.path}[${i}]`, family));
  return flaws;
}

/** Items of Responses know no role `tool` or `function`: results of tools are items of their own. */
function rolesOf(family: Family): readonly string[] {
  return family === "chat-completions" ? MESSAGE_ROLES : MESSAGE_ROLES.slice(0, 4);
}

function partFlaws(part: ValueNode, path: string, family: Family): readonly Flaw[] {
  const type = membersOf(part).get("type");
  const name = textOf(type?.value);
  const ours = name !== null && Object.hasOwn(CONTENT_PARTS[family], name) ? CONTENT_PARTS[family][name] : undefined;
  if (type === undefined || ours === undefined) return [];
  const at = { path: `${path}.type`, offset: startOf(type.value) };
  return [
    holds("other-family", at, `${path} is a content part of the other family`, `In ${family} its type is ${ours}.`),
  ];
}

/** A function tool is nested under `function` in Chat Completions and flat in Responses. */
function toolFlaws(tool: ValueNode, path: string, family: Family): readonly Flaw[] {
  const members = membersOf(tool);
  if (textOf(members.get("type")?.value) !== "function") return [];
  const nested = members.get("function");
  const flat = members.get("name");
  if (family === "responses" && nested !== undefined && flat === undefined)
    return [
      holds(
        "other-family",
        { path, offset: nested.at },
        `${path} is written as in chat-completions`,
        "In responses name, description and parameters stand in the tool itself.",
      ),
    ];
  if (family === "chat-completions" && nested === undefined && flat !== undefined)
    return [
      holds(
        "other-family",
        { path, offset: flat.at },
        `${path} is written as in responses`,
        "In chat-completions name, description and parameters stand under function.",
      ),
    ];
  return [];
}
