/**
 * Known words of errors and whom they blame: identifiers first, prose where no identifier decides (contracts.md, 7.2).
 * Place, money, load and filters hold a release and never speak against it; a key and a model have their own category.
 */
import type { ErrorReport } from "./error-envelope.ts";
import { plain } from "./error-wrappings.ts";

/** What a word of an error says, milder before sharper: of several in one error the first in this order counts. */
const BLAMES = [
  "blocked",
  "capacity",
  "empty-output",
  "unsupported",
  "model",
  "authentication",
  "request-schema",
] as const;
export type Blame = (typeof BLAMES)[number];

/** Blames that are no fault of the release: the runner's place, money or load, a filter. */
export type Mercy = Extract<Blame, "blocked" | "capacity" | "empty-output">;

/** A row of the table: these words say this. */
export interface Row {
  readonly says: Blame;
  readonly words: readonly string[];
  /** They mean this only with this status; with others a key or a model. */
  readonly status?: number;
  readonly source: string;
}

/**
 * Identifiers; case, hyphens and underscores make no difference: `API_KEY_INVALID` is `ApiKeyInvalid`. One with dots is
 * also known by its first or its last part: `oauth.v2.InvalidApiKey`, `Throttling.RateQuota`.
 */
// biome-ignore format: a table reads by its rows
export const IDENTIFIERS: readonly Row[] = [
  { says: "blocked", source: "Cloudflare's 1xxx errors as problem details, contracts.md 7.2",
    words: [...between(1006, 1014), ...between(1016, 1020)].map((code) => `cloudflare/${code}`) },
  { says: "blocked", source: "OpenAI's error codes", words: ["unsupported_country_region_territory", "ip_not_authorized"] },
  { says: "blocked", source: "new-api: the caller's address is not on the key's list", status: 403, words: ["access_denied"] },
  { says: "blocked", source: "Google's ErrorReason",
    words: ["API_KEY_IP_ADDRESS_BLOCKED", "API_KEY_HTTP_REFERRER_BLOCKED", "SECURITY_POLICY_VIOLATED"] },
  { says: "blocked", source: "Apigee's policy errors", words: ["IPDeniedAccess"] },
  { says: "capacity", source: "Cloudflare's error 1015", words: ["cloudflare/1015"] },
  { says: "capacity", source: "statuses as codes: OpenRouter, LiteLLM, Groq, Anthropic", words: ["402", "429", "498", "529"] },
  { says: "capacity", source: "OpenAI's error codes", words: ["billing_hard_limit_reached", "billing_not_active", "slow_down"] },
  { says: "capacity", source: "Anthropic's error types", words: ["rate_limit_error", "overloaded_error", "billing_error"] },
  { says: "capacity", source: "new-api, types/error.go, and LiteLLM's error reference",
    words: ["pre_consume_token_quota_failed", "throttling_error"] },
  { says: "capacity", source: "Google's status words and ErrorReason", words: ["RESOURCE_EXHAUSTED", "BILLING_DISABLED"] },
  { says: "capacity", source: "AWS Bedrock's exceptions",
    words: ["ThrottlingException", "TooManyRequestsException", "ServiceQuotaExceededException", "ModelNotReadyException"] },
  { says: "capacity", source: "Groq, Mistral, Hugging Face",
    words: ["capacity_exceeded", "service_tier_capacity_exceeded", "overloaded", "too_many_requests", "tokens_exceeded"] },
  { says: "capacity", source: "Moonshot, MiniMax and Volcengine",
    words: ["engine_overloaded_error", "exceeded_current_quota_error", "rate_limit_reached_error", "minimax/1002",
      "minimax/1008", "minimax/1039", "minimax/2056", "AccountOverdueError", "ServerOverloaded", "SetLimitExceeded"] },
  { says: "capacity", source: "DashScope's error codes", words: ["Arrearage", "Throttling", "AllocationQuota"] },
  { says: "capacity", source: "Apigee and OpenCode", words: ["QuotaViolation", "SpikeArrestViolation", "CreditsError"] },
  { says: "capacity", source: "Databricks, Together, Vercel",
    words: ["REQUEST_LIMIT_EXCEEDED", "payment_required", "customer_verification_required"] },
  { says: "empty-output", source: "OpenAI's and Azure's filters, contracts.md 7.2",
    words: ["content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"] },
  { says: "empty-output", source: "new-api, types/error.go", words: ["sensitive_words_detected", "prompt_blocked"] },
  { says: "empty-output", source: "DashScope, MiniMax, Volcengine",
    words: ["data_inspection_failed", "minimax/1026", "minimax/1027", "SensitiveContentDetected",
      "InputTextSensitiveContentDetected", "OutputTextSensitiveContentDetected"] },
  { says: "empty-output", source: "Portkey's and Bedrock's guardrails", words: ["hooks_failed", "guardrail_intervened"] },
  { says: "model", source: "OpenAI, new-api, Together, Mistral, GitHub Models, contracts.md 1.2",
    words: ["model_not_found", "model_not_available", "invalid_model", "unknown_model", "model_not_supported"] },
  { says: "model", source: "Azure", words: ["DeploymentNotFound"] },
  { says: "model", source: "LiteLLM's error types",
    words: ["key_model_access_denied", "team_model_access_denied", "user_model_access_denied", "org_model_access_denied"] },
  { says: "model", source: "Groq's error codes",
    words: ["model_decommissioned", "model_permission_blocked_org", "model_permission_blocked_project"] },
  { says: "model", source: "Volcengine and DashScope", words: ["InvalidEndpointOrModel.NotFound", "ModelNotOpen", "Model.AccessDenied"] },
  { says: "authentication", source: "OpenAI, Anthropic, contracts.md 7.2", words: ["invalid_api_key", "authentication_error"] },
  { says: "authentication", source: "Google's ErrorReason", words: ["API_KEY_INVALID", "ACCESS_TOKEN_EXPIRED", "CREDENTIALS_MISSING"] },
  { says: "authentication", source: "new-api's forks and LiteLLM",
    words: ["token_invalid", "token_expired", "token_disabled", "expired_key", "token_not_found_in_db", "no_db_connection"] },
  { says: "authentication", source: "statuses as codes, where the status says nothing", status: 200, words: ["401"] },
  { says: "authentication", source: "Apigee, GraphQL servers, Tencent, Groq",
    words: ["InvalidApiKey", "UNAUTHENTICATED", "AuthFailure", "organization_restricted"] },
  { says: "authentication", source: "Moonshot, MiniMax, AWS",
    words: ["invalid_authentication_error", "incorrect_api_key_error", "minimax/1004", "minimax/2049",
      "UnrecognizedClientException", "ExpiredTokenException"] },
  { says: "unsupported", source: "new-api: no adaptor for that endpoint, contracts.md 1.2", words: ["convert_request_failed"] },
  { says: "unsupported", source: "GitHub: a model of another family", words: ["unsupported_api_for_model"] },
  { says: "request-schema", source: "CometAPI: a malformed request, whatever the status, contracts.md 1.2", words: ["invalid_request"] },
];

