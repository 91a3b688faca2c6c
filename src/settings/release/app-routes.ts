import { type AppRoute, isForm } from "../../evidence/app.ts";
import type { Limits } from "../../evidence/limits.ts";
import type { Mode } from "../../evidence/vocabulary.ts";
import { isObject } from "../../text/json.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { AppSchema, type RouteContent, routesIn } from "../gate-file/app-schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { expectationsOf } from "./app-expectations.ts";
import { jobOf } from "./app-job.ts";
import { streamOf } from "./app-stream.ts";
import { type AppAddress, routeUrlOf, secretHeaders, secretHeadersRule } from "./app-url.ts";
import { headerSection } from "./headers.ts";
import type { Release } from "./release.ts";
import type { SecretVariables } from "./sent-values.ts";

/** What asking the application depends on beside the document. */
export interface AppContext extends Pick<SettingsSource, "sandbox" | "untrusted"> {
  readonly release: Release;
  readonly mode: Mode;
  /** The gate file has problems: whether it describes an application cannot be told. */
  readonly broken: boolean;
  readonly hosts: ReadonlySet<string>;
  readonly variables: SecretVariables;
  readonly address: AppAddress;
  readonly limits: Pick<Limits, "deadlineMs">;
}

/** A route as it is written, and where a member of it stands. */
interface WrittenRoute {
  readonly section: RouteContent;
  readonly originOf: (...path: readonly PropertyKey[]) => Origin;
  readonly alone: boolean;
}

/**
 * The routes of the application; those whose URL is missing or refused are left out. The sandbox has one of its own, and the
 * input `app-url` alone is a route that is asked with GET.
 */
export function* routesOf(document: SettingsDocument, context: AppContext): Rule<readonly AppRoute[]> {
  const { sandbox, broken, address } = context;
  const app = sandbox === null ? document.values.probes?.app : AppSchema.parse(sandbox.app ?? {});
  const sections = routesIn(app);
  const given = sections.length > 0 ? sections : address.url === null ? [] : [{}];
  if (given.length === 0 || (!address.broken && address.url === null && given.every(({ url }) => url === undefined))) {
    if (!broken && !address.broken)
      yield problemAt(
        document.originOf("step.probes"),
        "missing-app",
        "selects app, and nothing says where the deployed service answers",
        "Give the input app-url, or add probes.app with url: https://... to the gate file, or remove app from the input probes.",
      );
    return [];
  }
  const written = given.map((section, i): WrittenRoute => {
    const inFile = Array.isArray(app) ? [i] : [];
    const originOf = (...path: readonly PropertyKey[]) => document.originOf("probes.app", ...inFile, ...path);
    return { section, originOf, alone: given.length === 1 };
  });
  yield* namesRule(written);
  const routes: AppRoute[] = [];
  let { address: known } = context;
  for (const route of written) {
    const read = yield* routeOf(route, document, { ...context, address: known });
    if (read !== null) routes.push(read);
    // An address that is missing is said once.
    else if (known.url === null && /^(?:\/|$)/.test(route.section.url ?? "")) known = { ...known, broken: true };
  }
  return routes;
}

/** Each route is a probe of its own, which goes by its name. */
function* namesRule(written: readonly WrittenRoute[]): Rule<void> {
  const seen = new Set<string>();
  for (const { section, originOf, alone } of written) {
    if (section.name === undefined) {
      if (!alone)
        yield problemAt(originOf(), "unnamed-route", "has no name, and there are several routes", "Add name.");
    } else if (seen.has(section.name))
      yield problemAt(originOf("name"), "duplicate-route", "is the name of another route too", "Give each its own.");
    seen.add(section.name ?? "");
  }
}

function* routeOf(
  { section, originOf, alone }: WrittenRoute,
  document: SettingsDocument,
  context: AppContext,
): Rule<AppRoute | null> {
  const { untrusted, variables, address } = context;
  const without = "the application cannot be asked without the headers of probes.app";
  const fromEnvironment = yield* secretHeaders(section.headers ?? {}, variables, untrusted, without);
  const inFile = { originOf: (_section: string, ...inner: readonly PropertyKey[]) => originOf("headers", ...inner) };
  const headers = yield* headerSection("probes.app.headers", section.headers ?? {}, inFile, variables);
  const urlOrigin = section.url === undefined ? document.originOf("step.app-url") : originOf("url");
  const url = yield* routeUrlOf({ text: section.url, origin: urlOrigin, address, alone });
  const { body } = section;
  const method = section.method ?? (body === undefined ? "GET" : "POST");
  if (method === "GET" && body !== undefined)
    yield problemAt(originOf("method"), "body-with-get", "is GET, which has no body", "Write POST.");
  if (hasKeyFormat(JSON.stringify(body) ?? ""))
    yield problemAt(originOf("body"), "secret-in-file", "holds what looks like a key", "Rotate it, then remove it.");
  yield* formRule(section, originOf("body"));
  const expect = yield* expectationsOf(section.expect ?? {}, context, (...path) => originOf("expect", ...path));
  yield* echoRule(section, originOf);
  if (url === null) return null;
  const until = yield* jobOf(section, { url, address, limits: context.limits }, (...path) =>
    originOf("until", ...path),
  );
  const allowed = address.url === null ? context.hosts : new Set([...context.hosts, address.url.host]);
  if (fromEnvironment.length > 0 && !(yield* secretHeadersRule(url, urlOrigin, allowed))) return null;
  return {
    name: section.name ?? null,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers,
    expect,
    ...(body === undefined ? {} : { body }),
    ...(section.stream === undefined ? {} : { stream: streamOf(section.stream) }),
    ...(until === null ? {} : { until }),
  };
}

/** A form has names and single values; what is nested in it has no one way to be written. */
function* formRule({ headers = {}, body }: RouteContent, origin: Origin): Rule<void> {
  const plain = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [{ name, value }] : [],
  );
  if (!isForm(plain) || typeof body === "string" || body === undefined) return;
  if (!isObject(body) || Object.values(body).some((value) => typeof value === "object"))
    yield problemAt(origin, "invalid-form", "cannot be sent as a form", "Write names with single values, or a text.");
}

/** What carries the fresh code of an attempt; the prompt ends with it. */
const CARRIES_CODE = /\{\{(?:gate-code|nonce|prompt)\}\}/;

/** Nobody can repeat what was never sent. */
function* echoRule({ url, headers, body, expect = {} }: RouteContent, originOf: WrittenRoute["originOf"]): Rule<void> {
  if (CARRIES_CODE.test(JSON.stringify([url, headers, body]))) return;
  for (const [key, values] of Object.entries({ headers: expect.headers ?? {}, pointers: expect.pointers ?? {} }))
    for (const [name, value] of Object.entries(values))
      if (typeof value === "object" && "echoes" in value)
        yield problemAt(
          originOf("expect", key, name),
          "code-not-sent",
          "expects the code of the attempt, which the request does not carry",
          "Put {{gate-code}} into the body, a header or the URL.",
        );
}
