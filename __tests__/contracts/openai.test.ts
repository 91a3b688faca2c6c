/** Our tables of the documented contract, held against the types that the vendor publishes with its own client. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { CONTENT_PARTS } from "../../src/contracts/family-words.ts";
import { MESSAGE_ROLES, REASONING_EFFORTS, REQUEST_FIELDS } from "../../src/contracts/request-fields.ts";
import { RESPONSE_EVENTS } from "../../src/contracts/response-event-names.ts";
import { readResponse } from "../../src/contracts/responses.ts";
import type { OpenAiFamily } from "../../src/evidence/vocabulary.ts";
import { harmlessMembers, harmlessRole } from "../../src/probes/harmless.ts";
import { jsonTypesOf, membersOf, OPENAI_VERSION, partsOf, typeWordOf, wordsIn } from "./openai-types.ts";

/** What the vendor publishes and a table deliberately has not, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

/** What a table has and the vendor does not publish, each with the reason. */
const ADDED: Readonly<Record<string, string>> = {
  "response.reasoning.delta": "gateways in front of open models send it",
  "response.reasoning.done": "gateways in front of open models send it",
};

/** Fails with a sentence that names what is on one side only. */
function expectSame(file: string, what: string, ours: Iterable<string>, theirs: Iterable<string>) {
  const [own, published] = [new Set(ours), new Set(theirs)];
  const missing = [...published].filter((name) => !own.has(name) && !Object.hasOwn(LEFT_OUT, name));
  const gone = [...own].filter((name) => !published.has(name) && !Object.hasOwn(ADDED, name));
  expect([
    ...missing.map((name) => `openai ${OPENAI_VERSION} has ${what} that ${file} does not know: ${name}`),
    ...gone.map((name) => `${file} has ${what} that openai ${OPENAI_VERSION} does not have: ${name}`),
  ]).toEqual([]);
}

const FILE = "contracts/request-fields.ts";
const OPENAI: readonly OpenAiFamily[] = ["chat-completions", "responses"];
const PUBLISHED = {
  "chat-completions": membersOf("ChatCompletionCreateParamsBase"),
  responses: membersOf("ResponseCreateParamsBase"),
  embeddings: membersOf("EmbeddingCreateParams"),
};

describe.each(OPENAI)("request fields of %s", (family) => {
  const ours = REQUEST_FIELDS[family];

  it("are the published ones", () => {
    expectSame(
      FILE,
      `fields of ${family}`,
      Object.keys(ours),
      PUBLISHED[family].map(({ name }) => name),
    );
  });

  it("are deprecated where the vendor says so", () => {
    expectSame(
      FILE,
      `deprecated fields of ${family}`,
      Object.keys(ours).filter((name) => ours[name]?.deprecated !== undefined),
      PUBLISHED[family].filter(({ deprecated }) => deprecated).map(({ name }) => name),
    );
  });

  it("take the types and values that the vendor takes", () => {
    for (const { name, type } of PUBLISHED[family]) {
      const { types = [], values } = ours[name] ?? {};
      const own = types.map((each) => (each === "integer" ? "number" : each));
      expectSame(FILE, `types of ${name}`, own, jsonTypesOf(type));
      if (values !== undefined) expectSame(FILE, `values of ${name}`, values, wordsIn(type));
    }
  });

  it("that the vendor requires are required", () => {
    for (const { name, optional } of PUBLISHED[family]) if (!optional) expect(ours[name]).toHaveProperty("required");
  });
});

describe("words inside a request", () => {
  it("are the published roles and efforts", () => {
    expectSame(FILE, "roles", MESSAGE_ROLES, wordsIn("ChatCompletionRole"));
    expectSame(FILE, "reasoning efforts", REASONING_EFFORTS, wordsIn("ReasoningEffort"));
  });

  const types = (union: string) => partsOf(union).map(typeWordOf);
  const PARTS = {
    "chat-completions": [...types("ChatCompletionContentPart"), "refusal"],
    responses: [...types("ResponseInputContent"), "output_text", "refusal"],
    embeddings: [],
  };
  it.each(OPENAI)("that name a content part of %s are the published ones", (family) => {
    for (const [foreign, own] of Object.entries(CONTENT_PARTS[family])) {
      expect(PARTS[family]).not.toContain(foreign);
      expect(PARTS[family]).toContain(own);
    }
  });

  it.each([
    ...["ChatCompletionContentPartText", "ChatCompletionContentPartText.PromptCacheBreakpoint"],
    ...["ChatCompletionContentPartImage", "ChatCompletionContentPartImage.ImageURL"],
    ...["EasyInputMessage", "ResponseOutputMessage", "ResponseOutputText", "ResponseOutputRefusal"],
    ...["ResponseInputText", "ResponseInputText.PromptCacheBreakpoint", "ResponseInputImage"],
    ...["ResponseFunctionToolCall", "ResponseFunctionToolCall.Direct"],
    ...["ResponseCustomToolCall", "ResponseCustomToolCallOutput"],
  ])("and stand in %s survive when a template is made harmless", (name) => {
    const words = membersOf(name).flatMap(({ name: member, type }) =>
      wordsIn(type).map((word) => ({ [member]: word })),
    );
    const kept = words.filter((part) => isDeepStrictEqual(harmlessMembers(part, { role: harmlessRole }), part));
    const shown = (parts: readonly object[]) => parts.map((part) => JSON.stringify(part));
    expectSame("probes/harmless.ts", `words of ${name}`, shown(kept), shown(words));
  });
});

describe("an answer of Responses", () => {
  it("is read with each of the published states", () => {
    const states = wordsIn("ResponseStatus");
    expect(states).toContain("completed");
    for (const status of states) {
      const { kind } = readResponse({ id: "r", object: "response", status, output: [] }, true);
      expect([status, kind]).toEqual([status, status === "failed" || status === "cancelled" ? "failed" : "output"]);
    }
  });

  it("streams the published events", () => {
    expectSame(
      "contracts/response-event-names.ts",
      "events",
      RESPONSE_EVENTS,
      partsOf("ResponseStreamEvent").map(typeWordOf),
    );
  });
});
