import { isObject, parseJson } from "../contracts/json.ts";

/** Hosts whose names have no place in what a service says to its users (contracts.md, 1.1). */
const PROVIDER_HOSTS = ["api.cometapi.com", "api.openai.com"];

/** Error types and codes that only providers and gateways use (contracts.md, 1.2 and 1.6). */
const PROVIDER_WORDS = new Set([
  "comet_api_error",
  "new_api_error",
  "one_api_error",
  "openai_error",
  "upstream_error",
  "invalid_request_error",
  "insufficient_user_quota",
  "pre_consume_token_quota_failed",
  "get_channel_failed",
  "convert_request_failed",
  "do_request_failed",
  "bad_response_status_code",
]);

/** Words that a provider's error message brings along wherever it is quoted. */
const PROVIDER_TEXT = [
  new RegExp(`\\b(${[...PROVIDER_WORDS].join("|")})\\b`),
  /\(request id: [A-Za-z0-9_-]+\)/i,
  /\bno available channel\b/i,
  // A key, whole or masked. Shorter words with this beginning are class names.
  /\bsk-(?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{16}|\bsk-[A-Za-z0-9_-]{0,64}\*{3}/,
];

/**
 * Whether an answer of the application passes a provider's error on to its users
 * (release-and-rollback-checklist, step 6: provider errors are not exposed to end users).
 *
 * @param ownHost host of the application itself, whose name it may of course say
 * @param releaseHost host of the release's base URL
 */
export function exposesProviderError(text: string, ownHost: string, releaseHost: string): boolean {
  const hosts = [...PROVIDER_HOSTS, releaseHost].filter((host) => host !== "" && host !== ownHost);
  const body = parseJson(text);
  if (body === undefined) return quotesError(text) || hosts.some((host) => names(text, host));
  const pending = [body];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value === "string") {
      const said = value;
      if (quotesError(said) || (!isAddress(said) && hosts.some((host) => names(said, host)))) return true;
    }
    if (isObject(value) && isProviderError(value.error)) return true;
    if (typeof value === "object" && value !== null) for (const member of Object.values(value)) pending.push(member);
  }
  return false;
}

/** The envelope of OpenAI and of the gateways that copy it; an error with no more than a code and a text is anybody's. */
function isProviderError(error: unknown): boolean {
  if (!isObject(error) || typeof error.message !== "string") return false;
  if (PROVIDER_WORDS.has(String(error.type)) || PROVIDER_WORDS.has(String(error.code))) return true;
  return "type" in error && "code" in error && "param" in error;
}

function quotesError(text: string): boolean {
  return PROVIDER_TEXT.some((words) => words.test(text)) || quotesEnvelope(unescaped(text));
}

/** The envelope as text in a text, as JSON or as a script language prints it. */
function quotesEnvelope(text: string): boolean {
  return [...text.matchAll(/["']error["']\s*:\s*(\{[^{}]*\})/g)].some(([, block = ""]) =>
    ["message", "type", "code", "param"].every((key) => new RegExp(`["']${key}["']\\s*:`).test(block)),
  );
}

function names(text: string, host: string): boolean {
  const lower = text.toLowerCase();
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

/** Quotes without what JSON in JSON, or HTML, puts before or in place of them. */
function unescaped(text: string): string {
  return text
    .replace(/\\{1,8}(["'])/g, "$1")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
}
