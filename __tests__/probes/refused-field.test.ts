/** Which field of its own request a refusal names, however endpoints write places; no word of theirs is kept. */
import { describe, expect, it } from "@jest/globals";
import { readError } from "../../src/contracts/error-envelope.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { refusedField } from "../../src/probes/refused-field.ts";
import { completion } from "./answers.ts";
import { drive, json } from "./exchanges.ts";

const SENT = {
  model: "m",
  stream: true,
  max_completion_tokens: 256,
  messages: [
    { role: "system", content: "a" },
    {
      role: "user",
      content: [
        { type: "text", text: "b" },
        { type: "image_url", image_url: { url: "data:" } },
      ],
    },
  ],
  tools: [{ type: "function", function: { name: "f", parameters: { properties: { customer: {} } } } }],
};

const named = (body: object) => refusedField(JSON.stringify(body), readError(JSON.stringify(body)), SENT, "messages");
const openAi = (more: object, message = "no") => ({ error: { message, type: "invalid_request_error", ...more } });

describe("a place that an error names", () => {
  it.each<[who: string, body: object, field: string]>([
    ["OpenAI", openAi({ param: "stream" }), "stream"],
    ["OpenAI, deep", openAi({ param: "messages[1].content[1].image_url" }), "messages[1].content[1].image_url"],
    ["FastAPI", { detail: [{ loc: ["body", "stream"], msg: "Input should be false" }] }, "stream"],
    [
      "pydantic's unions",
      { detail: [{ loc: ["body", "messages", 1, "UserMessage", "content", "str"], msg: "no" }] },
      "messages[1].content",
    ],
    [
      "RFC 9457",
      { title: "no", status: 422, errors: [{ detail: "no", pointer: "#/messages/0/role" }] },
      "messages[0].role",
    ],
    ["JSON:API", { errors: [{ title: "no", source: { pointer: "/tools/0/function" } }] }, "tools[0].function"],
    [
      "Ajv",
      { message: "no", code: 400, errors: [{ instancePath: "/max_completion_tokens" }] },
      "max_completion_tokens",
    ],
    ["an older Ajv", { error: "no", errors: [{ dataPath: ".messages[0].content" }] }, "messages[0].content"],
    ["Google", openAi({ details: [{ fieldViolations: [{ field: "tools[0].function" }] }] }), "tools[0].function"],
    ["zod", { error: { issues: [{ path: ["stream"], message: "no" }] } }, "stream"],
    ["Azure", openAi({ target: "stream" }), "stream"],
    ["class-validator", { statusCode: 400, message: [{ property: "stream", constraints: {} }] }, "stream"],
    ["RFC 7807", { title: "no", status: 400, "invalid-params": [{ name: "stream", reason: "no" }] }, "stream"],
    [
      "a gateway that quotes its upstream",
      openAi({ metadata: { raw: JSON.stringify(openAi({ param: "stream" })) } }),
      "stream",
    ],
    ["prose that names one", openAi({}, "Unsupported value: 'max_completion_tokens'"), "max_completion_tokens"],
    ["prose about streams", openAi({}, "streaming is not supported for this channel"), "stream"],
  ])("%s", (_who, body, field) => {
    expect(named(body)).toBe(field);
  });

  it.each<[what: string, body: object]>([
    ["nothing", openAi({}, "Bad Request")],
    ["what was not sent", openAi({ param: "sk-secret-of-somebody" })],
    ["words", openAi({ param: "the customer said hello" })],
    ["the prompt, as prose does whatever is wrong", openAi({}, "'messages' must alternate")],
  ])("is none where it is %s", (_what, body) => {
    expect(named(body)).toBeNull();
  });

  it("ends where names are the team's own", () => {
    const param = "tools[0].function.parameters.properties.customer";
    expect(named(openAi({ param }))).toBe("tools[0].function.parameters");
  });
});

it("a probe that could not be asked says which field was refused", () => {
  const refusal = json(400, openAi({ param: "stream", code: "unsupported_value" }));
  const { outcome } = drive(chatStream, [refusal, refusal, json(200, completion())]);
  expect(outcome).toMatchObject({ reason: "change-refused", observed: { status: 400, field: "stream" } });
  const own = json(400, openAi({ param: "messages[0].name" }));
  expect(drive(chat, [own, own]).outcome).toMatchObject({
    reason: "change-refused",
    observed: { field: "messages[0]" },
  });
});
