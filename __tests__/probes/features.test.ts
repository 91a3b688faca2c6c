/** Function calling, image input and stored state (product.md, "Probes"). */
import { describe, expect, it } from "@jest/globals";
import { ERROR_CASES } from "../../src/evidence/probes.ts";
import type { Answer, Exchange } from "../../src/http/types.ts";
import { probe as chatImage } from "../../src/probes/chat-image.ts";
import { probe as chatTools } from "../../src/probes/chat-tools.ts";
import { planProbes } from "../../src/probes/index.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responsesImage } from "../../src/probes/responses-image.ts";
import { probe as responsesState } from "../../src/probes/responses-state.ts";
import { probe as responsesTools } from "../../src/probes/responses-tools.ts";
import { choice, cometError, completion, message, REASONING, response } from "./answers.ts";
import {
  ABORTED,
  conclude,
  drive,
  empty,
  html,
  json,
  MODEL,
  NONCE,
  noAnswer,
  observedIn,
  verdictOf,
} from "./exchanges.ts";

const ARGUMENTS = JSON.stringify({ code: NONCE });
const CALL = { id: "call_1", type: "function", function: { name: "release_gate_echo", arguments: ARGUMENTS } };
const ITEM = { id: "fc_1", type: "function_call", call_id: "call_1", name: "release_gate_echo", arguments: ARGUMENTS };

const chatCall = (calls: unknown, finish = "tool_calls", content: string | null = null) =>
  json(200, completion({ choices: [choice({ content, tool_calls: calls }, finish)] }));
const responsesCall = (...items: readonly unknown[]) => json(200, response({ output: [REASONING, ...items] }));

/** Per probe, the answers of a healthy endpoint, in order. */
const HEALTHY: readonly (readonly [Probe, readonly Answer[]])[] = [
  [chatTools, [chatCall([CALL]), json(200, completion())]],
  [responsesTools, [responsesCall(ITEM), json(200, response())]],
  [chatImage, [json(200, completion())]],
  [responsesImage, [json(200, response())]],
  [responsesState, [json(200, response()), json(200, response({ id: "resp_2" }))]],
];

/** The field by which an endpoint names each feature. */
const FIELD: Readonly<Record<string, string>> = {
  "chat-tools": "tools",
  "responses-tools": "tools",
  "chat-image": "image_url",
  "responses-image": "input_image",
  "responses-state": "store",
};

const outcomeOf = (probe: Probe, exchanges: readonly Exchange[]) => verdictOf(drive(probe, exchanges).outcome);

