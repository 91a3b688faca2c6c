/** Answers to `POST /embeddings` over a real socket, and what the vendor's own client makes of each. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { readError } from "../../src/contracts/error-envelope.ts";
import type { Outcome } from "../../src/evidence/attempt.ts";
import { probe } from "../../src/probes/embeddings.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { serving } from "../http/wire.ts";
import { MODEL } from "./exchanges.ts";
import { type Endpoint, startEndpoint } from "./over-socket.ts";

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const JSON_HEADERS = ["content-type", "application/json"];
const USAGE = { prompt_tokens: 20, total_tokens: 20 };
const VECTOR = [0.1, -0.2, 0.3];

const base64 = (...numbers: readonly number[]) => Buffer.from(new Float32Array(numbers).buffer).toString("base64");
const entry = (embedding: unknown, index = 0) => ({ object: "embedding", index, embedding });
const list = (...embeddings: readonly unknown[]) => ({
  object: "list",
  data: embeddings.map(entry),
  model: `${MODEL}-2026`,
  usage: USAGE,
});

/** The outcome of an attempt that is answered so, with this template or the minimal body. */
async function outcomeOf(body: unknown, template?: JsonObject): Promise<Outcome> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = { status: 200, headers: JSON_HEADERS, text };
  return (await endpoint.attempt(probe, reply, template === undefined ? {} : { embeddings: template })).outcome;
}

describe("a usable vector", () => {
  it("passes, with its length in the evidence", async () => {
    expect(await outcomeOf(list(VECTOR))).toEqual({
      kind: "pass",
      observed: {
        status: 200,
        json: true,
        shape: true,
        vectorLength: 3,
        modelReturned: `${MODEL}-2026`,
        usage: { input: 20, output: null, total: 20 },
      },
    });
  });

  it.each<[what: string, body: unknown, notes: readonly string[], template?: JsonObject]>([
    ["without object, model and index", { data: [{ embedding: VECTOR }], usage: USAGE }, ["index-missing"]],
    ["without usage", { ...list(VECTOR), usage: null }, ["usage-missing"]],
    ["beside an error that is null", { ...list(VECTOR), error: null }, []],
    ["of whole numbers", list([12, -127, 0]), []],
    ["in base64 although nobody asked for it", list(base64(...VECTOR)), ["encoding-not-as-asked"]],
    ["in base64 as it was asked for", list(base64(...VECTOR)), [], { encoding_format: "base64" }],
    [
      "as numbers although base64 was asked for",
      list(VECTOR),
      ["encoding-not-as-asked"],
      { encoding_format: "base64" },
    ],
    ["as long as it was asked for", list(VECTOR), [], { dimensions: 3 }],
    ["of another length than it was asked for", list(VECTOR), ["dimensions-not-as-asked"], { dimensions: 2 }],
    ["for each of several texts", list(VECTOR, VECTOR), [], { input: ["a", "b"] }],
    ["for one list of tokens", list(VECTOR), [], { input: [1, 2, 3] }],
    ["for each of several lists of tokens", list(VECTOR, VECTOR), [], { input: [[1], [2, 3]] }],
    [
      "with one index twice",
      { ...list(VECTOR), data: [entry(VECTOR), entry(VECTOR)] },
      ["index-missing"],
      { input: ["a", "b"] },
    ],
    ["in bytes of another type", list(Buffer.from([0, 7, 255]).toString("base64")), [], { output_dtype: "int8" }],
  ])("passes %s", async (_what, body, notes, template = {}) => {
    const outcome = await outcomeOf(body, { input: "words of the team", ...template });
    expect(outcome).toMatchObject({ kind: "pass", observed: { vectorLength: 3 } });
    expect(outcome.kind === "pass" ? (outcome.observed.notes ?? []) : null).toEqual(notes);
  });
});

