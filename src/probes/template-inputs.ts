import { isObject, type JsonObject } from "../text/json.ts";
import { FILLER, filler, harmlessMembers } from "./harmless.ts";
import { harmlessContent } from "./template-messages.ts";
import { TINY_IMAGE } from "./tiny-media.ts";

/**
 * Inputs sent of a list. What counts is that it is one: a vector of 4096 numbers takes up to 127 KB of JSON, and an answer
 * has to stay below the limit of a body.
 */
const MOST_INPUTS = 8;

/** Where the tokens begin that stand for text: words or characters in the vocabulary of every tokenizer. */
const FIRST_TOKEN = 1000;

/**
 * The input of an embeddings template without the team's words, in its shape: a text, tokens, or a list of either or of
 * objects. The question stands last; tokens are made of its last characters, the nonce among them.
 */
export function harmlessInputs(input: unknown, question: string): unknown {
  if (!Array.isArray(input)) return question;
  // What the application puts into the list is its prompt.
  if (input.length === 0) return [question];
  if (typeof input[0] === "number") return tokens(input.length, question);
  const inputs: readonly unknown[] = input.slice(0, MOST_INPUTS);
  return inputs.map((one, i) => harmlessInput(one, i === inputs.length - 1 ? question : FILLER));
}

function harmlessInput(input: unknown, text: string): unknown {
  if (Array.isArray(input)) return tokens(input.length, text);
  return isObject(input) ? withoutWords(input, text) : text;
}

/** An input of text and pictures, as Jina, Voyage and OpenRouter take it. */
function withoutWords(input: JsonObject, text: string): JsonObject {
  const image = (value: unknown) => (typeof value === "string" ? TINY_IMAGE : filler(value));
  const content = (value: unknown) => harmlessContent(value, text);
  return harmlessMembers(input, { text: () => text, image, image_url: image, content }, FILLER);
}

/** As many tokens, made of the end of a text. */
function tokens(length: number, text: string): readonly number[] {
  return Array.from({ length }, (_, i) => FIRST_TOKEN + (text.at((i - length) % text.length) ?? " ").charCodeAt(0));
}
