/** Errors as endpoints report them (contracts.md, 1.2, 1.3 and 4.17 to 4.19), reduced to what may be kept. */
import { describe, expect, it } from "@jest/globals";
import { readError } from "../../src/contracts/error-envelope.ts";

const read = (body: unknown) => readError(JSON.stringify(body));

const withMessage = (message: string) => read({ error: { message } });

describe("readError recognises an envelope", () => {
  it.each([
    [
      "CometAPI, relay",
      { error: { message: "no", type: "comet_api_error", param: "", code: "invalid_request" } },
      { envelope: "nested", type: "comet_api_error", code: "invalid_request", param: null },
    ],
    [
      "CometAPI, middleware: no param, an empty code",
      { error: { code: "", message: "no", type: "comet_api_error" } },
      { envelope: "nested", type: "comet_api_error", code: null, param: null },
    ],
    [
      "OpenAI",
      { error: { message: "no", type: "invalid_request_error", param: "messages", code: null } },
      { envelope: "nested", type: "invalid_request_error", code: null, param: "messages" },
    ],
    [
      "OpenRouter: a numeric code",
      { error: { message: "no", code: 402, metadata: {} } },
      { envelope: "nested", type: null, code: "402" },
    ],
    [
      "vLLM: flat",
      { object: "error", message: "no", type: "BadRequestError", param: null, code: 400 },
      { envelope: "flat", type: "BadRequestError", code: "400" },
    ],
    ["the flat error event", { type: "error", message: "no" }, { envelope: "flat", type: null, code: null }],
    ["a bare string", { error: "no" }, { envelope: "flat", type: null, code: null }],
    ["FastAPI: a sentence", { detail: "no" }, { envelope: "detail", type: null, code: null }],
    ["FastAPI: a list", { detail: [{ loc: ["body", "x"], msg: "no" }] }, { envelope: "detail", code: null }],
  ])("%s", (_who, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it.each([
    ["no JSON", "upstream error"],
    ["a page", "<html></html>"],
    ["nothing", ""],
    ["cut JSON", '{"error":{"mess'],
    ["null", "null"],
    ["a list of something else", '[{"message":"no"}]'],
    ["a list that is empty", "[]"],
    ["a string", '"error"'],
    ["an empty object", "{}"],
    ["error: null", '{"error":null}'],
    ["error: an empty string", '{"error":""}'],
    ["an empty list of errors", '{"errors":[]}'],
    ["a message beside a sign of success", '{"code":0,"message":"success","data":[]}'],
    ["the same in words", '{"success":true,"message":"ok"}'],
    ["MiniMax's sign of success", '{"base_resp":{"status_code":0,"status_msg":"success"}}'],
  ])("but not in %s", (_what, text) => {
    expect(readError(text)).toBeNull();
  });
});

describe("readError opens every wrapping of contracts.md, 7.1", () => {
  const google = {
    code: 400,
    message: "API key not valid.",
    status: "INVALID_ARGUMENT",
    details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID", domain: "x" }],
  };
  const openai = { message: "no", type: "invalid_request_error", param: "model", code: "model_not_found" };
  it.each<[string, unknown, object]>([
    ["Google's list", [{ error: google }], { envelope: "nested", code: "API_KEY_INVALID", type: "INVALID_ARGUMENT" }],
    ["xAI", { code: "invalid-argument", error: "Incorrect API key" }, { envelope: "flat", code: "invalid-argument" }],
    ["AWS API Gateway", { message: "Forbidden" }, { envelope: "bare", code: null }],
    ["Bedrock", { Message: "Authentication failed" }, { envelope: "bare", code: null }],
    ["AWS", { __type: "com.amazon.coral.service#ThrottlingException", message: "x" }, { type: "ThrottlingException" }],
    ["Databricks", { error_code: "PERMISSION_DENIED", message: "no" }, { envelope: "flat", code: "PERMISSION_DENIED" }],
    ["Databricks, a number", { error_code: 403, message: "no" }, { envelope: "flat", code: "403" }],
    ["SiliconFlow", { code: 20012, message: "Model does not exist.", data: null }, { envelope: "flat", code: "20012" }],
    ["FastAPI around an error", { detail: { error: openai } }, { envelope: "nested", code: "model_not_found" }],
    ["FastAPI around members", { detail: { code: "x1", message: "no" } }, { envelope: "flat", code: "x1" }],
    ["FastAPI around members without a message", { detail: { code: "x1" } }, { envelope: "detail", code: "x1" }],
    [
      "a problem",
      { type: "about:blank", title: "Forbidden", status: 403, detail: "no" },
      { envelope: "detail", type: null },
    ],
    ["a problem without detail", { title: "Too Many Requests", status: 429 }, { envelope: "detail", code: "429" }],
    ["Anthropic", { type: "error", error: { type: "overloaded_error", message: "x" } }, { type: "overloaded_error" }],
    [
      "MiniMax",
      { base_resp: { status_code: 1008, status_msg: "x" }, choices: null },
      { envelope: "flat", code: "1008" },
    ],
    [
      "a list of errors",
      { errors: [{ message: "no", code: 5007 }], success: false },
      { envelope: "flat", code: "5007" },
    ],
    ["a list of sentences", { errors: ["no"] }, { envelope: "flat", code: null }],
    [
      "Cloudflare's AI Gateway",
      { success: false, error: [{ code: 2009, message: "x" }] },
      { envelope: "flat", code: "2009" },
    ],
    [
      "Azure's inner error",
      { error: { code: "content_filter", innererror: { code: "X" } } },
      { code: "content_filter" },
    ],
    [
      "a failed response's event",
      { type: "response.failed", response: { error: openai } },
      { code: "model_not_found" },
    ],
    [
      "JSON in the message",
      { error: { message: JSON.stringify({ error: google }), code: 400 } },
      { code: "API_KEY_INVALID" },
    ],
    ["JSON in a string", { error: JSON.stringify({ error: openai }) }, { code: "model_not_found", param: "model" }],
    [
      "OpenRouter's upstream",
      {
        error: { code: 502, message: "Provider returned error", metadata: { raw: JSON.stringify({ error: openai }) } },
      },
      { envelope: "nested", code: "model_not_found" },
    ],
    [
      "an error in an error",
      { error: { message: "no", error: openai } },
      { type: "invalid_request_error", param: "model" },
    ],
    [
      "OAuth",
      { error: "invalid_token", error_description: "expired" },
      { envelope: "flat", code: null, words: ["invalid_token"] },
    ],
  ])("%s", (_who, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it("finds every identifier, and the one in a vendor's number", () => {
    expect(read([{ error: google }])?.words).toEqual(
      expect.arrayContaining(["400", "API_KEY_INVALID", "INVALID_ARGUMENT"]),
    );
    expect(read({ cloudflare_error: true, error_code: 1020, title: "x", status: 403 })?.words).toContain(
      "cloudflare/1020",
    );
    expect(read({ base_resp: { status_code: 1008 } })?.words).toEqual(["minimax/1008"]);
  });

  it.each([
    ["as JSON", 'OpenAIException - {"error":{"message":"x","code":"content_filter"}}'],
    ["as Python prints it", "Error code: 400 - {'error': {'message': 'x', 'code': 'content_filter'}}"],
  ])("keeps what a sentence quotes %s apart", (_how, message) => {
    expect(read({ error: { message, code: "400" } })).toMatchObject({
      code: "400",
      words: ["400"],
      quoted: ["content_filter"],
    });
  });

  it("does not follow wrappings without end", () => {
    let body: object = { error: openai };
    for (let i = 0; i < 50; i++) body = { detail: body };
    expect(read(body)?.code ?? null).toBeNull();
    let text = JSON.stringify({ error: openai });
    for (let i = 0; i < 9; i++) text = JSON.stringify({ error: text });
    expect(readError(text)?.code ?? null).toBeNull();
  });
});

describe("the request id of a message", () => {
  it.each([
    ["one", "no (request id: 20260205132859798638387SIHCnxzJ)", "20260205132859798638387SIHCnxzJ"],
    ["several: gateways chain, the last is the outermost", "no (request id: a1) (request id: b2)", "b2"],
    ["none", "no", null],
    ["an unclosed one", "no (request id: abc", null],
    ["one that could carry markup", "no (request id: <img>)", null],
    ["one that is no identifier", "no (request id: -abc)", null],
    ["one that is too long", `no (request id: ${"a".repeat(129)})`, null],
    ["a usable one before an unusable one", "no (request id: a1) (request id: ::warning::)", "a1"],
  ])("%s", (_title, message, id) => {
    expect(withMessage(message)?.requestId).toBe(id);
  });
});

describe("what could carry markup or a workflow command is dropped", () => {
  it.each([
    "<script>alert(1)</script>",
    "::add-mask::x",
    "a\nb",
    "a b",
    "[x](https://evil.example)",
    "`code`",
    "| cell |",
    "-leading",
    "%0A",
    "ключ",
    "a".repeat(129),
    "",
  ])("%j", (value) => {
    expect(read({ error: { message: "no", code: value, type: value, param: value } })).toMatchObject({
      code: null,
      type: null,
      param: null,
    });
  });

  it.each([[{}], [[]], [true], [null]])("%j, which is no string", (value) => {
    expect(read({ error: { code: value, type: value, param: value } })).toMatchObject({
      code: null,
      type: null,
      param: null,
    });
  });
});

describe("whether an error mentions a word", () => {
  it.each<[string, unknown, boolean]>([
    ["in the message", { error: { message: "Unsupported parameter: 'stream_options'" } }, true],
    ["as the parameter", { error: { message: "no", param: "stream_options" } }, true],
    ["in a plain detail", { detail: "unknown field stream_options" }, true],
    ["in FastAPI's loc", { detail: [{ loc: ["body", "stream_options", 0], msg: "no" }] }, true],
    ["in FastAPI's msg", { detail: [{ loc: [], msg: "stream_options is not allowed" }] }, true],
    ["in a bare string", { error: "bad stream_options" }, true],
    ["not in the code", { error: { message: "no", code: "stream_options" } }, false],
    ["not in FastAPI's echo of the input", { detail: [{ loc: ["body"], msg: "no", input: "stream_options" }] }, false],
    ["not in another word", { error: { message: "no such stream" } }, false],
    ["not in a request id", { error: { message: "no (request id: stream_options)" } }, false],
  ])("%s", (_where, body, expected) => {
    expect(read(body)?.mentions("stream_options")).toBe(expected);
  });

  it("never mentions nothing", () => {
    expect(withMessage("no")?.mentions("")).toBe(false);
  });
});