/**
 * Identifiers about money and limits, plain: OpenAI's `insufficient_quota`, new-api's `insufficient_user_quota`, LiteLLM's
 * `budget_exceeded`; every gateway has its own. A limit alone may be one of the request: `token_limit_exceeded`.
 */
const CAPACITY =
  /(quota|budget|balance|credits?|funds|(credit|usage|spend|spending|rate|consumption|concurrency)limit)(exceeded|exhausted|insufficient|reached|depleted)$|(insufficient|notenough)(account|user|token)?(quota|balance|credits?|funds)$|ratelimited$/;

/** All that is left of "no adaptor for that endpoint" where a platform loses the code; a server status does not unsay it. */
export const NOT_IMPLEMENTED = /^not implemented\.?\s*$/i;

/** Prose, in which `<model>` stands for the model that was asked (contracts.md, 7.2). Each form is a phrase, not a word. */
// biome-ignore format: a table reads by its rows
const PROSE: readonly { readonly says: Blame; readonly form: RegExp; readonly source: string }[] = [
  { says: "blocked", source: "Google, OpenAI and Anthropic on Bedrock: where the caller is",
    form: /user location is not supported|(country|territory)[^.]{0,30} not supported|unsupported countr|(in|from) your (country|region|location)/i },
  { says: "blocked", source: "Azure's networks", form: /virtual network|firewall rule|private endpoint|public (network )?access is disabled/i },
  { says: "blocked", source: "Kong, Databricks, Google, new-api: lists of addresses",
    form: /\bIP( address(es)?)?\b[^;\n]{0,60}\b(not (allowed|authorized|permitted|in|on)|blocked|denied|restricted|forbidden)\b|IP 不在/i },
  { says: "blocked", source: "Groq and Anthropic, to addresses that they do not serve",
    form: /check your network settings|^request not allowed\.?$/i },
  { says: "blocked", source: "Cloudflare and others in front, in JSON", form: /\brequest (was|is|has been) blocked\b/i },
  { says: "capacity", source: "OpenRouter, xAI, OpenAI: limits of a key or a team",
    form: /\b(key|credit|spending|spend|usage|billing|quota|rate|request|concurrency)[ -]limit\b[^.]{0,40}\b(exceeded|reached|hit)|\b(exceed|reach|hit)(ed|ing)?\b[^.]{0,40}\b(key|credit|spending|usage|billing|quota|rate|concurrency)[ -]limit/i },
  { says: "capacity", source: "Anthropic, xAI, DeepSeek, OpenRouter, Hugging Face, fal: the balance",
    form: /\b(credits?|balance|funds)\b[^.]{0,40}\b(too low|insufficient|not enough|exhausted|depleted|used up)|\b(insufficient|not enough|out of|any|more|all available|exhausted|depleted|exceeded|used up) (\w+ ){0,3}(credits?|balance|funds|quota|allocation)\b/i },
  { says: "capacity", source: "Ollama, Anthropic: what a plan includes",
    form: /\brequires? a (\w+ )?(subscription|paid plan)\b|\bout of (\w+ )?usage\b/i },
  { says: "capacity", source: "LiteLLM's budgets, Google's and OpenAI's quotas",
    form: /\bbudget (has been |is )?exceeded|Exceeded\w*Budget|\b(exceeded|insufficient)\b[^.]{0,30}\bquota\b|\bquota\b[^.]{0,30}\b(exceeded|exhausted|insufficient|reached)/i },
  { says: "capacity", source: "Google, Bedrock, DeepSeek, Cohere: load",
    form: /\boverloaded\b|too many requests|rate[ -]limit(ed| of)\b|server is (too )?busy|\b(at|over|exceeded)( full)? capacity\b|\bcapacity (\w+ )?exceeded|high (demand|load|concurrency)\b/i },
  { says: "capacity", source: "llama.cpp, Hugging Face: a model that is not ready yet, as ModelNotReadyException",
    form: /\bloading model\b|\bmodel\b[^.]{0,300} is (currently |still )?loading\b/i },
  { says: "capacity", source: "one-api, new-api, Zhipu, SiliconFlow, in Chinese", form: /余额不足|额度不足|额度已用尽|欠费|负载已饱和|请求过于频繁/ },
  { says: "empty-output", source: "Azure, xAI, OpenAI, OpenRouter, Kong: filters on the prompt",
    form: /\b(prompt|input|content|request|output|response)\b[^.]{0,80}\b(content management policy|usage (polic|guidelines)|content polic)|\b(prompt|input|content)\b[^.]{0,40} (was|is|has been) (blocked|flagged)/i },
  { says: "empty-output", source: "LiteLLM, Portkey, Cloudflare: guardrails",
    form: /\bguardrails?\b[^.]{0,60}\b(violat|block|denied|interven)|\b(violat|block|denied)\w*[^.]{0,60}\bguardrails?\b|blocked due to security config/i },
  { says: "empty-output", source: "Zhipu and DashScope, in Chinese", form: /敏感内容|内容安全/ },
  { says: "model", source: "OpenRouter, Ollama, Google, vLLM",
    form: /<model>[^\w\s]{0,3}\s(is |was |does |has been )?(not (a valid|valid|found|supported|available|allowed|accessible|recogni[sz]ed|permitted|exist|deployed)|invalid|unknown|unsupported|unavailable|decommissioned|deprecated|retired|discontinued|reached its end)/i },
  { says: "model", source: "LiteLLM, Mistral, Cloudflare, Together",
    form: /\b(invalid|unknown|unsupported|unrecogni[sz]ed|no such|not allowed to (access|use)|no access to|could not find|unable to access)( the)? model\b[^.]{0,60}<model>/i },
  { says: "model", source: "DeepSeek, SiliconFlow, Fireworks, Bedrock, Hugging Face, NVIDIA, LM Studio, Zhipu: without its name",
    form: /\bmodel (does |is )?not (exist|found|supported)|model identifier is invalid|\bmodel( version)? has reached (the|its) end|\bfunction '[^']{1,64}': not found for account|\bno models? loaded\b|模型不存在/i },
  // The path of the endpoint has to be named as where the model is not: "messages" and "responses" are words of everybody.
  { says: "unsupported", source: "OpenAI, Bedrock, GitHub: a model of another family",
    form: /\bmodel\b(?:[^.;\n]|\.(?=\w)){0,80}?\b(?:not|only)\b(?:[^.;\n]|\.(?=\w)){0,20}?\b(?:support|supported|available|accessible|usable)\b[^.;\n]{0,20}?['"`]?(?:\/?(?:v1\/)?chat\/completions|(?:\/v1\/|v1\/|\/)(?:responses|messages|embeddings))\b/i },
  { says: "authentication", source: "Google, xAI, Bedrock, Databricks",
    form: /\b(api[ -]?key|access token|bearer token|credentials?)\b[^.]{0,60}\b(invalid|not valid|not found|incorrect|expired|missing|revoked|malformed)|\b(invalid|incorrect|expired|missing|no|unknown|malformed|valid) (\w+ ){0,2}(api[ -]?key|access token|bearer token|credentials?)\b/i },
  { says: "authentication", source: "Anthropic, OpenAI: whose key it is",
    form: /\b(organization|account|project|team)\b[^.]{0,40} (has been|is|was) (disabled|deactivated|suspended|restricted)/i },
  { says: "unsupported", source: "new-api in the form of Messages, where `convert_request_failed` is lost", form: NOT_IMPLEMENTED },
];

const KNOWN: ReadonlyMap<string, Row> = new Map(
  IDENTIFIERS.flatMap((row) => row.words.map((word) => [plain(word), row] as const)),
);

function between(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** What the identifiers of an error say; null: nothing that is known. */
export function blameOf(error: ErrorReport | null, status: number | null = null): Blame | null {
  if (error === null) return null;
  return mildest([...blamesOf(error.words, status), ...(error.param === "model" ? (["model"] as const) : [])]);
}

/** What the prose of an error says, where no identifier decides; null: nothing that is known. */
export function proseBlameOf(error: ErrorReport, status: number, model: string): Blame | null {
  const read = PROSE.filter(({ form }) => error.reads(form, model)).map(({ says }) => says);
  return mildest([...blamesOf(error.quoted, status), ...read]);
}

function blamesOf(words: readonly string[], status: number | null): readonly Blame[] {
  return words.flatMap((word) => {
    const parts = plain(word).split(".");
    const row = KNOWN.get(plain(word)) ?? KNOWN.get(parts[0] ?? "") ?? KNOWN.get(parts.at(-1) ?? "");
    if (row === undefined) return CAPACITY.test(plain(word)) ? ["capacity"] : [];
    return row.status !== undefined && row.status !== status ? [] : [row.says];
  });
}

function mildest(said: readonly Blame[]): Blame | null {
  return BLAMES.find((blame) => said.includes(blame)) ?? null;
}

/** Whether a blame is no fault of the release. */
export function isMercy(blame: Blame | null): blame is Mercy {
  return blame === "blocked" || blame === "capacity" || blame === "empty-output";
}

/** Whether an edge in front of the API made the error, and not the API. */
export function isOfEdge(error: ErrorReport | null): boolean {
  return error?.words.some((word) => word.startsWith("cloudflare/")) ?? false;
}

/** Of the words for `capacity` those about money: a balance, a budget, a plan. */
const MONEY =
  /insufficient_?(user_?)?(quota|balance|credits?|funds)|(quota|balance)_?insufficient|token_?quota|current_?quota|billing|budget|payment|arrear|overdue|spend|free_?tier|usage_?limit|^minimax\/1008$/i;

/** The same for people: it counts only where no wait is stated, because rate limits advise to pay more, too. */
const MONEY_PROSE =
  /exceeded your current quota|\binsufficient (balance|quota|credits?|funds)|余额不足|额度不足|额度已用尽|欠费/i;

/** Whether an error is about money, which no wait brings back; a rate limit is not. */
export function isAboutMoney(error: ErrorReport | null, statesWait: boolean): boolean {
  if (error === null) return false;
  return error.words.some((word) => MONEY.test(word)) || (!statesWait && error.reads(MONEY_PROSE, ""));
}
