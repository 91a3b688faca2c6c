import { type AppRoute, isForm } from "../evidence/app.ts";
import type { RequestPlan } from "../http/types.ts";
import { isObject, parseJson } from "../text/json.ts";
import { pageOn } from "./app-page.ts";
import { isTerminal } from "./app-stream.ts";

/** What the placeholders of a request stand for. */
export type Words = Readonly<Record<"prompt" | "nonce" | "gate-code" | "run-id", string>>;

/**
 * The request to a route of the application: the user's own, with the placeholders filled. Only what stands in the gate file
 * is looked through for them; a secret is sent as it is.
 */
export function appRequest(route: AppRoute, words: Words): RequestPlan {
  const { path, method } = route;
  const { mediaType, ...body } = bodyOf(route, words);
  return {
    method,
    path: filledPath(path, words),
    documented: {
      // Where nothing asks for JSON, a page may be right.
      ...(pageOn(route) === "refused" ? { accept: route.stream === undefined ? "application/json" : STREAMS } : {}),
      ...(mediaType === undefined ? {} : { "content-type": mediaType }),
    },
    headers: headersOf(route, words),
    ...body,
    ...readingOf(route),
    credential: "configured",
  };
}

/** The question after a job: it changes nothing, and carries what the first request did but for its body. */
export function pollRequest(route: AppRoute, path: string, words: Words, pauseMs: number): RequestPlan {
  const { "content-type": _, ...headers } = headersOf(route, words);
  return {
    method: "GET",
    path,
    headers,
    documented: pageOn(route) === "refused" ? { accept: "application/json" } : {},
    pauseMs,
    expect: "anything",
    credential: "configured",
  };
}

/** The path and query of a URL with the placeholders filled. */
export function filledPath(path: string, words: Words): string {
  return path.replace(IN_A_PATH, (_whole, name: keyof Words) => encodeURIComponent(words[name]));
}

/** What the gate file writes of the headers; a secret is sent as it is. */
function headersOf({ headers }: AppRoute, words: Words): Record<string, string> {
  const written = headers.filter(({ secret }) => !secret);
  return Object.fromEntries(written.map(({ name, value }) => [name.toLowerCase(), filled(value, words)]));
}

/** How the answer is read: as a stream where one is declared, also by the Accept alone. */
function readingOf(route: AppRoute): Pick<RequestPlan, "expect" | "lines" | "isTerminal"> {
  const { stream } = route;
  if (stream !== undefined)
    return { expect: "event-stream", lines: true, isTerminal: (event) => isTerminal(event, stream.terminal) };
  return { expect: /^text\/event-stream\b/i.test(declared(route, "accept") ?? "") ? "event-stream" : "anything" };
}

/** What a client of streams takes. */
const STREAMS = "text/event-stream, application/x-ndjson;q=0.9, */*;q=0.5";

/** The value of a header that the gate file declares; null: none. */
function declared({ headers }: AppRoute, name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value.trim() ?? null;
}

/** The names of the placeholders, also as a URL is written: a query leaves braces as they are, a path does not. */
const PLACEHOLDER = /\{\{(prompt|nonce|gate-code|run-id)\}\}/g;
const IN_A_PATH = /(?:\{\{|%7B%7B)(prompt|nonce|gate-code|run-id)(?:\}\}|%7D%7D)/gi;

/** The body as it is sent: JSON, a form, or a text as it is; a text that is JSON says so, unless a header does. */
function bodyOf(route: AppRoute, words: Words): Pick<RequestPlan, "body" | "text"> & { readonly mediaType?: string } {
  const { body } = route;
  const form = isForm(route.headers);
  if (form && isObject(body)) {
    const pairs = Object.entries(body).map(([name, value]) => [name, filled(String(value), words)] as const);
    return { text: new URLSearchParams(Object.fromEntries(pairs)).toString() };
  }
  if (typeof body !== "string") return body === undefined ? {} : { body: filledIn(body, words) };
  if (form) return { text: filled(body, words, encodeURIComponent) };
  const isJson = typeof parseJson(body) === "object";
  return { text: filled(body, words), mediaType: isJson ? "application/json" : "text/plain; charset=utf-8" };
}

function filled(text: string, words: Words, encode: (word: string) => string = (word) => word): string {
  return text.replace(PLACEHOLDER, (_whole, name: keyof Words) => encode(words[name]));
}

/** JSON with the placeholders in its texts filled; keys stay as they are. */
function filledIn(value: unknown, words: Words): unknown {
  if (typeof value === "string") return filled(value, words);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, words));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filledIn(member, words)]));
}
