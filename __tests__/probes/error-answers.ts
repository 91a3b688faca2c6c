/**
 * What gateways and providers really answer (contracts.md, 7.1 and 7.2), and whom each answer blames when it answers a
 * valid request. The forms are those of public reports, the words are not.
 */
import type { Category } from "../../src/evidence/categories.ts";
import { MODEL } from "./exchanges.ts";
import type { Reply } from "./over-socket.ts";

/** OpenAI's envelope. */
export const error = (message: string, rest: object = {}) => ({ error: { message, ...rest } });
/** The same with a code. */
export const coded = (code: unknown, message = "no") => error(message, { code });
const typed = (type: string, message = "no") => error(message, { type, code: null });
const cloudflare = (code: number, status: number) => ({
  ...{ type: `https://developers.cloudflare.com/${code}`, title: `Error ${code}`, status, detail: "The site owner..." },
  ...{ cloudflare_error: true, error_code: code, error_name: "access_denied", retryable: false },
});
/** Google's OpenAI endpoint. */
export const google = (message: string, status: string, reason?: string) => [
  { error: { code: 400, message, status, ...(reason === undefined ? {} : { details: [{ reason }] }) } },
];
const apigee = (faultstring: string, errorcode: string) => ({ fault: { faultstring, detail: { errorcode } } });

/** A body with a further header. */
interface WithHeader {
  readonly sent: unknown;
  readonly header: readonly [name: string, value: string];
}
const aws = (sent: object, errorType: string): WithHeader => ({ sent, header: ["x-amzn-errortype", errorType] });
const edge = (name: string, value: string, sent = "<!DOCTYPE html><html></html>"): WithHeader => ({
  sent,
  header: [name, value],
});
const hasHeader = (body: unknown): body is WithHeader => typeof body === "object" && body !== null && "header" in body;

/** Whom an answer blames; `unsupported` is "not here". */
export type Verdict = Category | "unsupported";

/** A text is sent as it stands. `inStream`: what the error says as an event of a stream, where no status speaks. */
type Row = readonly [who: string, status: number, body: unknown, inStream?: Category];

/** One answer, and what is to be read in it. */
export interface ErrorAnswer {
  readonly who: string;
  readonly verdict: Verdict;
  readonly reply: Reply;
  /** The error as an event's data, and what it says there; null: it is no JSON, or a header says it. */
  readonly event: { readonly data: string; readonly verdict: Category } | null;
}

