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
  "other-family",
  "model",
  "authentication",
  "request-schema",
] as const;
/** Where several words of one error disagree, the mildest counts. */
export type Blame = (typeof BLAMES)[number];

/** Blames that are no fault of the release: the runner's place, money or load, a filter. */
type Mercy = Extract<Blame, "blocked" | "capacity" | "empty-output">;

/** A row of the table: these words say this. */
interface Row {
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
  { says: "model", source: "claude-code-router and other routers, whose model names its provider",
    words: ["provider_not_found", "unknown_provider"] },
  { says: "model", source: "Groq's error codes",
    words: ["model_decommissioned", "model_permission_blocked_org", "model_permission_blocked_project"] },
  { says: "model", source: "GitHub Models, Hugging Face", words: ["unavailable_model", "GatedRepo"] },
  { says: "model", source: "Volcengine and DashScope", words: ["InvalidEndpointOrModel.NotFound", "ModelNotOpen", "Model.AccessDenied", "AccessDenied.Unpurchased"] },
  { says: "authentication", source: "OpenAI, Anthropic, contracts.md 7.2", words: ["invalid_api_key", "authentication_error"] },
  { says: "authentication", source: "Google's ErrorReason", words: ["API_KEY_INVALID", "ACCESS_TOKEN_EXPIRED", "CREDENTIALS_MISSING"] },
  { says: "authentication", source: "new-api's forks and LiteLLM",
    words: ["token_invalid", "token_expired", "token_disabled", "expired_key", "token_not_found_in_db"] },
  { says: "authentication", source: "LiteLLM without a database, which then knows one key alone; a 5xx is about the database itself",
    status: 400, words: ["no_db_connection"] },
  { says: "authentication", source: "statuses as codes, where the status says nothing", status: 200, words: ["401"] },
  { says: "authentication", source: "Apigee, GraphQL servers, Tencent, Groq",
    words: ["InvalidApiKey", "UNAUTHENTICATED", "AuthFailure", "organization_restricted"] },
  { says: "authentication", source: "Moonshot, MiniMax, AWS",
    words: ["invalid_authentication_error", "incorrect_api_key_error", "minimax/1004", "minimax/2049",
      "UnrecognizedClientException", "ExpiredTokenException"] },
  { says: "unsupported", source: "new-api: no adaptor for that endpoint, contracts.md 1.2", words: ["convert_request_failed"] },
  { says: "unsupported", source: "gateways that have a code for an endpoint they do not offer, whatever the status",
    words: ["unsupported_endpoint", "endpoint_not_supported", "unsupported_api", "unsupported_path", "unsupported_protocol"] },
  { says: "other-family", source: "GitHub: a model of another family", words: ["unsupported_api_for_model"] },
  { says: "request-schema", source: "CometAPI: a malformed request, whatever the status, contracts.md 1.2", words: ["invalid_request"] },
];

/**
 * Identifiers that every gateway has its own of, plain, by how they are built; a part between dots is one, too.
 * Place: OpenAI's `unsupported_country_region_territory`, `ip_not_whitelisted`, `geo_restricted`. A network that is
 * unavailable is no place, and a model that a region does not have is none of the caller's.
 * Money and load: OpenAI's `insufficient_quota`, LiteLLM's `budget_exceeded`, Tencent's `ServiceStopUnpaid`. A limit alone
 * may be one of the request: `token_limit_exceeded`.
 * Filters: OpenAI's `moderation_blocked`, `safety_violation`.
 * A model that somebody has to open first: Groq's `model_terms_required`, `model_not_enabled`, `deployment_paused`.
 */
