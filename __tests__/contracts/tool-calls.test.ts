/** Calls of tools as an answer in place of text (contracts.md, 6.2): only the form is looked at. */
import { describe, expect, it } from "@jest/globals";
import { readResponse } from "../../src/contracts/responses.ts";
import { chatCallsTool, isToolCallItem, toolCallDeltas } from "../../src/contracts/tool-calls.ts";
import { response } from "../probes/answers.ts";

const named = { name: "f", arguments: "{}" };

describe("a chat message", () => {
  it.each<[boolean, string, unknown]>([
    [true, "a function with arguments", { tool_calls: [{ id: "1", function: named }] }],
    [
      true,
      "a function whose arguments are left empty",
      { tool_calls: [{ id: "1", function: { ...named, arguments: " " } }] },
    ],
    [true, "a custom tool", { tool_calls: [{ id: "1", custom: { name: "c", input: "" } }] }],
    [true, "a good call behind a bad one", { tool_calls: [{}, { id: "1", function: named }] }],
    [true, "the deprecated form, which has no id", { function_call: named }],
    [false, "a call without an id", { tool_calls: [{ function: named }] }],
    [false, "a call with an empty id", { tool_calls: [{ id: "", function: named }] }],
    [false, "a function without a name", { tool_calls: [{ id: "1", function: { arguments: "{}" } }] }],
    [false, "a function without arguments", { tool_calls: [{ id: "1", function: { name: "f" } }] }],
    [false, "arguments that are no object", { tool_calls: [{ id: "1", function: { name: "f", arguments: "[]" } }] }],
    [false, "arguments that are cut off", { tool_calls: [{ id: "1", function: { name: "f", arguments: '{"a"' } }] }],
    [false, "a custom tool without input", { tool_calls: [{ id: "1", custom: { name: "c" } }] }],
    [false, "a custom tool without a name", { tool_calls: [{ id: "1", custom: { input: "x" } }] }],
    [false, "a call that is null", { tool_calls: [null] }],
    [false, "the deprecated form without a name", { function_call: { arguments: "{}" } }],
    [false, "text alone", { content: "OK" }],
    [false, "nothing", null],
  ])("calls a tool: %s, with %s", (calls, _what, message) => {
    expect(chatCallsTool(message)).toBe(calls);
  });
});

describe("an item of Responses", () => {
  const call = { type: "function_call", call_id: "1", ...named };
  const custom = { type: "custom_tool_call", call_id: "1", name: "c", input: "" };
  it.each<[boolean, unknown]>([
    [true, call],
    [true, { ...call, arguments: "" }],
    [true, custom],
    [false, { ...call, call_id: undefined }],
    [false, { ...call, call_id: "" }],
    [false, { ...call, name: undefined }],
    [false, { ...call, name: "" }],
    [false, { ...call, arguments: undefined }],
    [false, { ...call, arguments: "[]" }],
    [false, { ...call, type: "mcp_call" }],
    [false, { ...call, type: "custom_tool_call" }],
    [false, { ...custom, input: undefined }],
    [false, { ...custom, type: "function_call" }],
    [false, null],
  ])("is a call: %s, %j", (is, item) => {
    expect(isToolCallItem(item)).toBe(is);
  });

  it("gives text only where it is a message, and is searched for behind others", () => {
    const content = [{ type: "output_text", text: "OK" }];
    const text = (...output: readonly unknown[]) => {
      const reading = readResponse({ ...response(), output });
      return reading.kind === "output" && reading.output.text;
    };
    expect(text({ type: "reasoning", content })).toBe(false);
    expect(text({ type: "reasoning", content }, { type: "message", content })).toBe(true);
    expect(text({ type: "message", content: [{ type: "output_text", text: " " }] })).toBe(false);
    expect(text({ type: "message", content: [{ type: "refusal", text: "OK" }] })).toBe(false);
  });
});

describe("deltas of tool calls", () => {
  const joined = (...deltas: readonly unknown[]) => {
    const { add, message } = toolCallDeltas();
    deltas.forEach(add);
    return message();
  };
  const part = (index: number | undefined, more: object) => ({ tool_calls: [{ index, ...more }] });

  it("are put together by their index, the id and the name said once", () => {
    expect(
      joined(
        part(0, { id: "a", function: { name: "f", arguments: '{"x"' } }),
        part(1, { id: "b", function: { name: "g", arguments: "{}" } }),
        part(0, { id: "late", function: { name: "late", arguments: ":1}" } }),
      ),
    ).toEqual({
      tool_calls: [
        { id: "a", function: { name: "f", arguments: '{"x":1}' } },
        { id: "b", function: { name: "g", arguments: "{}" } },
      ],
      function_call: null,
    });
  });

  it("without an index have their place in the list", () => {
    const two = {
      tool_calls: [
        { id: "a", function: { name: "f" } },
        { id: "b", function: { name: "g" } },
      ],
    };
    expect(joined(two, { tool_calls: [{ function: { arguments: "1" } }, { function: { arguments: "2" } }] })).toEqual({
      tool_calls: [
        { id: "a", function: { name: "f", arguments: "1" } },
        { id: "b", function: { name: "g", arguments: "2" } },
      ],
      function_call: null,
    });
  });

  it("of a custom tool and of the deprecated form keep their form, and what is no part is passed over", () => {
    expect(
      joined(part(0, { id: "a", custom: { name: "c", input: "x" } }), part(0, { custom: { input: "y" } })),
    ).toEqual({
      tool_calls: [{ id: "a", custom: { name: "c", input: "xy" } }],
      function_call: null,
    });
    expect(joined({ function_call: { name: "f", arguments: "{" } }, { function_call: { arguments: "}" } })).toEqual({
      tool_calls: [],
      function_call: { name: "f", arguments: "{}" },
    });
    expect(joined(null, {}, { tool_calls: [null, 5] }, { content: "x" })).toEqual({
      tool_calls: [],
      function_call: null,
    });
  });
});
