import type { AppSection } from "../settings/gate-file/app-schema.ts";
import type { Asked } from "./asked.ts";
import { SANDBOX_MODEL } from "./identity.ts";
import { json, type Reply } from "./reply.ts";
import { replyTo } from "./said.ts";

/** Where the deployed service answers, below the host. */
export const APP_PATH = "/app/api/chat";

/** The version that the service is at. */
export const APP_VERSION = "2026.11.20-1";

/** What a scenario may change about the service's answer. */
export interface AppAnswer {
  readonly version?: string;
  readonly fallback?: boolean;
}

/** What a small deployed service answers: a reply, whose it is, and the configuration that it runs with. */
export function appReply(asked: Asked, { version = APP_VERSION, fallback = false }: AppAnswer = {}): Reply {
  const message = asked.body?.message;
  if (typeof message !== "string") return appError(asked, 400, "message is missing");
  return json(
    200,
    {
      reply: replyTo(message).text,
      tenant: "sandbox",
      request_id: asked.requestId,
      config: { model: SANDBOX_MODEL, baseUrl: asked.baseUrl, timeoutMs: 30_000, version },
      meta: { fallback },
    },
    { "x-app-version": version, ...traceHeaders(asked) },
  );
}

/** An error of the service in its own words. */
export function appError(asked: Asked, status: number, message: string): Reply {
  return json(status, { error: message, request_id: asked.requestId }, traceHeaders(asked));
}

/** The request's id and, where it came with a trace, the trace that it belongs to (W3C Trace Context, level 2). */
function traceHeaders({ requestId, traceId }: Asked): Readonly<Record<string, string>> {
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
