import { isObject, type JsonObject } from "../text/json.ts";
import {
  contentWith,
  FILLER,
  harmlessMembers,
  harmlessName,
  harmlessRole,
  keptPart,
  LABEL,
  LEFT_OUT,
  textFor,
  withQuestion,
} from "./harmless.ts";
import { documentSource, TINY_IMAGE } from "./tiny-media.ts";

/** The tiny image as a content block of Messages. */
export const IMAGE_BLOCK = {
  type: "image",
  source: { type: "base64", media_type: "image/png", data: TINY_IMAGE.slice(TINY_IMAGE.indexOf(",") + 1) },
};

/**
 * The turns of a Messages template without the team's words: roles, order, tool calls and pictures stay, every text is
 * harmless, and the question stands last in the last user message. Left out is thinking, whose signature nobody can make
 * up, with the calls that it led to, which are refused without it, and the results of calls that are not there.
 */
export function harmlessTurns(messages: unknown, question: string): readonly JsonObject[] {
  const turns = Array.isArray(messages) ? messages.filter(isObject).map(withoutThinking) : [];
  const called = new Set(turns.flatMap(blocksOf).flatMap(({ type, id }) => (type === "tool_use" ? [id] : [])));
  const answered = turns.map((turn) =>
    withBlocks(turn, ({ type, tool_use_id: id }) => type !== "tool_result" || called.has(id)),
  );
  return withQuestion(answered.map(harmlessTurn), question, "text");
}

function blocksOf({ content }: JsonObject): readonly JsonObject[] {
  return Array.isArray(content) ? content.filter(isObject) : [];
}

/** The turn with these of its blocks; a turn without any is refused, so a text takes their place. */
function withBlocks(turn: JsonObject, keeps: (block: JsonObject) => boolean): JsonObject {
  if (!Array.isArray(turn.content)) return turn;
  const kept = blocksOf(turn).filter(keeps);
  return { ...turn, content: kept.length > 0 ? kept : [{ type: "text", text: FILLER }] };
}

function withoutThinking(turn: JsonObject): JsonObject {
  const thinks = ({ type }: JsonObject) => type === "thinking" || type === "redacted_thinking";
  if (!blocksOf(turn).some(thinks)) return turn;
  return withBlocks(turn, (block) => !thinks(block) && block.type !== "tool_use");
}

function harmlessTurn(turn: JsonObject): JsonObject {
  const content = (value: unknown) =>
    contentWith(textFor(turn.role), value, (block) => harmlessBlock(block, textFor(turn.role)));
  return harmlessMembers(turn, { role: harmlessRole, content });
}

function harmlessBlock(block: JsonObject, text: string): JsonObject {
  switch (block.type) {
    case "text":
      return harmlessMembers(block, { text: () => text, citations: LEFT_OUT });
    case "image":
      return harmlessMembers(block, { source: () => IMAGE_BLOCK.source });
    case "tool_use":
      return harmlessMembers(block, {
        id: harmlessName,
        name: harmlessName,
        toolset_name: harmlessName,
        input: () => ({}),
        caller: LEFT_OUT,
      });
    case "tool_result":
      return harmlessMembers(block, {
        tool_use_id: harmlessName,
        toolset_name: harmlessName,
        content: (value) => contentWith(text, value, (inner) => harmlessBlock(inner, text)),
      });
    case "document":
      return harmlessMembers(block, {
        source: (value) =>
          documentSource(value, (inner) => contentWith(text, inner, (each) => harmlessBlock(each, text))),
        title: () => LABEL,
        context: () => text,
      });
    case "search_result":
      return harmlessMembers(block, {
        content: (value) => contentWith(text, value, (inner) => harmlessBlock(inner, text)),
      });
    default:
      // Of the tools that the provider runs: a text takes their place, because a made-up one would be the gate's own mistake.
      return keptPart(block) ?? { type: "text", text };
  }
}
