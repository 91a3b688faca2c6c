/** Bodies and events beside the documented shape, and how far they are tolerated. */
import { describe, expect, it } from "@jest/globals";
import { readChatStream } from "../../src/contracts/chat-completion-chunks.ts";
import { readChatCompletion } from "../../src/contracts/chat-completions.ts";
import { readResponseStream } from "../../src/contracts/response-events.ts";
import { readResponse } from "../../src/contracts/responses.ts";
import { chatMessage } from "../../src/contracts/tool-calls.ts";
import { completion, response } from "../probes/answers.ts";

const chat = (...chunks: readonly unknown[]) =>
  readChatStream(chunks.map((chunk) => ({ event: null, data: JSON.stringify(chunk) })));
const responses = (...events: readonly object[]) =>
  readResponseStream(events.map((event) => ({ event: null, data: JSON.stringify(event) })));

describe("a chunk of a chat stream", () => {
  it.each<[string, unknown, string]>([
    ["an event of Responses", { type: "response.created", response: {} }, "wrong-family"],
    ["a whole response without a type", { object: "response", output: [] }, "wrong-family"],
    ["an object of another kind", { object: "chat.completion.chunk" }, "chunk-without-choices"],
    ["a choice that is null", { choices: [null] }, "choice-without-delta"],
    ["a choice that is a number", { choices: [5] }, "choice-without-delta"],
    ["a choice with a message in place of a delta", { choices: [{ message: {} }] }, "choice-without-delta"],
    ["a list", [], "event-not-json"],
    ["null", null, "event-not-json"],
  ])("%s is a defect", (_what, chunk, defect) => {
    expect(chat(chunk).defect).toBe(defect);
  });

  it("without choices is fine where it has the usage", () => {
    expect(chat({ usage: { prompt_tokens: 1 } })).toMatchObject({
      defect: null,
      output: { usage: { input: 1, output: null, total: null } },
    });
  });

  it("with a type of its own is still a chunk", () => {
    expect(chat({ type: "acme", choices: [{ delta: { content: "OK" } }] })).toMatchObject({
      ...{ defect: null, output: { text: true } },
    });
  });

  it("says its model once, and the last usage counts", () => {
    const said = chat(
      { model: "a", choices: [], usage: { total_tokens: 1 } },
      { model: "b", choices: [], usage: { total_tokens: 2 } },
      { choices: [] },
    );
    expect(said.output).toMatchObject({ model: "a", usage: { total: 2 } });
    expect(said.eventTypes).toEqual({ "chat.completion.chunk": 3 });
  });

  it("after the first defect or error is not read", () => {
    expect(chat([], { choices: [{ delta: { content: "OK" } }] })).toMatchObject({ output: { text: false }, events: 2 });
    const failed = chat({ error: { code: "x" } }, { choices: [{ delta: { content: "OK" } }] });
    expect(failed).toMatchObject({ terminalState: "error-event", output: { text: false }, defect: null });
  });
});

describe("members that look like an error", () => {
  const beside = { message: "no", code: "x", detail: "no" };

  it("beside a whole answer are none", () => {
    expect(readChatCompletion({ ...completion(), ...beside }).kind).toBe("output");
    expect(readResponse({ ...response(), ...beside }).kind).toBe("output");
  });

  it("are one where the answer is missing", () => {
    expect(readChatCompletion({ ...completion(), choices: [], ...beside }).kind).toBe("error");
    expect(readResponse({ id: "r", object: "response", ...beside }).kind).toBe("error");
  });

  it("in an error object are one, whatever stands beside it", () => {
    expect(readChatCompletion({ ...completion(), error: { code: "x" } }).kind).toBe("error");
    expect(readResponse({ ...response(), error: { code: "x" } }).kind).toBe("error");
    expect(readResponse({ ...response(), error: null }).kind).toBe("output");
  });
});

