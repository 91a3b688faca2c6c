/** Where the team's own file has a field that an endpoint refuses. */
import { describe, expect, it } from "@jest/globals";
import { fieldPlace } from "../../src/contracts/field-place.ts";

const TEXT = `{
  "model": "temperature", "top_k": 4,
  "stop": ["seed", "user"], "logit_bias": { "50256": -100 }, "n": 1,
  "note": "a { \\" and [",
  "temperature": {{ heat }},
  "messages": [
    { "role": "user", "content": "hi" }
  ],
  "tools": [
    { "type": "function" },
    {
      "type": "function",
      "function": { "name": "f",
        "strict": true }
    }
  ]
}`;
const TEMPLATES = [{ family: "chat-completions", path: "prompts/chat.json", text: TEXT }] as const;
const placeOf = (field: string) => fieldPlace(TEMPLATES, "chat-completions", field);

describe("the line of a field", () => {
  it.each([
    ["top_k", 2],
    ["stop[1]", 3],
    ["logit_bias.50256", 3],
    ["n", 3],
    ["temperature", 5],
    ["messages", 6],
    ["tools", 9],
    ["tools[0]", 10],
    ["tools[0].type", 10],
    ["tools[1]", 11],
    ["tools[1].function.strict", 14],
  ])("%s", (field, line) => {
    expect(placeOf(field)).toBe(`prompts/chat.json:${line}`);
  });

  it("of the prompt is where it begins, because what is sent in its place is the gate's", () => {
    expect(placeOf("messages[3].content")).toBe("prompts/chat.json:6");
  });

  it("is none where no template of the family has it", () => {
    expect(placeOf("stream")).toBeNull();
    expect(placeOf("role")).toBeNull();
    // These are values there.
    expect(placeOf("seed")).toBeNull();
    expect(placeOf("stop.user")).toBeNull();
    expect(fieldPlace(TEMPLATES, "responses", "top_k")).toBeNull();
  });
});
