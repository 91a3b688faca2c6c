import { argumentsDefect } from "../contracts/call-arguments.ts";
import type { OutputFacts } from "../contracts/reading.ts";
import { isUnfinished } from "../contracts/responses.ts";
import { lacksForcedCall } from "../contracts/tool-choice.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Note } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { fail, notes } from "./observe.ts";
import { formatDefect, type OwnBody } from "./structured-output.ts";

/** Details of an answer that a cap cut off before any text came, or before the JSON that was asked for was whole. */
const CUT_OFF = { withoutText: "cut-off-without-text", withinJson: "cut-off-within-json" } as const;

/** Whether a cap left nothing of an answer that an application can use. */
export function isCutOff(detail: string | undefined): boolean {
  return Object.values(CUT_OFF).some((known) => known === detail);
}

/** Detail of an answer that a background request has still to work out; the gate does not come back for it. */
const IN_BACKGROUND = "answers-in-background";

/**
 * Text passes, also when it was cut off or ended in a word that nobody documents; no text, a refusal or a content filter
 * does not (trigger `empty-output`). What failed has failed, text or not (contracts.md, 7.3). The team's own application runs
 * the calls and reads the JSON that its body asked for: where it could not, the contract is broken. JSON that a cap cut off is
 * an empty answer: nobody knows whether the application's own prompt, which the gate does not send, would have had room.
 */
export function judgeOutput(
  output: OutputFacts,
  observed: Observation,
  list: readonly Note[],
  own: OwnBody | undefined,
): Outcome {
  const { ending, text, refusal, reasoning, usage, finishReason } = output;
  const all: Note[] = [...list];
  if (usage === null) all.push("usage-missing");
  if (ending === "unknown") all.push(finishReason === "" ? "finish-reason-empty" : "finish-reason-unknown");
  const empty = (detail: string, ...more: Note[]) =>
    fail("empty-output", { ...observed, detail, ...notes([...all, ...more]) });
  if (ending === "failed") return fail("stream-failed", { ...observed, ...notes(all) });
  if (ending === "filtered") return empty("content-filter");
  const broken = own === undefined ? null : defectOf(output, own);
  if (broken !== null) return fail("response-contract", { ...observed, detail: broken, ...notes(all) });
  if (refusal && !text) return empty("refusal");
  const cutOff = ending === "cut-off";
  if (cutOff && own !== undefined && text && !output.awaits && formatDefect(output.answer, own) !== null)
    return empty(CUT_OFF.withinJson);
  const holds = own === undefined || cutOff ? [] : output.holds;
  if (holds.includes("call") && endsAsText(finishReason) && !isForced(own?.body)) all.push("call-ended-as-text");
  if (text || holds.length > 0) {
    const instead = text ? [] : holds.map((held) => `${held}-instead-of-text` as const);
    return { kind: "pass", observed: { ...observed, ...notes([...all, ...instead, ...(cutOff ? TRUNCATED : [])]) } };
  }
  const detail = cutOff ? CUT_OFF.withoutText : isUnfinished(finishReason) ? IN_BACKGROUND : "no-text";
  return reasoning ? empty(detail, "reasoning-only") : empty(detail);
}

/** What keeps an application from running the calls or reading the text; what a cap cut off is neither whole. */
function defectOf(
  { ending, text, refusal, awaits, answer, calls, holds, toolDefect = null }: OutputFacts,
  own: OwnBody,
): string | null {
  const call = ending === "complete" ? (toolDefect ?? argumentsDefect(calls, own.body)) : null;
  const isAnswered = text && !refusal;
  const isOther = calls.length > 0 || holds.includes("call");
  if (call === null && ending === "complete" && (isAnswered || isOther) && lacksForcedCall(calls, isOther, own.body))
    return "forced-tool-not-called";
  return call ?? (text && !awaits && ending !== "cut-off" ? formatDefect(answer, own) : null);
}

const TRUNCATED: readonly Note[] = ["truncated"];

/** Whether an answer ends in the word for a text, by which agents that go by it never run the tool that it calls. */
function endsAsText(finishReason: string | null): boolean {
  return /^(stop|end_turn)$/i.test(finishReason ?? "");
}

/** Whether a body names the function that is to be called: then `stop` is the documented end (OpenAI). */
function isForced(body: JsonObject | undefined): boolean {
  return isObject(body?.tool_choice) || isObject(body?.function_call);
}
