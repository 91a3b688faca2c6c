import type { ValueNode } from "@humanwhocodes/momoa";
import { elsewhere } from "./field-types.ts";
import { emptyField, type Flaw, holds, informs } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt, partFlaws } from "./messages.ts";
import { placesAt } from "./nested-fields.ts";

/** Flaws inside a body of Messages: where it is mixed up with OpenAI's families unseen, and what no table says. */
export function turnFlaws(members: Members): readonly Flaw[] {
  return [
    ...messagesFlaws(members),
    ...toolsFlaws(members),
    ...metadataFlaws(members.get("metadata")?.value),
    ...thinkingFlaws(members),
    ...cacheFlaws(members),
  ];
}

/** What does not stand beside thinking with a budget (Anthropic's guide to extended thinking). */
function thinkingFlaws(members: Members): readonly Flaw[] {
  if (placesAt(members, "thinking[enabled]").length === 0) return [];
  const number = (path: string) => {
    const [place] = placesAt(members, path);
    return place?.node.type === "Number" ? place.node.value : Number.NaN;
  };
  // With tools thinking may be interleaved, and its budget goes over several answers.
  const isOver = !members.has("tools") && number("thinking.budget_tokens") >= number("max_tokens");
  const isForced = placesAt(members, "tool_choice.type").some(({ node }) => /^(any|tool)$/.test(textOf(node) ?? ""));
  const wrong = {
    "thinking.budget_tokens": isOver && "is not below max_tokens",
    temperature: Math.abs(number("temperature") - 1) > 0 && "is not 1 beside thinking",
    top_k: number("top_k") >= 0 && "is set beside thinking",
    tool_choice: isForced && "forces a tool beside thinking",
  };
  return Object.entries(wrong).flatMap(([path, what]) =>
    placesAt(members, path).flatMap(({ node }) =>
      what === false ? [] : [refusedByAnthropic(path, node, `${path} ${what}`)],
    ),
  );
}

/** What Anthropic's own endpoint refuses and DeepSeek's takes. */
function refusedByAnthropic(path: string, node: ValueNode, what: string): Flaw {
  return elsewhere(holds("out-of-range", { path, offset: startOf(node) }, what, ""), "DeepSeek");
}

/** Marks where a cached part ends that a body may have (Anthropic's guide to prompt caching). */
const MOST_CACHED = 4;

function cacheFlaws(members: Members): readonly Flaw[] {
  const marks = ["tools[]", "system[]", "messages[].content[]"]
    .flatMap((place) => placesAt(members, `${place}.cache_control`))
    .filter(({ node }) => node.type === "Object");
  const { [MOST_CACHED]: more } = marks;
  return more === undefined
    ? []
    : [refusedByAnthropic(more.path, more.node, `${more.path} is one of more than ${MOST_CACHED}`)];
}

function messagesFlaws(members: Members): readonly Flaw[] {
  const messages = members.get("messages")?.value;
  if (messages?.type !== "Array") return [];
  const last = messages.elements.length - 1;
  if (last < 0)
    return bringsPrompt(members, "messages") ? [] : [emptyField({ path: "messages", offset: startOf(messages) })];
  return messages.elements.flatMap(({ value }, i) => {
    const turn = membersOf(value);
    const content = turn.get("content")?.value;
    const calls = turn.get("tool_calls");
    const isBegun = i === last && textOf(turn.get("role")?.value) === "assistant";
    return [
      ...(content === undefined ? [] : contentFlaws(content, `messages[${i}].content`, isBegun)),
      ...(calls === undefined
        ? []
        : [otherFamily(`messages[${i}].tool_calls`, calls.at, "a call is a content block of type tool_use")]),
    ];
  });
}

/** @param isBegun whether the answer goes on behind this content, which may be empty then and does not end in a blank */
function contentFlaws(content: ValueNode, path: string, isBegun: boolean): readonly Flaw[] {
  const parts = content.type === "Array" ? content.elements.map(({ value }) => value) : [];
  const texts = parts.map((part: ValueNode) => membersOf(part).get("text")?.value);
  const isBlank = content.type === "Array" ? parts.length === 0 : textOf(content)?.trim() === "";
  const last = content.type === "Array" ? texts.at(-1) : content;
  const isOpen = isBegun && last !== undefined && /\S\s+$/.test(textOf(last) ?? "");
  return [
    ...(isBlank && !isBegun ? [emptyField({ path, offset: startOf(content) })] : []),
    ...texts.flatMap((text, i) =>
      text !== undefined && textOf(text) === ""
        ? [emptyField({ path: `${path}[${i}].text`, offset: startOf(text) })]
        : [],
    ),
    ...(isOpen ? [refusedByAnthropic(path, last, `${path} begins the answer and ends in a blank`)] : []),
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

/** Tools in the words of another family. */
function toolsFlaws(members: Members): readonly Flaw[] {
  return placesAt(members, "tools[]").flatMap(({ node, path }) => {
    const foreign = membersOf(node).get("function") ?? membersOf(node).get("parameters");
    const how = "name, description and input_schema stand beside each other";
    return foreign === undefined ? [] : [otherFamily(path, foreign.at, how)];
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