const ROWS: readonly (readonly [Verdict, readonly Row[]])[] = [
  [
    "blocked",
    [
      ["Cloudflare 1006", 403, cloudflare(1006, 403)],
      ["Cloudflare 1010", 403, cloudflare(1010, 403)],
      ["Cloudflare 1016, whatever its status", 530, cloudflare(1016, 530)],
      ["Cloudflare 1020", 403, cloudflare(1020, 403)],
      ["Cloudflare 1001, another 4xx of the edge", 409, cloudflare(1001, 409), "stream-failed"],
      ["new-api: an address that is not on the key's list", 403, coded("access_denied"), "stream-failed"],
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
      ["AWS's load balancer", 403, { message: "Forbidden" }, "stream-failed"],
      ["new-api, in Chinese", 403, error("您的 IP 不在令牌允许访问的列表中", { code: "" })],
      ["API Management: an address", 403, { statusCode: 403, message: "Caller IP address 192.0.2.1 is not allowed." }],
      ["Apigee: an address", 403, apigee("Access Denied for client ip : 192.0.2.1", "accesscontrol.IPDeniedAccess")],
      [
        "Kong: an address, with its request id",
        403,
        { message: "IP address not allowed: 192.0.2.1", request_id: "9f" },
      ],
      [
        "Google's service perimeter",
        403,
        google("Request is prohibited by organization's policy.", "PERMISSION_DENIED", "SECURITY_POLICY_VIOLATED"),
      ],
      ["OpenRouter: a region", 403, coded(403, "This model is not available in your region.")],
      ["Envoy's access list, as text", 403, "RBAC: access denied"],
      [
        "CloudFront, as XML",
        403,
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
      ],
      ["Cloudflare, as a page", 403, "<!DOCTYPE html><html><title>Attention Required! | Cloudflare</title></html>"],
      ["Cloudflare, as text", 403, "error code: 1020"],
      ["Cloudflare's challenge, with 503", 503, edge("cf-mitigated", "challenge")],
      ["Vercel's checkpoint", 403, edge("x-vercel-mitigated", "challenge")],
      ["AWS's challenge, which looks like a success", 202, edge("x-amzn-waf-action", "challenge", "")],
      ["AWS's captcha", 405, edge("x-amzn-waf-action", "captcha")],
      ["Alibaba's firewall", 405, '<!doctypehtml><html><img src="https://errors.aliyun.com/x.png"></html>'],
      ["a country, by its status", 451, error("Unavailable For Legal Reasons"), "stream-failed"],
      ["a captive portal", 511, "<html><title>Login required</title></html>"],
      ["an edge that says so in JSON", 403, error("Your request was blocked.")],
      ["a region, by its code", 403, error("no", { type: "forbidden", code: "region_not_supported" })],
      ["a region, in words", 403, typed("permission_error", "Access from this region is not permitted.")],
      ["a country, flat", 403, { error: "country_blocked", message: "Requests from this country are blocked." }],
      ["a country, by its code alone", 403, coded("geo_restricted")],
      ["a country by its name", 403, typed("permission_denied", "This service is not available in mainland China.")],
      ["a country, in Chinese", 403, error("您所在的地区暂不支持使用该服务")],
      ["an address, by its code", 403, coded("ip_not_whitelisted")],
      ["an address, in words", 403, error("Your IP is not whitelisted")],
      ["a network, by its code", 403, coded("ip_restricted")],
      ["a network, in words", 403, error("Request origin is outside the allowed network")],
      ["a network of the client's", 403, error("The client's network is not allowed to access this resource")],
      ["a provider and its countries", 403, error("We do not serve users in Atlantis.")],
      ["a proxy", 403, error("VPN or proxy detected. Please disable it.")],
      ["a bare refusal in OpenAI's envelope", 403, error("Forbidden"), "stream-failed"],
      ["a bare refusal that repeats its status", 403, { statusCode: 403, message: "Forbidden" }, "stream-failed"],
      [
        "Cloudflare Access",
        403,
        {
          ...{ aud: "0a", message: "Forbidden. You don't have permission to view this. Please contact somebody." },
          ...{ ray_id: "8f", status_code: 403 },
        },
        "stream-failed",
      ],
    ],
  ],
  [
    "capacity",
    [
      ["LM Studio: a model that crashed", 400, { error: "The model has crashed without additional information." }],
      ["LM Studio: a model that does not fit", 400, { error: `Failed to load model "${MODEL}". Error: no memory` }],
      ["LiteLLM: nothing behind a model is healthy", 400, error("There are no healthy deployments for this model.")],
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
      ["Groq: flex capacity", 498, error("no"), "stream-failed"],
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
      [
        "Apigee: a quota, with 500",
        500,
        apigee("Rate limit quota violation. Identifier : x", "policies.ratelimit.QuotaViolation"),
      ],
      [
        "Apigee: a spike, with 500",
        500,
        apigee("Spike arrest violation. Allowed rate : 1ps", "policies.ratelimit.SpikeArrestViolation"),
      ],
      [
        "API Management: tokens",
        403,
        { statusCode: 403, message: "Out of token quota. It will be replenished in 1.00:00:00." },
      ],
      [
        "AWS: a throttle, in its header",
        400,
        aws({ message: "Rate exceeded" }, "ThrottlingException:http://internal.example/"),
      ],
      [
        "DeepSeek: the balance, with 400",
        400,
        error("Insufficient Balance", { type: "unknown_error", param: null, code: "invalid_request_error" }),
      ],
      [
        "Zhipu: the balance, with 400",
        400,
        coded("1113", "Insufficient balance or no resource package. Please recharge."),
      ],
      [
        "a router that quotes its upstream",
        500,
        error(
          'Error from provider(zai: 429): {"error":{"code":"1113","message":"Insufficient balance or no resource package."}}',
          { type: "api_error", code: "provider_response_error" },
        ),
      ],
      [
        "Vercel: an upstream's status, in the parameter",
        500,
        error("Provider failed", { type: "AI_APICallError", param: { statusCode: 429, isRetryable: true } }),
      ],
      [
        "OpenRouter: an upstream's kind of limit",
        502,
        error("Provider returned error", {
          code: 502,
          metadata: { error_type: "rate_limit_exceeded", provider_name: "x" },
        }),
      ],
      [
        "Hugging Face: credits",
        400,
        { error: "You have depleted your monthly included credits. Purchase pre-paid credits to continue." },
      ],
      [
        "Hugging Face: exceeded credits",
        403,
        { error: "You have exceeded your monthly included credits for Inference Providers." },
      ],
      ["fal: a locked account", 403, { detail: "User is locked. Reason: Exhausted balance. Top up your balance." }],
      ["Novita: the balance", 403, { code: 403, reason: "NOT_ENOUGH_BALANCE", message: "x", metadata: {} }],
      [
        "Fireworks: an unpaid account",
        412,
        error(
          "Account acme is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.",
          { object: "error", code: "PRECONDITION_FAILED" },
        ),
      ],
      ["Ollama: a subscription", 403, { error: "this model requires a subscription, upgrade for access" }],
      [
        "OpenCode: credits, with 401",
        401,
        { type: "error", error: { type: "CreditsError", message: "Insufficient balance. Manage your billing." } },
      ],
      [
        "Anthropic: extra usage",
        400,
        typed("invalid_request_error", "You're out of extra usage. Add more and keep going."),
      ],
      ["Baidu, in a 200", 200, { error_code: 18, error_msg: "Open api qps request limit reached" }],
      [
        "Tencent, in a 200",
        200,
        { Response: { Error: { Code: "RequestLimitExceeded", Message: "no" }, RequestId: "x" } },
      ],
      ["a capitalised code", 400, { Code: "InsufficientBalance", Message: "no", RequestId: "x" }],
      ["camel case", 400, { errorCode: "QUOTA_EXCEEDED", errorMessage: "no" }],
      ["a short message", 400, { code: "insufficient_quota", msg: "no" }],
      ["GraphQL", 200, { errors: [{ message: "no", extensions: { code: "RATE_LIMITED" } }], data: null }],
      ["JSON in a JSON string", 400, JSON.stringify(JSON.stringify(coded("insufficient_quota")))],
      ["JSON after a byte order mark", 400, `\uFEFF${JSON.stringify(coded("insufficient_quota"))}`],
      ["Cloudflare 1015, as text", 429, "error code: 1015"],
      [
        "llama.cpp: a model that is being loaded",
        503,
        error("Loading model", { code: 503, type: "unavailable_error" }),
      ],
      [
        "Hugging Face: a model that is being loaded",
        503,
        { error: `Model ${MODEL} is currently loading`, estimated_time: 20 },
      ],
      [
        "Zhipu: concurrency, with 400",
        400,
        coded("1302", "High concurrency usage of this API, please reduce concurrency."),
      ],
      ["Moonshot: concurrency, with 400", 400, error("max organization concurrency limit reached: 3")],
      [
        "watsonx: tokens",
        403,
        { errors: [{ code: "token_quota_reached", message: "no" }], trace: "x", status_code: 403 },
      ],
      [
        "watsonx: consumption",
        400,
        { errors: [{ code: "consumption_limit_reached", message: "no" }], status_code: 400 },
      ],
      ["GitHub: a rate", 400, coded("RateLimitReached")],
      [
        "Workers AI: capacity",
        400,
        {
          errors: [{ message: "AiError: Capacity temporarily exceeded, please try again.", code: 3040 }],
          success: false,
        },
      ],
      [
        "Workers AI: an allocation",
        400,
        {
          errors: [{ message: "AiError: you have used up your daily free allocation of 10,000 neurons", code: 4006 }],
          success: false,
        },
      ],
      ["Replicate, a problem", 402, { title: "Insufficient credit", detail: "no", status: 402 }, "capacity"],
      [
        "Bifrost: a budget",
        400,
        {
          is_bifrost_error: false,
          status_code: 400,
          error: { type: "budget_exceeded", message: "no" },
          extra_fields: {},
        },
      ],
      ["Google: demand", 503, google("This model is currently experiencing high demand.", "UNAVAILABLE")],
      ["one-api, in Chinese", 403, error("该令牌额度已用尽 !token.RemainQuota", { type: "one_api_error" })],
      [
        "Portkey: usage limits",
        412,
        { status: "failure", message: "Portkey Error: Usage limits exceeded. Error Code: 07" },
      ],
      ["limits of a key, with 403", 403, typed("forbidden", "API key usage limits exceeded")],
      [
        "Bedrock: no payment instrument",
        403,
        aws(
          {
            message:
              "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.",
          },
          "AccessDeniedException",
        ),
      ],
      ["a cap", 403, coded("spend_cap_reached")],
      ["a cap, in words", 403, error("Monthly spend cap reached")],
      ["a limit of a day", 403, coded("daily_limit_exceeded")],
      ["a limit of a day, in words", 403, error("You have hit the daily limit for your plan")],
      ["an account past due", 403, coded("account_past_due")],
      ["invoices", 403, error("Your account has unpaid invoices.")],
      ["a trial", 403, coded("trial_expired")],
      ["a trial, in words", 403, error("Your free trial has ended. Please upgrade your plan.")],
      ["a balance that ran out", 403, error("Your prepaid balance has run out")],
      ["a project without billing", 403, error("Billing has not been enabled for this project")],
      ["how to pay", 403, typed("permission_error", "A valid payment method is required to use this model")],
      ["a budget's limit", 400, coded("budget_limit_exceeded")],
      ["a balance, in Chinese", 403, error("您的账户余额已用完，请充值")],
      [
        "Tencent: an unpaid service, in a 200",
        200,
        { Response: { Error: { Code: "FailedOperation.ServiceStopUnpaid", Message: "no" }, RequestId: "x" } },
      ],
      [
        "Tencent: a resource pack, in a 200",
        200,
        { Response: { Error: { Code: "FailedOperation.ResourcePackExhausted", Message: "no" }, RequestId: "x" } },
      ],
      [
        "Hugging Face: a busy model",
        503,
        { error: "Model too busy, unable to get response in less than 120 second(s)" },
      ],
      ["limits of an organization, with 503", 503, error("Rate limits exceeded for this organization")],
      ["a busy system, in Chinese", 503, error("系统繁忙，请稍后再试")],
      ["concurrent requests, in words", 503, error("Too many concurrent requests")],
      ["a queue", 503, error("Queue is full")],
      ["a lack of capacity", 503, error("No capacity available")],
      ["concurrent requests, that reached their most", 503, error("Max concurrent requests reached")],
      ["a throttle, in words", 503, error("Request was throttled")],
      ["concurrent requests, by their code", 503, coded("concurrency_limit")],
    ],
  ],
  [
    "authentication",
    [
      [
        "Google, with 400",
        400,
        google("API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", "API_KEY_INVALID"),
        "authentication",
      ],
      ["Google, without details", 400, google("API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT")],
      [
        "Google, as JSON in its message",
        400,
        error(JSON.stringify(google("x", "INVALID_ARGUMENT", "API_KEY_INVALID")[0]), { code: 400 }),
        "authentication",
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
      ["a refusal that names the key", 403, error("Forbidden: this key has no permission for the endpoint")],
      ["a problem", 403, { type: "about:blank", title: "Forbidden", status: 403, detail: "Key revoked" }],
      [
        "Anthropic: a disabled organization",
        400,
        typed("invalid_request_error", "This organization has been disabled."),
      ],
      ["a code, with 400", 400, coded("invalid_api_key"), "authentication"],
      [
        "a type, in a 200",
        200,
        { type: "error", error: { type: "authentication_error", message: "x" } },
        "authentication",
      ],
      ["MiniMax, in a 200", 200, { base_resp: { status_code: 2049, status_msg: "invalid api key" } }, "authentication"],
      ["an unknown code, with 401", 401, coded("zzz")],
      ["Apigee", 401, apigee("Invalid ApiKey", "oauth.v2.InvalidApiKey"), "authentication"],
      ["Apigee, with 400", 400, apigee("x", "oauth.v2.InvalidApiKey"), "authentication"],
      [
        "API Management",
        401,
        { statusCode: 401, message: "Access denied due to missing subscription key." },
        "authentication",
      ],
      ["Kong", 401, { message: "Unauthorized", request_id: "9f" }],
      ["Kong: a group", 403, { message: "You cannot consume this service", request_id: "9f" }],
      ["Envoy, as text", 401, "Jwt is missing"],
      ["NVIDIA", 403, { status: 403, title: "Forbidden", detail: "Authorization failed" }],
      ["Cohere", 401, { id: "x", message: "invalid api token" }],
      ["Mistral", 401, { detail: "Unauthorized" }],
      ["Vertex: an old token", 401, google("no", "UNAUTHENTICATED", "ACCESS_TOKEN_EXPIRED"), "authentication"],
      [
        "Vertex: a role",
        403,
        google(
          "Permission 'aiplatform.endpoints.predict' denied on resource",
          "PERMISSION_DENIED",
          "IAM_PERMISSION_DENIED",
        ),
      ],
      [
        "Cloudflare's API",
        401,
        { result: null, success: false, errors: [{ code: 10000, message: "Authentication error" }], messages: [] },
      ],
      ["AWS, in its header", 400, aws({ message: "x" }, "ExpiredTokenException")],
      [
        "AWS: a signature",
        403,
        aws({ message: "The security token included in the request is invalid." }, "UnrecognizedClientException"),
      ],
      [
        "Snowflake: an account",
        403,
        {
          code: "003001",
          message: "This account is not allowed to access this endpoint.",
          request_id: "x",
          error_code: "003001",
        },
      ],
      [
        "Groq: an organization",
        400,
        error("Organization has been restricted. Please reach out to support.", {
          type: "invalid_request_error",
          code: "organization_restricted",
        }),
        "authentication",
      ],
      [
        "LiteLLM without its database",
        400,
        error("No connected db.", { type: "no_db_connection", param: null, code: "400" }),
      ],
      [
        "Tencent, in a 200",
        200,
        { Response: { Error: { Code: "AuthFailure.SecretIdNotFound", Message: "no" } } },
        "authentication",
      ],
      [
        "GraphQL",
        200,
        { errors: [{ message: "no", extensions: { code: "UNAUTHENTICATED" } }], data: null },
        "authentication",
      ],
      ["a status as code, in a 200", 200, { code: 401, msg: "invalid token" }, "authentication"],
      ["JSON in a JSON string", 400, JSON.stringify(JSON.stringify(coded("invalid_api_key")))],
      [
        "Volcengine",
        401,
        error("The API key format is incorrect.", { code: "AuthenticationError", type: "Unauthorized" }),
        "authentication",
      ],
      [
        "Google: a service that is off",
        403,
        google(
          "Gemini API has not been used in project x before or it is disabled.",
          "PERMISSION_DENIED",
          "SERVICE_DISABLED",
        ),
      ],
      ["Perplexity, as a page", 401, "<html><head><title>401 Authorization Required</title></head></html>"],
    ],
  ],
  [
    "model",
    [
      [
        "a router that finds no provider in the model",
        404,
        coded("provider_not_found", "Provider 'undefined' not found"),
        "model",
      ],
      ["one-api: a model that the token may not use", 403, error(`The token has no permission to use model: ${MODEL}`)],
      [
        "Anthropic: a model that an organization may not use",
        403,
        error(`Your organization does not have access to ${MODEL}.`),
      ],
      ["SiliconFlow: a model that is off", 403, { code: 30003, message: "Model disabled.", data: null }],
      [
        "Bedrock: an ARN of no model",
        400,
        { message: "Could not resolve the foundation model from the model identifier." },
      ],
      ["Azure", 404, coded("DeploymentNotFound", "The API deployment for this resource does not exist."), "model"],
      ["param: model, with 400", 400, error("no", { param: "model", code: "invalid_value" }), "model"],
      [
        "LiteLLM: a name",
        400,
        error(`/chat/completions: Invalid model name passed in model=${MODEL}. Call \`/v1/models\``, { code: "400" }),
      ],
      [
        "LiteLLM: a name in other words",
        400,
        error(`litellm.BadRequestError: You passed in model=${MODEL}. There is no 'model_name' with this string `, {
          type: "None",
          param: "None",
          code: "400",
        }),
      ],
      [
        "Bedrock: an account that may not",
        403,
        { message: "You don't have access to the model with the specified model ID." },
      ],
      ["new-api: a key that may not, in Chinese", 403, error(`该令牌无权访问模型 ${MODEL}`, { type: "new_api_error" })],
      [
        "DashScope: a model that was not ordered",
        403,
        coded(
          "AccessDenied.Unpurchased",
          "Access to model denied. Please make sure you are eligible for using the model.",
        ),
        "model",
      ],
      [
        "LiteLLM: a key that may not",
        403,
        error("key not allowed", { type: "key_model_access_denied", code: "403" }),
        "model",
      ],
      [
        "LiteLLM: a key that may not, with 401",
        401,
        error("key not allowed", { type: "key_model_access_denied" }),
        "model",
      ],
      ["OpenRouter", 400, coded(400, `${MODEL} is not a valid model ID`)],
      ["DeepSeek", 400, typed("invalid_request_error", "Model Not Exist")],
      ["SiliconFlow", 400, { code: 20012, message: "Model does not exist. Please check it carefully.", data: null }],
      [
        "Mistral",
        400,
        { object: "error", message: `Invalid model: ${MODEL}`, type: "invalid_model", code: "1500" },
        "model",
      ],
      [
        "Cloudflare Workers AI",
        400,
        { errors: [{ message: `No such model ${MODEL} or task`, code: 5007 }], success: false },
      ],
      ["Google", 404, google(`models/${MODEL} is not found for API version v1main`, "NOT_FOUND")],
      ["Anthropic", 404, { type: "error", error: { type: "not_found_error", message: `model: ${MODEL}` } }],
      ["Fireworks, without its name", 404, coded("NOT_FOUND", "Model not found, inaccessible, and/or not deployed")],
      ["Bedrock, without its name", 400, { message: "The provided model identifier is invalid." }],
      ["Groq", 400, coded("model_decommissioned"), "model"],
      ["Zhipu, in Chinese", 400, coded("1211", "模型不存在，请检查模型代码。")],
      ["xAI", 400, { code: "Client specified an invalid argument", error: `Model not found: ${MODEL}` }],
      [
        "an upstream's code in a 500",
        500,
        error("x", { code: 500, metadata: { raw: '{"error":{"code":"model_not_found"}}' } }),
        "model",
      ],
      [
        "NVIDIA: a function",
        404,
        {
          status: 404,
          title: "Not Found",
          detail: "Function '23d4f03a-b8a6-4adb-a183-7daa083a09cc': Not found for account 'x'",
        },
      ],
      [
        "NVIDIA: an old model",
        410,
        { status: 410, title: "Gone", detail: `The model '${MODEL}' has reached its end of life.` },
      ],
      [
        "Bedrock: an old model",
        404,
        aws({ message: "This model version has reached the end of its life." }, "ResourceNotFoundException"),
      ],
      ["Hugging Face: a provider", 400, { error: "Model not supported by provider together" }],
      [
        "Hugging Face",
        400,
        error(`The requested model '${MODEL}' is not supported by any provider you have enabled.`, {
          type: "invalid_request_error",
          param: "model",
          code: "model_not_supported",
        }),
        "model",
      ],
      ["Moonshot", 404, typed("resource_not_found_error", `Not found the model ${MODEL} or Permission denied`)],
      [
        "Bedrock behind LiteLLM",
        404,
        error(
          `litellm.NotFoundError: BedrockException - {"error":{"code":"not_found_error","message":"The model '${MODEL}' does not exist"}}`,
          { type: "invalid_request_error", code: "404" },
        ),
      ],
      ["Ollama", 404, { error: `model '${MODEL}' not found` }],
      ["Ollama, by its tag", 404, { error: `model "${MODEL}:latest" not found, try pulling it first` }],
      [
        "Ollama, in OpenAI's form",
        404,
        error(`model '${MODEL}' not found`, { type: "api_error", param: null, code: null }),
      ],
      [
        "Groq: terms",
        400,
        error(`The model \`${MODEL}\` requires terms acceptance. Please have the org admin accept them.`, {
          type: "invalid_request_error",
          code: "model_terms_required",
        }),
        "model",
      ],
      ["a gateway: not opened", 400, coded("model_not_enabled"), "model"],
      ["a gateway: paused", 400, coded("deployment_paused"), "model"],
      [
        "Hugging Face: gated",
        403,
        { error: `Access to model ${MODEL} is restricted and you are not in the authorized list.` },
      ],
      ["Hugging Face: a licence", 403, { error: "You have to accept the license of this model to use it." }],
      ["Hugging Face: paused", 400, { error: "Bad Request: Endpoint is paused, ask a maintainer to restart it" }],
      ["Bedrock: a form", 404, { message: "Model use case details have not been submitted for this account." }],
      [
        "Bedrock: a subscription",
        403,
        { message: "Model access is denied due to IAM user or service role is not authorized to subscribe." },
      ],
      ["Bedrock: an old model", 404, { message: "Access denied. This Model is marked by provider as Legacy." }],
      [
        "Vertex: terms",
        400,
        error("Please accept the terms of the publisher's model in Model Garden first.", {
          code: 400,
          status: "FAILED_PRECONDITION",
        }),
      ],
      [
        "OpenAI: verification",
        403,
        error(`Your organization must be verified to use the model \`${MODEL}\`.`, { type: "invalid_request_error" }),
      ],
      ["GitHub Models", 400, coded("unavailable_model"), "model"],
      [
        "Vertex: terms of a project",
        403,
        error("Your project has not accepted the model's terms of use.", { code: 403, status: "PERMISSION_DENIED" }),
      ],
      ["a gateway: previews", 403, error("This key does not have access to preview models")],
      ["a Chinese platform: not opened", 400, error("模型尚未开通，请先在控制台开通")],
      ["the same of a service", 403, error("您还未开通该模型服务")],
      ["Copilot: a preview", 400, error("Access to this model is disabled in your settings.")],
      ["Azure: a preview", 400, error(`${MODEL} is available only for approved customers.`)],
      ["Volcengine", 404, error(`Your account has not activated the model ${MODEL}.`, { code: "NotFound" })],
      ["Databricks", 400, { error_code: "BAD_REQUEST", message: "The endpoint is currently stopped." }],
      ["Cohere", 404, { message: `model '${MODEL}' not found, make sure the correct model ID was used` }],
      [
        "Cerebras, flat",
        404,
        {
          message: `Model ${MODEL} does not exist or you do not have access to it.`,
          type: "not_found_error",
          param: "model",
          code: "model_not_found",
        },
        "model",
      ],
      [
        "Perplexity",
        400,
        error(`Invalid model '${MODEL}'. Permitted models can be found in the documentation`, {
          type: "invalid_model",
          code: 400,
        }),
        "model",
      ],
      [
        "Vertex",
        404,
        google(
          `Publisher Model \`projects/x/models/${MODEL}\` was not found or your project does not have access to it.`,
          "NOT_FOUND",
        ),
      ],
      ["Snowflake", 400, { message: `unknown model "${MODEL}"`, error_code: "390400", request_id: "x" }],
      ["a model that was retired", 400, error(`The model ${MODEL} has been deprecated and retired`)],
      ["SambaNova", 404, typed("invalid_request_error", "Requested model is not found")],
      ["LM Studio", 400, { error: "No models loaded. Please load a model in the developer page." }],
      ["LM Studio: not in memory", 400, { error: "Model not loaded" }],
      ["TabbyAPI", 400, error("No models are currently loaded.")],
      ["llama-swap, in a sentence", 404, `no router for requested model: ${MODEL}`],
      ["llama-swap", 400, { error: `could not find real modelID for ${MODEL}` }],
      ["FastChat", 400, { object: "error", message: `Only tide-9 allowed now, your model ${MODEL}`, code: 40301 }],
      [
        "Databricks: no endpoint for it",
        404,
        {
          error_code: "RESOURCE_DOES_NOT_EXIST",
          message: "The given endpoint does not exist, check the model and its version.",
        },
      ],
      ["ChatGPT", 400, { detail: `The '${MODEL}' model is not supported when using Codex with a ChatGPT account.` }],
      [
        "LiteLLM: a name, and words for nothing",
        400,
        error(`/chat/completions: Invalid model name passed in model=${MODEL}. Call it`, {
          type: "None",
          param: "None",
          code: "400",
        }),
      ],
      [
        "LiteLLM: a name without its provider",
        400,
        error(
          `litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=${MODEL}`,
          { type: "None", param: "None", code: "400" },
        ),
      ],
      [
        "LiteLLM: a name that is in no list",
        400,
        error(`You passed in model=${MODEL}. There is no 'model_name' with this string`, {
          type: "null",
          param: "null",
          code: "400",
        }),
      ],
      [
        "LiteLLM: an upstream that permits others",
        400,
        error("PerplexityException - Invalid model 'model-1'. Permitted models are in the reference", {
          type: null,
          param: null,
          code: "400",
        }),
      ],
      ["OpenRouter: no provider has it", 404, coded(404, `No endpoints found for ${MODEL}.`)],
      [
        "OpenRouter: none that the account's privacy allows",
        404,
        coded(404, "No endpoints found matching your data policy (Paid model training)."),
      ],
      [
        "OpenRouter: none that the account's guardrails allow",
        404,
        coded(404, "No endpoints available matching your restrictions and data policy."),
      ],
      [
        "OpenRouter: none of the providers that are allowed",
        404,
        coded(404, "No allowed providers are available for the selected model."),
      ],
      ["OpenRouter: a name of nobody", 400, coded(400, "model-one is not a valid model ID")],
      [
        "Vertex, whose name for it is another",
        404,
        google(
          "Publisher Model `projects/p/locations/l/publishers/q/models/other` was not found or your project does not have access to it.",
          "NOT_FOUND",
        ),
      ],
      ["an upstream that knows it without its provider", 404, error("The model `model-1` does not exist")],
      [
        "Bedrock: only by a profile",
        400,
        {
          message: "Invocation of model ID q.other-2 with on-demand throughput isn't supported. Retry with a profile.",
        },
      ],
      [
        "Azure: a deployment that does something else",
        400,
        coded("OperationNotSupported", "The chatCompletion operation does not work with the specified model, other-2."),
      ],
      ["watsonx", 404, { errors: [{ code: "model_not_supported", message: "no" }], status_code: 404 }, "model"],
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
      [
        "OpenAI: a flagged prompt",
        400,
        error("Invalid prompt: your prompt was flagged as potentially violating our usage policy.", {
          code: "invalid_prompt",
        }),
      ],
      ["Kong: a prompt guard", 400, error("bad request: prompt pattern is blocked")],
      [
        "Anthropic: a filter of the output",
        400,
        {
          type: "error",
          error: { type: "invalid_request_error", message: "Output blocked by content filtering policy" },
        },
      ],
      [
        "OpenAI: a safety system",
        400,
        typed("invalid_request_error", "Your request was rejected as a result of our safety system."),
      ],
      ["OpenAI: a moderation, by its code", 400, coded("moderation_blocked")],
      ["a safety policy, by its code", 400, coded("safety_violation")],
      ["a content policy, in words", 400, error("Content policy violation")],
      ["a moderation, in words", 400, error("Prompt flagged by moderation")],
    ],
  ],
  [
    "request-schema",
    [
      ["Ollama: a model without tools", 400, error(`registry.ollama.ai/library/${MODEL} does not support tools`)],
      ["Ollama: a model that does not think", 400, error(`"${MODEL}" does not support thinking`)],
      ["a limit that speaks of terms", 400, error("This model accepts at most 5 search terms.")],
      [
        "an input that a model does not accept",
        400,
        error("This model does not accept pictures under these conditions."),
      ],
      ["a cache that is switched off", 400, error(`Prompt caching is disabled for model ${MODEL}`)],
      ["an option that a model has not", 400, error("Thinking on this model is disabled.")],
      ["a field of a model that is switched off", 400, error("logit_bias for model-one is not enabled.")],
      [
        "a model's content",
        400,
        error("This model only supports string content in messages", { code: "invalid_value" }),
      ],
      ["a model's turns", 400, error(`Invalid 'messages': model ${MODEL} does not support consecutive messages`)],
      ["a model's stream", 400, error(`The model \`${MODEL}\` does not support streaming responses.`)],
      ["a list", 422, { detail: `model ${MODEL}: value is not a valid list for messages` }],
    ],
  ],
  [
    "authentication",
    [
      ["a scope", 401, error("Key scope 'model:read' is not sufficient for /v1/chat/completions")],
      ["a permission", 403, error("This key can read model info but not call /v1/chat/completions")],
    ],
  ],
  [
    "model",
    [["a page to read", 404, error(`The model ${MODEL} does not exist. See https://docs.example/chat/completions`)]],
  ],
  [
    "request-schema",
    [
      [
        "OpenRouter: nobody behind it has tools",
        404,
        coded(404, "No endpoints found that support tool use. To learn more, see the documentation"),
      ],
      ["OpenRouter: nor pictures", 404, coded(404, "No endpoints found that support image input")],
      [
        "OpenRouter: nor all parameters",
        404,
        coded(404, "No endpoints found that can handle the requested parameters."),
      ],
      [
        "OpenAI: a stored prompt that is gone",
        404,
        error("Prompt with id 'pmpt_1' not found.", { type: "invalid_request_error", param: null, code: null }),
      ],
      [
        "OpenAI: an item that is gone",
        404,
        error("Item with id 'rs_1' not found. Items are not persisted when store is false.", {
          type: "invalid_request_error",
          param: "input",
          code: null,
        }),
      ],
      [
        "OpenAI: files that are gone",
        404,
        error("Vector store with id 'vs_1' not found.", { type: "invalid_request_error", param: null }),
      ],
      [
        "OpenAI: a file that is gone",
        404,
        error("No such File object: file-1", { type: "invalid_request_error", param: null, code: null }),
      ],
      [
        "nginx: a large body",
        413,
        "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>nginx</body></html>",
      ],
      [
        "body-parser: a large body",
        413,
        {
          statusCode: 413,
          code: "FST_ERR_CTP_BODY_TOO_LARGE",
          error: "Payload Too Large",
          message: "Request body is too large",
        },
      ],
      [
        "Anthropic: a large body",
        413,
        { type: "error", error: { type: "request_too_large", message: "Request exceeds the maximum size" } },
      ],
      ["Cloudflare: a large body, as a page", 413, "<!DOCTYPE html><html><title>413 Payload Too Large</title></html>"],
      ["a large body, as text", 413, "Payload Too Large"],
      [
        "LiteLLM: a parameter, and the model",
        400,
        error(`litellm.UnsupportedParamsError: bedrock does not support parameters: ['top_k'], for model=${MODEL}.`, {
          type: "None",
          param: "None",
          code: "400",
        }),
      ],
      [
        "LiteLLM: an upstream's words, and the group",
        400,
        error(
          `OpenAIException - top_k is not a number. Received Model Group=${MODEL}\nAvailable Model Group Fallbacks=None`,
          { type: "None", param: "None", code: "400" },
        ),
      ],
      [
        "Mistral: a member of a message",
        422,
        {
          object: "error",
          message: {
            detail: [
              {
                type: "extra_forbidden",
                loc: ["body", "messages", 0, "user", "name"],
                msg: "Extra inputs are not permitted",
              },
            ],
          },
          type: "invalid_request_error",
          param: null,
          code: null,
        },
      ],
      [
        "Groq: a format of another model",
        400,
        error("This model does not support response format `json_schema`.", {
          type: "invalid_request_error",
          param: null,
        }),
      ],
      ["an unknown field", 400, error("Unknown parameter: 'foo'.", { param: "foo", code: "unknown_parameter" })],
      [
        "a context that is too long",
        400,
        coded("context_length_exceeded", "This model's maximum context length is 10 tokens"),
      ],
      ["a token limit", 400, error("token limit exceeded: 9000 > 8192")],
      ["a thinking budget", 400, error("`thinking.budget_tokens` must be at least 1024")],
      [
        "tools that an endpoint does not take",
        400,
        error(
          "Function tools with reasoning_effort in /v1/chat/completions are not supported. Use /v1/responses instead.",
        ),
      ],
      [
        "pictures that an endpoint does not take",
        400,
        error("input_image in /v1/responses is not supported in the current backend"),
      ],
      [
        "an endpoint that does not stream",
        400,
        error("Invalid: store with streaming /v1/responses is not supported yet"),
      ],
      ["an API that does not know a field", 400, error("The Responses API does not support the field top_k.")],
      [
        "a field that an API does not take, of a channel",
        400,
        error("channel 3 does not support the Responses API field top_k"),
      ],
      ["an interface without a field, in Chinese", 400, error("不支持在该接口使用 top_k")],
      ["the field of a path", 400, error("Unknown parameter 'input' for endpoint /v1/chat/completions")],
      ["an unsupported parameter of the model", 400, error(`Unsupported parameter: 'top_k' for model ${MODEL}`)],
      ["a guardrail that the body configures wrongly", 400, error("Failed to parse guardrailConfig")],
      ["an image that cannot be fetched", 400, error("Could not resolve the IP of the image host")],
      ["a deployment that a region does not have", 400, error("The deployment is not supported in region us-east-1.")],
      ["a region that is none", 400, error("Unsupported region: 'us-foo-9'")],
      ["a filter that the body configures wrongly", 400, error("Safety settings are not supported for this request")],
      ["a moderation that the body asks for", 400, error("Parameter not allowed: moderation")],
      ["a metadata key", 400, error("Invalid metadata key: too long")],
      ["a code with 500", 500, coded("invalid_request")],
      ["an access_denied that is no 403", 400, coded("access_denied")],
      [
        "Mistral: an object for a message",
        422,
        {
          object: "error",
          message: {
            detail: [{ type: "extra_forbidden", loc: ["body", "top_k"], msg: "Extra inputs are not permitted" }],
          },
          type: "invalid_request_error",
          code: null,
        },
      ],
      ["FastAPI", 422, { detail: [{ loc: ["body", "messages", 0], msg: "Field required", type: "missing" }] }],
      ["AWS, in its header", 400, aws({ message: "Malformed input request" }, "ValidationException")],
      [
        "OpenRouter: an upstream that objects",
        400,
        error("Provider returned error", {
          code: 400,
          metadata: {
            raw: JSON.stringify(error("supports at most 1 image per prompt", { type: "invalid_request_error" })),
          },
        }),
      ],
      [
        "Portkey without a provider",
        400,
        { status: "failure", message: "Either x-portkey-config or x-portkey-provider header is required" },
      ],
      [
        "an upstream that failed, called a bad request",
        400,
        error("Upstream request failed", { type: "invalid_request_error", code: "invalid_request_error" }),
      ],
      [
        "tools that the other family has",
        400,
        error(
          `Function tools with reasoning_effort are not supported for ${MODEL} in /v1/chat/completions. Please use /v1/responses instead.`,
          { param: "reasoning_effort" },
        ),
      ],
      ["text", 400, "Bad Request"],
      [
        "watsonx",
        400,
        { errors: [{ code: "invalid_request_entity", message: "Json document validation error" }], status_code: 400 },
      ],
      [
        "GitHub: a long request",
        413,
        coded("tokens_limit_reached", "Request body too large for the model. Max size: 8000 tokens."),
      ],
      [
        "vLLM",
        400,
        {
          object: "error",
          message: "[{'type': 'missing', 'loc': ('body', 'messages')}]",
          type: "BadRequestError",
          param: null,
          code: 400,
        },
      ],
    ],
  ],
  [
    "tls",
    [
      [
        "nginx: no client certificate",
        400,
        "<html>\r\n<head><title>400 No required SSL certificate was sent</title></head>\r\n<body>nginx</body></html>",
      ],
      ["nginx: a bad one", 400, "<html><head><title>400 The SSL certificate error</title></head></html>"],
      ["its own status, passed on", 496, ""],
    ],
  ],
  [
    "provider-5xx",
    [
      [
        "LiteLLM: its database is away",
        500,
        error("Authentication Error, No connected db.", { type: "no_db_connection", param: null, code: "500" }),
      ],
      [
        "Groq: an answer that is no JSON",
        400,
        error("Failed to generate JSON. Please adjust your prompt.", {
          type: "invalid_request_error",
          code: "json_validate_failed",
          failed_generation: "{",
        }),
      ],
      [
        "Groq: an answer that calls nothing",
        400,
        error("Failed to call a function. Please adjust your prompt.", {
          type: "invalid_request_error",
          code: "tool_use_failed",
          failed_generation: "x",
        }),
      ],
      ["an unknown code", 500, coded("zzz")],
      ["an internal error that says to try again, in Chinese", 500, error("服务内部错误，请稍后再试")],
      ["a proxy of its own", 503, error("upstream proxy blocked on write")],
      ["a network of its own", 503, coded("network_unavailable", "The upstream network is unavailable")],
      [
        "a bad key of the gateway's own, quoted",
        500,
        error("OpenAIException - {'error': {'code': 'invalid_api_key'}}"),
      ],
      ["AWS's timeout", 504, { message: "Endpoint request timed out" }],
      ["Cloudflare's own 5xx", 520, cloudflare(520, 520)],
      ["Envoy: nobody behind it, as text", 503, "no healthy upstream"],
      [
        "Envoy: a reset, as text",
        503,
        "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
      ],
      [
        "nginx",
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><hr><center>nginx</center></body></html>",
      ],
      ["nginx, a timeout", 504, "<html><head><title>504 Gateway Time-out</title></head></html>"],
      ["Kong: nobody behind it", 503, { message: "failure to get a peer from the ring-balancer", request_id: "9f" }],
      [
        "Apigee: nobody behind it",
        503,
        apigee("The Service is temporarily unavailable", "messaging.adaptors.http.flow.ServiceUnavailable"),
      ],
      ["Apigee: a policy", 500, apigee("Execution failed", "steps.jsonthreatprotection.ExecutionFailed")],
      [
        "a pool without an account",
        503,
        { error: { message: "No available accounts: no available accounts", type: "api_error" }, type: "error" },
      ],
      [
        "the same, called a failed dependency",
        424,
        { error: { message: "No available accounts: no available accounts", type: "api_error" }, type: "error" },
      ],
      ["Bedrock: the model failed", 424, aws({ message: "x" }, "ModelErrorException")],
      ["Bedrock: the model was slow", 408, aws({ message: "x" }, "ModelTimeoutException")],
      ["aibrix: a wrong key, which only its own words say", 500, { error: "Unauthorized" }],
      [
        "a gateway without a key of its own",
        500,
        error("Unauthenticated. Configure AI_GATEWAY_API_KEY or use a provider module."),
      ],
      ["SGLang", 503, { object: "error", message: "The service is currently unavailable", code: 503 }],
      ["Cloudflare: a tunnel without an end", 530, "<!DOCTYPE html><html><title>Error 1033</title></html>"],
    ],
  ],
  [
    "response-contract",
    [
      ["an unknown code in a 200", 200, coded("zzz")],
      ["a request's code in a 200", 200, coded("invalid_request")],
    ],
  ],
  [
    "route",
    [
      [
        "Cloudflare: a gateway that nobody set up",
        400,
        {
          success: false,
          result: [],
          messages: [],
          error: [{ code: 2001, message: "Please configure AI Gateway in the dashboard" }],
        },
      ],
    ],
  ],
  [
    "unsupported",
    [
      ["Kong: no route", 404, { message: "no Route matched with those values", request_id: "9f" }],
      ["API Management: no route", 404, { statusCode: 404, message: "Resource not found" }],
      [
        "Cloudflare's API: no route",
        404,
        { success: false, errors: [{ code: 7003, message: "Could not route to /accounts/x" }] },
      ],
      [
        "Envoy's gateway: no route, as text",
        404,
        "No matching route found. It is likely because the model specified in your request is not configured.",
      ],
      ["nginx", 404, "<html><head><title>404 Not Found</title></head></html>"],
      ["FastAPI: no route", 404, { detail: "Not Found" }],
      ["Azure's path: no route", 404, error(`Invalid URL (POST /openai/deployments/${MODEL}/responses)`)],
      ["Ollama: a model that cannot chat", 400, error(`"${MODEL}" does not support chat`)],
      ["LM Studio: a model without vectors", 400, { error: `Model "${MODEL}" is not embedding` }],
      [
        "Cloudflare: a path that is none",
        400,
        { success: false, errors: [{ code: 7000, message: "No route for that URI" }] },
      ],
      ["new-api: no adaptor", 500, coded("convert_request_failed", "not implemented")],
      [
        "a gateway's code for an endpoint",
        400,
        coded("unsupported_endpoint", "this channel serves one protocol alone"),
      ],
      [
        "sub2api: a protocol that it has no more",
        400,
        typed(
          "invalid_request_error",
          "Unsupported legacy protocol: /v1/chat/completions is not supported. Use another.",
        ),
      ],
      ["a mock server", 400, typed("invalid_request_error", "Endpoint /v1/responses is not supported")],
      [
        "a gateway for one client",
        400,
        error("Requests go to /v1/messages. /v1/responses is not supported for this upstream."),
      ],
      ["an API by name", 400, typed("invalid_request_error", "The Responses API is not supported here")],
      ["an API by name, of a channel", 400, error("channel 12 does not support the Responses API")],
      ["an endpoint without its name", 400, typed("invalid_request_error", "The requested endpoint is not supported.")],
      ["an unknown path", 400, error("unknown request URL: POST /openai/v1/responses")],
      ["a path that is no path", 422, { detail: "unsupported endpoint '/v1/embeddings'" }],
      ["the same in Chinese", 400, error("该渠道不支持 /v1/responses 接口")],
      [
        "OpenAI: a model of the other family",
        404,
        error("This model is only supported in v1/responses and not in v1/chat/completions.", {
          type: "invalid_request_error",
          param: "model",
          code: null,
        }),
        "model",
      ],
      [
        "OpenAI: no chat model",
        404,
        error("This is not a chat model and thus not supported in the v1/chat/completions endpoint.", {
          param: "model",
          code: null,
        }),
        "model",
      ],
      [
        "Bedrock: a model of the other family",
        400,
        coded("validation_error", `The model '${MODEL}' does not support the '/v1/chat/completions' API`),
      ],
      [
        "a model of the other family, by the name of its API",
        400,
        error("This model does not support the chat completions API."),
      ],
      [
        "GitHub: a model of the other family",
        400,
        coded("unsupported_api_for_model", `model "${MODEL}" is not accessible via the /chat/completions endpoint`),
      ],
    ],
  ],
];

const MERCIES: readonly Verdict[] = ["blocked", "capacity", "empty-output"];

/** Every row, as it is sent. */
export const ERROR_ANSWERS: readonly ErrorAnswer[] = ROWS.flatMap(([verdict, rows]) =>
  rows.map(([who, status, body, inStream]) => {
    const sent = hasHeader(body) ? body.sent : body;
    const text = typeof sent === "string" ? sent : JSON.stringify(sent);
    const header = hasHeader(body) ? body.header : [];
    const says = inStream ?? (MERCIES.includes(verdict) ? (verdict as Category) : "stream-failed");
    return {
      ...{ who, verdict, reply: { status, headers: ["content-type", typeOf(text), ...header], text } },
      event: sent === body && typeof body !== "string" ? { data: text, verdict: says } : null,
    };
  }),
);

function typeOf(text: string): string {
  if (/^<(!|html)/.test(text)) return "text/html";
  return text.startsWith("<") ? "application/xml" : /^[\uFEFF{["]/.test(text) ? "application/json" : "text/plain";
}
