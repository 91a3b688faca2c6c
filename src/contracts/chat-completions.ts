import { z } from "zod";
import { arrayAt, stringAt } from "../text/json.ts";
import { errorIn } from "./error-envelope.ts";
import { type BodyReading, fieldPaths, isText, nestedError, type OutputFacts, type Usage, usageIn } from "./reading.ts";
import { chatCallsTool } from "./tool-calls.ts";

/**
 * The part of a `chat.completion` that every conforming answer has (contracts.md, 2.2, "minimal tolerant core").
 * Unknown fields are allowed; usage and logprobs are optional.
 */
const ChatCompletionSchema = z.looseObject({
  id: z.string(),
  object: z.literal("chat.completion"),
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().min(1),
      }),
    )
    .min(1),
});

/** Reads a parsed body as a non-streaming Chat Completions answer. */
export function readChatCompletion(body: unknown): BodyReading {
  const error = arrayAt(body, "choices")?.length ? nestedError(body) : errorIn(body);
  if (error !== null) return { kind: "error", error };
  const parsed = ChatCompletionSchema.safeParse(body);
  if (!parsed.success) {
    return {
      kind: "wrong-shape",
      missing: fieldPaths(parsed.error),
      wrongFamily: stringAt(body, "object") === "response",
    };
  }
  const [choice] = parsed.data.choices;
  const finishReason = choice?.finish_reason ?? null;
  if (finishReason === "error") return { kind: "failed", error: null };
  return {
    kind: "output",
    output: chatOutput(finishReason, {
      // With audio among the modalities the text is the transcript of what was said, and content is null.
      text: isText(choice?.message.content) || isText(stringAt(choice?.message.audio, "transcript")),
      refusal: isText(choice?.message.refusal),
      toolCall: chatCallsTool(choice?.message),
      reasoning: hasReasoning(choice?.message),
      model: stringAt(body, "model"),
      usage: chatUsage(body),
    }),
  };
}

/** Token counts of a chat body or chunk. */
export function chatUsage(body: unknown): Usage | null {
  return usageIn(body, "prompt_tokens", "completion_tokens");
}

/** What an answer says, beside what its finish reason says. */
export function chatOutput(
  finishReason: string | null,
  said: Omit<OutputFacts, "cutOff" | "filtered" | "finishReason">,
): OutputFacts {
  return { ...said, cutOff: finishReason === "length", filtered: finishReason === "content_filter", finishReason };
}

/** Whether a message or a delta holds reasoning, under either of its names. */
export function hasReasoning(message: unknown): boolean {
  return isText(stringAt(message, "reasoning_content")) || isText(stringAt(message, "reasoning"));
}
