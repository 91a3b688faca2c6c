import type { ValueNode } from "@humanwhocodes/momoa";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { type Flaw, holds, informs, missingField } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt, partFlaws } from "./messages.ts";
import { placesAt } from "./nested-fields.ts";

/** Roles of a turn of Messages (contracts.md, 8; Anthropic's reference). */
const ROLES = ["user", "assistant", "system"];

/** Flaws inside a body of Messages: where it is mixed up with OpenAI's families unseen. */
export function turnFlaws(members: Members): readonly Flaw[] {
  const at = (name: string) => members.get(name)?.value;
  return [
    ...messagesFlaws(at("messages"), bringsPrompt(members, "messages")),
    ...toolsFlaws(at("tools")),
    ...metadataFlaws(at("metadata")),
    ...thinkingFlaws(members),
    ...cacheFlaws(members),
  ];
}

/** What does not stand beside thinking with a budget (Anthropic's guide to extended thinking). */
function thinkingFlaws(members: Members): readonly Flaw[] {
  const [thinking] = placesAt(members, "thinking[enabled]");
  if (thinking === undefined) return [];
  const inside = membersOf(thinking.node);
  const number = (name: string, among = members) => numberOf(among.get(name)?.value);
  const forced = placesAt(members, "tool_choice.type").some(({ node }) => /^(any|tool)$/.test(textOf(node) ?? ""));
  // With tools thinking may be interleaved, and its budget goes over several answers.
  const isOver = !members.has("tools") && number("budget_tokens", inside) >= number("max_tokens");
  const flaw = (path: string, { at: offset } = members.get(path) ?? { at: startOf(thinking.node) }, what: string) =>
    elsewhere(holds("out-of-range", { path, offset }, `${path} ${what}`, ""), "DeepSeek");
  return [
    ...(isOver ? [flaw("thinking.budget_tokens", inside.get("budget_tokens"), "is not below max_tokens")] : []),
    ...(number("temperature") >= 0 && number("temperature") !== 1
      ? [flaw("temperature", undefined, "is not 1 beside thinking")]
      : []),
    ...(number("top_k") >= 0 ? [flaw("top_k", undefined, "is set beside thinking")] : []),
    ...(forced ? [flaw("tool_choice", undefined, "forces a tool beside thinking")] : []),
  ];
}

/** Not a number where there is none. */
function numberOf(node: ValueNode | undefined): number {
  return node?.type === "Number" ? node.value : Number.NaN;
}

/** Marks where a cached part ends that a body may have (Anthropic's guide to prompt caching). */
const MOST_CACHED = 4;

function cacheFlaws(members: Members): readonly Flaw[] {
  const places = ["tools[]", "system[]", "messages[].content[]"];
  const marks = places
    .flatMap((place) => placesAt(members, `${place}.cache_control`))
    .filter(({ node }) => node.type === "Object");
  const more = marks[MOST_CACHED];
  if (more === undefined) return [];
  const at = { path: more.path, offset: startOf(more.node) };
  return [elsewhere(holds("out-of-range", at, `${at.path} is one of more than ${MOST_CACHED}`, ""), "DeepSeek")];
}

function messagesFlaws(messages: ValueNode | undefined, isElsewhere: boolean): readonly Flaw[] {
  if (messages?.type !== "Array") return [];
  const place = { path: "messages", offset: startOf(messages) };
  if (messages.elements.length === 0 && isElsewhere) return [];
  if (messages.elements.length === 0)
    return [holds("empty-messages", place, "messages is empty", "Add at least one message.")];
  const last = messages.elements.length - 1;
  return messages.elements.flatMap(({ value }, i) => turnFlawsAt(value, `messages[${i}]`, i === last));
}

function turnFlawsAt(turn: ValueNode, path: string, isLast: boolean): readonly Flaw[] {
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
      : contentFlaws(content, `${path}.content`, isLast && textOf(role) === "assistant")),
    ...(calls === undefined
      ? []
      : [otherFamily(`${path}.tool_calls`, calls.at, "a call is a content block of type tool_use")]),
  ];
}

/** @param isBegun whether the answer goes on behind this content, which may be empty then and does not end in a blank */
function contentFlaws(content: ValueNode, path: string, isBegun: boolean): readonly Flaw[] {
  const types = typeFlaws({ types: ["string", "array"], required: true }, content, path);
  const parts = content.type === "Array" ? content.elements.map(({ value }) => value) : [];
  const texts = parts.map((part: ValueNode) => membersOf(part).get("text")?.value);
  const isBlank = content.type === "Array" ? parts.length === 0 : textOf(content)?.trim() === "";
  const empty = (node: ValueNode, at: string) =>
    holds(
      "empty-messages",
      { path: at, offset: startOf(node) },
      `${at} is empty`,
      "Give the message a text, or remove it.",
    );
  const last = content.type === "Array" ? texts.at(-1) : content;
  const isOpen = isBegun && last !== undefined && /\S\s+$/.test(textOf(last) ?? "");
  const at = { path, offset: startOf(last ?? content) };
  return [
    ...types,
    ...(isBlank && !isBegun ? [empty(content, path)] : []),
    ...texts.flatMap((text, i) =>
      text !== undefined && textOf(text) === "" ? [empty(text, `${path}[${i}].text`)] : [],
    ),
    ...(isOpen
      ? [elsewhere(holds("out-of-range", at, `${path} begins the answer and ends in a blank`, ""), "DeepSeek")]
      : []),
    ...lateResults(parts, path),
    ...parts.flatMap((part, i) => partFlaws(part, `${path}[${i}]`, "messages")),
  ];
}

/** Results of tools behind something else in a turn: Anthropic's guide to tools has them first. */
function lateResults(parts: readonly ValueNode[], path: string): readonly Flaw[] {
  const isResult = parts.map((part) => textOf(membersOf(part).get("type")?.value) === "tool_result");
  const i = isResult.findIndex((result, at) => result && isResult[at - 1] === false);
  const late = parts[i];
  if (late === undefined) return [];
  const at = { path: `${path}[${i}]`, offset: startOf(late) };
  const what = `${at.path} is a tool_result behind another block, which Anthropic refuses`;
  return [informs("out-of-range", at, what, "Put results first, and texts behind them.")];
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
