import { countTokens, snapshot, textOutput } from "./model.ts";
import type { ApiRequest } from "./request.ts";

/** Numbers in a vector, unless the request asks for others. */
const DIMENSIONS = 64;

/** A vector of length one that depends on the text: enough to be told from another text's. */
function vectorFor(text: string, dimensions = DIMENSIONS): readonly number[] {
  const seed = [...text].reduce((sum, character) => sum + character.charCodeAt(0), 1);
  const numbers = Array.from({ length: dimensions }, (_, i) => Math.sin(seed * (i + 1)));
  const norm = Math.hypot(...numbers);
  return numbers.map((number) => number / norm);
}

/** The success answer of the embeddings endpoint (contracts.md 8), with these vectors in place of the healthy ones. */
export function embeddings(request: ApiRequest, vectors: readonly (readonly number[])[] = healthy(request)): object {
  const { input } = countTokens(request.prompt, textOutput(""), null);
  return {
    object: "list",
    data: vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: request.body?.encoding_format === "base64" ? inBase64(vector) : vector,
    })),
    model: snapshot(request.model),
    usage: { prompt_tokens: input, total_tokens: input },
  };
}

function healthy({ body, prompt }: ApiRequest): readonly (readonly number[])[] {
  const { input, dimensions } = body ?? {};
  const texts = Array.isArray(input) && typeof input[0] !== "number" ? input : [prompt];
  return texts.map((text) => vectorFor(JSON.stringify(text), typeof dimensions === "number" ? dimensions : undefined));
}

/** 32-bit floats, little-endian (OpenAI's clients, `encoding_format`). */
function inBase64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [i, number] of vector.entries()) bytes.writeFloatLE(number, i * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}
