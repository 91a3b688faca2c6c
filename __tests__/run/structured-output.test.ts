/** A template that asks for JSON gets an answer that the application can read, or the contract is broken. */
import { describe, expect, it } from "@jest/globals";
import type { Settings } from "../../src/settings/settings.ts";
import { answer, endpoint, type Reply } from "./endpoint.ts";
import { outcomes, probe, run, settings } from "./running.ts";

const SCHEMA = {
  type: "object",
  properties: { a: { $ref: "#/$defs/word" } },
  required: ["a"],
  additionalProperties: false,
  $defs: { word: { type: "string" } },
};
type OwnFamily = "chat-completions" | "responses";

/** A body of each family that asks for this format, written as the family writes it. */
const BODIES: Readonly<Record<OwnFamily, (format: Record<string, unknown>) => object>> = {
  "chat-completions": ({ type, ...rest }) => ({
    messages: [],
    response_format: type === "json_schema" ? { type, json_schema: { name: "n", ...rest } } : { type },
  }),
  responses: ({ type, ...rest }) => ({
    input: "hi",
    text: { format: type === "json_schema" ? { type, name: "n", ...rest } : { type } },
  }),
};

function asking(baseUrl: string, family: OwnFamily, body: object, id: Settings["probes"][number]["id"]): Settings {
  const templates = [{ family, path: "body.json", text: JSON.stringify(body) }];
  return {
    ...settings(baseUrl, { probes: [id as "chat"], policy: { samples: 2 } }),
    template: { templates, waivers: [] },
  };
}

/** The outcome and detail of the first attempt, whose answer says this. */
async function outcomeOf(family: OwnFamily, body: object, said: string | (() => Reply), stream = false) {
  const id = `${family === "responses" ? "responses" : "chat"}${stream ? "-stream" : ""}` as "chat";
  await using target = await endpoint((request) => (typeof said === "string" ? answer(request, said) : said()));
  const seen = await run(asking(target.baseUrl, family, body, id));
  const [first] = probe(seen, id).attempts;
  const detail = first?.outcome.kind === "fail" ? (first.outcome.observed.detail ?? "") : "";
  return { seen, said: `${outcomes(seen, id)[0]} ${detail}`.trim() };
}

describe.each(["chat-completions", "responses"] as const)("%s", (family) => {
  const strict = { type: "json_schema", schema: SCHEMA, strict: true };
  const bodyOf = BODIES[family];

  describe.each([
    ["in one piece", false],
    ["as a stream", true],
  ])("%s", (_how, stream) => {
    it.each<[string, Record<string, unknown>, string, string]>([
      ["any JSON", { type: "json_object" }, '{"b":1}', "pass"],
      ["prose in its place", { type: "json_object" }, "Of course! 1 and 2", "fail response-contract output-not-json"],
      ["JSON in a fence", { type: "json_object" }, '```json\n{"b":1}\n```', "fail response-contract output-not-json"],
      ["what the schema says", strict, '{"a":"x"}', "pass"],
      ["what it does not say", strict, '{"a":1}', "fail response-contract output-not-of-schema"],
      ["prose where it is strict", strict, "a: x", "fail response-contract output-not-json"],
      ["what a schema that is not strict does not say", { ...strict, strict: false }, '{"a":1}', "pass"],
      ["prose where it is not strict", { ...strict, strict: false }, "a: x", "fail response-contract output-not-json"],
      ["what cannot be held against a schema", { ...strict, schema: { $ref: "#/nowhere" } }, '{"a":1}', "pass"],
      ["text where text is asked for", { type: "text" }, "a: x", "pass"],
    ])("%s", async (_what, format, said, expected) => {
      expect((await outcomeOf(family, bodyOf(format), said, stream)).said).toBe(expected);
    });
  });

  it("holds nothing against a schema that does not say that it is strict, nor against what only annotates", async () => {
    const { strict: _strict, ...unsaid } = strict;
    expect((await outcomeOf(family, bodyOf(unsaid), '{"a":1}')).said).toBe("pass");
    const words = { type: "string", format: "time", pattern: "(?i)^\\\\@$" };
    const schema = { type: "object", properties: { a: words, format: { type: "string" } }, required: ["a"] };
    expect((await outcomeOf(family, bodyOf({ ...strict, schema }), '{"a":"10:15:00","format":"x"}')).said).toBe("pass");
  });

  it("keeps nothing of the answer", async () => {
    const { seen } = await outcomeOf(family, bodyOf(strict), '{"a":1,"who":"Erika"}');
    expect(JSON.stringify(seen)).not.toMatch(/Erika/);
  });
});

describe("an answer that is no text to read", () => {
  it("a cap cut it off: it is an empty answer, and no broken contract", async () => {
    const cut = {
      id: "c",
      object: "chat.completion",
      choices: [{ message: { content: '{"a":' }, finish_reason: "length" }],
    };
    const body = BODIES["chat-completions"]({ type: "json_object" });
    expect((await outcomeOf("chat-completions", body, () => ({ body: cut }))).said).toBe(
      "fail empty-output cut-off-within-json",
    );
  });
});

describe("streamed calls of the team's own tools", () => {
  const body = { messages: [], tools: [{ type: "function", function: { name: "find" } }] };
  const stream = (calls: readonly object[], reason = "tool_calls") => {
    const chunks = [
      ...calls.map((call) => ({ delta: { tool_calls: [call] }, finish_reason: null })),
      { delta: {}, finish_reason: reason },
    ];
    const data = chunks.map((choice) => ({ object: "chat.completion.chunk", choices: [{ index: 0, ...choice }] }));
    return `${data.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`;
  };
  const first = { index: 0, id: "call_1", type: "function", function: { name: "find", arguments: '{"a"' } };
  const rest = { index: 0, function: { arguments: ":1}" } };
  const { index: _index, ...placeless } = first;

  it.each<[string, string, string]>([
    ["whole", stream([first, rest]), "pass"],
    ["that a forced function ends with stop", stream([first, rest], "stop"), "pass"],
    ["without an index", stream([placeless, rest]), "fail response-contract tool-call-without-index"],
    ["whose arguments are no JSON", stream([first]), "fail response-contract tool-call-arguments-not-json"],
    ["that a cap cut off", stream([first], "length"), "fail empty-output cut-off-without-text"],
  ])("%s", async (_what, said, expected) => {
    expect((await outcomeOf("chat-completions", body, () => ({ body: said }), true)).said).toBe(expected);
  });
});
