/** What a body is stands in the body: a wrong content type is said, and is no wrong route. */
import { describe, expect, it } from "@jest/globals";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { ask } from "../http/asking.ts";
import { serving } from "../http/wire.ts";
import { CHAT_STREAM, cometError, completion, RESPONSE_STREAM } from "./answers.ts";
import { MODEL, NONCE, namedStream, observedIn, stream, verdictOf } from "./exchanges.ts";

/** One attempt at a server that sends these pieces one after the other, under this label. */
async function attempt(probe: Probe, status: number, label: string | null, pieces: readonly string[]) {
  await using server = await serving(async (request, response) => {
    request.resume();
    response.writeHead(status, label === null ? {} : { "content-type": label });
    for (const piece of pieces) await new Promise((sent) => response.write(piece, sent));
    response.end();
  });
  const steps = probe.steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies: {} });
  let step = steps.next();
  while (!step.done) step = steps.next(await ask(server.url, { plan: step.value }));
  return step.value.outcome;
}

const LABELS = [
  null,
  "text/html",
  "text/html; charset=utf-8",
  "application/xhtml+xml",
  "text/plain",
  "application/octet-stream",
  "binary/octet-stream",
  "application/x-ndjson",
  "application/json",
  "nonsense",
];
const PAGE = "<!DOCTYPE html>\n<html><body>Not here</body></html>";

describe.each(LABELS)("called %s", (label) => {
  it.each([
    [chatStream, stream(CHAT_STREAM).text],
    [chatStream, `\n: connected\n\n${stream(CHAT_STREAM).text}`],
    [chatStream, `retry: 3000\n\n${stream(CHAT_STREAM).text}`],
    [responsesStream, namedStream(RESPONSE_STREAM).text],
  ])("a stream of events is one, in any pieces, $key", async (probe, text) => {
    for (const pieces of [[text], [text.slice(0, 1), text.slice(1, 4), text.slice(4)], ["\n", text]]) {
      const outcome = await attempt(probe, 200, label, pieces);
      expect([verdictOf(outcome), observedIn(outcome).notes]).toEqual([
        "pass",
        expect.arrayContaining(["content-type-not-event-stream"]),
      ]);
    }
  });

  it("a stream that nobody asked for breaks the contract, and so does JSON that is not called so", async () => {
    expect(verdictOf(await attempt(chat, 200, label, [stream(CHAT_STREAM).text]))).toBe("response-contract");
    const json = verdictOf(await attempt(chat, 200, label, [JSON.stringify(completion())]));
    expect(json).toBe(label === "application/json" ? "pass" : "response-contract");
  });

  it("an error in JSON is read as one", async () => {
    const quota = JSON.stringify(cometError("insufficient_quota"));
    expect(verdictOf(await attempt(chat, 400, label, [quota]))).toBe("capacity");
    expect(verdictOf(await attempt(chat, 400, label, [JSON.stringify(cometError("", "no"))]))).toBe("request-schema");
  });

  it("a page is a wrong route", async () => {
    for (const probe of [chat, chatStream]) expect(verdictOf(await attempt(probe, 200, label, [PAGE]))).toBe("route");
  });
});
