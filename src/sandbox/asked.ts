/**
 * The path below the host, named: the two text endpoints, the model list, the public catalogue, the deployed service's
 * own route, the documentation, an unknown path below `/v1` (a JSON 404), or a path outside `/v1` (the web console).
 */
export type Endpoint =
  | "chat-completions"
  | "responses"
  | "models"
  | "catalogue"
  | "app"
  | "docs"
  | "unknown"
  | "outside";

/** A request as the gateway understands it. Everything an answer depends on is in here, so that answers are pure. */
export interface Asked {
  readonly method: string;
  /** Path with the leading slash, without the query. */
  readonly path: string;
  readonly endpoint: Endpoint;
  /** The `Authorization` header as it came; null when absent. */
  readonly authorization: string | null;
  readonly acceptsGzip: boolean;
  /** The parsed JSON object; null when the body is no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | null;
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

/** What comes off the socket, before it is understood. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly acceptEncoding: string | undefined;
  readonly traceparent?: string | undefined;
  readonly host?: string | undefined;
  readonly text: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the gateway remembers the response of this id. */
  readonly remembers: (id: string) => boolean;
}

const ROUTES: Readonly<Record<string, Endpoint>> = {
  "POST /v1/chat/completions": "chat-completions",
  "POST /v1/responses": "responses",
  "GET /v1/models": "models",
  "GET /api/models": "catalogue",
  "POST /app/api/chat": "app",
};

/** Reads one request; never throws. */
export function understand(raw: RawRequest): Asked {
  const path = raw.url.replace(/\?.*$/s, "");
  const endpoint = ROUTES[`${raw.method} ${path}`] ?? below(path);
  const body = parseObject(raw.text);
  const previous = body?.previous_response_id;
  return {
    method: raw.method,
    path,
    endpoint,
    authorization: raw.authorization ?? null,
    acceptsGzip: /\bgzip\b/.test(raw.acceptEncoding ?? ""),
    body,
    model: typeof body?.model === "string" ? body.model : null,
    stream: body?.stream === true,
    prompt: endpoint === "responses" ? inputText(body?.input) : lastText(body?.messages),
    outputCap: capOf(body),
    previousResponse: typeof previous === "string" ? { id: previous, known: raw.remembers(previous) } : null,
    traceId: /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(raw.traceparent ?? "")?.[1] ?? null,
    baseUrl: `http://${raw.host ?? ""}/v1`,
    requestId: raw.requestId,
    at: Math.floor(raw.now / 1000),
  };
}

function below(path: string): Endpoint {
  if (path.startsWith("/docs/")) return "docs";
  return /^\/v1(\/|$)/.test(path) ? "unknown" : "outside";
}

/** An own property of a JSON value; undefined when the value is no object. */
function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Whether the client asked for the usage chunk (contracts.md 2.4). */
export function wantsUsage(asked: Asked): boolean {
  return field(asked.body?.stream_options, "include_usage") === true;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** `input` is a string or a list of items (contracts.md 2.1); null when it is missing or empty. */
function inputText(input: unknown): string | null {
  return typeof input === "string" && input !== "" ? input : lastText(input);
}

function lastText(list: unknown): string | null {
  if (!Array.isArray(list) || list.length === 0) {
    return null;
  }
  const last: unknown = list.at(-1);
  // A function's result has an output in place of content.
  return contentText(field(last, "content") ?? field(last, "output"));
}

function contentText(content: unknown): string {
  if (typeof content === "string") {
    return content;
  }
  const parts = Array.isArray(content) ? content.map((part) => field(part, "text")) : [];
  return parts.filter((text) => typeof text === "string").join(" ");
}

function capOf(body: Asked["body"]): number | null {
  const caps = [body?.max_completion_tokens, body?.max_tokens, body?.max_output_tokens];
  return caps.find((cap) => typeof cap === "number") ?? null;
}
