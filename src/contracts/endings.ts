import type { TerminalState } from "../evidence/vocabulary.ts";
import { plain } from "./error-wrappings.ts";

/**
 * How an answer ends. `complete`: as it should; `cut-off`: an output cap ended it; `filtered`: a content filter did;
 * `failed`: something broke, whatever text came before; `unknown`: in a word that no document has.
 */
export type Ending = "complete" | "cut-off" | "filtered" | "failed" | "unknown";

/** Finish and stop reasons and reasons of incomplete responses, as providers write them (contracts.md, 2.2 and 7.3). */
// biome-ignore format: a table reads by its rows
const WORDS: Readonly<Record<Exclude<Ending, "unknown">, readonly string[]>> = {
  // OpenAI; Anthropic's and Cohere's words, which gateways pass on; what open models end with.
  complete: ["stop", "tool_calls", "function_call", "tool_use", "end_turn", "stop_sequence", "complete", "completed", "eos", "eos_token",
    // Anthropic: the turn is to be sent back, to go on.
    "pause_turn", "compaction"],
  // OpenAI, Google, Mistral's `model_length`, Anthropic's context window.
  "cut-off": ["length", "max_tokens", "max_output_tokens", "max_completion_tokens", "model_length", "model_context_window_exceeded"],
  // OpenAI, Zhipu, Google, Bedrock, Anthropic.
  filtered: [
    "content_filter", "content_filtered", "sensitive", "safety", "recitation", "prohibited_content", "blocklist", "spii",
    "image_safety", "guardrail_intervened", "refusal",
  ],
  // vLLM, Zhipu, DeepSeek, OpenRouter, gateways whose upstream broke.
  failed: [
    "abort", "aborted", "network_error", "insufficient_system_resource", "error", "failed", "cancelled", "canceled",
    "server_error", "upstream_error", "gateway_error", "internal_error", "timeout",
  ],
};

const ENDINGS: ReadonlyMap<string, Ending> = new Map(
  Object.entries(WORDS).flatMap(([ending, words]) => words.map((word) => [plain(word), ending as Ending] as const)),
);

/**
 * What a reason says, however it is spelled: Google writes `MAX_TOKENS`, SDKs `content-filter`, others `MaxTokens`. Of one
 * that is explained behind a colon (`content_filter: OTHER`) the word counts, unless that would make it a failure.
 */
export function endingOf(reason: string): Ending {
  const word = ENDINGS.get(plain(reason.split(":", 1).join("").trim()));
  return ENDINGS.get(plain(reason)) ?? (word === "cut-off" || word === "filtered" ? word : "unknown");
}

/** How a stream is recorded that ended before its answer was whole. */
export const INCOMPLETE: Readonly<Partial<Record<Ending, TerminalState>>> = {
  "cut-off": "incomplete-max-output-tokens",
  filtered: "incomplete-content-filter",
};