// biome-ignore format: a table reads by its rows
const FORMS: readonly (readonly [Mercy | "model", RegExp])[] = [
  ["blocked", /^(client|caller|source|user|remote|request)?(ip|ipaddress|geo|geoip|geolocation|region|country|territory|location|network)(access)?(is)?(not(supported|allowed|allowlisted|whitelisted|permitted|authorized|served)|unsupported|unauthorized|blocked|block|banned|restricted|restrictions?|denied|forbidden|disallowed|prohibited)$/],
  ["blocked", /^(?!model).*(notavailable|unavailable|notsupported|unsupported|notallowed|blocked|denied|forbidden|restricted)(in|for|from|by)?(your|this)?(country|region|territory)$|^(unsupported|blocked|restricted|unauthorized)(ip|ipaddress|location|network)$/],
  ["capacity", /(quota|budget|balance|credits?|funds|(quota|credit|usage|spend|spending|rate|consumption|concurrency|concurrent(requests?)?|budget|cost|plan|(daily|weekly|monthly|hourly)(token|request|usage|spend)?s?)(limit|cap)s?)(exceeded|exhausted|insufficient|notenough|toolow|reached|depleted|hit)$/],
  ["capacity", /(insufficient|notenough|outof|^no)(account|user|token)?(quota|balance|credits?|funds)$|ratelimited$|(concurrency|concurrent(requests?)?)limit$|toomany(concurrent)?requests$|(server|service|system|model|engine)(is)?(too)?(busy|overloaded)$/],
  ["capacity", /(payment(method)?|billing|subscription)(is)?(required|declined|failed|inactive)$|(account|invoices?|payment|subscription)(is)?(pastdue|overdue)$|^(invalid|missing|no)(payment(method|instrument)|billing\w*)$|(unpaid|inarrears)$|(trial|subscription|package|resourcepack)(has)?(expired|ended|exhausted)$/],
  ["empty-output", /^(\w*(moderation|safety)|(content|usage)(policy|filter|safety))(policy|system|check|filter)?(violation|violated|block|blocked|flagged|rejected|filtered|triggered)$|^(content|prompt|input|output|response)(blocked|flagged|filtered)$|^(content|usage)?policy(violation|violated)$|^(unsafe|inappropriate|prohibited|harmful)(content|prompt|input|output)$/],
  ["model", /^(model|deployment|endpoint)(is)?(not(yet)?(active|activated|enabled|open|opened|deployed|accepted|licensed|subscribed|approved)|(terms?|license|eula|agreement|approval|subscription|access)(acceptance)?(is)?(not(yet)?accepted|required|denied|restricted)|disabled|deactivated|inactive|paused|stopped|gated|retired|sunset)$/],
];

/** All that is left of "no adaptor for that endpoint" where a platform loses the code; a server status does not unsay it. */
export const NOT_IMPLEMENTED = /^not implemented\.?\s*$/i;

/** An endpoint as errors name it: by its path, or its API by name. */
const ENDPOINT =
  "(?:[\\w.:/-]*/(?:chat/completions|responses|messages|embeddings)\\b|(?:responses|messages|embeddings|chat[ .]?completions?)(?= (?:API|endpoint|protocol)))['\"`]?(?: (?:API|endpoint|protocol|path|route))?";
const NOT = "(?:not|n't|never)(?: (?:yet|currently|been))?";

/**
 * An endpoint that nobody offers, in words, where it is what the clause is about: "tools in /v1/responses are not
 * supported" is about tools, "streaming /v1/responses is not supported" about streaming.
 */
const NOT_OFFERED = new RegExp(
  [
    `(?:^|[.:;!,([]\\s*)['"\`]?(?:(?:the|this|openai|post|api|endpoint|path|route|url) ){0,3}['"\`]?${ENDPOINT}(?: is|:)? ?(?:${NOT} (?:supported|implemented|available|offered|enabled)|unsupported)\\b`,
    `(?:^|[.:;!,([]\\s*)(?:the |this )(?:requested )?(?:api )?(?:endpoint|route|path) is (?:${NOT} (?:supported|implemented|available|offered|enabled)|unsupported)\\s*(?:$|[.,;)])`,
    `\\b(?:unsupported|unknown|unrecogni[sz]ed|no such) (?:\\w+ )?(?:endpoint|path|route|url|uri)\\b[\\s:('"\`]*(?:POST )?${ENDPOINT}`,
    "^no route for that URI",
    `(?:^|[.:;!]\\s)(?:(?!\\bmodel\\b)[^.:;!\\n]){0,60}\\bdo(?:es)? ?${NOT} (?:support|offer|implement|provide) (?:the |this )?(?:openai )?['"\`]?${ENDPOINT}\\s*(?:$|[.,;)]|yet\\b)`,
  ].join("|"),
  "i",
);

