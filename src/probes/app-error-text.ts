/**
 * Texts that are a provider's error, or a client library's, from their first word to their last: what a service shows that
 * takes the message of an exception for its answer. Prose that only speaks of such an error begins otherwise, or goes on.
 */

/** What services and libraries put before the message: `Error: 404`, `openai.NotFoundError:`, `Something went wrong:`. */
const BEFORE = [
  "^[^\\p{L}\\p{N}'\"`]{0,4}",
  "(?:(?:sorry,? |oops[,!:]? |an? |the |there was an |(?:api|llm|ai|model|provider|upstream|internal|unexpected|http) ){0,3}",
  "(?:[\\w.]{0,60}(?:error|exception)(?: (?:code|message|occurred|(?:from|calling) \\w{1,20}))?|something went wrong|",
  "(?:request|call|completion|generation) failed|failed to (?:get|generate|fetch|create)[\\w ]{0,30})(?:\\s?[:–—-]\\s?|\\s(?=\\d{3}\\b))){0,4}",
  "(?:[[(]?[45]\\d\\d[\\])]?(?: (?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Too Many Requests|Internal Server Error|Service Unavailable))?[\\s:,.–-]{1,4})?",
].join("");

/** Sentences that nobody else has, by who writes them. Each is the beginning of a message. */
// biome-ignore format: a table reads by its rows
const SENTENCES: readonly (readonly [source: string, form: string])[] = [
  ["OpenAI and those that are like it: the model", "(?:the|that) model:? (?:['`\"]?[^\\s'`\"]{1,100}['`\"]? )?(?:does not exist|(?:has been|is) (?:deprecated|decommissioned|(?:currently )?overloaded)|is not supported|was not found)|project ['`\"]?proj_\\S{1,60} does not have access to model|no such model: "],
  ["OpenAI: its own failure and load", "the server (?:had an error (?:while )?processing your request|is (?:currently )?overloaded)|the engine is currently overloaded"],
  ["OpenAI: fields", "unsupported (?:parameter|value): ['`\"][^\\n]{1,200}(?:not supported|does not support)|unrecognized request arguments? supplied: |(?:unknown|missing required) parameter: ['`\"]|invalid (?:schema for (?:response_format|function)|parameter: )|this model's maximum context length|you requested a model that is not compatible|this is (?:not )?a chat model and "],
  ["OpenAI: the key, the account, the place", "incorrect api key provided|you didn't provide an api key|invalid authentication\\b[^.]{0,20}\\.? ?$|you must be a member of an organization to use the api|your organization must be verified to|(?:unsupported )?country, region, or territory not supported|billing hard limit has been reached|your account is not active, please check your billing|you exceeded your current quota|request too large for |rate limit (?:reached|exceeded)(?: for |: ?(?=\\S*[-_/\\d]))|you've exceeded the rate limit|invalid prompt: your prompt was flagged|your request was (?:rejected|flagged) (?:as a result of|by) (?:our|the) (?:safety|usage|content|moderation)"],
  ["Anthropic", "your credit balance is too low|invalid x-api-key|this request would exceed (?:your|the) (?:organization|account)|number of (?:request|input|output) tokens has exceeded|prompt is too long: \\d+ tokens|output blocked by content filtering policy|input length and `max_tokens` exceed|this organization has been disabled|messages: (?:roles must|first message|text content|at least one)|max_tokens: \\d+ > \\d+"],
  ["Azure", "the response was filtered|the api deployment for this resource does not exist|access denied due to (?:invalid subscription key|virtual network)|requests to the \\S{1,80} operation under|public access is disabled\\. please configure|the requested operation is unsupported|your task failed as a result of our safety system"],
  ["Amazon Bedrock", "(?:an error occurred \\()?(?:validation|throttling|accessdenied|resourcenotfound|modelnotready|modeltimeout|modelerror|servicequotaexceeded|serviceunavailable|unrecognizedclient|expiredtoken|internalserver)exception\\b|invocation of model id \\S{1,200} with on-demand|you don't have access to the model with|the provided model identifier is invalid|too many (?:requests|tokens)(?: per day)?, please wait before|malformed input request|the security token included in the request is|your account is not authorized to invoke|model use case details have not been submitted|this model version has reached the end of its life"],
  ["Google", "api key (?:not valid\\. please pass|expired\\. please renew|not found\\. please pass)|models/\\S{1,100} is not found for api version|publisher model \\S{1,200}|the model is overloaded\\. please try again|this model is currently experiencing high demand|user location is not supported for the api|resource has been exhausted|(?:the )?generative language api has not been used|request had invalid authentication credentials|permission denied: consumer|candidate was blocked due to|response was blocked due to|\\w{0,20}\\.?response\\.text[`'\"]? (?:quick accessor|requires)"],
  ["Mistral, Groq, DeepSeek, xAI, Cohere", "invalid model: |requests? rate limit exceeded|service tier capacity exceeded|insufficient balance\\.?$|authentication fails\\b|failed to call a function\\. please adjust|invalid api token|no api key found in request|you are using a trial key"],
  ["OpenRouter, LiteLLM, one-api", "no endpoints (?:found|available)\\b|no (?:auth|cookie auth) credentials found|insufficient credits\\b|this request requires more credits|\\S{1,100} is not a valid model id|key limit exceeded|budget has been exceeded|no deployments available for selected model|invalid model name passed in|authentication error, invalid proxy server token|llm provider not provided|key not allowed to access model|no available channel for|upstream (?:error|request failed)\\b"],
  ["client libraries", "ai_[a-z]{3,40}error\\b|failed after \\d+ attempts\\b|(?:max|maximum) retries exceeded|request failed with status code [45]\\d\\d|(?:client|server) error '[45]\\d\\d|[45]\\d\\d (?:client|server) error: |[45]\\d\\d status code \\(no body\\)|response status code does not indicate success: [45]\\d\\d|http [45]\\d\\d \\([a-z_ ]{2,60}: |(?:the )?openai_api_key (?:environment variable is missing|client option must be set)|could not resolve authentication method|(?:error )?calling \\w{2,30} api (?:failed|error)|error invoking model"],
];

