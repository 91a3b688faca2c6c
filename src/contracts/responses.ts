import { z } from "zod";
import { arrayAt, isObject, stringAt } from "../text/json.ts";
import { heldByItem, isAwaited } from "./beside-text.ts";
import { type Ending, endingOf } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import { type BodyReading, fieldPaths, isText, nestedError, type OutputFacts, usageIn, wrongShape } from "./reading.ts";
import { responsesFunctionCalls } from "./tool-calls.ts";

/**
 * The part of a `response` that every conforming answer has (contracts.md, 2.2, "minimal tolerant core"). `status` is
 * formally optional; `logprobs` is not required although the specification says so, because the samples omit it.
 */
const ResponseSchema = z.looseObject({
  id: z.string(),
  object: z.literal("response"),
  status: z.enum(["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"]).optional(),
  output: z.array(z.unknown()),
});

/**
 * Reads a parsed body as a finished, non-streaming Responses answer.
 * @param background the request asked for `background: true`, whose documented answer is not finished
 */
export function readResponse(body: unknown, background = false): BodyReading {
  const status = stringAt(body, "status");
  if (stringAt(body, "object") === "response" && (status === "failed" || status === "cancelled")) {
    return { kind: "failed", error: nestedError(body) };
  }
  const error = nestedError(body) ?? (arrayAt(body, "output") === null ? errorIn(body) : null);
  if (error !== null) return { kind: "error", error };
  const parsed = ResponseSchema.safeParse(body);
  if (!parsed.success) return wrongShape(body, "responses", fieldPaths(parsed.error));
  if (!background && isUnfinished(status)) return wrongShape(body, "responses", ["status"]);
  return { kind: "output", output: outputOf(body) };
}

/** Whether a status says that the answer is still to come. */
export function isUnfinished(status: string | null): boolean {
  return status === "in_progress" || status === "queued";
}

/** What a `response` object says about text; `output[]` is searched, because a reasoning item may come first. */
export function outputOf(response: unknown): OutputFacts {
  const items = arrayAt(response, "output") ?? [];
  const parts = items
    .filter((item) => stringAt(item, "type") === "message")
    .flatMap((item) => arrayAt(item, "content") ?? []);
  return {
    text: parts.some((part) => stringAt(part, "type") === "output_text" && isText(stringAt(part, "text"))),
    answer: items.map(answerIn).findLast(isText) ?? "",
    refusal: parts.some((part) => stringAt(part, "type") === "refusal"),
    holds: items.flatMap(heldByItem),
    awaits: items.some(isAwaited),
    // A cap may have cut off the last one.
    calls: responsesFunctionCalls({ output: items.filter((item) => stringAt(item, "status") !== "incomplete") }),
    reasoning: items.some((item) => stringAt(item, "type") === "reasoning"),
    ending: responseEnding(response, stringAt(response, "status")),
    finishReason: stringAt(response, "status"),
    model: stringAt(response, "model"),
    usage: usageIn(response, "responses"),
  };
}

/** Whether an item may be the answer; what a model says on the way has another phase (`commentary`). */
export function isAnswerPhase(item: unknown): boolean {
  return (stringAt(item, "phase") ?? "final_answer") === "final_answer";
}

/** The text of an item that may be the answer. */
export function answerIn(item: unknown): string {
  if (stringAt(item, "type") !== "message" || !isAnswerPhase(item)) return "";
  const texts = (arrayAt(item, "content") ?? []).filter((part) => stringAt(part, "type") === "output_text");
  return texts.map((part) => stringAt(part, "text") ?? "").join("");
}

/**
 * How a response with this status ended. The reason of an incomplete one is an open string (contracts.md, 2.2); without
 * a cap or a filter in it, the response failed (contracts.md, 7.3).
 */
export function responseEnding(response: unknown, status: string | null): Ending {
  const reason = isObject(response) ? stringAt(response.incomplete_details, "reason") : null;
  const ending = endingOf(reason ?? "");
  if (status !== "incomplete") return ending === "filtered" ? ending : "complete";
  return ending === "cut-off" || ending === "filtered" ? ending : "failed";
}
