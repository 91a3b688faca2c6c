import { describe, expect, it } from "@jest/globals";
import { debugLine } from "../../src/github/debug-log.ts";
import type { ProgressEvent } from "../../src/run/session.ts";
import { answer, endpoint, failure } from "../run/endpoint.ts";
import { KEY, run, settings } from "../run/running.ts";

/** Events and lines of a run whose second answer fails; its headers hold what must not be in a log. */
async function watched() {
  const hidden = "sk-hidden0123456789abcdef";
  await using target = await endpoint((request) =>
    request.n === 2 ? failure(503, "", { "x-hidden": hidden, "retry-after-ms": "20" }) : answer(request),
  );
  const events: ProgressEvent[] = [];
  await run(
    settings(target.baseUrl, {
      release: { headers: [{ name: "x-team", value: "v4lue", secret: false, credential: false }] },
    }),
    {
      progress: (event) => events.push(event),
    },
  );
  return {
    events,
    text: events
      .map(debugLine)
      .filter((line) => line !== null)
      .join("\n"),
    hidden,
  };
}

describe("the log under RUNNER_DEBUG", () => {
  it("has the decisions of the sampler, the times and statuses of every request, and the waits", async () => {
    const { text } = await watched();
    expect(text).toMatch(/^chat: the sampler says ask \d more \(pilot\)$/m);
    expect(text).toMatch(/^chat: the sampler says done$/m);
    expect(text).toMatch(
      /^chat: status 200; (resolve [\d.]+ ms, )?connect [\d.]+ ms, .*total [\d.]+ ms; sent .*; received .*$/m,
    );
    expect(text).toMatch(/^chat: status 503; /m);
    expect(text).toMatch(/^chat: waits 20 ms \(retry-after\)$/m);
  });

  it("has headers by name, and no value, no key and no address", async () => {
    const { text, hidden } = await watched();
    expect(text).toMatch(/sent .*authorization/);
    expect(text).toMatch(/sent .*x-team/);
    expect(text).toMatch(/received .*x-hidden/);
    for (const value of [KEY, hidden, "v4lue", "Bearer", "127.0.0.1", "://"]) expect(text).not.toContain(value);
  });

  it("leaves out a name that could be a key in the wrong place", () => {
    const timing = {
      resolve: null,
      connect: null,
      tls: null,
      firstByte: null,
      firstEvent: null,
      lastEvent: null,
      total: 1,
    };
    const names = ["X-Good", "sk-hidden0123456789abcdef", "x::error", "abcdefghij0123456789xyz"];
    const line = debugLine({ kind: "exchanged", key: "chat", status: null, timing, sent: names, received: [] });
    expect(line).toBe("chat: no answer; total 1 ms; sent x-good; received none");
  });

  it("has no line for what the log itself says", () => {
    expect(debugLine({ kind: "finished", key: "chat" })).toBeNull();
    expect(debugLine({ kind: "asking", key: "chat" })).toBeNull();
  });
});
