import { describe, expect, it } from "@jest/globals";
import { findingsOf, GOOD, rulesOf } from "./checking.ts";

const broken = (change: object) => JSON.stringify({ ...GOOD.messages, ...change });
const rules = async (change: object) =>
  (await rulesOf(broken(change), { family: "messages" })).map((rule) => rule.replace(/ \d+:\d+/, ""));
const turns = (...messages: readonly object[]) => ({ messages });

describe("a template of Messages", () => {
  it.each<[what: string, change: object, rules: readonly string[]]>([
    ["as documented", {}, []],
    ["with the texts as blocks", turns({ role: "user", content: [{ type: "text", text: "{{q}}" }] }), []],
    ["with an option for the beta", { context_management: {}, mcp_servers: [] }, []],
    ["without max_tokens, which the application fills in", { max_tokens: undefined }, ["(missing-field)"]],
    ["without messages", { messages: undefined }, ["missing-field"]],
    ["without a model, which the application fills in", { model: undefined }, ["(missing-field)"]],
    ["with another model", { model: "other" }, ["(hard-coded-model)"]],
    ["with a text as max_tokens", { max_tokens: "256" }, ["wrong-type"]],
    ["with a temperature of OpenAI's range", { temperature: 1.5, thinking: undefined }, ["(out-of-range)"]],
    ["with a field that nobody knows", { max_tokenz: 1 }, ["unknown-field"]],
    ["with a field that went away", { output_format: {} }, ["(deprecated-field)"]],
    ["with fields of Chat Completions", { stop: "x", max_completion_tokens: 1 }, ["other-family", "other-family"]],
    ["with the field of Responses", { instructions: "x" }, ["other-family"]],
    ["with a tool choice in a word", { tool_choice: "auto" }, ["wrong-type"]],
    ["with a tool of Chat Completions", { tools: [{ type: "function", function: { name: "n" } }] }, ["other-family"]],
    ["with a tool of Responses", { tools: [{ type: "function", name: "n", parameters: {} }] }, ["other-family"]],
    ["with a tool without schema", { tools: [{ name: "n" }] }, ["missing-field"]],
    ["with a tool of the provider", { tools: [{ type: "web_search_20250305", name: "web_search" }] }, []],
    ["with another label of the user", { metadata: { tenant: "x" } }, ["unknown-field"]],
    ["with no message", turns(), ["empty-messages"]],
    ["with an empty message", turns({ role: "user", content: " " }), ["empty-messages"]],
    ["with a message without role", turns({ content: "x" }), ["missing-field"]],
    ["with a message without content", turns({ role: "user" }), ["missing-field"]],
    ["with a role of Chat Completions", turns({ role: "tool", content: "x" }), ["(out-of-range)"]],
    ["with a call of Chat Completions", turns({ role: "assistant", content: "x", tool_calls: [] }), ["other-family"]],
    [
      "with pictures of OpenAI's families",
      turns({
        role: "user",
        content: [
          { type: "image_url", image_url: {} },
          { type: "input_text", text: "x" },
        ],
      }),
      ["other-family", "other-family"],
    ],
  ])("%s", async (_what, change, expected) => {
    expect(await rules(change)).toEqual(expected);
  });

  it("says what a foreign field is called here", async () => {
    const [finding] = await findingsOf(broken({ max_completion_tokens: 1 }), { family: "messages" });
    expect(finding?.message).toMatch(/max_completion_tokens belongs to chat-completions, this is messages/);
    expect(finding?.help).toMatch(/In messages it is max_tokens/);
  });
});
