/** What the gate sends, to the byte (product.md, "What the gate sends"). */
import { describe, expect, it } from "@jest/globals";
import type { Family } from "../../src/evidence/vocabulary.ts";
import type { StreamEvent } from "../../src/http/types.ts";
import { authPath } from "../../src/probes/auth-path.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import { type Probe, prompt } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { ABORTED, drive, MODEL, NONCE } from "./exchanges.ts";

const plan = (probe: Probe) => drive(probe, [ABORTED]).plans[0];

const PROMPT = prompt(NONCE);
const MESSAGES = [{ role: "user", content: PROMPT }];

describe("the prompt", () => {
  it("ends with the nonce, and begins the same for every nonce", () => {
    expect(PROMPT.endsWith(NONCE)).toBe(true);
    expect(prompt("other").slice(0, -"other".length)).toBe(PROMPT.slice(0, -NONCE.length));
  });
});

describe("the minimal body", () => {
  it.each<[Probe, string, object]>([
    [chat, "/chat/completions", { model: MODEL, messages: MESSAGES, max_completion_tokens: 256 }],
    [
      chatStream,
      "/chat/completions",
      {
        model: MODEL,
        messages: MESSAGES,
        max_completion_tokens: 256,
        stream: true,
        stream_options: { include_usage: true },
      },
    ],
    [responses, "/responses", { model: MODEL, input: PROMPT, max_output_tokens: 256 }],
    [responsesStream, "/responses", { model: MODEL, input: PROMPT, max_output_tokens: 256, stream: true }],
    [
      authPath("chat-completions", null),
      "/chat/completions",
      { model: MODEL, messages: MESSAGES, max_completion_tokens: 256 },
    ],
    [authPath("responses", null), "/responses", { model: MODEL, input: PROMPT, max_output_tokens: 256 }],
  ])("of $key has no sampling field and nothing else", (probe, path, body) => {
    expect(plan(probe)).toMatchObject({ method: "POST", path });
    expect(plan(probe)?.body).toEqual(body);
  });
});

describe("with the team's own bodies", () => {
  const bodies = { "chat-completions": { messages: [], top_p: 1 }, responses: { input: "x", top_p: 1 } };
  const sent = (probe: Probe) => drive(probe, [ABORTED], { bodies }).plans[0]?.body;

  it.each([chat, chatStream, responses, responsesStream])("$key sends the one of its family", (probe) => {
    expect(sent(probe)).toMatchObject({ model: MODEL, top_p: 1 });
    expect(sent(probe)).not.toHaveProperty("max_completion_tokens");
    expect(sent(probe)).not.toHaveProperty("max_output_tokens");
  });

  it.each([
    authPath("chat-completions", null),
    authPath("responses", null),
    errorPath("responses", "missing-field", null),
    errorPath("chat-completions", "unknown-model", null),
  ])("$key does not", (probe) => {
    expect(sent(probe)).toEqual(plan(probe)?.body);
  });
});

describe("the invalid body", () => {
  it.each<[Family, "missing-field" | "unknown-model", object]>([
    ["chat-completions", "missing-field", { model: MODEL }],
    ["responses", "missing-field", { model: MODEL }],
    ["chat-completions", "unknown-model", { model: "release-gate-unknown-model", messages: MESSAGES }],
    ["responses", "unknown-model", { model: "release-gate-unknown-model", input: PROMPT }],
  ])("of %s, %s", (family, name, body) => {
    expect(plan(errorPath(family, name, null))?.body).toEqual(body);
  });
});

describe("the credential", () => {
  it.each<[Probe, "configured" | "fake"]>([
    [chat, "configured"],
    [chatStream, "configured"],
    [responses, "configured"],
    [responsesStream, "configured"],
    [errorPath("chat-completions", "missing-field", null), "configured"],
    [errorPath("responses", "unknown-model", null), "configured"],
    [authPath("chat-completions", null), "fake"],
    [authPath("responses", null), "fake"],
  ])("of $key is %s", (probe, credential) => {
    expect(plan(probe)).toHaveProperty("credential", credential);
  });
});

describe("what is expected back", () => {
  it.each<[Probe, "json" | "event-stream"]>([
    [chat, "json"],
    [chatStream, "event-stream"],
    [responses, "json"],
    [responsesStream, "event-stream"],
    [errorPath("responses", "missing-field", null), "json"],
    [authPath("chat-completions", null), "json"],
  ])("by $key is %s", (probe, expected) => {
    expect(plan(probe)).toHaveProperty("expect", expected);
  });

  it.each<[Probe, StreamEvent]>([
    [chatStream, { event: null, data: "[DONE]" }],
    [responsesStream, { event: "response.completed", data: '{"type":"response.completed"}' }],
  ])("by $key ends with its terminal event", (probe, event) => {
    expect(plan(probe)?.isTerminal?.(event)).toBe(true);
    expect(plan(probe)?.isTerminal?.({ event: null, data: "{}" })).toBe(false);
  });
});
