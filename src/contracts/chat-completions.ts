import { z } from "zod";
import { type ErrorReport, errorIn } from "./error-envelope.ts";
import { arrayAt, countAt, isObject, stringAt } from "./json.ts";
import { chatCallsTool } from "./tool-calls.ts";

/** Where Chat Completions lives below the base URL (contracts.md, 1.1). */
export const CHAT_COMPLETIONS_PATH = "/chat/completions";

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

/** What an answer says about text, whichever family and transport it came by. */
export interface OutputFacts {
  readonly text: boolean;
  readonly refusal: boolean;
  /** A well-formed call of a tool; it is an answer only where the team's own tools were sent. */
  readonly toolCall: boolean;
  /** Reasoning was returned, which is not an answer. */
  readonly reasoning: boolean;
  /** The output cap ended the answer. */
  readonly cutOff: boolean;
  /** A content filter ended the answer. */
  readonly filtered: boolean;
  readonly finishReason: string | null;
  readonly model: string | null;
  readonly usage: Usage | null;
}

/** Token counts as reported; null where the endpoint is silent. Informational only. */
export interface Usage {
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
}

/** A body read against the documented contract of one family. */
export type BodyReading =
  | { readonly kind: "error"; readonly error: ErrorReport }
  | { readonly kind: "wrong-shape"; readonly missing: readonly string[]; readonly wrongFamily: boolean }
  | { readonly kind: "failed"; readonly error: ErrorReport | null }
  | { readonly kind: "output"; readonly output: OutputFacts };

/** Reads a parsed body as a non-streaming Chat Completions answer. */
export function readChatCompletion(body: unknown): BodyReading {
  const error = isObject(body) && !arrayAt(body, "choices")?.length ? errorIn(body) : nestedError(body);
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
    output: {
      // With audio among the modalities the text is the transcript of what was said, and content is null.
      text: isText(choice?.message.content) || isText(stringAt(choice?.message.audio, "transcript")),
      refusal: isText(choice?.message.refusal),
      toolCall: chatCallsTool(choice?.message),
      reasoning:
        isText(stringAt(choice?.message, "reasoning_content")) || isText(stringAt(choice?.message, "reasoning")),
      cutOff: finishReason === "length",
      filtered: finishReason === "content_filter",
      finishReason,
      model: stringAt(body, "model"),
      usage: chatUsage(body),
    },
  };
}

/** An `error` object beside an otherwise complete body is still an error in a 200 (contracts.md, 4.17). */
export function nestedError(body: unknown): ErrorReport | null {
  return isObject(body) && isObject(body.error) ? errorIn(body) : null;
}

/** Token counts of a chat body or chunk. */
export function chatUsage(body: unknown): Usage | null {
  return usageIn(body, "prompt_tokens", "completion_tokens");
}

/** Token counts of a body under the names that a family has for them; null where there are none. */
export function usageIn(body: unknown, input: string, output: string): Usage | null {
  const usage = isObject(body) ? body.usage : undefined;
  if (!isObject(usage)) return null;
  return { input: countAt(usage, input), output: countAt(usage, output), total: countAt(usage, "total_tokens") };
}

/** Whether a value is text with something other than white space in it. */
export function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** Field paths as a person writes them: `choices[0].message`. At most this many, the rest says nothing new. */
const MAX_PATHS = 8;

/** The documented fields that a schema found missing or of another type. Every path is ours: it names schema fields only. */
export function fieldPaths(error: z.ZodError): string[] {
  const paths = error.issues.map((issue) =>
    issue.path.reduce<string>(
      (path, key) =>
        typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`,
      "",
    ),
  );
  return [...new Set(paths.map((path) => path || "body"))].slice(0, MAX_PATHS);
}