describe.each(HEALTHY.map(([probe, answers]) => ({ key: probe.key, probe, answers })))("$key", (each) => {
  const { probe, answers } = each;
  const field = FIELD[probe.key] ?? "";

  it("passes when every request is answered as documented", () => {
    const { outcome, plans } = drive(probe, answers);
    expect(verdictOf(outcome)).toBe("pass");
    expect(observedIn(outcome)).toMatchObject({ status: 200, shape: true, text: true });
    for (const { path, credential, body } of plans) {
      expect([path, credential]).toEqual([
        probe.family === "responses" ? "/responses" : "/chat/completions",
        "configured",
      ]);
      expect(JSON.stringify(body)).toContain(NONCE);
    }
  });

  it.each<[string, Exchange]>([
    [
      "400 that names it in param",
      json(400, { error: { message: "no", param: field, code: "unsupported_parameter" } }),
    ],
    ["400 that names it in the message", json(400, cometError("", `'${field}' is not supported`))],
    ["422 of FastAPI", json(422, { detail: [{ loc: ["body", field], msg: "extra not permitted" }] })],
    ["404 that names it", json(404, cometError("404", `No endpoints found that support ${field}`))],
    ["400 whose parameter is the model", json(400, { error: { message: `no ${field}`, param: "model", code: "x" } })],
    ["400 whose words name the model too", json(400, cometError("", `${MODEL} is not available with ${field}`))],
    ["405 that names it", json(405, cometError("", `${field} not allowed`))],
    ["500 invalid_request that names it", json(500, cometError("invalid_request", `unknown field ${field}`))],
    ["500 convert_request_failed", json(500, cometError("convert_request_failed", "not implemented"))],
    ["501", json(501, cometError("", "not implemented"))],
  ])("is unsupported after %s, at once", (_title, exchange) => {
    const { outcome, adaptations } = drive(probe, [exchange]);
    expect(verdictOf(outcome)).toBe("unsupported");
    expect(adaptations).toEqual([]);
    expect(JSON.stringify(outcome)).not.toContain("support ");
  });

  it.each<[string, Exchange, string]>([
    ["401", json(401, cometError("", `bad key for ${field}`)), "authentication"],
    ["403", json(403, cometError("permission_denied", field)), "authentication"],
    ["a quota", json(400, cometError("insufficient_quota", field)), "capacity"],
    ["429", json(429, cometError("", field)), "capacity"],
    ["an unknown model", json(404, cometError("model_not_found", field)), "model"],
    ["a model that is its parameter", json(400, { error: { message: "no", param: "model" } }), "model"],
    ["a model that is not valid", json(400, cometError("", `${MODEL} is not a valid model ID`)), "model"],
    ["a place", json(403, cometError("access_denied", field)), "blocked"],
    ["a filter", json(400, cometError("content_filter", field)), "empty-output"],
    ["a key", json(400, cometError("invalid_api_key", field)), "authentication"],
    ["a 500 without a code", json(500, cometError("", field)), "provider-5xx"],
    ["a 404 that names nothing", json(404, cometError("", "Invalid URL")), "route"],
    ["an empty 405", empty(405), "route"],
    ["a web page", html(200), "route"],
    ["a redirect", empty(308), "route"],
    [
      "a 400 that names nothing, of a body that is all the gate's,",
      json(400, cometError("", "bad")),
      "error change-refused",
    ],
    ["an error in a 200", json(200, cometError("bad")), "response-contract"],
    ["no connection", noAnswer("tcp"), "tcp"],
    ["a stopped run", ABORTED, "error stopped"],
  ])("keeps the category of %s", (_title, exchange, expected) => {
    expect(verdictOf(conclude(probe, exchange).outcome)).toBe(expected);
  });

  it("takes back a field that the gate added before it blames the feature", () => {
    const cap = probe.family === "responses" ? "max_output_tokens" : "max_completion_tokens";
    const rejected = json(400, { error: { message: "no", param: cap, code: "unsupported_parameter" } });
    const { outcome, adaptations, bodies } = drive(probe, [rejected, ...answers]);
    expect(verdictOf(outcome)).toBe("pass");
    expect(adaptations).toEqual([`dropped:${cap}`]);
    for (const body of bodies.slice(1)) expect(body).not.toHaveProperty(cap);
  });

  it("says unsupported when only the code says so and nothing is left to take back", () => {
    const vague = json(400, { error: { message: "no", param: null, code: "unsupported_value" } });
    expect(outcomeOf(probe, [vague, vague])).toBe("unsupported");
  });

  it("must pass where it was named and informs where only a preset holds it", () => {
    const options = { cases: ERROR_CASES, waived: [], expect: {} };
    const polarity = (selected: "explicit" | "preset") =>
      planProbes([{ id: probe.id, selected }], options).map((planned) => planned.probe.polarity);
    expect([polarity("explicit"), polarity("preset")]).toEqual([["must-pass"], ["advisory"]]);
  });
});