describe("a vector that no index can take", () => {
  it.each<[detail: string, what: string, body: unknown, template?: JsonObject]>([
    ["vector-empty", "an empty list", list([])],
    ["vector-empty", "an empty text", list("")],
    ["vector-all-zero", "zeros", list([0, 0, -0])],
    ["vector-all-zero", "zeros in base64", list(base64(0, 0))],
    ["vector-not-numbers", "null, as NaN is written by many", list([0.1, null])],
    ["vector-not-numbers", "numbers written as texts", list(["0.1", "0.2"])],
    ["vector-not-numbers", "a vector for each token", list([[0.1], [0.2]])],
    ["vector-not-numbers", "a number too large to be one", '{"data":[{"embedding":[1e999]}]}'],
    ["vector-not-numbers", "NaN in base64", list(base64(0.1, Number.NaN))],
    ["vector-not-numbers", "infinity in base64", list(base64(0.1, Number.POSITIVE_INFINITY))],
    ["vector-not-numbers", "base64 that is cut off", list(Buffer.from([1, 2, 3, 4, 5]).toString("base64"))],
    ["vector-not-numbers", "a text that is no base64", list("[0.1, 0.2]")],
    ["vectors-of-different-length", "two lengths", list(VECTOR, [0.1]), { input: ["a", "b"] }],
    ["not-one-vector-for-each-input", "no vector at all", list()],
    ["not-one-vector-for-each-input", "one vector for two texts", list(VECTOR), { input: ["a", "b"] }],
    ["not-one-vector-for-each-input", "two vectors for one text", list(VECTOR, VECTOR)],
  ])("breaks the contract, %s: %s", async (detail, _what, body, template = { input: "words of the team" }) => {
    expect(await outcomeOf(body, template)).toMatchObject({
      kind: "fail",
      category: "response-contract",
      observed: { status: 200, json: true, shape: false, detail },
    });
  });
});

describe("an answer of another shape", () => {
  it.each<[what: string, body: unknown, observed: object]>([
    ["of Ollama's own endpoint", { model: "m", embeddings: [VECTOR] }, { detail: "missing-fields", missing: ["data"] }],
    ["without the vector", { data: [{ index: 0 }] }, { detail: "missing-fields", missing: ["data[0].embedding"] }],
    ["of a chat", { object: "chat.completion", choices: [{}] }, { detail: "wrong-family", missing: ["data"] }],
    ["NaN as no JSON can have it", '{"data":[{"embedding":[NaN]}]}', { detail: "not-json" }],
    [
      "an error in place of vectors",
      { error: { message: "upstream failed", code: "bad" } },
      { detail: "error-in-200" },
    ],
    ["an error beside no vectors", { data: [], error: { message: "upstream failed" } }, { detail: "error-in-200" }],
  ])("breaks the contract: %s", async (_what, body, observed) => {
    expect(await outcomeOf(body)).toMatchObject({ kind: "fail", category: "response-contract", observed });
  });
});

describe("the vendor's client", () => {
  /** The lengths that its user gets, where nothing was said of the encoding. */
  async function lengthsInClient(body: unknown): Promise<readonly number[]> {
    await using server = await serving((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
    const client = new OpenAI({ apiKey: "unused", baseURL: server.url, maxRetries: 0 });
    const { data } = await client.embeddings.create({ model: MODEL, input: "OK" });
    return data.map(({ embedding }) => embedding.length);
  }

  it.each([
    ["numbers", list(VECTOR)],
    ["base64", list(base64(...VECTOR))],
    ["little else", { data: [{ embedding: VECTOR }] }],
  ])("reads the length that the gate reads: %s", async (_what, body) => {
    expect(await lengthsInClient(body)).toEqual([3]);
    expect(await outcomeOf(body)).toMatchObject({ kind: "pass", observed: { vectorLength: 3 } });
  });

  it("refuses the base64 that the gate refuses", async () => {
    const body = list(Buffer.from([1, 2, 3, 4, 5]).toString("base64"));
    await expect(lengthsInClient(body)).rejects.toThrow(RangeError);
    expect(await outcomeOf(body)).toMatchObject({ kind: "fail", category: "response-contract" });
  });
});

it("a list without vectors is no error", () => {
  expect(readError(JSON.stringify(list()))).toBeNull();
});
