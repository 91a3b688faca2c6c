import { IDENTIFIER } from "../evidence/attempt.ts";
import { isObject, parseJson } from "../text/json.ts";

/**
 * An error as an endpoint reports it, reduced to what may be kept. The message is used to look for names and request
 * ids and is never kept: messages leak group names, channel names and masked keys (contracts.md, 6.6).
 */
export interface ErrorReport {
  /** `nested`: `{error: {...}}` as documented; `flat`: the older vLLM shape; `detail`: FastAPI's. */
  readonly envelope: "nested" | "flat" | "detail";
  /** Machine-readable code; numbers become their digits, an empty string is null (contracts.md, 1.2 and 4.18). */
  readonly code: string | null;
  readonly type: string | null;
  readonly param: string | null;
  readonly requestId: string | null;
  /** Whether the message, parameter or details name this word. */
  readonly mentions: (word: string) => boolean;
}

/** Gateways chain, so the id may appear more than once; the last one is the outermost gateway's. */
const REQUEST_ID_IN_MESSAGE = /\(request id: ([A-Za-z0-9][A-Za-z0-9_-]{0,127})\)/g;

/** Reads an error from a response body; null where there is none in any recognisable envelope. */
export function readError(text: string): ErrorReport | null {
  return errorIn(parseJson(text));
}

/** Reads an error from a parsed body or event; null where there is none. */
export function errorIn(value: unknown): ErrorReport | null {
  if (!isObject(value)) return null;
  if (isObject(value.error)) return report("nested", value.error, value);
  if (typeof value.error === "string" && value.error !== "") return report("flat", { message: value.error }, value);
  if (value.object === "error" || (typeof value.message === "string" && ("code" in value || value.type === "error"))) {
    return report("flat", value, value);
  }
  if (typeof value.detail === "string" || Array.isArray(value.detail)) return report("detail", {}, value.detail);
  return null;
}

function report(
  envelope: ErrorReport["envelope"],
  error: Readonly<Record<string, unknown>>,
  whole: unknown,
): ErrorReport {
  const message = typeof error.message === "string" ? error.message : "";
  // A random id may spell a short model name.
  const words = message.replaceAll(REQUEST_ID_IN_MESSAGE, "");
  return {
    envelope,
    code: identifier(error.code),
    type: identifier(error.type === "error" ? undefined : error.type),
    param: identifier(error.param),
    requestId: [...message.matchAll(REQUEST_ID_IN_MESSAGE)].at(-1)?.[1] ?? null,
    mentions: (word) =>
      word !== "" &&
      (words.includes(word) || error.param === word || (envelope === "detail" && shallowText(whole).includes(word))),
  };
}

/** The strings of FastAPI's `detail`: a sentence, or a list of `{loc: [...], msg}`. */
function shallowText(detail: unknown): string {
  if (typeof detail === "string") return detail;
  if (!Array.isArray(detail)) return "";
  return detail
    .filter(isObject)
    .map(
      ({ loc, msg }) =>
        `${Array.isArray(loc) ? loc.filter((part) => typeof part === "string").join(".") : ""} ${typeof msg === "string" ? msg : ""}`,
    )
    .join("\n");
}

function identifier(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && IDENTIFIER.test(text) ? text : null;
}

/** Codes that say "no such model", whatever the status (contracts.md, 1.2; product.md, trigger `model`). */
const MODEL_CODES = new Set(["model_not_found", "model_not_available", "invalid_model", "unknown_model"]);

/** Codes, or statuses as codes, about money, quota or rate limits: not a bad release (product.md, trigger `capacity`). */
// biome-ignore format: a list of words reads by lines
const CAPACITY_CODES = new Set([
  "insufficient_quota", "insufficient_user_quota", "pre_consume_token_quota_failed", "insufficient_balance",
  "insufficient_credits", "billing_hard_limit_reached", "billing_not_active", "quota_exceeded", "rate_limit_exceeded",
  "rate_limit_error", "too_many_requests", "tokens_exceeded", "402", "429",
]);

/** Whether the error says that the model is unknown. */
export function isUnknownModel(error: ErrorReport | null): boolean {
  return MODEL_CODES.has(error?.code ?? "") || MODEL_CODES.has(error?.type ?? "");
}

/** Whether the error is about money, quota or rate limits. */
export function isCapacity(error: ErrorReport | null): boolean {
  return CAPACITY_CODES.has(error?.code ?? "") || CAPACITY_CODES.has(error?.type ?? "");
}

/** new-api's word for "this channel has no adaptor for that endpoint" (contracts.md, 1.2). */
export function isUnsupportedEndpoint(error: ErrorReport | null): boolean {
  return error?.code === "convert_request_failed" || error?.type === "convert_request_failed";
}

/** A malformed request reported through a server status; never retried (contracts.md, 1.2). */
export function isInvalidRequest(error: ErrorReport | null): boolean {
  return error?.code === "invalid_request";
}
