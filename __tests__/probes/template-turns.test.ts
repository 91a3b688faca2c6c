/** A team's own body of Messages with a harmless prompt in its place (product.md, "What the gate sends"). */
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { requestBody } from "../../src/probes/bodies.ts";
import { FILLER, INSTRUCTION, LABEL } from "../../src/probes/harmless.ts";
import { prompt } from "../../src/probes/probe.ts";
import { IMAGE_BLOCK } from "../../src/probes/template-turns.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { anyCharacter } from "../text/any-character.ts";
import { MODEL, NONCE } from "./exchanges.ts";

const PROMPT = prompt(NONCE);
const SECRET = "You are the clerk of Acme.";
const bodyOf = (template: JsonObject, adaptations: "output-cap:2048"[] = []) =>
  requestBody("messages", { model: MODEL, nonce: NONCE, adaptations, bodies: { messages: template } }, false);
const turnsOf = (messages: unknown) => bodyOf({ messages, max_tokens: 1 }).messages;

const user = (content: unknown) => ({ role: "user", content });
const assistant = (content: unknown) => ({ role: "assistant", content });
const text = (words: string, more: object = {}) => ({ type: "text", text: words, ...more });
const call = { type: "tool_use", id: "toolu_1", name: "find_order", input: { mail: "a@b.c" } };
const result = { type: "tool_result", tool_use_id: "toolu_1", content: SECRET };
const thinking = { type: "thinking", thinking: SECRET, signature: "c2ln" };

const document = (source: object, more = {}) => ({ type: "document", source, ...more });

describe("the turns of a template", () => {
  const cache = { cache_control: { type: "ephemeral", ttl: "1h" } };
  it.each<[what: string, messages: unknown, sent: unknown]>([
    ["a text", [user(SECRET)], [user(PROMPT)]],
    ["blocks, the cache control stays", [user([text(SECRET, cache)])], [user([text(PROMPT, cache)])]],
    ["earlier turns", [user(SECRET), assistant(SECRET), user(SECRET)], [user(FILLER), assistant(FILLER), user(PROMPT)]],
    ["a beginning of the answer", [user(SECRET), assistant("{")], [user(PROMPT), assistant(FILLER)]],
    [
      "pictures by value and by address",
      [user([{ type: "image", source: { type: "url", url: "https://acme.example/a.png" } }, text(SECRET)])],
      [user([IMAGE_BLOCK, text(PROMPT)])],
    ],
    [
      "documents in each of their forms",
      [
        user([
          document({ type: "text", data: SECRET, media_type: "text/plain" }, { title: SECRET, context: SECRET }),
          document({ type: "content", content: [text(SECRET)] }),
          document({ type: "url", url: "https://acme.example/a.pdf" }, { citations: { enabled: true } }),
        ]),
      ],
      [
        user([
          document({ type: "text", media_type: "text/plain", data: FILLER }, { title: LABEL, context: FILLER }),
          document({ type: "content", content: [text(FILLER)] }),
          document(
            { type: "base64", media_type: "application/pdf", data: expect.stringMatching(/^JVBERi0xLj/) },
            { citations: { enabled: true } },
          ),
          text(PROMPT),
        ]),
      ],
    ],
    [
      "search results",
      [user([{ type: "search_result", source: SECRET, title: SECRET, content: [text(SECRET)] }])],
      [user([{ type: "search_result", source: LABEL, title: LABEL, content: [text(FILLER)] }, text(PROMPT)])],
    ],
    [
      "a call and its result",
      [user(SECRET), assistant([text(SECRET), call]), user([result])],
      [
        user(FILLER),
        assistant([text(FILLER), { ...call, input: {} }]),
        user([{ ...result, content: FILLER }, text(PROMPT)]),
      ],
    ],
    [
      "blocks in a result",
      [assistant([call]), user([{ ...result, content: [text(SECRET)], is_error: true }])],
      [
        assistant([{ ...call, input: {} }]),
        user([{ ...result, content: [text(FILLER)], is_error: true }, text(PROMPT)]),
      ],
    ],
    [
      "thinking, with the call that it led to and the result",
      [user(SECRET), assistant([thinking, call]), user([result])],
      [user(FILLER), assistant([text(FILLER)]), user([text(PROMPT)])],
    ],
    ["a result without its call", [user([result])], [user([text(PROMPT)])]],
    ["what an application fills in", "{{history}}", [user(PROMPT)]],
  ])("%s", (_what, messages, sent) => {
    expect(turnsOf(messages)).toEqual(sent);
  });
});

describe("the rest of a template", () => {
  it("has a harmless system prompt in the same form", () => {
    expect(bodyOf({ system: SECRET }).system).toBe(INSTRUCTION);
    const cached = text(SECRET, { cache_control: { type: "ephemeral" } });
    expect(bodyOf({ system: [cached] }).system).toEqual([{ ...cached, text: INSTRUCTION }]);
    expect(bodyOf({})).not.toHaveProperty("system");
  });

  it("keeps the fields that count, and no label, state or instruction", () => {
    const kept = {
      ...{
        max_tokens: 77,
        top_k: 3,
        stop_sequences: ["END"],
        thinking: { type: "disabled" },
        tool_choice: { type: "auto" },
      },
      tools: [{ name: "find_order", description: "Finds an order.", input_schema: { type: "object" } }],
    };
    const sent = bodyOf({
      ...{
        ...kept,
        metadata: { user_id: "jane" },
        container: "container_1",
        diagnostics: { previous_message_id: "m" },
      },
      compaction: { type: "summarize", instructions: SECRET },
    });
    expect(sent).toMatchObject({ ...kept, metadata: { user_id: LABEL }, compaction: { type: "summarize" } });
    expect(Object.keys(sent)).not.toContain("container");
    expect(Object.keys(sent)).not.toContain("diagnostics");
    expect(JSON.stringify(sent)).not.toContain("Acme");
  });

  it.each([
    [{}, [], 256],
    [{}, ["output-cap:2048" as const], 2048],
    [{ thinking: { type: "enabled", budget_tokens: 4000 } }, [], 4256],
    [{ max_tokens: 5 }, ["output-cap:2048" as const], 5],
  ])("%j with %j has max_tokens %i: where it is missing, applications fill it in", (template, adaptations, cap) => {
    expect(bodyOf(template, adaptations).max_tokens).toBe(cap);
  });

  it("sends no word of whatever stands where a prompt may stand", () => {
    const words = fc.string({ unit: anyCharacter, minLength: 12, maxLength: 40 }).map((rest) => `Zebra ${rest}`);
    const blocks = fc.oneof(
      words.map((word) => text(word)),
      words.map((word) => ({ ...thinking, thinking: word })),
      words.map((word) => ({ ...call, input: { [word]: word } })),
      words.map((word) => ({ type: "document", title: word, context: word, source: { type: "text", data: word } })),
      words.map((word) => ({ type: "search_result", title: word, source: word, content: [text(word)] })),
      words.map((word) => ({ ...result, content: [text(word), { type: word }] })),
      words.map((word) => ({ type: word, [word]: word })),
    );
    const turn = fc.record({ role: fc.constantFrom("user", "assistant"), content: fc.oneof(words, fc.array(blocks)) });
    fc.assert(
      fc.property(fc.array(turn), fc.oneof(words, fc.array(words.map((word) => text(word)))), (messages, system) => {
        expect(JSON.stringify(bodyOf({ messages, system }))).not.toContain("Zebra");
      }),
    );
  });
});
