import { Writable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import type { Attempt } from "../../src/evidence/attempt.ts";
import { openProgress } from "../../src/terminal/progress.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";

const ATTEMPT = {
  n: 1,
  look: "pilot",
  confirms: null,
  startedAt: "2026-11-20T12:00:00.000Z",
  durationMs: 12,
  requests: [],
  waitsMs: [],
  adaptations: [],
  outcome: { kind: "pass", observed: {} },
} as const satisfies Attempt;

/** What progress writes to a terminal of this kind. */
async function written(tty: boolean, env: Terminal["env"], json = false, columns = 80): Promise<string> {
  let text = "";
  const stderr = Object.assign(
    new Writable({
      write(chunk, _, done) {
        text += chunk;
        done();
      },
    }),
    { isTTY: tty, columns, rows: 24 },
  );
  const progress = await openProgress({ env, stderr } as unknown as Terminal, json);
  const key = "error-path:chat-completions:missing-field";
  progress.show({ kind: "asking", key });
  progress.show({ kind: "asking", key });
  progress.show({
    kind: "attempt",
    where: { host: "api.example", key: null },
    key,
    attempt: ATTEMPT,
  });
  progress.show({ kind: "pausing", key: "chat", ms: 10_000, why: "second-look", leftMs: 200_000 });
  progress.show({ kind: "pausing", key: "chat", ms: 2_000, why: "job", leftMs: 200_000 });
  progress.show({ kind: "pausing", key: "chat", ms: 30_000, why: "retry-after", leftMs: 90_000 });
  progress.show({ kind: "finished", key: "chat" });
  progress.done();
  return text;
}

describe("progress", () => {
  it.each([80, 40, 10])(
    "is live on a terminal of %i columns, also beside --json, and takes its lines back",
    async (columns) => {
      for (const json of [false, true]) {
        const text = await written(true, { TERM: "xterm" }, json, columns);
        const bare = text.replace(/[\s\u001b]|\[[?\d;]*[a-zA-Z]/g, "");
        // A line that changes is drawn from where it changes.
        expect(bare).toContain("error-path:chat-completions:missing-field1inflight");
        expect(bare).toContain("✓1inflight");
        // Each line is erased; the cursor is where the report begins.
        expect(text).toMatch(/(\u001b\[2K\u001b\[1A)+\u001b\[2K\u001b\[G\u001b\[\?2026l$/);
      }
    },
  );

  it("shows what is in flight on a terminal", async () => {
    const text = await written(true, { TERM: "xterm" });
    expect(text).toContain("missing-field  2 in flight");
    expect(text).toContain("missing-field  ✓ 1 in flight");
    expect(text).toContain("first failure; waits 10 s");
  });

  it.each([
    ["a pipe", false, {}],
    ["a dumb terminal", true, { TERM: "dumb" }],
    ["CI=false", false, { CI: "false" }],
  ])("is one line per attempt, without control characters: %s", async (_, tty, env) => {
    const text = await written(tty, env);
    expect(text).toMatch(
      /^error-path:chat-completions:missing-field #1 pilot: pass in 12 ms\nchat: first failure; waits 10 s before it is asked on \(deadline in 4 min\)\nchat: the endpoint asked for a wait; waits 30 s before it is asked on \(deadline in 90 s\)\n$/,
    );
    expect(text).not.toContain("\u001b");
  });

  it.each<[string, boolean, Terminal["env"], boolean]>([
    ["CI", false, { CI: "true" }, false],
    ["CI with a terminal", true, { CI: "1", TERM: "xterm" }, false],
    ["--json in a pipe", false, {}, true],
    ["--json on a dumb terminal", true, { TERM: "dumb" }, true],
  ])("is silent: %s", async (_, tty, env, json) => {
    expect(await written(tty, env, json)).toBe("");
  });
});
