import { describe, expect, it } from "@jest/globals";
import type { ProgressEvent } from "../../src/run/session.ts";
import { answer, endpoint, failure } from "./endpoint.ts";
import { inWords, KEY, outcomes, probe, run, settings } from "./running.ts";

describe("the header that says that the fallback answered", () => {
  const release = { fallbackHeader: "X-Fallback-Used" };

  it.each(["true", "1", "yes", "openrouter", "TRUE"])(
    "%j: an answer of the fallback is not one of the release",
    async (value) => {
      await using target = await endpoint((request) => ({ ...withHeader(answer(request), value) }));
      const seen = await run(settings(target.baseUrl, { release, policy: { samples: 2 } }));
      expect(outcomes(seen, "chat")).toContain("fail fallback-used");
      expect(outcomes(seen, "chat")).not.toContain("pass");
    },
  );

  it.each(["false", "0", "no", "off", "none", "", " False "])("%j says no", async (value) => {
    await using target = await endpoint((request) => withHeader(answer(request), value));
    expect(outcomes(await run(settings(target.baseUrl, { release })), "chat")).toEqual(Array(5).fill("pass"));
  });

  it("is looked at only where it is declared", async () => {
    await using target = await endpoint((request) => withHeader(answer(request), "true"));
    expect(outcomes(await run(settings(target.baseUrl)), "chat")).toEqual(Array(5).fill("pass"));
  });

  it("leaves a failure its own name", async () => {
    await using target = await endpoint(() => withHeader(failure(401, ""), "true"));
    expect(outcomes(await run(settings(target.baseUrl, { release })), "chat")[0]).toBe("fail authentication");
  });

  it("counts when any request of the attempt had it", async () => {
    await using target = await endpoint((request) =>
      request.n === 1 ? withHeader(failure(400, "unsupported_parameter"), "true") : answer(request),
    );
    const [first] = probe(await run(settings(target.baseUrl, { release })), "chat").attempts;
    expect(first && inWords(first)).toBe("fail fallback-used");
  });

  function withHeader(reply: ReturnType<typeof answer>, value: string) {
    if (reply === "hang") throw new Error("a header needs an answer");
    return { ...reply, headers: { ...reply.headers, "x-fallback-used": value } };
  }
});

