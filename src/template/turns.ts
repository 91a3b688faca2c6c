import type { ValueNode } from "@humanwhocodes/momoa";
import { typeFlaws } from "./field-types.ts";
import { type Flaw, holds, missingField } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt, partFlaws } from "./messages.ts";

/** Roles of a turn of Messages (contracts.md, 8; Anthropic's reference). */
const ROLES = ["user", "assistant", "system"];

/** Flaws inside a body of Messages: where it is mixed up with OpenAI's families unseen. */
export function turnFlaws(members: Members): readonly Flaw[] {
  const at = (name: string) => members.get(name)?.value;
  return [
    ...messagesFlaws(at("messages"), bringsPrompt(members, "messages")),
    ...toolsFlaws(at("tools")),
    ...metadataFlaws(at("metadata")),
  ];
}

function messagesFlaws(messages: ValueNode | undefined, isElsewhere: boolean): readonly Flaw[] {
  if (messages?.type !== "Array") return [];
  const place = { path: "messages", offset: startOf(messages) };
  if (messages.elements.length === 0 && isElsewhere) return [];
  if (messages.elements.length === 0)
    return [holds("empty-messages", place, "messages is empty", "Add at least one message.")];
  return messages.elements.flatMap(({ value }, i) => turnFlawsAt(value, `messages[${i}]`));
}

function turnFlawsAt(turn: ValueNode, path: string): readonly Flaw[] {
  const offset = startOf(turn);
  if (turn.type !== "Object")
    return [
      holds("wrong-type", { path, offset }, `${path} is not an object`, "Write an object with role and content."),
    ];
  const members = membersOf(turn);
  const role = members.get("role")?.value;
  const content = members.get("content")?.value;
  const calls = members.get("tool_calls");
  return [
    ...(role === undefined
      ? [missingField(`${path}.role`, offset, "Add the role, for example user.")]
      : typeFlaws({ types: ["string"], required: true, values: ROLES }, role, `${path}.role`)),
    ...(content === undefined
      ? [missingField(`${path}.content`, offset, "Add the content of the message.")]
      : contentFlaws(content, `${path}.content`)),
    ...(calls === undefined
      ? []
      : [otherFamily(`${path}.tool_calls`, calls.at, "a call is a content block of type tool_use")]),
  ];
}

function contentFlaws(content: ValueNode, path: string): readonly Flaw[] {
  const types = typeFlaws({ types: ["string", "array"], required: true }, content, path);
  const blank = content.type === "Array" ? content.elements.length === 0 : textOf(content)?.trim() === "";
  const empty = blank
    ? [
        holds(
          "empty-messages",
          { path, offset: startOf(content) },
          `${path} is empty`,
          "Give the message a text, or remove it.",
        ),
      ]
    : [];
  const parts = content.type === "Array" ? content.elements : [];
  return [...types, ...empty, ...parts.flatMap(({ value }, i) => partFlaws(value, `${path}[${i}]`, "messages"))];
}

/** Tools of one's own have a schema of their input; those of the provider have a type with a date. */
function toolsFlaws(tools: ValueNode | undefined): readonly Flaw[] {
  if (tools?.type !== "Array") return [];
  return tools.elements.flatMap(({ value: tool }, i) => {
    const path = `tools[${i}]`;
    const members = membersOf(tool);
    const type = textOf(members.get("type")?.value);
    const foreign = members.get("function") ?? members.get("parameters");
    if (foreign !== undefined)
      return [otherFamily(path, foreign.at, "name, description and input_schema stand beside each other")];
    if (type !== null && type !== "custom") return [];
    return ["name", "input_schema"].flatMap((name) =>
      members.has(name) ? [] : [missingField(`${path}.${name}`, startOf(tool), `Add ${name}.`)],
    );
  });
}

function metadataFlaws(metadata: ValueNode | undefined): readonly Flaw[] {
  if (metadata === undefined) return [];
  return [...membersOf(metadata)].flatMap(([name, { at }]) => {
    const path = pathOf("metadata", name);
    const help = "Remove it: messages knows metadata.user_id alone.";
    return name === "user_id" ? [] : [holds("unknown-field", { path, offset: at }, `${path} is not documented`, help)];
  });
}

function otherFamily(path: string, offset: number, how: string): Flaw {
  return holds("other-family", { path, offset }, `${path} is written as in another family`, `In messages ${how}.`);
}