describe("a function-calling round", () => {
  it("forces the call of the one declared function, then sends back what came and the result: chat", () => {
    const [first, second] = drive(chatTools, [chatCall([CALL]), json(200, completion())]).bodies;
    expect(first).toMatchObject({
      tools: [{ type: "function", function: { name: "release_gate_echo", parameters: { required: ["code"] } } }],
      tool_choice: { type: "function", function: { name: "release_gate_echo" } },
    });
    expect(second).toMatchObject({
      messages: [
        { role: "user" },
        { role: "assistant", tool_calls: [CALL] },
        { role: "tool", tool_call_id: "call_1", content: NONCE },
      ],
    });
    expect(second).not.toHaveProperty("tool_choice");
  });

  it("sends all output items back, reasoning too: responses", () => {
    const [first, second] = drive(responsesTools, [responsesCall(ITEM), json(200, response())]).bodies;
    expect(first).toMatchObject({ tool_choice: { type: "function", name: "release_gate_echo" } });
    expect(second).toMatchObject({
      input: [{ role: "user" }, REASONING, ITEM, { type: "function_call_output", call_id: "call_1", output: NONCE }],
    });
  });

  it("takes a forced call that ends in stop, text beside the call, and several calls", () => {
    const done = json(200, completion());
    expect(outcomeOf(chatTools, [chatCall([CALL], "stop"), done])).toBe("pass");
    expect(outcomeOf(chatTools, [chatCall([CALL], "stop", "Calling."), done])).toBe("pass");
    expect(outcomeOf(chatTools, [chatCall([CALL, { ...CALL, id: "call_2" }]), done])).toBe("pass");
  });

  const arguments_ = (text: unknown) => ({ ...CALL, function: { ...CALL.function, arguments: text } });
  it.each<[string, unknown, string]>([
    ["arguments that are cut in half", arguments_('{"code":'), "arguments-not-json"],
    ["empty arguments", arguments_(""), "arguments-not-json"],
    ["arguments that are an object", arguments_({ code: NONCE }), "arguments-not-a-string"],
    ["a code that is a number", arguments_('{"code":1}'), "arguments-not-as-declared"],
    ["arguments without the code", arguments_("{}"), "arguments-not-as-declared"],
    ["arguments that are a list", arguments_("[]"), "arguments-not-as-declared"],
    ["another function", { ...CALL, function: { name: "other", arguments: ARGUMENTS } }, "undeclared-function-called"],
    ["a call without id", { ...CALL, id: undefined }, "function-call-without-id"],
    ["a call that is no object", null, "function-call-without-id"],
  ])("breaks the contract with %s", (_title, call, detail) => {
    const { outcome } = drive(chatTools, [chatCall([call])]);
    expect([verdictOf(outcome), observedIn(outcome).detail]).toEqual(["response-contract", detail]);
  });

  it("breaks the contract with broken arguments in a Responses item", () => {
    expect(outcomeOf(responsesTools, [responsesCall({ ...ITEM, arguments: "{" })])).toBe("response-contract");
  });

  it.each<[string, Probe, Answer, string]>([
    ["text in place of the call", chatTools, json(200, completion()), "no-function-call"],
    ["text in place of the call", responsesTools, json(200, response()), "no-function-call"],
    ["nothing", chatTools, chatCall([], "stop"), "no-function-call"],
    [
      "a refusal",
      responsesTools,
      json(200, response({ output: [message([{ type: "refusal", refusal: "no" }])] })),
      "refusal",
    ],
  ])("is empty with %s", (_title, probe, first, detail) => {
    const { outcome } = drive(probe, [first]);
    expect([verdictOf(outcome), observedIn(outcome).detail]).toEqual(["empty-output", detail]);
  });

  it("asks again with the larger cap when the call was cut off, and keeps it for the result", () => {
    const cut = chatCall([arguments_('{"co')], "length");
    const { outcome, adaptations, bodies } = drive(chatTools, [cut, chatCall([CALL]), json(200, completion())]);
    expect([verdictOf(outcome), adaptations]).toEqual(["pass", ["output-cap:2048"]]);
    expect(bodies.at(-1)).toMatchObject({ max_completion_tokens: 2048 });
  });

  it.each<[string, Exchange, string]>([
    ["no text", json(200, completion({ choices: [choice({ content: "" })] })), "empty-output"],
    ["a role that is not known", json(400, cometError("", "unknown role 'tool'")), "unsupported"],
    ["a 404: the endpoint was there a moment ago", json(404, cometError("")), "unsupported"],
    ["a server error", json(502, cometError("")), "provider-5xx"],
  ])("judges the answer to the result: %s", (_title, second, expected) => {
    expect(outcomeOf(chatTools, [chatCall([CALL]), second])).toBe(expected);
  });
});

describe("image input", () => {
  it("is one small PNG in the form of each family, before the text", () => {
    const png = expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo[A-Za-z0-9+/]{100,300}={0,2}$/);
    expect(drive(chatImage, [json(200, completion())]).bodies[0]).toMatchObject({
      messages: [{ content: [{ type: "image_url", image_url: { url: png } }, { type: "text" }] }],
    });
    expect(drive(responsesImage, [json(200, response())]).bodies[0]).toMatchObject({
      input: [{ content: [{ type: "input_image", image_url: png, detail: "auto" }, { type: "input_text" }] }],
    });
  });

  it("is not taken for named where only the model's name has the word", () => {
    const named = json(400, cometError("", "bad request for painter-image-1"));
    expect(verdictOf(conclude(chatImage, named, { model: "painter-image-1" }).outcome)).toBe("error change-refused");
  });
});

describe("a second turn", () => {
  it("names the response of the first", () => {
    const { bodies } = drive(responsesState, [json(200, response()), json(200, response())]);
    expect(bodies).toMatchObject([{ store: true }, { store: true, previous_response_id: "resp_1" }]);
    expect(bodies[0]).not.toHaveProperty("previous_response_id");
  });

  it.each<[string, Answer, string]>([
    ["previous_response_not_found", json(400, cometError("previous_response_not_found")), "unsupported"],
    ["the bare id in a 404", json(404, cometError("", "Response with id 'resp_1' not found.")), "unsupported"],
    ["an empty 404", empty(404), "unsupported"],
    ["an unknown field", json(400, cometError("", "Unknown field previous_response_id")), "unsupported"],
    ["a failed response", json(200, response({ status: "failed", error: null })), "stream-failed"],
    ["a server error", json(500, cometError("")), "provider-5xx"],
  ])("judges %s", (_title, second, expected) => {
    expect(outcomeOf(responsesState, [json(200, response()), second])).toBe(expected);
  });
});
