import { type AppExpectations, type AppRoute, namesVersion, type ReadySettings } from "../../evidence/app.ts";
import { routesIn } from "../gate-file/app-schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "../policy/limits.ts";
import { expectationsOf } from "./app-expectations.ts";
import type { AppContext } from "./app-routes.ts";
import { routeUrlOf, usableUrlOf } from "./app-url.ts";

/** How long the release is waited for where nobody says it, ms: a rolling update of a few pods. */
const WITHIN_MS = 180_000;

/** Pause between two questions where nobody says it, ms: a health route is asked about as often. */
const EVERY_MS = 5_000;

/** Whether the wait for the release asks a route of `probes.app`, which the probe itself need not be selected for. */
export function waitsForRoute({ ready, probes, step }: SettingsDocument["values"]): boolean {
  if (ready === undefined || ready.url !== undefined) return false;
  return step?.["app-url"] !== undefined || routesIn(probes?.app).some(({ url }) => url !== undefined);
}

/**
 * What is waited for before anything is judged (gate file, `ready:`); null: nothing. Without a URL of its own it is the
 * first route of `probes.app`, of which only status and version are waited for: the probe judges the rest.
 * @param first the first route of `probes.app`; null: none is described
 */
export function* readyOf(
  document: SettingsDocument,
  first: AppRoute | null,
  context: AppContext,
): Rule<ReadySettings | null> {
  const section = document.values.ready;
  if (section === undefined) return null;
  const originOf = (...path: readonly string[]): Origin => document.originOf("ready", ...path);
  const withinMs = (yield* within(TIME_BOUNDS, section.within, "ready.within", document)) ?? WITHIN_MS;
  const everyMs = (yield* within(TIME_BOUNDS, section.every, "ready.every", document)) ?? EVERY_MS;
  const { url, expect } = section;
  const own =
    expect === undefined ? null : yield* expectationsOf(expect, context, (...path) => originOf("expect", ...path));
  if (url === undefined) {
    if (first === null) {
      // The input alone may be what asks for it.
      const origin = section.within === undefined ? originOf() : document.originOf("ready.within");
      // A wait that cannot be read, and that nobody else asks for, is one mistake and not two.
      if (!context.broken && !context.address.broken && origin.kind !== "default") yield withoutRoute(origin);
      return null;
    }
    return { withinMs, everyMs, service: { ...asWaitedFor(first), expect: own ?? versionOnly(first.expect) } };
  }
  const address = yield* readyUrlOf(url, originOf("url"), document, context);
  if (address === null) return null;
  const service: AppRoute = {
    name: null,
    origin: address.origin,
    path: `${address.pathname}${address.search}`,
    method: "GET",
    headers: [],
    expect: own ?? { status: null, headers: {}, pointers: {}, fallbackPointer: null },
  };
  return { withinMs, everyMs, service };
}

/**
 * Where the wait asks. A whole URL moves to the input `app-url` where it names the host of a route of `probes.app`, which
 * moves as well; another host is another service, as the port of a health route is.
 */
function* readyUrlOf(
  text: string,
  origin: Origin,
  { values }: SettingsDocument,
  { address }: AppContext,
): Rule<URL | null> {
  if (text.trim().startsWith("/")) return yield* routeUrlOf({ text, origin, address, alone: false });
  const own = yield* usableUrlOf(text, origin);
  const moves = routesIn(values.probes?.app).some(
    ({ url = "" }) => own !== null && URL.parse(url)?.origin === own.origin,
  );
  return moves ? yield* routeUrlOf({ text, origin, address, alone: false }) : own;
}

/** Of a stream it is enough that it begins, and of a job that it was taken: what comes of them the probe judges. */
function asWaitedFor({ stream, until: _, ...route }: AppRoute): AppRoute {
  return stream === undefined ? route : { ...route, stream: { text: null, terminal: null, minEvents: 0 } };
}

/** Status and version: what says that the release is there, and nothing of what it does. */
function versionOnly({ status, headers, pointers }: AppExpectations): AppExpectations {
  const versions = (all: AppExpectations["headers"]) =>
    Object.fromEntries(Object.entries(all).filter(([name, expected]) => namesVersion(name, expected)));
  return { status, headers: versions(headers), pointers: versions(pointers), fallbackPointer: null };
}

function withoutRoute(origin: Origin) {
  return problemAt(
    origin,
    "ready-without-route",
    "waits for the deployed service, and nothing says where it answers",
    "Add ready.url with the address of its health route, or probes.app with url, or give the input app-url.",
  );
}
