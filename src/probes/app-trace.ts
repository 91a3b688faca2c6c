import { IDENTIFIER } from "../evidence/identifiers.ts";
import type { Answer } from "../http/types.ts";
import { isObject } from "../text/json.ts";

/** Headers by which services name a request, beside those of the providers. */
const TRACE_HEADERS = ["traceresponse", "x-trace-id", "x-correlation-id", "x-amzn-trace-id"];

/** Fields of the same meaning in a body, without case, hyphens and underscores. */
const TRACE_FIELDS = new Set(["requestid", "xrequestid", "traceid", "correlationid"]);

/** Levels of the body that are looked through: the document, its `meta`, and what is in there. */
const MAX_LEVELS = 3;

/** The request or trace id that a header of the application's answer gives; null without a usable one. */
export function traceIdIn({ requestId, headers }: Answer): string | null {
  const found = TRACE_HEADERS.map((name) => headers[name]).find(
    (value) => value !== undefined && IDENTIFIER.test(value),
  );
  return requestId ?? found ?? null;
}

/** Whether the body names the request. The value itself is the application's and is not kept. */
export function namesRequest(body: unknown, levels = MAX_LEVELS): boolean {
  if (!isObject(body) || levels === 0) return false;
  return Object.entries(body).some(
    ([key, value]) =>
      (TRACE_FIELDS.has(key.toLowerCase().replace(/[-_]/g, "")) && isId(value)) || namesRequest(value, levels - 1),
  );
}

function isId(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}
