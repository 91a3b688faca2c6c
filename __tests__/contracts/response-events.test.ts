/** When a client may stop reading a Responses stream (contracts.md, 2.3). */
import { describe, expect, it } from "@jest/globals";
import { endsResponse } from "../../src/contracts/response-events.ts";

const named = (event: string | null, data: unknown) => ({
  event,
  data: typeof data === "string" ? data : JSON.stringify(data),
});

describe("endsResponse", () => {
  it.each([
    ["response.completed", named("response.completed", { type: "response.completed" })],
    ["response.failed", named("response.failed", { type: "response.failed" })],
    ["response.incomplete", named("response.incomplete", { type: "response.incomplete" })],
    ["a terminal event without an event line", named(null, { type: "response.completed" })],
    ["a terminal event named only by its event line", named("response.completed", { response: {} })],
    ["[DONE]", named(null, "[DONE]")],
    ["an error, flat", named("error", { type: "error", message: "no" })],
    ["an error, nested", named(null, { type: "error", error: { message: "no" } })],
    ["an error, untyped", named(null, { error: { message: "no" } })],
    ["an error named only by its event line", named("error", { message: "no" })],
    ["response.error", named("response.error", { type: "response.error", message: "no" })],
  ])("is true for %s", (_title, event) => {
    expect(endsResponse(event)).toBe(true);
  });

  it.each([
    ["a delta", named("response.output_text.delta", { type: "response.output_text.delta", delta: "OK" })],
    [
      "a delta whose text spells a terminal event",
      named(null, { type: "response.output_text.delta", delta: '"type":"response.completed" "error"' }),
    ],
    [
      "a delta under a wrong event line",
      named("response.completed", { type: "response.output_text.delta", delta: "" }),
    ],
    ["response.created with error: null", named(null, { type: "response.created", response: { error: null } })],
    ["response.output_item.done", named(null, { type: "response.output_item.done", item: { status: "completed" } })],
    ["an unknown event", named("acme:completed", { type: "acme:completed" })],
    ["what is no JSON", named(null, "response.completed")],
    ["a list", named(null, ["response.completed"])],
  ])("is false for %s", (_title, event) => {
    expect(endsResponse(event)).toBe(false);
  });
});
