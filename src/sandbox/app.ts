import type { AppSection } from "../settings/gate-file/app-schema.ts";
import { okOutput, SANDBOX_MODEL } from "./model.ts";
import { json, type Reply } from "./reply.ts";
import { APP_PATH, type ApiRequest } from "./request.ts";

/** The version that the service is at. */
export const APP_VERSION = "2026.11.20-1";

/** The version before it, and the one after it. */
export const VERSION_BEFORE = "2026.11.13-4";
export const VERSION_AFTER = "2026.11.27-1";

/**
 * What a small deployed service answers: a reply, whose it is, and the configuration that it runs with. A scenario may
 * change its version, and whether a fallback answered.
 */
export function appReply(request: ApiRequest, { version = APP_VERSION, fallback = false } = {}): Reply {
  const message = request.body?.message;
  if (typeof message !== "string") return appError(request, 400, "message is missing");
  return json(
    200,
    {
      reply: okOutput(message).text,
      tenant: "sandbox",
      request_id: request.requestId,
      config: { model: SANDBOX_MODEL, baseUrl: request.baseUrl, timeoutMs: 30_000, version },
      meta: { fallback },
    },
    { "x-app-version": version, ...traceHeaders(request) },
  );
}

/** An error of the service in its own words. */
export function appError(request: ApiRequest, status: number, message: string): Reply {
  return json(status, { error: message, request_id: request.requestId }, traceHeaders(request));
}

/** The request's id and, where it came with a trace, the trace that it belongs to (W3C Trace Context, level 2). */
function traceHeaders({ requestId, traceId }: ApiRequest): Readonly<Record<string, string>> {
  const id = { "x-request-id": requestId };
  // The id ends in hexadecimal digits only.
  return traceId === null ? id : { ...id, traceresponse: `00-${traceId}-${requestId.slice(-16)}-01` };
}

/** How a gate file describes the service: what it has to say about itself, and where a fallback would show. */
export function appSection(origin: string): AppSection {
  return {
    url: `${origin}${APP_PATH}`,
    method: "POST",
    body: { message: "{{prompt}}" },
    expect: {
      status: 200,
      headers: { "x-app-version": APP_VERSION },
      pointers: {
        "/reply": "string",
        "/tenant": { equals: "sandbox" },
        "/config/model": { release: "model" },
        "/config/baseUrl": { release: "base-url" },
        "/config/timeoutMs": "integer",
      },
      fallback: { pointer: "/meta/fallback" },
    },
  };
}
