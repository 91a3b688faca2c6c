import { isObject } from "../contracts/json.ts";
import { ANSWERED_KEY, MASKED_KEY_PATTERN } from "../text/key-shapes.ts";

/** Error types and codes that only providers' gateways use (contracts.md, 1.2 and 1.6). Others are anybody's words. */
// biome-ignore format: a list of words reads by lines
const WORDS = [
  "comet_api_error", "new_api_error", "one_api_error", "openai_error", "insufficient_user_quota",
  "pre_consume_token_quota_failed", "get_channel_failed", "convert_request_failed", "do_request_failed",
  "bad_response_status_code",
];

/** Such a word, or a key of which only the ends are shown: both are harmless in configuration and documentation. */
export const PROVIDER_WORD = new RegExp(`\\b(?:${WORDS.join("|")})\\b|\\s\\W?${MASKED_KEY_PATTERN}`);

/** What only an error says, wherever it is quoted. */
export const PROVIDER_SENTENCES: readonly RegExp[] = [
  // The id begins with the time, to the second.
  /\(request id: \d{14}[A-Za-z0-9]*\)/i,
  /\bno available channel for (?:group|model)\b/i,
  new RegExp(`\\bAPI key provided: \\S{0,64}\\*{3}|\\[${MASKED_KEY_PATTERN}`),
  /\bYou exceeded your current quota, please check your plan and billing details/,
  /\bRate limit reached for \S{1,100} in organization org-/,
  /\bmodel's maximum context length is \d+ tokens\b/,
  /\bProvider returned error\b/,
  /\b(?:litellm|openai|anthropic)\.[A-Z][A-Za-z]{0,40}Error: /,
  ANSWERED_KEY,
];

/**
 * Whether a value is the error of a provider: OpenAI's with its four members, with or without an object around it, a
 * gateway's type or code, or Anthropic's. An error with no more than a type, a code and a text is anybody's.
 */
export function isProviderError(value: unknown): boolean {
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
export function quotesEnvelope(text: string): boolean {
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
