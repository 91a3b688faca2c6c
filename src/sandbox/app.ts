import type { AppSection, RouteSection } from "../settings/gate-file/app-schema.ts";
import { deltas, okOutput, SANDBOX_MODEL } from "./model.ts";
import { dataFrame, eventStream, json, type Reply } from "./reply.ts";
import { APP_PATHS, type ApiRequest } from "./request.ts";

/** The version that the service is at. */
export const APP_VERSION = "2026.11.20-1";

/** The version before it. */
export const VERSION_BEFORE = "2026.11.13-4";
/** The version after it. */
export const VERSION_AFTER = "2026.11.27-1";

/** What opens the service's own session, and what that token is given for; they open nothing else. */
const TOKEN = "token-of-the-sandbox-service";
const APP_TOKEN = `Bearer ${TOKEN}`;
/** What the session of the sandbox service is opened with; it opens nothing else. */
export const APP_PASSWORD = "password-of-the-sandbox-service";

/** Where the result of a job stands. */
const RESULT = "/result";

/** What the service answers on each of its routes. */
export function serviceReply(request: ApiRequest): Reply {
  const { path, authorization } = request;
  if (path === APP_PATHS.chat) return appReply(request);
  if (path === APP_PATHS.stream) return eventStream(streamFrames(request));
  if (path === APP_PATHS.session)
    return authorization === APP_TOKEN
      ? json(200, { user: "smoke", scopes: ["chat"] }, traceHeaders(request))
      : appError(request, 401, "not signed in");
  if (path === APP_PATHS.login)
    return request.body?.password === APP_PASSWORD
      ? json(200, { access_token: TOKEN, token_type: "Bearer", expires_in: 300 }, traceHeaders(request))
      : appError(request, 401, "wrong password");
  if (path === APP_PATHS.jobs) return taken(request, `${APP_PATHS.jobs}/${request.requestId}`);
  if (path.endsWith(RESULT)) return job(request, "done");
  // A job that has been asked after is done, and says where its result is.
  return path.startsWith(`${APP_PATHS.jobs}/`)
    ? json(303, {}, { ...traceHeaders(request), location: `${path}${RESULT}` })
    : appError(request, 404, "no such route");
}

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

/** The frames of its stream: pieces of the reply, then a mark. */
export function streamFrames({ body }: ApiRequest): readonly string[] {
  const message = typeof body?.message === "string" ? body.message : null;
  return [...deltas(okOutput(message).text).map((text) => dataFrame({ type: "text", text })), "data: [DONE]\n\n"];
}

/** A job that was taken, and where it is asked after. */
export function taken(request: ApiRequest, location: string): Reply {
  return json(202, { status: "queued" }, { ...traceHeaders(request), location, "retry-after": "0" });
}

/** A job that was begun, as it stands. */
export function job(request: ApiRequest, status: string): Reply {
  return json(200, { status, request_id: request.requestId }, traceHeaders(request));
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

/** How a gate file describes the service: all of its routes. */
export function appSection(origin: string): AppSection {
  return [
    { name: "chat", ...chatRoute(origin) },
    {
      name: "stream",
      url: `${origin}${APP_PATHS.stream}`,
      body: { message: "{{prompt}}" },
      stream: { text: "/text", terminal: "[DONE]" },
      expect: { pointers: { "": { echoes: "code" } } },
    },
    {
      name: "job",
      url: `${origin}${APP_PATHS.jobs}`,
      body: { message: "{{prompt}}" },
      until: { within: "1s", every: "50ms", at: "location" },
      expect: { pointers: { "/status": { equals: "done" } } },
    },
    {
      name: "session",
      url: `${origin}${APP_PATHS.session}`,
      headers: { Authorization: APP_TOKEN },
      expect: { pointers: { "/user": "string", "/scopes": { contains: "chat" } } },
    },
  ];
}

/** Its chat: what it has to say about itself, and where a fallback would show. */
export function chatRoute(origin: string): RouteSection {
  return {
    url: `${origin}${APP_PATHS.chat}`,
    method: "POST",
    body: { message: "{{prompt}}" },
    expect: {
      status: 200,
      headers: { "x-app-version": APP_VERSION },
      pointers: {
        "/reply": { echoes: "code" },
        "/tenant": { equals: "sandbox" },
        "/config/model": { release: "model" },
        "/config/baseUrl": { release: "base-url" },
        "/config/timeoutMs": "integer",
      },
      fallback: { pointer: "/meta/fallback" },
    },
  };
}