const ERROR = new RegExp(`${BEFORE}(?:${SENTENCES.map(([, form]) => form).join("|")})`, "iu");

/** What libraries say in so few words that others say it, too: an error only where it is the whole answer. */
const ALONE = new RegExp(
  `${BEFORE}(?:connection error|request timed out|request was aborted|premature close|fetch failed|failed to fetch|timeout of \\d+ ?ms exceeded|context deadline exceeded)[.!]?$`,
  "iu",
);

/** The shortest message, UTF-16 units: `fetch failed`. */
const SHORTEST = 12;

/** The longest message, UTF-16 units: what goes on explains. */
const LONGEST = 800;

/** What is said about an error, and not by one: what it means, when it comes, what it looks like. */
const EXPLAINS = new RegExp(
  [
    "\\b(?:error|message|response|status|exception)s?\\b[^.\\n]{0,160}\\b(?:means?|appears?|occurs?|happens?|indicates?|tells|comes|usually|is (?:returned|shown|raised|thrown|what))\\b",
    "\\b(?:if|when(?:ever)?|where) (?:you|your \\w+|users?) (?:(?:may|might|will) )?(?:see|get|receive|call|send|meet|hit)s?\\b|\\byou (?:see|get) (?:(?:this|that|the|an?)\\b|[\"'`“«])",
    "\\bis (?:what|how|when|why|error \\d{3}|an? \\w+ error)\\b|\\bmeans (?:that|exactly|the|you)\\b|['’]s way of\\b|\\blooks? like (?:this|so)\\b|\\bcommon causes?\\b|\\bthis happens when\\b|\\bexcept [\\w.]+ as \\w+:|\\b(?:customer|user|ticket)s?\\b[^.\\n]{0,40}\\b(?:reports?|reported|saw|sees)\\b",
  ].join("|"),
  "i",
);

