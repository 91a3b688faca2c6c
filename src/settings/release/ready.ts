import { type AppExpectations, type AppSettings, namesVersion, type ReadySettings } from "../../evidence/app.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "../policy/limits.ts";
import { type AppContext, appUrlOf } from "./app.ts";
import { expectationsOf } from "./app-expectations.ts";

/** How long the release is waited for where nobody says it, ms: a rolling update of a few pods. */
const WITHIN_MS = 180_000;

/** Pause between two questions where nobody says it, ms: a health route is asked about as often. */
const EVERY_MS = 5_000;

/** Whether the wait for the release asks the route of `probes.app`, which the probe itself need not be selected for. */
export function waitsForRoute({ ready, probes }: SettingsDocument["values"]): boolean {
  return ready !== undefined && ready.url === undefined && probes?.app?.url !== undefined;
}

/**
 * What is waited for before anything is judged (gate file, `ready:`); null: nothing. Without a URL of its own it is the
 * route of `probes.app`, of which only status and version are waited for: the probe judges the rest.
 * @param app the route of `probes.app`; null: none is described
 */
export function* readyOf(
  document: SettingsDocument,
  app: AppSettings | null,
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
    if (app === null) {
      // The input alone may be what asks for it.
      const origin = section.within === undefined ? originOf() : document.originOf("ready.within");
      // A wait that cannot be read, and that nobody else asks for, is one mistake and not two.
      if (!context.broken && origin.kind !== "default") yield withoutRoute(origin);
      return null;
    }
    return { withinMs, everyMs, service: { ...app, expect: own ?? versionOnly(app.expect) } };
  }
  const address = yield* appUrlOf(url, originOf("url"), false, context.hosts);
  if (address === null) return null;
  const service: AppSettings = {
    origin: address.origin,
    path: `${address.pathname}${address.search}`,
    method: "GET",
    headers: [],
    expect: own ?? { status: null, headers: {}, pointers: {}, fallbackPointer: null },
  };
  return { withinMs, everyMs, service };
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
    "Add ready.url with the address of its health route, or probes.app with url.",
  );
}
