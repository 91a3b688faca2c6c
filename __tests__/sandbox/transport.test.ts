import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { healthyReply } from "../../src/sandbox/healthy.ts";
import { parseRequest } from "../../src/sandbox/request.ts";
import { findScenario, type ScenarioName } from "../../src/sandbox/scenarios.ts";
import { ask, askStream, bodyFor, CHAT, during, post, RESPONSES } from "./client.ts";

/** Bytes after which a reader has seen enough of an endless answer. */
const ENOUGH = 8 * 1024 * 1024;

describe("connections that misbehave", () => {
  it("hang: the request arrives and stays unanswered until the sandbox closes", async () => {
    const sandbox = await startSandbox("hang");
    const answers = [ask(sandbox, CHAT), askStream(sandbox, RESPONSES)].map((answer) => answer.catch(() => "cut"));
    await arrived(sandbox, 2);
    await sandbox.close();
    expect(await Promise.all(answers)).toEqual(["cut", "cut"]);
  });

  it("stream-hang: the stream begins, and ends only with the sandbox", async () => {
    const sandbox = await startSandbox("stream-hang");
    const reader = readerOf(await askStream(sandbox, CHAT));
    let text = "";
    while (!text.includes('"content":"OK')) {
      text += Buffer.from((await reader.read()).value ?? []).toString();
    }
    const rest = reader.read().catch(() => "cut");
    await sandbox.close();
    expect(await rest).toBe("cut");
    expect(text).not.toContain('"finish_reason":"');
  });

  it("drip: the first byte comes alone", () =>
    during("drip", async (sandbox) => {
      const reader = readerOf(await ask(sandbox, RESPONSES));
      expect((await reader.read()).value).toEqual(new Uint8Array(Buffer.from("{")));
    }));

  it("reset: there is no answer at all", () =>
    during("reset", async (sandbox) => {
      for (const path of [CHAT, RESPONSES]) {
        await expect(ask(sandbox, path)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
      }
      expect(sandbox.requests()).toHaveLength(2);
    }));

  it("truncated-stream: the last line is half an event, and the connection breaks", () =>
    during("truncated-stream", async (sandbox) => {
      for (const path of [CHAT, RESPONSES]) {
        const { text, broken } = await untilBroken(await askStream(sandbox, path));
        expect(broken).toBe(true);
        expect(text).toMatch(/\n\n(event: .+\n)?data: \{[^\n]+$/);
      }
    }));

  it("waits and paces as the descriptions say", () => {
    expect(replyIn("slow").waitMs).toBe(1500);
    expect(replyIn("drip").paceMs).toBe(1000);
  });
});

describe("answers without end", () => {
  const endless = [
    { name: "huge-body", stream: false },
    { name: "huge-frame", stream: true },
    { name: "compression-bomb", stream: false },
    { name: "compression-bomb", stream: true },
  ] as const;
  for (const { name, stream } of endless) {
    it(`${name}${stream ? " (streamed)" : ""}: goes on as long as the client reads, and no longer`, () =>
      during(name, async (sandbox) => {
        const gone = new AbortController();
        const body = bodyFor(sandbox, CHAT, { stream });
        const reader = readerOf(await post(sandbox, CHAT, body, { signal: gone.signal }));
        let bytes = 0;
        while (bytes < ENOUGH) {
          const { value, done } = await reader.read();
          expect(done).toBe(false);
          bytes += value?.length ?? 0;
        }
        gone.abort();
        expect((await post(sandbox, CHAT, {})).status).toBe(400);
      }));
  }

  it("compression-bomb: is small on the wire", () => {
    const bytes = [...replyIn("compression-bomb").pieces].map((piece) => Buffer.byteLength(piece));
    expect(bytes.reduce((sum, length) => sum + length)).toBeLessThan(1024 * 1024);
  });
});

describe("close()", () => {
  it("ends the server: nobody can connect any more", async () => {
    const sandbox = await startSandbox("healthy");
    await (await ask(sandbox, CHAT)).text();
    await sandbox.close();
    await expect(ask(sandbox, CHAT)).rejects.toThrow();
  });

  it("may be called twice", async () => {
    const sandbox = await startSandbox("healthy");
    await sandbox.close();
    await sandbox.close();
  });

  it("does not wait for answers that are still being written", async () => {
    const sandbox = await startSandbox("huge-body");
    const reader = readerOf(await ask(sandbox, CHAT));
    await reader.read();
    await sandbox.close();
    await expect(drain(reader)).rejects.toThrow();
  });
});

describe("startSandbox", () => {
  it("names the option that lists the scenarios when there is none of that name", async () => {
    await expect(startSandbox("no-such" as ScenarioName)).rejects.toThrow("--list");
  });

  it("gives every sandbox its own port on loopback", () =>
    during("healthy", (first) =>
      during("healthy", async (second) => {
        expect(first.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
        expect(first.baseUrl).not.toBe(second.baseUrl);
      }),
    ));
});

/** Resolves once the sandbox has read that many requests. */
async function arrived(sandbox: Sandbox, count: number): Promise<void> {
  while (sandbox.requests().length < count) {
    await setImmediate();
  }
}

function readerOf(response: Response) {
  if (response.body === null) {
    throw new Error("the answer has no body");
  }
  return response.body.getReader();
}

async function drain(reader: ReturnType<typeof readerOf>): Promise<void> {
  while (!(await reader.read()).done) {
    // Only the way it ends is of interest.
  }
}

async function untilBroken(response: Response): Promise<{ readonly text: string; readonly broken: boolean }> {
  const reader = readerOf(response);
  let text = "";
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text += Buffer.from(next.value).toString();
    }
    return { text, broken: false };
  } catch {
    return { text, broken: true };
  }
}

/** The reply of a scenario to a valid request, before it is written anywhere. */
function replyIn(name: ScenarioName) {
  const head = { method: "POST", url: "/v1/responses", headers: {} };
  const request = parseRequest(head, "{}", { requestId: "1", now: 0, remembers: () => false });
  const reply = findScenario(name)?.fault({ request, healthy: healthyReply(request), answerable: true, ordinal: 1 });
  if (reply === undefined) {
    throw new Error(`no scenario ${name}`);
  }
  return reply;
}
