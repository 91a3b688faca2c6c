/**
 * What gateways really say (contracts.md, 7.1 and 7.2), over a real socket: whom each answer blames. `unsupported` is
 * "not here"; every other word is a category or `pass`.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { chunk, RESPONSE_EVENTS, response } from "./answers.ts";
import { json, MODEL, observedIn, verdictOf } from "./exchanges.ts";
import { type Endpoint, replyOf, startEndpoint } from "./over-socket.ts";

let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const error = (message: string, rest: object = {}) => ({ error: { message, ...rest } });
const coded = (code: unknown, message = "no") => error(message, { code });
const typed = (type: string, message = "no") => error(message, { type, code: null });
const cloudflare = (code: number, status: number) => ({
  ...{ type: `https://developers.cloudflare.com/${code}`, title: `Error ${code}`, status, detail: "The site owner..." },
  ...{ cloudflare_error: true, error_code: code, error_name: "access_denied", retryable: false },
});
const google = (message: string, status: string, reason?: string) => [
  { error: { code: 400, message, status, ...(reason === undefined ? {} : { details: [{ reason }] }) } },
];

type Row = readonly [who: string, status: number, body: unknown];

describe.each<[string, readonly Row[]]>([
  [
    "blocked",
    [
      ["Cloudflare 1006", 403, cloudflare(1006, 403)],
      ["Cloudflare 1010", 403, cloudflare(1010, 403)],
      ["Cloudflare 1016, whatever its status", 530, cloudflare(1016, 530)],
      ["Cloudflare 1020", 403, cloudflare(1020, 403)],
      ["Cloudflare 1001, another 4xx of the edge", 409, cloudflare(1001, 409)],
      ["new-api: an address that is not on the key's list", 403, coded("access_denied")],
      ["Azure's firewall", 403, coded("403", "Access denied due to Virtual Network/Firewall rules.")],
      ["Azure's network, flat", 403, { code: "403", message: "A Virtual Network is configured for this resource." }],
      ["OpenAI: a country", 403, coded("unsupported_country_region_territory")],
      ["OpenAI: an address, with 401", 401, coded("ip_not_authorized", "Your IP is not authorized")],
      ["Google: a location", 400, google("User location is not supported for the API use.", "FAILED_PRECONDITION")],
      ["Google: an address", 403, google("no", "PERMISSION_DENIED", "API_KEY_IP_ADDRESS_BLOCKED")],
      ["Bedrock: a country", 400, { message: "Access to Anthropic models is not allowed from unsupported countries" }],
      ["Groq: a network", 403, error("Access denied. Please check your network settings.")],
      ["Anthropic: a region", 403, { error: { type: "forbidden", message: "Request not allowed" } }],
      ["Kong: an address", 403, { message: "Your IP address is not allowed" }],
      [
        "Databricks: an address",
        403,
        { error_code: 403, message: "Source IP address: 192.0.2.1 is blocked by the IP ACL" },
      ],
      ["AWS's load balancer", 403, { message: "Forbidden" }],
      ["new-api, in Chinese", 403, error("您的 IP 不在令牌允许访问的列表中", { code: "" })],
    ],
  ],
  [
    "capacity",
    [
      ["Cloudflare 1015", 429, cloudflare(1015, 429)],
      [
        "LiteLLM: a budget, with 400",
        400,
        error("Budget has been exceeded! Current cost: 5", { type: "budget_exceeded", code: "400" }),
      ],
      [
        "LiteLLM: a budget, only in words",
        400,
        error("ExceededTokenBudget: Current spend for token: 5", { type: "auth_error" }),
      ],
      ["OpenAI: a quota, with 401", 401, coded("insufficient_quota")],
      ["new-api's fork: a token's quota, with 401", 401, coded("token_quota_exhausted")],
      ["new-api: a quota", 403, coded("insufficient_user_quota")],
      ["OpenAI: a hard limit", 400, coded("billing_hard_limit_reached")],
      ["Mistral: capacity, flat", 400, { object: "error", message: "no", type: "capacity_exceeded", code: "3505" }],
      ["Anthropic: overloaded", 529, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }],
      ["Anthropic: overloaded, with 500", 500, { type: "error", error: { type: "overloaded_error", message: "x" } }],
      [
        "Anthropic: the balance",
        400,
        typed("invalid_request_error", "Your credit balance is too low to access the API."),
      ],
      ["Groq: flex capacity", 498, error("no")],
      ["529 without a body", 529, ""],
      ["OpenRouter: a key's limit", 403, coded(403, "Key limit exceeded (total limit). Manage it using the settings.")],
      [
        "xAI: credits",
        403,
        { code: "permission", error: "Your newly created team doesn't have any credits or licenses yet." },
      ],
      ["xAI: run out of credits", 403, { code: "x", error: "You have run out of credits or need a subscription." }],
      ["xAI: a spending limit", 403, { code: "x", error: "Your team reached its monthly spending limit." }],
      ["Google: a quota", 400, google("Quota exceeded for metric", "RESOURCE_EXHAUSTED")],
      ["Google: a load", 503, google("The model is overloaded. Please try again later.", "UNAVAILABLE")],
      ["Google: billing", 403, google("no", "PERMISSION_DENIED", "BILLING_DISABLED")],
      ["Bedrock: throttling", 400, { __type: "com.amazon.coral.service#ThrottlingException", message: "x" }],
      [
        "DashScope: arrears",
        400,
        coded("Arrearage", "Access denied, please make sure your account is in good standing."),
      ],
      [
        "MiniMax: the balance",
        200,
        { base_resp: { status_code: 1008, status_msg: "insufficient balance" }, choices: null },
      ],
      [
        "OpenRouter: an upstream's limit in a 200",
        200,
        error("Provider returned error", { code: 502, metadata: { raw: '{"error":{"code":"rate_limit_exceeded"}}' } }),
      ],
      [
        "LiteLLM: an upstream's limit, quoted",
        500,
        error("litellm.APIError: OpenAIException - {'error': {'code': 'insufficient_quota'}}", { code: "500" }),
      ],
      ["Portkey: a budget", 403, { status: "failure", message: "Budget exceeded. Error Code: 04" }],
      [
        "Databricks: a rate limit",
        403,
        { error_code: "PERMISSION_DENIED", message: "Disabled due to a rate limit of 0." },
      ],
      ["Azure API Management: a quota", 403, { statusCode: 403, message: "Out of call volume quota." }],
      [
        "a gateway that passes a limit on, without its code",
        502,
        coded(502, `${MODEL} is temporarily rate-limited upstream.`),
      ],
      [
        "Anthropic: usage limits",
        400,
        typed("invalid_request_error", "You have reached your specified API usage limits."),
      ],
      ["Vercel: no credit card", 403, typed("customer_verification_required")],
      ["a problem that says 429", 500, { title: "Too Many Requests", status: 429 }],
    ],
  ],
  [
    "authentication",
    [
      [
        "Google, with 400",
        400,
        google("API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", "API_KEY_INVALID"),
      ],
      ["Google, without details", 400, google("API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT")],
      [
        "Google, as JSON in its message",
        400,
        error(JSON.stringify(google("x", "INVALID_ARGUMENT", "API_KEY_INVALID")[0]), { code: 400 }),
      ],
      [
        "xAI, with 400",
        400,
        {
          code: "Client specified an invalid argument",
          error: "Incorrect API key provided: xa***. You can obtain one",
        },
      ],
      ["Bedrock", 403, { Message: "Authentication failed: Please make sure your API Key is valid." }],
      ["Databricks", 403, { error_code: 403, message: "Invalid access token." }],
      ["Databricks, with 400", 400, { error_code: "BAD_REQUEST", message: "Invalid access token." }],
      ["FastAPI", 403, { detail: "Not authenticated" }],
      ["a problem", 403, { type: "about:blank", title: "Forbidden", status: 403, detail: "Key revoked" }],
      [
        "Anthropic: a disabled organization",
        400,
        typed("invalid_request_error", "This organization has been disabled."),
      ],
      ["a code, with 400", 400, coded("invalid_api_key")],
      ["a type, in a 200", 200, { type: "error", error: { type: "authentication_error", message: "x" } }],
      ["MiniMax, in a 200", 200, { base_resp: { status_code: 2049, status_msg: "invalid api key" } }],
      ["an unknown code, with 401", 401, coded("zzz")],
    ],
  ],
  [
    "model",
    [
      ["Azure", 404, coded("DeploymentNotFound", "The API deployment for this resource does not exist.")],
      ["param: model, with 400", 400, error("no", { param: "model", code: "invalid_value" })],
      [
        "LiteLLM: a name",
        400,
        error(`/chat/completions: Invalid model name passed in model=${MODEL}. Call \`/v1/models\``, { code: "400" }),
      ],
      ["LiteLLM: a key that may not", 403, error("key not allowed", { type: "key_model_access_denied", code: "403" })],
      ["LiteLLM: a key that may not, with 401", 401, error("key not allowed", { type: "key_model_access_denied" })],
      ["OpenRouter", 400, coded(400, `${MODEL} is not a valid model ID`)],
      ["DeepSeek", 400, typed("invalid_request_error", "Model Not Exist")],
      ["SiliconFlow", 400, { code: 20012, message: "Model does not exist. Please check it carefully.", data: null }],
      ["Mistral", 400, { object: "error", message: `Invalid model: ${MODEL}`, type: "invalid_model", code: "1500" }],
      [
        "Cloudflare Workers AI",
        400,
        { errors: [{ message: `No such model ${MODEL} or task`, code: 5007 }], success: false },
      ],
      ["Google", 404, google(`models/${MODEL} is not found for API version v1main`, "NOT_FOUND")],
      ["Anthropic", 404, { type: "error", error: { type: "not_found_error", message: `model: ${MODEL}` } }],
      ["Fireworks, without its name", 404, coded("NOT_FOUND", "Model not found, inaccessible, and/or not deployed")],
      ["Bedrock, without its name", 400, { message: "The provided model identifier is invalid." }],
      ["Groq", 400, coded("model_decommissioned")],
      ["Zhipu, in Chinese", 400, coded("1211", "模型不存在，请检查模型代码。")],
      ["xAI", 400, { code: "Client specified an invalid argument", error: `Model not found: ${MODEL}` }],
      [
        "an upstream's code in a 500",
        500,
        error("x", { code: 500, metadata: { raw: '{"error":{"code":"model_not_found"}}' } }),
      ],
    ],
  ],
  [
    "empty-output",
    [
      [
        "Azure",
        400,
        error("The response was filtered", {
          code: "content_filter",
          innererror: { code: "ResponsibleAIPolicyViolation" },
        }),
      ],
      ["Azure, only inside", 400, error("no", { code: "x", innererror: { code: "ResponsibleAIPolicyViolation" } })],
      ["OpenAI", 400, coded("content_policy_violation")],
      ["new-api", 500, coded("sensitive_words_detected")],
      ["DashScope", 400, coded("data_inspection_failed")],
      ["MiniMax, in a 200", 200, { base_resp: { status_code: 1026, status_msg: "sensitive" } }],
      ["Portkey's guardrails", 446, typed("hooks_failed")],
      ["OpenRouter's moderation", 403, coded(403, "vendor requires moderation. Your input was flagged for x.")],
      ["xAI", 403, { code: "x", error: "Content violates usage guidelines." }],
      ["Zhipu, in Chinese", 400, coded("1301", "系统检测到输入或生成内容可能包含不安全或敏感内容")],
      ["LiteLLM's guardrail", 400, error("Violated guardrail policy", { type: "None", code: "400" })],
    ],
  ],
  [
    "request-schema",
    [
      ["an unknown field", 400, error("Unknown parameter: 'foo'.", { param: "foo", code: "unknown_parameter" })],
      [
        "a context that is too long",
        400,
        coded("context_length_exceeded", "This model's maximum context length is 10 tokens"),
      ],
      ["a token limit", 400, error("token limit exceeded: 9000 > 8192")],
      ["a thinking budget", 400, error("`max_tokens` must be greater than `thinking.budget_tokens`")],
      ["an unsupported parameter of the model", 400, error(`Unsupported parameter: 'top_k' for model ${MODEL}`)],
      ["a guardrail that the body configures wrongly", 400, error("Failed to parse guardrailConfig")],
      ["an image that cannot be fetched", 400, error("Could not resolve the IP of the image host")],
      ["a metadata key", 400, error("Invalid metadata key: too long")],
      ["a code with 500", 500, coded("invalid_request")],
      ["an access_denied that is no 403", 400, coded("access_denied")],
    ],
  ],
  [
    "provider-5xx",
    [
      ["an unknown code", 500, coded("zzz")],
      [
        "a bad key of the gateway's own, quoted",
        500,
        error("OpenAIException - {'error': {'code': 'invalid_api_key'}}"),
      ],
      ["AWS's timeout", 504, { message: "Endpoint request timed out" }],
      ["Cloudflare's own 5xx", 520, cloudflare(520, 520)],
    ],
  ],
  [
    "response-contract",
    [
      ["an unknown code in a 200", 200, coded("zzz")],
      ["a request's code in a 200", 200, coded("invalid_request")],
    ],
  ],
  ["unsupported", [["a route that is not there", 404, { message: "no Route matched with those values" }]]],
])("%s", (expected, rows) => {
  it.each(rows)("%s", async (_who, status, body) => {
    const { outcome } = await endpoint.attempt(chat, replyOf(json(status, body)));
    expect(verdictOf(outcome)).toBe(expected);
    // Identifiers may be kept, words never.
    expect(JSON.stringify(observedIn(outcome))).not.toMatch(/[a-z] [a-z]/i);
  });
});

describe("an error inside a stream is read by the same words", () => {
  const frame = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
  const failed = (code: string) => ({
    type: "response.failed",
    response: response({ status: "failed", error: { code, message: "no" } }),
  });
  const CREATED = RESPONSE_EVENTS[0] ?? {};

  it.each<[string, Probe, readonly unknown[], string]>([
    ["Google's list", chatStream, [google("no", "RESOURCE_EXHAUSTED")], "capacity"],
    ["Google's list, before text", chatStream, [chunk({ content: "O" }), google("no", "UNAVAILABLE")], "stream-failed"],
    [
      "Anthropic's event",
      chatStream,
      [{ type: "error", error: { type: "overloaded_error", message: "x" } }],
      "capacity",
    ],
    ["a flat one", chatStream, [{ object: "error", message: "no", code: 429 }], "capacity"],
    ["a bare one", chatStream, [{ message: "Internal error" }], "stream-failed"],
    ["a filter", chatStream, [coded("content_filter")], "empty-output"],
    ["the key", chatStream, [{ error: "no", code: "invalid_api_key" }], "authentication"],
    ["an upstream's money", chatStream, [error("x", { metadata: { raw: '{"error":{"code":402}}' } })], "capacity"],
    ["words of load", chatStream, [error("The model is overloaded")], "capacity"],
    ["words of a key, which blame nobody here", chatStream, [error("API key not valid")], "stream-failed"],
    ["a failed response about money", responsesStream, [CREATED, failed("insufficient_quota")], "capacity"],
    ["a failed response about the model", responsesStream, [CREATED, failed("model_not_found")], "model"],
    ["a failed response", responsesStream, [CREATED, failed("server_error")], "stream-failed"],
    [
      "the flat error event",
      responsesStream,
      [{ type: "error", code: "rate_limit_exceeded", message: "no" }],
      "capacity",
    ],
    [
      "the flat error event without a message",
      responsesStream,
      [{ type: "error", code: "rate_limit_exceeded" }],
      "capacity",
    ],
    ["an event without a type", responsesStream, [{ code: "insufficient_quota", message: "no" }], "capacity"],
    ["Google's list where events are documented", responsesStream, [google("no", "RESOURCE_EXHAUSTED")], "capacity"],
    ["a list that is no error", responsesStream, [[1]], "response-contract"],
  ])("%s", async (_what, probe, events, expected) => {
    const text = events.map(frame).join("");
    const reply = { status: 200, headers: ["content-type", "text/event-stream"], text };
    expect(verdictOf((await endpoint.attempt(probe, reply)).outcome)).toBe(expected);
  });
});

describe("an error with a success status is read whatever its content type says", () => {
  const quota = JSON.stringify(coded("insufficient_quota"));
  it.each<[string, Probe, string, string, string]>([
    ["as text", chat, "text/plain", quota, "capacity"],
    ["as text, in place of a stream", chatStream, "text/plain", quota, "capacity"],
    ["outside the frames of a stream", chatStream, "text/event-stream", quota, "capacity"],
    ["outside the frames of a stream", responsesStream, "text/event-stream", quota, "capacity"],
    ["of the provider's own, as text", chat, "text/plain", JSON.stringify(coded("zzz")), "response-contract"],
    ["of the provider's own, outside the frames", chatStream, "text/event-stream", "{}", "response-contract"],
  ])("%s, $key", async (_how, probe, type, text, expected) => {
    const { outcome } = await endpoint.attempt(probe, { status: 200, headers: ["content-type", type], text });
    expect(verdictOf(outcome)).toBe(expected);
  });
});

describe("a field that the gate added is taken back whatever the status of the refusal (contracts.md, 7.4)", () => {
  const named = error("Unsupported parameter: 'max_completion_tokens'", { code: "unsupported_parameter" });

  it.each([200, 400, 403, 404, 422, 500, 502, 503])("%i", async (status) => {
    const { adaptations } = await endpoint.attempt(chat, replyOf(json(status, named)));
    expect(adaptations).toEqual(["dropped:max_completion_tokens"]);
  });

  it.each([401, 402, 429, 498, 529])("but not with %i, which never looked at it", async (status) => {
    const { adaptations } = await endpoint.attempt(chat, replyOf(json(status, named)));
    expect(adaptations).toEqual([]);
  });
});
