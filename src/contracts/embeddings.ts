import type { Note } from "../evidence/vocabulary.ts";
import { arrayAt, isObject, type JsonObject, stringAt } from "../text/json.ts";
import { errorIn } from "./error-envelope.ts";
import { type BodyReading, nestedError, usageIn, wrongShape } from "./reading.ts";

/** One vector: how many numbers it has, and why no index can take it. */
interface Vector {
  readonly length: number;
  readonly defect: "vector-empty" | "vector-all-zero" | "vector-not-numbers" | null;
  /** It came in base64, not as a list of numbers. */
  readonly encoded: boolean;
}

/**
 * Reads a parsed body as an answer to `POST /embeddings` (contracts.md, 8). What clients do not look at may be missing:
 * `object`, `model`, `usage`, `index`. Either encoding is read, because clients read both; the other one is noted.
 * @param sent the request: how many vectors it asks for, and in which form
 */
export function readEmbeddings(body: unknown, sent: JsonObject): BodyReading {
  const data = arrayAt(body, "data");
  const error = data?.length ? nestedError(body) : errorIn(body);
  if (error !== null) return { kind: "error", error };
  if (data === null) return wrongShape(body, "embeddings", ["data"]);
  const unlike = data.findIndex((entry) => !isObject(entry) || !isEmbedding(entry.embedding));
  if (unlike >= 0) return wrongShape(body, "embeddings", [`data[${unlike}].embedding`]);
  const entries = data as readonly JsonObject[];
  const floats = !OTHER_NUMBERS.some((field) => isOtherNumber(sent[field]));
  const vectors = entries.map(({ embedding }) => vectorOf(embedding, floats));
  const [first] = vectors;
  const length = first === undefined || first.defect === "vector-not-numbers" ? null : first.length;
  const notes: Note[] = [];
  const indexes = new Set(entries.map(({ index }) => index));
  if (entries.some((_entry, i) => !indexes.has(i))) notes.push("index-missing");
  if (floats && vectors.some(({ encoded }) => encoded !== (sent.encoding_format === "base64")))
    notes.push("encoding-not-as-asked");
  if (floats && length !== null && typeof sent.dimensions === "number" && sent.dimensions !== length)
    notes.push("dimensions-not-as-asked");
  const usage = usageIn(body, "embeddings");
  if (usage === null) notes.push("usage-missing");
  const defect = defectOf(vectors, inputsOf(sent.input));
  return { kind: "vectors", vectors: { length, defect, notes, model: stringAt(body, "model"), usage } };
}

/** Vectors that an `input` asks for: one for a text or a list of tokens, else one for each entry. */
function inputsOf(input: unknown): number {
  return Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
}

/** Fields that ask for other numbers than 32-bit floats: of Mistral and Voyage, of Jina, of vLLM. */
const OTHER_NUMBERS = ["output_dtype", "embedding_type", "embed_dtype"];

function isOtherNumber(value: unknown): boolean {
  return value != null && value !== "float" && value !== "float32" && value !== "base64";
}

function isEmbedding(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value);
}

function defectOf(vectors: readonly Vector[], inputs: number): string | null {
  const broken = vectors.find(({ defect }) => defect !== null);
  if (broken !== undefined) return broken.defect;
  const [first] = vectors;
  if (first === undefined || vectors.length !== inputs) return "not-one-vector-for-each-input";
  return vectors.some(({ length }) => length !== first.length) ? "vectors-of-different-length" : null;
}

/** A vector as a list of numbers, or in base64: 32-bit floats, little-endian (OpenAI's clients, `encoding_format`). */
function vectorOf(embedding: unknown, floats: boolean): Vector {
  const encoded = typeof embedding === "string";
  const numbers = encoded ? decoded(embedding, floats) : (embedding as readonly unknown[]);
  const vector = (defect: Vector["defect"]) => ({ length: numbers?.length ?? 0, defect, encoded });
  if (numbers === null || !numbers.every(Number.isFinite)) return vector("vector-not-numbers");
  if (numbers.length === 0) return vector("vector-empty");
  return vector(numbers.every((number) => number === 0) ? "vector-all-zero" : null);
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** The numbers in base64, null where there are none; of other numbers than floats each byte counts. */
function decoded(text: string, floats: boolean): readonly number[] | null {
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, "base64");
  if (!floats) return [...bytes];
  const size = Float32Array.BYTES_PER_ELEMENT;
  if (bytes.length % size !== 0) return null;
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.readFloatLE(i * size));
}
