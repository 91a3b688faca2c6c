/** Endpoints that want what the application sends and not what the gate makes of it: no order speaks against the release. */
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import { serving } from "../http/wire.ts";
import { answer } from "../run/endpoint.ts";
import { QUICK_POLICY, runAction } from "./runner.ts";

const KEY = "key-of-a-team-0123456789abcdef";

/** An endpoint of Chat Completions alone, whose model refuses some bodies. */
const endpoint = (refuses: (body: Record<string, unknown>) => object | null, type = "text/event-stream") =>
  serving(async (incoming, response) => {
    const reply = (status: number, body: object | string, media = "application/json") => {
      response.writeHead(status, { "content-type": media });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const { url = "", headers } = incoming;
    const body = JSON.parse(await text(incoming)) as Record<string, unknown>;
    const error = (message: string, code: string, param: string | null = null) => ({ error: { message, code, param } });
    if (headers.authorization !== `Bearer ${KEY}`) return reply(401, error("no", "invalid_api_key"));
    if (!url.endsWith("/chat/completions")) return reply(404, error(`Invalid URL (POST ${url})`, "not_found"));
    if (body.model !== "m-1") return reply(404, error("no", "model_not_found", "model"));
    if (body.messages === undefined) return reply(400, error("no", "missing_required_parameter", "messages"));
    const refusal = refuses(body);
    if (refusal !== null) return reply(400, { error: { type: "invalid_request_error", ...refusal } });
    const said = answer({ path: url, headers, body, n: 1 });
    if (said === "hang") return reply(500, error("no", "server_error"));
    return reply(200, said.body as object | string, typeof said.body === "string" ? type : undefined);
  });

async function released(target: ReturnType<typeof endpoint>, probes: string, template?: object) {
  await using listening = await target;
  const inputs = {
    ...{ "api-key": KEY, "base-url": `${listening.url}/v1`, model: "m-1", probes, "gate-file": "gate.yml" },
    ...{ environment: "production", "known-good": "none" },
    ...(template === undefined ? {} : { "request-template": "body.json" }),
  };
  const body = template === undefined ? {} : { "body.json": JSON.stringify({ model: "m-1", ...template }) };
  const step = await runAction({ inputs, workspace: { "gate.yml": QUICK_POLICY, ...body } });
  return { ...step, verdict: [step.outputs.decision, step.outputs["reason-code"]] };
}

const onlyStreams = ({ stream }: Record<string, unknown>) =>
  stream === true ? null : { message: "This model only support stream mode, please enable the stream parameter." };
const neverStreams = ({ stream }: Record<string, unknown>) =>
  stream === true
    ? {
        message: "Your organization must be verified to stream this model.",
        param: "stream",
        code: "unsupported_value",
      }
    : null;
const wantsSound = ({ messages }: Record<string, unknown>) =>
  JSON.stringify(messages).includes('"input_audio"')
    ? null
    : { message: "This model requires that either input content or output modality contain audio.", param: "model" };

const user = (content: unknown) => ({ messages: [{ role: "user", content }] });

describe("a model that only streams", () => {
  it("passes as its template streams", async () => {
    const { verdict, summary } = await released(endpoint(onlyStreams), "chat", { ...user("hi"), stream: true });
    expect(verdict).toEqual(["proceed", "all-passed"]);
    expect(summary).toContain("kept:stream");
  });

  it("holds where nothing says how it is asked, and excuses a family that only a preset tried", async () => {
    const { verdict, summary } = await released(endpoint(onlyStreams), "smoke");
    expect(verdict).toEqual(["hold", "insufficient-evidence"]);
    expect(summary).toContain("say that in a request template (stream: true where it streams)");
  });
});

it("an account that may not stream holds where the template does not", async () => {
  const { verdict } = await released(endpoint(neverStreams), "chat, chat-stream", user("hi"));
  expect(verdict).toEqual(["hold", "insufficient-evidence"]);
  const own = await released(endpoint(neverStreams), "chat-stream", { ...user("hi"), stream: true });
  expect(own.verdict).toEqual(["rollback", "request-schema"]);
});

it("a model that wants sound gets some", async () => {
  const part = { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } };
  const { verdict } = await released(endpoint(wantsSound), "chat, chat-stream", user([part]));
  expect(verdict).toEqual(["proceed", "all-passed"]);
});

it("a stream that is called text is read, and said", async () => {
  const { verdict, summary } = await released(
    endpoint(() => null, "text/plain"),
    "chat-stream",
  );
  expect(verdict).toEqual(["proceed", "all-passed"]);
  expect(summary).toContain("content-type-not-event-stream");
});
