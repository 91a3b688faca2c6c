import { isObject, type JsonObject } from "../text/json.ts";
import {
  contentWith,
  FILLER,
  harmlessMembers,
  harmlessName,
  harmlessRole,
  keptPart,
  LEFT_OUT,
  neutral,
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

/** Types of blocks that the gate has a harmless one of. */
const BLOCKS = ["text", "image", "tool_use", "tool_result", "document", "search_result"];

function harmlessBlock(block: JsonObject, text: string): JsonObject {
  const { type } = block;
  // Of the tools that the provider runs: a text takes their place, because a made-up one would be the gate's own mistake.
  if (!BLOCKS.some((one) => one === type)) return keptPart(block) ?? { type: "text", text };
  const content = (value: unknown) => contentWith(text, value, (inner) => harmlessBlock(inner, text));
  const source = (value: unknown) => (type === "document" ? documentSource(value, content) : neutral(value));
  return harmlessMembers(block, {
    text: () => text,
    // Those of a text are what it quotes, those of a document a switch.
    citations: (value) => (Array.isArray(value) ? undefined : neutral(value)),
    ...{ id: harmlessName, name: harmlessName, tool_use_id: harmlessName, toolset_name: harmlessName },
    input: () => ({}),
    caller: LEFT_OUT,
    content,
    source: type === "image" ? () => IMAGE_BLOCK.source : source,
    context: () => text,
  });
}
