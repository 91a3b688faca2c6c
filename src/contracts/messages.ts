import { z } from "zod";
import { arrayAt, type JsonObject, stringAt } from "../text/json.ts";
import { heldByBlock } from "./beside-text.ts";
import { endingOf } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import {
  type BodyReading,
  fieldPaths,
  isText,
  nestedError,
  type OutputFacts,
  type Usage,
  usageIn,
  wrongShape,
} from "./reading.ts";
import { messageFunctionCalls } from "./tool-calls.ts";

/**
 * The part of a `message` that every conforming answer has (contracts.md, 8). Unknown fields and block types are allowed;
 * usage is optional, and so is the stop reason, which clients do not need to read the text.
 */
const MessageSchema = z.looseObject({
  id: z.string(),
  type: z.literal("message"),
  role: z.literal("assistant").optional(),
  content: z.array(z.looseObject({ type: z.string() })),
  stop_reason: z.string().nullish(),
});

/** Reads a parsed body as a non-streaming Messages answer. */
export function readMessage(body: unknown): BodyReading {
  const error = arrayAt(body, "content") === null ? errorIn(body) : nestedError(body);
  if (error !== null) return { kind: "error", error };
  const parsed = MessageSchema.safeParse(body);
  if (!parsed.success) return wrongShape(body, "messages", fieldPaths(parsed.error));
  const { content, stop_reason: stopReason } = parsed.data;
  return {
    kind: "output",
    output: messageOutput(content, stopReason ?? null, stringAt(body, "model"), usageIn(body, "messages")),
  };
}

/** What whole content blocks say, and how the answer ended; thinking is no text. */
export function messageOutput(
  blocks: readonly JsonObject[],
  stopReason: string | null,
  model: string | null,
  usage: Usage | null,
): OutputFacts {
  return {
    text: blocks.some((block) => block.type === "text" && isText(block.text)),
    answer: lastText(blocks),
    // A refusal is a way to end here, not a kind of content.
    refusal: false,
    holds: blocks.flatMap(heldByBlock),
    // A paused turn is sent back, to go on.
    awaits:
      stopReason === "pause_turn" || blocks.some((block) => block.type === "tool_use" && heldByBlock(block).length > 0),
    calls: messageFunctionCalls({ content: blocks }),
    reasoning: blocks.some(({ type }) => type === "thinking" || type === "redacted_thinking"),
    ending: endingOf(stopReason ?? ""),
    finishReason: stopReason,
    model,
    usage,
  };
}

/** The text behind the tools that the provider ran: what came before them was said on the way. */
function lastText(blocks: readonly JsonObject[]): string {
  const end = blocks.findLastIndex(({ type }) => type === "text");
  const start = blocks.slice(0, end + 1).findLastIndex(({ type }) => type !== "text");
  return blocks
    .slice(start + 1, end + 1)
    .map((block) => stringAt(block, "text") ?? "")
    .join("");
}
