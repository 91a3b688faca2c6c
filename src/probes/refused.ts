import {
  type ErrorReport,
  isCapacity,
  isInvalidRequest,
  isUnknownModel,
  isUnsupportedEndpoint,
  readError,
} from "../contracts/error-envelope.ts";
import type { Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { Answer } from "../http/types.ts";
import { observeError } from "./observe.ts";

/** Statuses of a request that the endpoint understood and rejected (product.md, trigger `request-schema`). */
const REJECTED = new Set([400, 409, 413, 415, 422]);

/** The server's own time limits: retryable like a 5xx, and no statement about the request (contracts.md, 2.5). */
const RETRYABLE_4XX = new Set([408, 425]);

/** Statuses that say "not here"; excusable for a family that only a preset selected (product.md, "Unsupported"). */
const NOT_HERE = new Set([404, 405, 501]);

/** How a refusal is judged. */
export type Refusal = Extract<Outcome, { readonly kind: "fail" | "unsupported" }>;

/**
 * The outcome of a documented-as-valid request that was not answered with a success. The order is the order of the
 * layers: who answered at all, then credential, then route, then model and money, then the request, then the provider.
 */
export function refused(answer: Answer, model: string): Refusal {
  const { status } = answer;
  const error = readError(answer.text);
  const observed = observeError(answer);
  // A 404 in an error envelope that names the model is about the model, not about the route (vLLM, Ollama, llama.cpp).
  const namesModel = status === 404 && error !== null && (error.param === "model" || error.mentions(model));
  const notHere = isUnsupportedEndpoint(error) || (NOT_HERE.has(status) && !namesModel);
  if (notHere && !isUnknownModel(error) && !isCapacity(error)) return { kind: "unsupported", observed };
  return { kind: "fail", category: refusalCategory(answer, error, namesModel), observed };
}

function refusalCategory(answer: Answer, error: ErrorReport | null, namesModel: boolean): Category {
  const { status } = answer;
  if (status >= 300 && status < 400) return "route";
  if (status === 407) return "proxy";
  if (isUnknownModel(error) || namesModel) return "model";
  if (isCapacity(error) || status === 429 || status === 402) return "capacity";
  if (status === 401) return "authentication";
  if (status === 403) return error === null ? "blocked" : "authentication";
  if (status >= 500) return isInvalidRequest(error) ? "request-schema" : "provider-5xx";
  if (isHtml(answer) || status === 410) return "route";
  if (REJECTED.has(status)) return "request-schema";
  return RETRYABLE_4XX.has(status) ? "provider-5xx" : "unclassified";
}

/** HTML by its content type, or by its first characters where the content type does not say so. */
export function isHtml(answer: Answer): boolean {
  if (answer.mediaType === "text/html" || answer.mediaType === "application/xhtml+xml") return true;
  return isHtmlDocument(answer.text);
}

/** Whether a text begins as an HTML document does. */
export function isHtmlDocument(text: string): boolean {
  return /^\s*<(!doctype html|html)[\s>]/i.test(text.slice(0, 512));
}
