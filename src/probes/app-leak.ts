import { isObject, parseJson } from "../text/json.ts";
import { MASKED_KEY_PATTERN } from "../text/key-shapes.ts";
import { isErrorText, quotesErrors } from "./app-error-text.ts";
import { withoutQuotes } from "./app-quoted.ts";

/** Error types and codes that only providers' gateways use (contracts.md, 1.2 and 1.6). Others are anybody's words. */
// biome-ignore format: a list of words reads by lines
const WORDS = [
  "comet_api_error", "new_api_error", "one_api_error", "openai_error", "insufficient_user_quota",
  "pre_consume_token_quota_failed", "get_channel_failed", "convert_request_failed", "do_request_failed",
  "bad_response_status_code", "insufficient_quota", "context_length_exceeded", "DeploymentNotFound", "API_KEY_INVALID",
];

/** Such a word, or a key of which only the ends are shown: both are harmless in configuration and documentation. */
const PROVIDER_WORD = new RegExp(`\\b(?:${WORDS.join("|")})\\b|\\s\\W?${MASKED_KEY_PATTERN}`);

/** What only an error says, wherever it is quoted. */
const PROVIDER_SENTENCES = [
  // The id begins with the time, to the second.
  /\(request id: \d{14}[A-Za-z0-9]*\)/i,
  /\bno available channel for (?:group|model)\b/i,
  new RegExp(`\\bAPI key provided: \\S{0,64}\\*{3}|\\[${MASKED_KEY_PATTERN}`),
  /\bYou exceeded your current quota, please check your plan and billing details/,
  /\bRate limit reached for \S{1,100} in organization org-/,
  /\bmodel's maximum context length is \d+ tokens\b/,
  /\bProvider returned error\b/,
  /\b(?:litellm|openai|anthropic)\.[A-Z][A-Za-z]{0,40}Error: /,
  // What the vendors' own libraries print in front of what they were answered.
  /\bError code: \d{3} - \{['"]/,
  /\berror, status code: \d{3}\b/,
  /\bAPIConnectionError: Connection error\b/,
  /\[GoogleGenerativeAI Error\]: /,
  /\b[45]\d\d [A-Z_]{6,40}\. \{['"]error['"]/,
  /\bwhen calling the (?:InvokeModel|Converse)\w{0,30} operation\b/,
];

/** Hosts that an error message of a service has no reason to name to its users (contracts.md, 1.1). */
const PROVIDER_HOSTS = [
  "api.cometapi.com",
  "api.openai.com",
  "api.anthropic.com",
  "generativelanguage.googleapis.com",
  "openai.azure.com",
];

/** What HTTP clients say when a request fails. A host in the same line is the provider that was asked. */
const CLIENT_FAILURE =
  /\b(?:ENOTFOUND|ECONN[A-Z]+|ETIMEDOUT|EAI_AGAIN|UND_ERR_\w+|getaddrinfo|HTTPS?ConnectionPool|dial tcp|no such host|i\/o timeout|cURL error \d+)\b|\b(?:Client|Server) error '\d{3}|\b(?:Get|Post) \\?"https?:|\bfor url:? \(?https?:|\bon (?:GET|POST) request\b/;

/** Members whose content is about what went wrong, whatever the status says. */
const ERROR_MEMBER = /error|exception|cause|stack|traceback/i;

/**
 * `success`: nothing says that this text is about an error. `failed`: the whole answer is. `error`: the member is. `declared`:
 * the whole answer is, and the words of it are those that the gate file names, as of a service that speaks as a provider does.
 */
type Context = "success" | "failed" | "error" | "declared";

/** A value of an answer, what is said of it, and the member it stands in; null: it is the whole. */
interface Part {
  readonly value: unknown;
  readonly context: Context;
  readonly member: string | null;
}

/**
 * Whether an answer of the application passes a provider's error on to its users
 * (release-and-rollback-checklist, step 6: provider errors are not exposed to end users). A service may speak about
 * providers, link to them and show its configuration: outside of errors only what errors alone look like counts.
 *
 * @param ownHost host of the application itself, whose name it may of course say
 * @param releaseHost host of the release's base URL
 * @param declared the gate file names words of this error
 * @param asDeclared texts of the answer that say what the gate file names: the rest of them is what the team declared
 */
export function exposesProviderError(
  text: string,
  status: number,
  ownHost: string,
  releaseHost: string,
  declared = false,
  asDeclared: readonly string[] = [],
): boolean {
  const hosts = [...PROVIDER_HOSTS, releaseHost].filter((host) => host !== "" && host !== ownHost);
  const failed: Context = declared ? "declared" : "failed";
  const whole: Context = status >= 400 ? failed : "success";
  const body = parseJson(text);
  const isDeclared = (value: string) => asDeclared.some((each) => each.includes(value.trim()));
  if (body === undefined && isDeclared(text)) return false;
  if (body === undefined) return leaks(text, whole, hosts) || (whole === "success" && isErrorText(text, null));
  const pending: Part[] = [{ value: body, context: whole, member: null }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, context, member } = next;
    if (
      typeof value === "string" &&
      !isDeclared(value) &&
      (leaks(value, context, hosts) || ((context === "success" || context === "error") && isErrorText(value, member)))
    )
      return true;
    if (context !== "declared" && isProviderError(value)) return true;
    if (Array.isArray(value)) for (const item of value) pending.push({ value: item, context, member });
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value))
        pending.push({
          value: inner,
          context: context !== "declared" && ERROR_MEMBER.test(key) ? "error" : context,
          member: key,
        });
  }
  return false;
}

function leaks(text: string, context: Context, hosts: readonly string[]): boolean {
  if (context === "success") {
    if (!saysError(text, hosts)) return false;
    // A page has words of its own around everything.
    return MARKUP.test(text) || (!quotesErrors(text) && saysError(withoutQuotes(text), hosts));
  }
  if (PROVIDER_SENTENCES.some((words) => words.test(text))) return true;
  if (context !== "declared" && (quotesEnvelope(text) || PROVIDER_WORD.test(text))) return true;
  return hosts.some((host) => names(text.toLowerCase(), host)) && (context === "error" || !isAddress(text));
}

/** Whether what only an error says, or what a client says when it did not reach a provider, stands anywhere in a text. */
function saysError(text: string, hosts: readonly string[]): boolean {
  if (PROVIDER_SENTENCES.some((words) => words.test(text)) || quotesEnvelope(text)) return true;
  const lower = text.toLowerCase();
  const named = hosts.filter((host) => names(lower, host));
  return (
    named.length > 0 &&
    text.split("\n").some((line) => CLIENT_FAILURE.test(line) && named.some((host) => names(line.toLowerCase(), host)))
  );
}

const MARKUP = /<\/[a-z]/i;

/** Whether a text in lower case has the name of a host in it. */
function names(lower: string, host: string): boolean {
  for (let at = lower.indexOf(host); at !== -1; at = lower.indexOf(host, at + 1)) {
    const [before, after] = [lower.charAt(at - 1), lower.charAt(at + host.length)];
    if (!/[a-z0-9-]/.test(before) && !/[a-z0-9-]/.test(after)) return true;
  }
  return false;
}

/** A value that is an address and nothing else is configuration, which a service may show, and no error text. */
function isAddress(value: string): boolean {
  return /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?(\/[\w./-]*)?$/i.test(value.trim());
}

/**
 * Whether a value is the error of a provider: OpenAI's with its four members, with or without an object around it, a
 * gateway's type or code, or Anthropic's. An error with no more than a type, a code and a text is anybody's.
 */
function isProviderError(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { type, code, message, error } = value;
  if (type === "error") return isObject(error) && /^[a-z_]+_error$/.test(String(error.type)) && "message" in error;
  if (typeof message !== "string") return false;
  return (
    WORDS.includes(String(type)) ||
    WORDS.includes(String(code)) ||
    ["type", "code", "param"].every((key) => key in value)
  );
}

/** Such an error as text in a text, as JSON or as a script language prints it. */
function quotesEnvelope(text: string): boolean {
  // An answer may have megabytes, and three copies are made of it.
  if (!/message|error/.test(text)) return false;
  const plain = unescaped(text);
  if (/["']type["']:\s{0,4}["']error["'],\s{0,4}["']error["']:\s{0,4}\{/.test(plain)) return true;
  return [...plain.matchAll(/\{[^{}]*\}/g)].some(
    ([block]) => MESSAGE.test(block) && (GATEWAY.test(block) || MEMBERS.every((member) => member.test(block))),
  );
}

const [MESSAGE, ...MEMBERS] = [
  /["']message["']\s{0,4}:/,
  /["']type["']\s{0,4}:/,
  /["']code["']\s{0,4}:/,
  /["']param["']\s{0,4}:/,
] as const;
const GATEWAY = new RegExp(`["'](?:type|code)["']\\s{0,4}:\\s{0,4}["'](?:${WORDS.join("|")})["']`);

/** Quotes without what JSON in JSON, or HTML, puts before or in place of them. */
function unescaped(text: string): string {
  return text
    .replace(/\\{1,8}(["'])/g, "$1")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
}