/** Who says that something went wrong explains nothing, however long. */
export const FAILS =
  /\b(?:sorry|apologi[sz]e|went wrong|(?:an|unexpected|following) error (?:has )?occurred(?! \()|encountered an error|returned an error|due to (?:an )?error)\b|^Traceback |^\s+at \S+ \(/im;

/** Words beside quoted JSON and addresses from which a text is no error any more; the longest ones have 60. */
const FEWEST_OF_PROSE = 90;

/** Whether a text speaks about errors and quotes one, as help and documentation do. */
export function quotesErrors(text: string): boolean {
  if (FAILS.test(text)) return false;
  if (EXPLAINS.test(text)) return true;
  const plain = text.replace(/\{[^{}]*\}|https?:\S+/g, "");
  return (plain.match(/(?<![\w.])\p{L}{1,20}(?![\w(])/gu)?.length ?? 0) >= FEWEST_OF_PROSE;
}

/** A text in paragraphs. */
const PARAGRAPHS = /\n\s*\n/;

/** Members that name or ask for something: a text there is no answer. */
const NO_ANSWER = /title|question|name|label|heading|query|prompt|input|example|description|summary|pattern/i;

/** Members in which an answer stands. */
const ANSWER = /^(?:reply|answer|response|text|content|output|completion|generated_?text|output_?text)$/i;

/**
 * Whether a text is a provider's error, or that of a library that asked it, as a whole.
 * @param member the JSON member in which it stands; null: none
 */
export function isErrorText(text: string, member: string | null): boolean {
  const said = text.trim();
  if (said.length < SHORTEST || said.length > LONGEST || (member !== null && NO_ANSWER.test(member))) return false;
  if (PARAGRAPHS.test(said) || EXPLAINS.test(said)) return false;
  return ERROR.test(said) || ((member === null || ANSWER.test(member)) && ALONE.test(said));
}

/** What is down: whoever answers, and not what somebody asked for. */
const ANSWERER =
  "\\b(?:(?:the|our|this|ai|chat|virtual|support) ?){0,3}(?:ai|chat ?bot|bot|assistant|service|model|server|system)";

/** Trouble of whoever answers, in the words of a text that says nothing else. A refusal, and another's trouble, are none. */
const TROUBLE = new RegExp(
  [
    `${ANSWERER}(?: is|'s)? (?:currently |temporarily )?(?:unavailable|down|offline|overloaded|(?:experiencing|under) (?:\\w+ )?(?:high|heavy|technical|load|demand|maintenance|issues|problems|difficulties))\\b`,
    "(?:something|anything) (?:\\w+ )?went wrong|internal server error|service (?:temporarily )?unavailable",
    "(?:i|we)(?:'m| am|'re| are)? (?:currently )?(?:having|experiencing) (?:some |technical |temporary )?(?:trouble|difficult|issue|problem)",
    "(?:encountered|ran into|hit) an? (?:\\w+ )?error|(?:failed|(?:unable|not able) to|cannot|can'?t|couldn'?t|could not) (?:to )?(?:generate|produce|get|answer|respond|process)\\b.{0,40}(?:right now|at (?:the|this) (?:moment|time)|an? (?:response|answer))",
    "(?<!\\b(?:if|when|once|whenever) (?:an|the|this|any) )error (?:has )?occurred(?! (?:in|on|at|with|because|when you)\\b)|there (?:was|has been) an? (?:\\w+ )?(?:error|problem|issue) (?:while |when )?(?:processing|generating|answering|connecting)",
    "no (?:response|answer) from (?:the )?(?:ai|model|assistant)",
    // German, French, Spanish, Portuguese, Chinese, Japanese.
    "fehler (?:ist )?aufgetreten|etwas (?:ist )?schiefgelaufen|versuch.{0,40}sp(?:ä|ae)ter",
    "erreur (?:s'est produite|est survenue)|r(?:é|e)essay.{0,20}plus tard|(?:ocurrido|producido|ocurri(?:ó|o)) un error|int(?:é|e)nt.{0,30}m(?:á|a)s tarde",
    "ocorreu um erro|tente.{0,20}mais tarde|(?:发生|出现)了?(?:错误|异常)|稍[后後](?:再试|重试|再試|重試)|系统繁忙|エラーが発生|しばらくしてから",
  ].join("|"),
  "i",
);

/** The whole of a text that names no trouble and is no answer either. */
const NO_ANSWER_AT_ALL = /^\W{0,4}(?:error|(?:please )?try again(?: later)?)\W{0,4}$/i;

/** What begins an answer to the person: it is theirs that is in trouble, or something else that is to be had. */
const OF_THE_PERSON = /\byour (?!request|question|message|prompt|query)|\bthe item\b/i;

/** The longest apology, UTF-16 units: a longer text has more to say. */
const LONGEST_APOLOGY = 250;

/** Whether a text does nothing but say that whoever answers is in trouble, in place of an answer. */
export function isApology(text: string): boolean {
  const said = text.trim().replaceAll("’", "'");
  if (said.length > LONGEST_APOLOGY || OF_THE_PERSON.test(said)) return false;
  return TROUBLE.test(said) || NO_ANSWER_AT_ALL.test(said);
}
