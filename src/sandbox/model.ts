/** The one model that the sandbox has for text. */
export const SANDBOX_MODEL = "sandbox-model";

/** The `model` of an answer: a dated snapshot of the one asked for (contracts.md 1.4). */
export function snapshot(model: string | null): string {
  return `${model ?? SANDBOX_MODEL}-2026-03-17`;
}

/** What the model says, before a family's contract gives it a shape. */
export interface ModelOutput {
  /** Null: the model was stopped before its first word. */
  readonly text: string | null;
  readonly refusal: string | null;
  /** Non-standard thinking that gateways show; null when there is none. */
  readonly reasoning: string | null;
  readonly end: "stop" | "length" | "content_filter";
  /** A function call in place of text; absent when there is none. */
  readonly call?: { readonly name: string; readonly arguments: string };
}

/** Says this text and stops. */
export function textOutput(text: string): ModelOutput {
  return { text, refusal: null, reasoning: null, end: "stop" };
}

/** A word of at least six characters with a digit in it, as codes and nonces are; sentence punctuation is not part of it. */
const CODE = /(?:^|\s)["'`]?((?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{6,})["'`]?[.!?]?\s*$/;

/** The code at the end of the prompt; null when there is none. */
export function codeIn(prompt: string | null): string | null {
  return CODE.exec(prompt ?? "")?.[1] ?? null;
}

/** The healthy answer: OK, and the code at the end of the prompt where there is one. */
export function okOutput(prompt: string | null): ModelOutput {
  const code = codeIn(prompt);
  return textOutput(code === null ? "OK" : `OK ${code}`);
}

/** Six characters per streamed delta: few, so that a code arrives in several. */
const DELTA = /.{1,6}/gsu;

/** The text in the pieces in which a stream delivers it. */
export function deltas(text: string | null): readonly string[] {
  return (text ?? "").match(DELTA) ?? [];
}

/** Rule of thumb of the vendors' own documentation, for numbers that only have to be plausible. */
const CHARACTERS_PER_TOKEN = 4;

/** Plausible token counts of one answer; a thought that was cut off has used up the whole cap. */
export function countTokens(prompt: string | null, output: ModelOutput, outputCap: number | null) {
  const tokens = (text: string | null) => Math.ceil((text ?? "").length / CHARACTERS_PER_TOKEN);
  const visible = tokens(output.text) + tokens(output.refusal) + tokens(output.call?.arguments ?? null);
  const cutOff = output.end === "length" ? outputCap : null;
  const reasoning = cutOff === null ? tokens(output.reasoning) : cutOff - visible;
  return { input: tokens(prompt), reasoning, output: visible + reasoning };
}

/** How models for embeddings are called. */
export const EMBEDDING_MODEL = /embed|\b(?:bge|e5|gte|voyage|minilm|nomic|jina)\b/i;