describe("what is sent along", () => {
  const headers = [
    { name: "X-Team", value: "llm", secret: false, credential: false },
    { name: "X-Gateway-Token", value: "gateway-secret-0123456789", secret: true, credential: true },
  ];

  it("the credential in its own header, and every header of the release", async () => {
    await using target = await endpoint((request) => answer(request));
    await run(settings(target.baseUrl, { release: { headers, auth: { header: "X-Api-Key", scheme: "" } } }));
    for (const received of target.received) {
      expect(received.headers).toMatchObject({
        "x-api-key": KEY,
        "x-team": "llm",
        "x-gateway-token": "gateway-secret-0123456789",
      });
      expect(received.headers).not.toHaveProperty("authorization");
    }
  });

  const query = [
    { name: "api-version", value: "2026-10-01 preview", secret: false, credential: false },
    { name: "waf", value: "waf/secret=0123456789", secret: true, credential: false },
    { name: "key", value: "key&secret?0123456789", secret: true, credential: true },
  ];

  it("the query of the release, to every path, percent-encoded and in its order", async () => {
    await using target = await endpoint((request) => answer({ ...request, path: request.path.replace(/\?.*/, "") }));
    await run(settings(target.baseUrl, { probes: ["chat", "responses"], release: { query } }));
    const sent = "?api-version=2026-10-01%20preview&waf=waf%2Fsecret%3D0123456789&key=key%26secret%3F0123456789";
    const paths = new Set(target.received.map(({ path }) => path));
    expect(paths).toEqual(new Set([`/v1/chat/completions${sent}`, `/v1/responses${sent}`]));
  });

  it("to the auth path: no secret but what is declared to be no credential", async () => {
    await using target = await endpoint(() => failure(401, ""));
    const waf = { name: "X-Waf", value: "waf-secret-0123456789", secret: true, credential: false };
    await run(settings(target.baseUrl, { probes: ["auth-path"], release: { query, headers: [...headers, waf] } }));
    for (const received of target.received) {
      expect(received.path).toMatch(/\?api-version=2026-10-01%20preview&waf=waf%2Fsecret%3D0123456789$/);
      expect(received.headers).toMatchObject({ "x-waf": "waf-secret-0123456789" });
      expect(received.headers).not.toHaveProperty("x-gateway-token");
    }
  });

  it("to the auth path: a fake credential, and no header that came from a secret", async () => {
    await using target = await endpoint(() => failure(401, ""));
    const seen = await run(settings(target.baseUrl, { probes: ["auth-path"], release: { headers } }));
    expect(seen.probes.map(({ key, attempts }) => [key, attempts.length])).toEqual([
      ["auth-path:chat-completions", 1],
      ["auth-path:responses", 1],
    ]);
    for (const received of target.received) {
      expect(received.headers.authorization).toMatch(/^Bearer .*invalid/);
      expect(received.headers).toMatchObject({ "x-team": "llm" });
      expect(received.headers).not.toHaveProperty("x-gateway-token");
    }
  });

  it("no credential where the release has none", async () => {
    await using target = await endpoint((request) => answer(request));
    await run(settings(target.baseUrl, { release: { auth: "none" } }));
    for (const received of target.received) expect(received.headers).not.toHaveProperty("authorization");
  });

  it("a nonce of its own in every attempt, last in the prompt", async () => {
    await using target = await endpoint((request) => answer(request));
    await run(settings(target.baseUrl));
    const nonces = target.received.map(({ body }) => /([0-9a-f]{16})"}\],/.exec(JSON.stringify(body))?.[1]);
    expect(new Set(nonces)).toHaveProperty("size", 5);
    expect(nonces).not.toContain(undefined);
  });

  it("what the first attempt had to take back is not sent by the later ones", async () => {
    await using target = await endpoint((request) =>
      "max_completion_tokens" in request.body ? failure(400, "unsupported_parameter") : answer(request),
    );
    const { attempts } = probe(await run(settings(target.baseUrl)), "chat");
    expect(attempts.map(({ requests }) => requests.length)).toEqual([2, 1, 1, 1, 1]);
    for (const { adaptations } of attempts) expect(adaptations).toEqual(["dropped:max_completion_tokens"]);
  });
});

describe("what is kept of an identifier that the endpoint chose", () => {
  it("nothing when it repeats the nonce or the fake credential", async () => {
    await using target = await endpoint((request) => {
      const sent = /[0-9a-f]{16}/.exec(JSON.stringify(request.body))?.[0] ?? "none";
      return { status: 401, headers: { "x-request-id": `id-${sent}` }, body: { error: { message: "", code: sent } } };
    });
    const seen = await run(settings(target.baseUrl, { probes: ["auth-path"] }));
    expect(JSON.stringify(seen)).not.toMatch(/[0-9a-f]{16}/);
  });
});

describe("a rehearsal", () => {
  it("asks both releases the same, in turns, and labels whose answers are whose", async () => {
    await using target = await endpoint((request) => answer(request));
    const probes = ["chat", "responses", "error-path"] as const;
    const limits = { concurrency: 1 };
    const candidate = settings(target.baseUrl, { probes, limits, policy: { samples: 2 } });
    const knownGood = settings(`${target.url}/before`, { probes, release: { model: "model-before" } });
    const seen = await run(candidate, { knownGood });
    expect(seen.probes.map(({ subject, key }) => `${subject} ${key}`)).toEqual([
      "candidate chat",
      "known-good chat",
      "candidate responses",
      "known-good responses",
      "candidate error-path:chat-completions:missing-field",
      "known-good error-path:chat-completions:missing-field",
      "candidate error-path:responses:missing-field",
      "known-good error-path:responses:missing-field",
    ]);
    // One place: what arrives first shows whose turn it was.
    expect(target.received.slice(0, 8).map(({ path }) => path.split("/")[1])).toEqual(
      Array(4).fill(["v1", "before"]).flat(),
    );
    for (const { path, body } of target.received)
      expect(body.model).toBe(path.startsWith("/before/") ? "model-before" : "model-under-release");
  });

  it("shares budget and stop with the candidate", async () => {
    await using target = await endpoint((request) => answer(request));
    const candidate = settings(target.baseUrl, { limits: { maxRequests: 2 } });
    const seen = await run(candidate, { knownGood: settings(`${target.url}/before`) });
    expect(seen).toMatchObject({ requests: 2, stops: ["max-requests"] });
    expect(target.received.map(({ path }) => path.split("/")[1]).sort()).toEqual(["before", "v1"]);
  });

  it("tells whoever watches whose probe it is", async () => {
    await using target = await endpoint((request) => answer(request));
    const events: ProgressEvent[] = [];
    await run(settings(target.baseUrl), {
      knownGood: settings(`${target.url}/before`),
      progress: (event) => events.push(event),
    });
    expect(new Set(events.map(({ key }) => key))).toEqual(new Set(["chat", "known-good chat"]));
    expect(events.filter(({ kind }) => kind === "finished")).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === "attempt")).toHaveLength(10);
  });

  it("asks the known-good release for the families that it has, and no others", async () => {
    await using target = await endpoint((request) => answer(request));
    const both = settings(target.baseUrl, { probes: ["chat", "responses"] });
    const seen = await run(both, { knownGood: { ...both, families: ["chat-completions"] } });
    expect(seen.probes.map(({ subject, key }) => `${subject} ${key}`)).toEqual([
      "candidate chat",
      "known-good chat",
      "candidate responses",
    ]);
  });
});
