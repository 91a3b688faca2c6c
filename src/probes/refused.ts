import { type ErrorReport, readError } from "../contracts/error-envelope.ts";
import {
  type Blame,
  blameOf,
  isFailedSample,
  isMercy,
  isNotSetUp,
  isOfEdge,
  isUnmet,
  NOT_IMPLEMENTED,
  proseBlameOf,
} from "../contracts/error-words.ts";
import type { Outcome } from "../evidence/attempt.ts";
import { CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import { OTHER_FAMILY } from "../evidence/not-here.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import { beginsAsEvents } from "../http/answer.ts";
import type { Answer } from "../http/types.ts";
import { observeError } from "./observe.ts";

/** Statuses of a request that the endpoint understood and rejected (product.md, trigger `request-schema`). */
const REJECTED = new Set([400, 409, 413, 415, 422]);

/**
 * The server's own time limits, and an upstream that failed (Bedrock, Text Generation Inference): retryable like a 5xx,
 * and no statement about the request (contracts.md, 2.5).
 */
const RETRYABLE_4XX = new Set([408, 424, 425, 499]);

/** Statuses that say "not here"; excusable for a family that only a preset selected (product.md, "Unsupported"). */
const NOT_HERE = new Set([404, 405, 501]);

/** Statuses about money, rate limits and load (contracts.md, 7.2). */
const SHORT_OF = new Set([402, 429, 498, 529]);

/** The very model that was asked, in a sentence: Azure's paths have its name in them as well, and Google's names a path. */
const NAMED = /(?<![/\w.-])<model>(?![\w-])|\bmodels\/<model>(?![\w-])/;

/** Whether a sentence without any wrapping names the model (llama-swap); its beginning is enough, UTF-16 units. */
function names({ text, mediaType }: Answer, model: string): boolean {
  return model !== "" && mediaType === "text/plain" && NAMED.test(text.slice(0, 512).replaceAll(model, "<model>"));
}

/** Headers by which an edge says that it answered in the API's place: Cloudflare, Vercel, AWS WAF (202 or 405). */
const EDGE_HEADERS = ["cf-mitigated", "x-vercel-mitigated", "x-amzn-waf-action"];

/** How a refusal is judged. */
export type Refusal = Extract<Outcome, { readonly kind: "fail" | "unsupported" }>;

/** The outcome of a documented-as-valid request that was not answered with a success. */
export function refused(answer: Answer, model: string): Refusal {
  const error = readError(answer.text, answer.headers);
  const observed = observeError(answer);
  const said = statusSays(answer, error, model);
  const elsewhere = isHold(said) ? null : elsewhereOf(error, answer.status, model);
  if (elsewhere === "other-family") return { kind: "unsupported", observed: { ...observed, detail: OTHER_FAMILY } };
  if (elsewhere === "unsupported") return { kind: "unsupported", observed };
  const malformed = said === "provider-5xx" && blameOf(error, answer.status) === "request-schema";
  const category = blamed(malformed ? "request-schema" : said, error, answer.status, model);
  if (category === "unsupported") return { kind: "unsupported", observed };
  // Whatever it was that read it: a gateway in front has a page for it.
  const isTooLarge = category === "request-schema" && answer.status === 413;
  return { kind: "fail", category, observed: isTooLarge ? { ...observed, detail: "request-too-large" } : observed };
}

/** Whether this model, or this channel, is asked in another family: where, and not what, is wrong. Null: nothing says so. */
function elsewhereOf(error: ErrorReport | null, status: number, model: string): Blame | null {
  if (error === null) return null;
  const blame = blameOf({ ...error, param: null }, status);
  // Words excuse nothing that a status forbids: a credential that may not ask here is no endpoint that is not there.
  const inWords =
    NOT_HERE.has(status) || REJECTED.has(status) || (status >= 500 && error.reads(NOT_IMPLEMENTED, model));
  return blame ?? (inWords ? proseBlameOf(error, status, model) : null);
}

/**
 * Whom a failure is blamed on. Blame goes only downward (contracts.md, 7.2): what is no fault of the release is a hold
 * whatever else was said, a hold stays one, and prose decides only where no identifier does.
 * @param said what the failure is without its error: what the status says, or what an error with a success status breaks
 */
export function blamed<Said extends Category | "unsupported">(
  said: Said,
  error: ErrorReport | null,
  status: number,
  model: string,
): Category | Said {
  const blame = blameOf(error, status);
  if (isMercy(blame)) return blame;
  if (error === null || isHold(said)) return said;
  if (blame === "model" || blame === "authentication") return blame;
  const prose = proseBlameOf(error, status, model);
  if (isMercy(prose)) return prose;
  if (prose === "model" && (said === "request-schema" || status === 404 || status === 403)) return prose;
  return prose === "authentication" && said === "request-schema" ? prose : said;
}

/** Whether a category holds a release unless a policy says otherwise. */
export function isHold(category: Category | "unsupported"): boolean {
  return category !== "unsupported" && TRIGGERS[CATEGORY_FACTS[category].trigger].severity === "hold";
}

/** What a status says by itself, and in which form it came: who answered at all, then credential, route and request. */
function statusSays(answer: Answer, error: ErrorReport | null, model: string): Category | "unsupported" {
  const { status } = answer;
  if (status >= 300 && status < 400) return "route";
  if (status === 407) return "proxy";
  if (SHORT_OF.has(status)) return "capacity";
  // About the country that the caller is in.
  if (status === 451) return "blocked";
  if (wantsCertificate(answer)) return "tls";
  if (isFromEdge(answer) || (isOfEdge(error) && status < 500)) return "blocked";
  if (status === 401) return "authentication";
  if (status === 403) return error === null || isBareRefusal(error) ? "blocked" : "authentication";
  // A 404 in an error envelope that names the model is about the model, not about the route (vLLM, Ollama, llama.cpp).
  if ((status === 404 || status === 410) && (error?.reads(NAMED, model) ?? names(answer, model))) return "model";
  if (NOT_HERE.has(status)) return error !== null && isUnmet(error) ? "request-schema" : "unsupported";
  if (status >= 500) return "provider-5xx";
  if (status === 413) return "request-schema";
  if (isHtml(answer) || status === 410 || isNotSetUp(error)) return "route";
  if (REJECTED.has(status)) return isFailedSample(error) ? "provider-5xx" : "request-schema";
  return RETRYABLE_4XX.has(status) ? "provider-5xx" : "unclassified";
}

/**
 * Whether a server says that it wants a client certificate: nginx finishes the handshake without one, and answers with a page
 * of its own and a 400, or with its own statuses 495 and 496 where a gateway passes them on.
 */
function wantsCertificate(answer: Answer): boolean {
  if (answer.status === 495 || answer.status === 496) return true;
  return answer.status === 400 && isHtml(answer) && /\bSSL certificate\b/i.test(answer.text.slice(0, 512));
}

/** What a bare refusal says, each on its own line, and Cloudflare Access of a page that nobody logged in for. */
const BARE_REFUSAL = /^((forbidden|access denied)\.?\n?)+$|^forbidden\. you don't have permission to view this\b/i;

/**
 * `{"message":"Forbidden"}` in any wrapping, and nothing else but the status: an API that looked at a credential would say
 * so (AWS API Gateway and WAF, Azure API Management's address filter, Groq).
 */
export function isBareRefusal({ words, reads }: ErrorReport): boolean {
  return words.every((word) => /^(403|forbidden)$/i.test(word)) && reads(BARE_REFUSAL, "");
}

/**
 * What the page of a check for people says, whatever its status: titles of Cloudflare, AWS WAF, Vercel, DDoS-Guard, Imperva
 * and HUMAN, and ngrok's page before the service's own. A gateway's error page has the name of its status there.
 */
const BOT_CHECK =
  /<title[^>]{0,200}>\s*(?:just a moment(?:\.{3}|…)\s*<|attention required! \| cloudflare|human verification\s*<|(?:vercel )?security checkpoint\s*<|client challenge\s*<|ddos-guard\s*<|pardon our interruption|access to this page has been denied)|\bERR_NGROK_6024\b/i;

/**
 * What the page of a filter says that stands between this machine and the internet, whatever its status: titles of Zscaler,
 * FortiGuard, Palo Alto, Cisco Umbrella, Netskope, Symantec, Sophos and Check Point. A vendor's name alone is no block: a
 * service has pages about its integrations, too.
 */
const FILTER_PAGE =
  /<title[^>]{0,200}>\s*(?:internet security by zscaler|web filter (?:violation|block)|(?:web ?page|web ?site|url|access|site) (?:is )?blocked\s*[<!.|–-]|this site (?:is|has been) blocked|(?:fortiguard|netskope|symantec web security|sophos web|(?:check point )?usercheck)\b[^<]{0,80}\b(?:block(?:ed)?|denied|violation|alert|restricted|not allowed)(?: page)?\s*[<!.|–-]|(?:check point )?usercheck\s*<|network authentication required)/i;

/** The title of Squid's own pages. */
const SQUID_PAGE = /<title[^>]{0,200}>\s*error: the requested url could not be retrieved/i;

/**
 * Whether Squid says that it let nobody through. Its 5xx is about what stands behind it, which is the service where Squid is
 * its reverse proxy; a name that it could not look up is a matter of its own network.
 */
function isSquidRefusal({ headers, status, text }: Answer): boolean {
  const said = headers["x-squid-error"];
  if (said === undefined && !SQUID_PAGE.test(text)) return false;
  return status < 500 || /\bERR_DNS_FAIL\b/.test(said ?? text);
}

/** Whether something in front says that it answered, and not the API: a challenge or a block page, whatever its status. */
export function isFromEdge(answer: Answer): boolean {
  const { headers, status, text } = answer;
  // Defined for a network that wants a login, and for nobody behind it (RFC 6585, 6).
  if (status === 511) return true;
  if (EDGE_HEADERS.some((name) => name in headers) || headers["ngrok-error-code"] === "ERR_NGROK_6024") return true;
  // Alibaba's firewall has no header for it, and a status that a wrong route has too.
  return (
    (status === 405 && text.includes("//errors.aliyun.com/")) ||
    isSquidRefusal(answer) ||
    (isHtml(answer) && (BOT_CHECK.test(text) || FILTER_PAGE.test(text)))
  );
}

/**
 * HTML by its first characters, or by its content type: frameworks call everything HTML that nobody gave another type, so
 * what begins as JSON or as a stream of events is a wrong label and no page.
 */
export function isHtml({ mediaType, text }: Answer): boolean {
  const isCalled = mediaType === "text/html" || mediaType === "application/xhtml+xml";
  return isHtmlDocument(text) || (isCalled && !/^\s*[[{]/.test(text) && !beginsAsEvents(text));
}

/** Whether a text begins as an HTML document does. */
export function isHtmlDocument(text: string): boolean {
  return /^\s*<(!doctype html|html)[\s>]/i.test(text.slice(0, 512));
}