describe("a Responses body", () => {
  it.each([
    ["queued", false, "wrong-shape"],
    ["in_progress", false, "wrong-shape"],
    ["queued", true, "output"],
    ["in_progress", true, "output"],
    ["completed", false, "output"],
    ["incomplete", false, "output"],
    ["failed", true, "failed"],
    ["cancelled", true, "failed"],
    ["acme", false, "wrong-shape"],
  ])("with the status %s, in the background: %s, is %s", (status, background, kind) => {
    expect(readResponse({ ...response(), status }, background).kind).toBe(kind);
  });

  it("of the other family is told apart", () => {
    expect(readResponse(completion())).toMatchObject({ kind: "wrong-shape", wrongFamily: true });
    expect(readChatCompletion(response())).toMatchObject({ kind: "wrong-shape", wrongFamily: true });
    expect(readResponse({})).toMatchObject({ kind: "wrong-shape", wrongFamily: false });
  });

  it.each([
    ["max_output_tokens", "incomplete", "cut-off"],
    ["max_tokens", "incomplete", "cut-off"],
    ["max_output_tokens", "completed", "complete"],
    ["content_filter", "incomplete", "filtered"],
    ["acme", "incomplete", "failed"],
  ])("that is incomplete for %s, status %s", (reason, status, ending) => {
    const body = { ...response(), status, incomplete_details: { reason } };
    expect(readResponse(body)).toMatchObject({ kind: "output", output: { ending } });
  });
});

describe("an event of a Responses stream", () => {
  const end = (sequence_number: number) => ({ type: "response.completed", sequence_number, response: response() });

  it("has a number that grows", () => {
    const notes = (first: number, second: number) =>
      responses({ type: "response.created", sequence_number: first }, end(second)).notes;
    expect(notes(0, 1)).not.toContain("sequence-not-increasing");
    expect(notes(1, 1)).toContain("sequence-not-increasing");
    expect(notes(2, 1)).toContain("sequence-not-increasing");
  });

  it.each(["response.output_item.added", "response.content_part.added", "response.refusal.delta"])(
    "%s has a place in the output",
    (type) => {
      const notes = (more: object) => responses({ type, sequence_number: 0, ...more }, end(1)).notes;
      expect(notes({})).toContain("index-missing");
      expect(notes({ output_index: 0 })).not.toContain("index-missing");
    },
  );

  it("that ends the stream is not the only one, and there is one", () => {
    expect(responses(end(0)).defect).toBe("no-event-before-the-terminal-event");
    expect(responses({ type: "response.created" }, end(1)).defect).toBeNull();
    expect(responses({ type: "response.created" }, end(1), end(2))).toMatchObject({
      ...{ defect: "more-than-one-terminal-event", terminalState: "more-than-one-terminal" },
    });
  });

  it.each([
    ["response.completed", "incomplete", "status-contradicts-terminal-event"],
    ["response.incomplete", "completed", "status-contradicts-terminal-event"],
    ["response.incomplete", "incomplete", null],
    ["response.failed", "failed", null],
  ])("%s with the status %s: %s", (type, status, defect) => {
    expect(responses({ type: "response.created" }, { type, response: { ...response(), status } }).defect).toBe(defect);
  });

  it("of the other family is told apart by its object, where it has no type", () => {
    expect(responses({ object: "chat.completion.chunk", choices: [] }).defect).toBe("wrong-family");
    expect(responses({ object: "chat.completion.chunk", type: "response.created" }).defect).toBeNull();
    expect(responses({ object: "x" }).defect).toBe("event-without-type");
  });
});

describe("token counts", () => {
  it.each([
    [0, 0],
    [7, 7],
    [-1, null],
    [1.5, null],
    ["7", null],
    [2 ** 53, null],
    [null, null],
  ])("%j is kept as %j", (given, kept) => {
    const reading = readChatCompletion(completion({ usage: { prompt_tokens: given } }));
    expect(reading).toMatchObject({ output: { usage: { input: kept } } });
    const of = readResponse({ ...response(), usage: { input_tokens: given } });
    expect(of).toMatchObject({ output: { usage: { input: kept } } });
  });
});

describe("the message of a chat answer", () => {
  it.each([
    [{ choices: [{ message: { content: "x" } }] }, { content: "x" }],
    [{ choices: [{ message: "x" }] }, null],
    [{ choices: [null] }, null],
    [{ choices: [] }, null],
    [{}, null],
  ])("of %j is %j", (body, message) => {
    expect(chatMessage(body)).toEqual(message);
  });
});
