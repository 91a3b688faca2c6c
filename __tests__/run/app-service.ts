/** A deployed service with the test's own answers over a real socket, and the settings of a run that asks it alone. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { AppRoute } from "../../src/evidence/app.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { serving } from "../http/wire.ts";
import { type Running, run, settings } from "./running.ts";

/** One request as it arrived. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From 1, in the order of arrival. */
  readonly n: number;
}

/** Starts a service that answers as the function does, with `response` as Node has it. */
export async function serviceOf(reply: (request: Received, response: ServerResponse) => void | Promise<void>) {
  const received: Received[] = [];
  const listening = await serving(async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, text: await text(incoming), n: received.length + 1 };
    received.push(request);
    await reply(request, response);
  });
  return Object.assign(listening, { received });
}

/** Sends a whole answer; an object as JSON. */
export function send(
  response: ServerResponse,
  body: unknown,
  { status = 200, type, headers = {} }: { status?: number; type?: string; headers?: Record<string, string> } = {},
): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": type ?? (isText ? "text/plain" : "application/json"), ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/** A route at this address: GET / and any success, unless the test says otherwise. */
export function routeAt(origin: string, { expect, ...route }: RouteParts = {}): AppRoute {
  return {
    name: null,
    origin,
    path: "/",
    method: route.body === undefined ? "GET" : "POST",
    headers: [],
    expect: { status: null, headers: {}, pointers: {}, fallbackPointer: null, ...expect },
    ...route,
  };
}

/** What a test says about a route. */
export type RouteParts = Partial<Omit<AppRoute, "expect">> & { readonly expect?: Partial<AppRoute["expect"]> };

/** Settings of a run that asks these routes and nothing else, without key and model. */
export function askingRoutes(app: readonly AppRoute[], running: Running = {}): Settings {
  return {
    ...settings("https://llm.example/v1", { probes: ["app"], ...running, release: { model: "", ...running.release } }),
    credential: null,
    secrets: running.secrets ?? [],
    families: [],
    app,
  };
}

/** A header of the route, as the gate file writes it. */
export function header(name: string, value: string): AppRoute["headers"][number] {
  return { name, value, secret: false, credential: false };
}

/** The first outcome of a run that asks one route, in a few words, and all that was kept of it. */
export async function outcomeOf(route: AppRoute, running: Running = {}) {
  const seen = await run(askingRoutes([route], { policy: { samples: 2 }, ...running }));
  const outcome = seen.probes[0]?.attempts[0]?.outcome;
  if (outcome === undefined) throw new Error("nothing was asked");
  const words = outcome.kind === "fail" ? `${outcome.category} ${outcome.observed.detail ?? ""}`.trim() : outcome.kind;
  return { outcome, words, seen, kept: JSON.stringify(seen) };
}