/** Money in Chinese: what is left, and that nothing is; arrears; to top up. */
const MONEY_IN_CHINESE =
  /(余额|额度|配额|用量|套餐|资源包|积分)[^，。；]{0,6}(不足|用尽|用完|耗尽|上限|超限|到期|过期)|欠费|充值/;

/** Prose, in which `<model>` stands for the model that was asked (contracts.md, 7.2). Each form is a phrase, not a word. */
// biome-ignore format: a table reads by its rows
const PROSE: readonly { readonly says: Blame; readonly form: RegExp; readonly source: string }[] = [
  { says: "blocked", source: "Google, OpenAI and Anthropic on Bedrock: where the caller is",
    form: /\b(countr(y|ies)|territor(y|ies)|regions?|user location)\b[^.\d'"`]{0,30}\b(not (yet )?(supported|allowed|permitted|served|authorized)|unsupported|blocked|restricted|forbidden|prohibited|banned)\b|\bunsupported (countr|territor|(region|location)s?\b(?![ :]*['"`\w-]*[\d'"`]))|\b(in|from) your (country|region|territory|location)\b|\bfrom (this|an unsupported|a restricted) (country|region|territory|location)\b/i },
  { says: "blocked", source: "services that some countries do not get; a country is a capitalised name, a region has a number",
    form: /\b([Ss]ervice|API|[Pp]roduct|[Ww]ebsite)\b[^.]{0,20} not (currently )?(available|supported|offered|provided) (in|from) (mainland |the )?[A-Z][a-z]+\b(?!-)|\bdo(es)? not (serve|operate)\b[^.]{0,20} in [A-Z]|\b[Mm]ainland China\b/ },
  { says: "blocked", source: "the same in Chinese", form: /(国家|地区)[^，。]{0,12}(不支持|不可用|受限|限制|禁止)|(不支持|禁止|限制)[^，。]{0,12}(国家|地区)/ },
  { says: "blocked", source: "proxies and networks that are not let in",
    form: /\b(VPN|Tor|proxy)\b[^.]{0,30}\b(detected|not (allowed|permitted))\b|\b(client('s)?|your|this) network\b[^.]{0,20}\bnot (allowed|permitted|authorized|trusted)\b|\bgeo(graphic(al)?)?[ -]?(restrict|block)|\boutside (of )?(the |your )?(allowed|permitted|trusted|authorized|approved) (\w+ )?(networks?|ranges?|locations?)\b/i },
  { says: "blocked", source: "Azure's networks", form: /virtual network|firewall rule|private endpoint|public (network )?access is disabled/i },
  { says: "blocked", source: "Kong, Databricks, Google, new-api: lists of addresses",
    form: /\bIP( address(es)?)?\b[^;\n]{0,60}\b(not (allowed|authorized|permitted|in|on|(white|allow)-?listed)|blocked|denied|restricted|forbidden|banned)\b|\bIP (allow|white|deny|block)[ -]?list|IP[^，。]{0,8}(不在|禁止|受限|白名单)/i },
  { says: "blocked", source: "Groq and Anthropic, to addresses that they do not serve",
    form: /check your network settings|^request not allowed\.?$/i },
  { says: "blocked", source: "Cloudflare and others in front, in JSON", form: /\brequest (was|is|has been) blocked\b/i },
  { says: "capacity", source: "OpenRouter, xAI, OpenAI: limits of a key or a team",
    form: /\b(key|credit|spending|spend|usage|billing|quota|rate|requests?|concurrency|concurrent|budget|plan|(daily|weekly|monthly|hourly)( \w+)?)[ -](limit|cap)s?\b[^.]{0,40}\b(exceeded|reached|hit|exhausted)|\b(exceed|reach|hit)(ed|ing)?\b[^.]{0,40}\b(key|credit|spending|usage|billing|quota|rate|concurrency|budget|plan|daily|weekly|monthly|hourly)[ -](limit|cap)/i },
  { says: "capacity", source: "Anthropic, xAI, DeepSeek, OpenRouter, Hugging Face, fal: the balance",
    form: /\b(credits?|balance|funds)\b[^.]{0,40}\b(too low|insufficient|not enough|exhausted|depleted|used up|run out)|\b(insufficient|not enough|out of|any|more|all available|exhausted|depleted|exceeded|used up) (\w+ ){0,3}(credits?|balance|funds|quota|allocation)\b/i },
  { says: "capacity", source: "Ollama, Anthropic: what a plan includes",
    form: /\brequires? a (\w+ )?(subscription|paid plan)\b|\bout of (\w+ )?usage\b|\b(trial|subscription)\b[^.]{0,20}\b(ended|expired|is over)\b/i },
  { says: "capacity", source: "Bedrock, Fireworks, Vercel, Google: a bill, and what it is to be paid with",
    form: /\bpayment (method|instrument|details|information|is required|required)\b|\b(unpaid|outstanding|overdue|past[- ]due) (invoice|balance|bill|payment)|\b(account|invoice|payment|subscription)\b[^.]{0,30}\b(past due|overdue|unpaid)\b|\bin arrears\b|\b(enable|requires|set up) billing\b|\bbilling\b[^.]{0,20}\bnot (been )?(active|enabled)\b|\b(add|buy|purchase) credits\b|\btop up\b|\bresource (pack|package)s?\b[^.]{0,20}\bexhausted\b/i },
  { says: "capacity", source: "LiteLLM's budgets, Google's and OpenAI's quotas",
    form: /\bbudget (has been |is )?exceeded|Exceeded\w*Budget|\b(exceeded|insufficient)\b[^.]{0,30}\bquota\b|\bquota\b[^.]{0,30}\b(exceeded|exhausted|insufficient|reached|used up)/i },
  { says: "capacity", source: "Google, Bedrock, DeepSeek, Cohere: load",
    form: /\boverloaded\b|too many ([\w-]+ )?(requests|connections)\b|\bconcurren(t|cy)\b[^.]{0,30}\b(exceeded|reached)\b|\bqueue is full\b|\bthrottl(ed|ing)\b|\brate exceeded\b|rate[ -]limit(ed| of)\b|\b(server|system|service|model|endpoint|engine|provider)s?\b[^.]{0,20}\bbusy\b|\b(at|over|exceeded|no|insufficient|out of)( full)? capacity\b|\bcapacity (\w+ )?exceeded|high (demand|load|concurrency)\b/i },
  { says: "capacity", source: "llama.cpp, Hugging Face, LM Studio, LiteLLM: a model that is not ready yet, or no more, as ModelNotReadyException",
    form: /\bloading model\b|\bmodel\b[^.]{0,300} is (currently |still )?loading\b|\bmodel (has |was |has been )?(crashed|unloaded)\b|\bfailed to load model\b|\bno healthy deployments\b/i },
  { says: "capacity", source: "one-api, new-api, Zhipu, SiliconFlow: money, in Chinese", form: MONEY_IN_CHINESE },
  { says: "capacity", source: "the same about load", form: /负载(已饱和|过高|过大)|(系统|服务器?|模型|引擎|当前)[^，。]{0,6}(繁忙|过载)|请求过(于频繁|多)|并发[^，。]{0,8}(过高|过多|超|上限)/ },
  { says: "empty-output", source: "Azure, xAI, OpenAI, OpenRouter, Kong: filters on the prompt",
    form: /\b(prompt|input|content|request|output|response)\b[^.]{0,80}\b(content management policy|usage (polic|guidelines)|content polic)|\b(prompt|input|content)\b[^.]{0,40} (was|is|has been) (blocked|flagged)/i },
  { says: "empty-output", source: "Anthropic, OpenAI, Google: what was blocked, and by which filter",
    form: /\b(blocked|rejected|filtered|flagged|refused|not allowed by|violat\w+)\b[^.]{0,60}\b(content[ -](filter|moderation|polic|safety)|safety\b(?! setting)|moderation (system|polic|filter)|usage polic)|\b(flagged|blocked|rejected) by (\w+ ){0,2}moderation\b|\b(content[ -](filter\w*|moderation|policy)|safety (system|filter|policy)|moderation)\b[^.]{0,40}\b(blocked|rejected|flagged|triggered|violat\w+)\b/i },
  { says: "empty-output", source: "LiteLLM, Portkey, Cloudflare: guardrails",
    form: /\bguardrails?\b[^.]{0,60}\b(violat|block|denied|interven)|\b(violat|block|denied)\w*[^.]{0,60}\bguardrails?\b|blocked due to security config/i },
  { says: "empty-output", source: "Zhipu and DashScope, in Chinese", form: /敏感内容|内容安全|内容(违规|不合规)|违规内容/ },
  { says: "model", source: "OpenRouter, Ollama, Google, vLLM",
    form: /<model>[^\w\s]{0,3}\s(is |was |does |has been )?(not (a valid|valid|found|supported|available|allowed|accessible|recogni[sz]ed|permitted|exist|deployed)|invalid|unknown|unsupported|unavailable|decommissioned|deprecated|retired|discontinued|reached its end)/i },
  { says: "model", source: "LiteLLM, Mistral, Cloudflare, Together",
    form: /\b(invalid|unknown|unsupported|unrecogni[sz]ed|no such|not allowed to (access|use)|no access to|could not find|unable to access)( the)? model\b[^.]{0,60}<model>/i },
  { says: "model", source: "DeepSeek, SiliconFlow, Fireworks, Bedrock, Hugging Face, NVIDIA, LM Studio, Zhipu: without its name",
    form: /\bmodel (does |is )?not (exist|found|supported)|model identifier is invalid|\bnot a valid model (id|name|identifier)\b|\b(invalid|unknown) model (id|name|identifier)\b|\bmodel( version)? has reached (the|its) end|\bfunction '[^']{1,64}': not found for account|\bno models? (are |is )?(currently )?loaded\b|\bmodel (is )?not (currently )?loaded\b|模型不存在/i },
  { says: "model", source: "llama-swap, FastChat, Databricks: a model that nothing is set up for",
    form: /\b(could not find|no) (real modelid|suitable (inference )?handler|router|handler|peer)\b[^\n]{0,30}<model>|\ballowed now, your model <model>|\bendpoint does not exist\b[^\n]{0,60}\bmodel\b/i },
  { says: "model", source: "Bedrock and new-api: a model that this account or key may not use",
    form: /\b(do(es)?n't|do(es)? not|no) have access to ((the |this |these |preview |beta )*models?\b|<model>)|\bno permission to (use|access) (the |this )?model\b|^\W*model (is |has been )?disabled\W*$|\bcould not resolve the foundation model\b|无权(访问|使用)(该|此)?模型|模型[^，。]{0,6}未(开通|激活)|未(开通|激活)[^，。]{0,4}模型/i },
  { says: "model", source: "Groq, Hugging Face, Vertex: terms of a model that nobody has accepted yet",
    form: /^(?=[\s\S]*\bmodels?\b)[\s\S]*(\b(accept(ed)?|agreed? to|acknowledged?|sign(ed)?)\b (the|its|our|their|these) ([\w'-]+ ){0,3}(terms|licen[cs]e|EULA|agreement)\b|\bterms acceptance\b|\b(terms|licen[cs]e|EULA|agreement)\b[^.\n]{0,80}\b(accepted|agreed|acknowledged|signed)\b)/i },
  { says: "model", source: "Hugging Face, Bedrock, GitHub, OpenAI: a model that this account has to be let in to",
    form: /\baccess to (the |this |preview |our )*models?\b[^.\n]{0,120}\b(restricted|gated|denied|disabled|not (been )?(enabled|granted|allowed|approved))\b|\bmodel access\b[^.\n]{0,20}\b(denied|disabled|not (been )?(enabled|granted))\b|\bgated (repo|model)|(?<!\b(on|for|with|by|in|of|from) (this |the |your )?)(\bmodel|<model>)[^\w\s<]{0,3}( [^\w\s]?<model>[^\w\s]?)? (is|has) (currently |been |only )*(gated|disabled|paused|deactivated|not (been )?(enabled|activated|deployed|opened)|in (private|limited|closed) (preview|beta)|available (only )?(in|to|for) (private|limited|closed|allow-?listed|approved))|\bmodel use case\b[^.\n]{0,40}\bnot\b[^.\n]{0,10}\bsubmitted\b|\bmust be verified to use\b[^.\n]{0,20}\bmodel\b|\bmarked by (the )?provider as legacy\b|\b(not|has not|have not) (been )?activated the model\b/i },
  { says: "model", source: "Hugging Face's endpoints, Databricks, Baseten, Azure: what answers for a model is switched off",
    form: /\b(endpoint|deployment)\b[^.\n]{0,60}\b(is|was|has been) (currently )?(paused|stopped|disabled|deactivated|in (a )?(stopped|paused) state)\b/i },
  { says: "model", source: "LiteLLM, whose model names its provider",
    form: /\bLLM provider not provided\b|\bpassed (in )?model=<model>[^\n]{0,40}\bno ['"`]?model_name\b|\bthere is no ['"`]model_name['"`] with this string\b/i },
  { says: "model", source: "Vertex, Bedrock, Azure: the model under a name of the platform's own",
    form: /\bpublisher model\b[^\n]{0,250}\bnot found\b|\bmodel id\b[^\n]{0,200}\bon-demand throughput\b|\boperation does not work with the specified model\b/i },
  { says: "model", source: "OpenRouter: no provider has the model, or none that this account allows",
    form: /\bno (allowed )?(endpoints|providers) (found|(are )?available) (for|matching)\b/i },
  // The path of the endpoint has to be named as where the model is not: "messages" and "responses" are words of everybody.
  { says: "other-family", source: "OpenAI, Bedrock, GitHub: a model of another family",
    form: /\bmodel\b(?:[^.;\n]|\.(?=\w)){0,80}?\b(?:not|only)\b(?:[^.;\n]|\.(?=\w)){0,20}?\b(?:support|supported|available|accessible|usable)\b[^.;\n]{0,20}?['"`]?(?:\/?(?:v1\/)?chat\/completions|(?:\/v1\/|v1\/|\/)(?:responses|messages|embeddings)|(?:responses|messages|embeddings|chat[ .]completions?) API)\b/i },
  { says: "other-family", source: "Ollama, LM Studio: a model that makes something else",
    form: /(\bmodel|<model>['"`]?) (does not support (chat|generate|completions?|embeddings?)|is not (an )?embedding( model)?)\W*$/im },
  { says: "authentication", source: "Google, xAI, Bedrock, Databricks",
    form: /\b(api[ -]?key|access token|bearer token|credentials?)\b[^.]{0,60}\b(invalid|not valid|not found|incorrect|expired|missing|revoked|malformed)|\b(invalid|incorrect|expired|missing|no|unknown|malformed|valid) (\w+ ){0,2}(api[ -]?key|access token|bearer token|credentials?)\b/i },
  { says: "authentication", source: "Anthropic, OpenAI: whose key it is",
    form: /\b(organization|account|project|team)\b[^.]{0,40} (has been|is|was) (disabled|deactivated|suspended|restricted)/i },
  { says: "unsupported", source: "sub2api, Cursor's and other gateways: an endpoint that they do not offer", form: NOT_OFFERED },
  { says: "unsupported", source: "the same in Chinese",
    form: /不支持(?![在于用通对])[^，。\n]{0,12}(接口|端点|路径|协议|\/(v1\/)?(responses|messages|embeddings|chat\/completions)\b)/ },
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
    if (row === undefined)
      return FORMS.flatMap(([says, form]) => (parts.some((part) => form.test(part)) ? [says] : []));
    return row.status !== undefined && row.status !== status ? [] : [row.says];
  });
}

function mildest(said: readonly Blame[]): Blame | null {
  return BLAMES.find((blame) => said.includes(blame)) ?? null;
}

/** Identifiers of a limit on how often or how many at once; some servers send it with 503. */
const RATE_LIMIT = /(rate|concurrency|concurrent_?requests?)_?limit|too_?many_?(concurrent_?)?requests/i;

/** Whether an error says by its identifiers that it was asked too often, or too much at once: a slower pace helps. */
export function isRateLimit(error: ErrorReport | null): boolean {
  return error?.words.some((word) => RATE_LIMIT.test(word)) ?? false;
}

/** Identifiers of an answer that the model did begin and that its own provider could not read: Groq. */
const FAILED_SAMPLE = /^(json_validate|tool_use|output_parse)_failed$/i;

/** Whether an error says that one answer of the model went wrong: another may not, and the request was understood. */
export function isFailedSample(error: ErrorReport | null): boolean {
  return error?.words.some((word) => FAILED_SAMPLE.test(word)) ?? false;
}

/** What a request asks for and nobody behind the endpoint has (OpenRouter), and what it points at and is gone (OpenAI). */
const UNMET =
  /\bno (\w+ )?(endpoints|providers) (found|(are )?available) (that|which) (can |could )?(support|handle|accept)|\b(prompt|item|response|conversation|container|file|vector stores?)\b[^.\n]{0,12}\b(with )?ids?\b[^\n]{0,120}\bnot found\b|\bno such (file|vector store|container|prompt)\b/i;

/** Whether an error of "not here" is about what the request asks for, and not about the path that it was sent to. */
export function isUnmet(error: ErrorReport): boolean {
  return (error.param !== null && error.param !== "model") || error.reads(UNMET, "");
}

/** That the gateway which a base URL names was never set up: Cloudflare. */
const NOT_SET_UP = /\bplease configure AI gateway\b/i;

/** Whether a gateway says that there is none of the name in the address. */
export function isNotSetUp(error: ErrorReport | null): boolean {
  return error?.reads(NOT_SET_UP, "") ?? false;
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
  /insufficient_?(user_?)?(quota|balance|credits?|funds)|(quota|balance)_?insufficient|token_?quota|current_?quota|billing|budget|payment|arrear|overdue|past_?due|unpaid|trial|resource_?pack|spend|free_?tier|usage_?limit|^minimax\/1008$/i;

/** The same for people: it counts only where no wait is stated, because rate limits advise to pay more, too. */
const MONEY_PROSE = new RegExp(
  `exceeded your current quota|\\binsufficient (balance|quota|credits?|funds)|${MONEY_IN_CHINESE.source}`,
  "i",
);

/** Whether an error is about money, which no wait brings back; a rate limit is not. */
export function isAboutMoney(error: ErrorReport | null, statesWait: boolean): boolean {
  if (error === null) return false;
  return error.words.some((word) => MONEY.test(word)) || (!statesWait && error.reads(MONEY_PROSE, ""));
}
