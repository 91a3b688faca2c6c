import { z } from "zod";
import { arrayAt, isObject, stringAt } from "../text/json.ts";
import { heldByMessage } from "./beside-text.ts";
import { endingOf, INCOMPLETE } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import { type BodyReading, fieldPaths, isText, nestedError, type OutputFacts, usageIn, wrongShape } from "./reading.ts";
import { calledInMessage, chatCallsTool } from "./tool-calls.ts";

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
        message: z.looseObject({
          content: z.union([z.string(), z.array(z.unknown())]).nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
});

/** Reads a parsed body as a non-streaming Chat Completions answer. */
export function readChatCompletion(body: unknown): BodyReading {
  const [first] = arrayAt(body, "choices") ?? [];
  // OpenRouter puts the error of an upstream that broke into the choice that it broke.
  const error = first === undefined ? errorIn(body) : (nestedError(body) ?? nestedError(first));
  if (error !== null) return { kind: "error", error };
  const parsed = ChatCompletionSchema.safeParse(withMessage(body));
  if (!parsed.success) return wrongShape(body, "chat-completions", fieldPaths(parsed.error));
  const [choice] = parsed.data.choices;
  const output = chatOutput(choice?.finish_reason ?? "", {
    text: isText(contentText(choice?.message)) || isText(transcriptIn(choice?.message)),
    answer: contentText(choice?.message),
    refusal: isText(choice?.message.refusal),
    holds: heldByMessage(choice?.message),
    awaits: chatCallsTool(choice?.message),
    calls: calledInMessage(choice?.message),
    reasoning: hasReasoning(choice?.message),
    model: stringAt(body, "model"),
    usage: usageIn(body, "chat-completions"),
  });
  // "", null and nothing say the same (contracts.md, 4.7). A body has its end in its length, so what it holds is an answer; with
  // nothing in it nobody knows what it is.
  const holdsNothing = !output.text && !output.refusal && output.holds.length === 0;
  if (output.finishReason === "" && holdsNothing)
    return wrongShape(body, "chat-completions", ["choices[0].finish_reason"]);
  return { kind: "output", output };
}

/** What an answer says, beside what its finish reason says. */
export function chatOutput(
  finishReason: string | null,
  said: Omit<OutputFacts, "ending" | "finishReason">,
): OutputFacts {
  return { ...said, ending: finishReason === null ? "complete" : endingOf(finishReason), finishReason };
}

/** A choice that was cut off or filtered before its message began may have none (contracts.md, 7.3). */
function withMessage(body: unknown): unknown {
  const [choice, ...others] = arrayAt(body, "choices") ?? [];
  const ending = endingOf(stringAt(choice, "finish_reason") ?? "");
  const mayHaveNone = isObject(choice) && choice.message == null && INCOMPLETE[ending] !== undefined;
  return isObject(body) && mayHaveNone ? { ...body, choices: [{ ...choice, message: {} }, ...others] } : body;
}

/** What was said in the sound of a message or a delta, whose content is null then. */
export function transcriptIn(message: unknown): string | null {
  return isObject(message) ? stringAt(message.audio, "transcript") : null;
}

/** The text of a message or a delta; Mistral's thinking models write a list of parts, thinking among them. */
export function contentText(message: unknown): string {
  const parts = arrayAt(message, "content")?.filter((part) => stringAt(part, "type") === "text");
  return parts?.map((part) => stringAt(part, "text") ?? "").join("") ?? stringAt(message, "content") ?? "";
}

/** Whether a message or a delta holds reasoning, under any of its names. */
export function hasReasoning(message: unknown): boolean {
  const thinks = (arrayAt(message, "content") ?? []).some((part) => stringAt(part, "type") === "thinking");
  return thinks || isText(stringAt(message, "reasoning_content")) || isText(stringAt(message, "reasoning"));
}
