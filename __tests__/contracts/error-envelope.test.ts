/** Errors as endpoints report them (contracts.md, 1.2, 1.3 and 4.17 to 4.19), reduced to what may be kept. */
import { describe, expect, it } from "@jest/globals";
import {
  isCapacity,
  isInvalidRequest,
  isUnknownModel,
  isUnsupportedEndpoint,
  readError,
} from "../../src/contracts/error-envelope.ts";

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
    ["an array", '[{"error":{}}]'],
    ["a string", '"error"'],
    ["an empty object", "{}"],
    ["error: null", '{"error":null}'],
    ["error: an empty string", '{"error":""}'],
    ["a bare message, which gateways in front of the API send", '{"message":"Forbidden"}'],
  ])("but not in %s", (_what, text) => {
    expect(readError(text)).toBeNull();
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

describe("what a code says", () => {
  it.each([
    ["unknown model", isUnknownModel, ["model_not_found"]],
    [
      "capacity",
      isCapacity,
      [
        "insufficient_quota",
        "insufficient_user_quota",
        "pre_consume_token_quota_failed",
        "rate_limit_exceeded",
        402,
        429,
      ],
    ],
    ["invalid request", isInvalidRequest, ["invalid_request"]],
    ["unsupported endpoint", isUnsupportedEndpoint, ["convert_request_failed"]],
  ])("%s", (_what, says, codes) => {
    for (const code of codes) expect([code, says(read({ error: { code } }))]).toEqual([code, true]);
    for (const code of ["", "server_error", "access_denied", 400, 500, null])
      expect([code, says(read({ error: { code } }))]).toEqual([code, false]);
    expect(says(null)).toBe(false);
  });

  it.each([
    ["unknown model", isUnknownModel, "model_not_found"],
    ["capacity", isCapacity, "insufficient_quota"],
    ["unsupported endpoint", isUnsupportedEndpoint, "convert_request_failed"],
  ])("%s, where only the type says it", (_what, says, type) => {
    expect(says(read({ error: { type, code: null } }))).toBe(true);
  });
});
