import { describe, expect, it } from "@jest/globals";
import { probeLabel } from "../../src/evidence/answers.ts";
import { attemptLine, slowedLine } from "../../src/report/plain-text.ts";
import { attempt, fail, pass, SLOWED } from "./evidence-examples.ts";

describe("the log line of an attempt", () => {
  it.each([
    ["a pass", attempt(1, pass()), "chat #1 pilot: pass 200 in 123 ms (request id req-healthy)"],
    [
      "a confirmed failure",
      attempt(2, fail("authentication", { status: 401 }), { look: "confirmation", confirms: 1 }),
      "chat #2 confirmation: fail authentication 401 in 123 ms (confirms #1)",
    ],
    [
      "a failure below HTTP",
      attempt(3, fail("tcp", { networkCode: "ECONNREFUSED" })),
      "chat #3 burst: fail tcp ECONNREFUSED in 123 ms",
    ],
    ["a failure without any code", attempt(3, fail("timeout-idle")), "chat #3 burst: fail timeout-idle in 123 ms"],
    [
      "waits and adaptations",
      attempt(1, pass({ status: 200 }), { waitsMs: [1000, 500.2], adaptations: ["dropped:stream_options"] }),
      "chat #1 pilot: pass 200 in 123 ms (waited 1.5 s, adapted dropped:stream_options)",
    ],
    [
      "a question that was not asked",
      attempt(4, { kind: "error", reason: "deadline" }),
      "chat #4 burst: not asked: deadline in 123 ms",
    ],
    [
      "an unsupported family",
      attempt(1, { kind: "unsupported", observed: { status: 404 } }),
      "chat #1 pilot: unsupported 404 in 123 ms",
    ],
  ])("describes %s", (_name, given, line) => {
    expect(attemptLine("chat", given)).toBe(line);
  });

  it("is followed by how the endpoint is asked after a 429", () => {
    expect(slowedLine({ key: "chat", lane: SLOWED })).toBe(
      "chat: asked one at a time, every 20 s, because the endpoint allows 3 requests a minute",
    );
  });

  it("says which release was asked", () => {
    const run = { key: "chat", subject: "known-good" } as const;
    expect(attemptLine(probeLabel(run), attempt(1, pass()))).toMatch(/^known-good chat #1 pilot: pass/);
    expect(probeLabel({ ...run, subject: "candidate" })).toBe("chat");
  });

  it("is never a workflow command, whatever the key of the probe", () => {
    expect(attemptLine("::error::chat", attempt(1, pass()))).not.toContain("::");
  });
});
