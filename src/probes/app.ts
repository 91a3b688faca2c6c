import {
  type AppExpectations,
  type AppSettings,
  type Expected,
  namesVersion,
  type ReleaseValues,
} from "../evidence/app.ts";
import { IDENTIFIER, type Observation, type Outcome, PLAIN_NAME, type Versions } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { Answer, RequestPlan } from "../http/types.ts";
import { isObject, parseJson } from "../text/json.ts";
import { holdsPersonalData } from "../text/persons.ts";
import { saysYes, unmet, valueAtPointer, versionSaid, versionsOf } from "./app-expected.ts";
import { exposesProviderError } from "./app-leak.ts";
import { judgeExchange } from "./judge.ts";
import { fail, failWith, notes, observeHead } from "./observe.ts";
import { type AppAsking, type LiveProbe, liveProbe, type Probe, prompt } from "./probe.ts";

/** The application, where it runs this release. */
export const probe: LiveProbe = ({ app }) => (app === null ? [] : [appProbe(app)]);

/**
 * The deployed service's own route (release-and-rollback-checklist, steps 1, 2, 5 and 6): the only probe that sees what
 * users see. Nothing of its answer is kept but status, id, and the names of what was not as expected.
 */
export function appProbe(asking: AppAsking): Probe {
  return liveProbe("app", function* ({ nonce, adaptations }) {
    const exchange = yield appRequest(asking.app, { prompt: prompt(nonce), nonce, "run-id": asking.runId });
    return { outcome: judgeExchange(exchange, (answer) => judgeAnswer(answer, asking)), adaptations };
  });
}

/** What the placeholders of a request stand for. */
type Words = Readonly<Record<"prompt" | "nonce" | "run-id", string>>;

/**
 * The request to the application: the user's own, with the placeholders filled. Only what stands in the gate file is
 * looked through for them; a secret is sent as it is.
 */
function appRequest({ path, method, headers, body }: AppSettings, words: Words): RequestPlan {
  const written = headers.filter(({ secret }) => !secret);
  const accept = headers.find(({ name }) => name.toLowerCase() === "accept")?.value ?? "";
  return {
    method,
    path,
    headers: Object.fromEntries(written.map(({ name, value }) => [name.toLowerCase(), filled(value, words)])),
    ...(body === undefined ? {} : { body: filledIn(body, words) }),
    // A declared Accept is what is sent, and what decides how the answer is read.
    expect: /^text\/event-stream\b/i.test(accept.trim()) ? "event-stream" : "json",
    credential: "configured",
  };
}

function filled(text: string, words: Words): string {
  return text.replace(/\{\{(prompt|nonce|run-id)\}\}/g, (_whole, name: keyof Words) => words[name]);
}

/** JSON with the placeholders in its texts filled; keys stay as they are. */
function filledIn(value: unknown, words: Words): unknown {
  if (typeof value === "string") return filled(value, words);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, words));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filledIn(member, words)]));
}

function judgeAnswer(answer: Answer, { app, release }: AppAsking): Outcome {
  const { end, status, text, headers } = answer;
  const body = parseJson(text);
  const said = versionSaid(headers, body, app.expect, release);
  // Another release answered: whatever it said speaks neither for nor against this one.
  if (said.kind === "other") return otherVersion(said.versions);
  const traceId = traceIdIn(answer);
  const head = {
    ...observeHead(answer),
    ...(traceId === null ? {} : { requestId: traceId }),
    ...(said.kind === "under-test" ? { versionUnderTest: true as const } : {}),
  };
  // Before everything else: an error that users should not see is worse than the error that it reports.
  if (exposesProviderError(text, status, hostOf(app.origin), hostOf(release.baseUrl)))
    return fail("app-behaviour", { ...head, detail: "provider-error-exposed" });
  const expected = app.expect.status?.includes(status) ?? (status >= 200 && status < 300);
  if (!expected) return fail(categoryOf(answer, app.origin), { ...head, detail: "status-not-expected" });
  if (end.kind === "failed") return failWith(end.failure, head);
  const outcome = judgeExpected(headers, body, head, app.expect, release);
  if (outcome.kind !== "pass" || !holdsPersonalData(text, `${app.path} ${JSON.stringify(app.body)}`)) return outcome;
  return fail("prompt-exposure", { ...outcome.observed, detail: "personal-data-in-body" });
}

/** The service runs another version than the one under test. */
function otherVersion(versions: Versions): Outcome {
  return { kind: "error", reason: "other-version", versions };
}

/**
 * What a status says that nobody expected. A 407 comes from the proxy of this runner, never from an application. Whoever
 * refuses the gate (401, 403) or sends it to sign in elsewhere has not let it reach what users see: the runner's access is a
 * suspect, so never a rollback (decision.md, "From attempt to category").
 */
function categoryOf({ status, headers }: Answer, origin: string): Category {
  if (status === 407) return "proxy";
  if (status === 401 || status === 403 || isSignIn(status, headers.location, origin)) return "blocked";
  if (status === 429) return "capacity";
  return status >= 500 ? "provider-5xx" : "app-behaviour";
}

/** Paths to which a service sends whoever is not signed in. */
const SIGN_IN = /(?:^|[/._-])(?:log-?in|sign-?in|sso|saml|oauth2?|auth|authorize)(?:[/._?-]|$)/i;

/** Whether a redirect leads to another host, or to a page to sign in. */
function isSignIn(status: number, location: string | undefined, origin: string): boolean {
  if (status < 300 || status > 399 || location === undefined) return false;
  const target = URL.parse(location, origin);
  return target !== null && (target.host !== hostOf(origin) || SIGN_IN.test(target.pathname));
}

/** Judges a whole answer with an expected status: headers, then body, then who gave it. */
function judgeExpected(
  headers: Answer["headers"],
  body: unknown,
  head: Observation,
  expect: AppExpectations,
  release: ReleaseValues,
): Outcome {
  const asksBody = Object.keys(expect.pointers).length > 0 || expect.fallbackPointer !== null;
  const pointers = unmet(expect.pointers, (pointer) => valueAtPointer(body, pointer), release);
  const traced = head.requestId !== undefined || namesRequest(body);
  const observed: Observation = {
    ...head,
    ...(body === undefined ? {} : { json: true }),
    ...(asksBody ? { json: body !== undefined, shape: body !== undefined && pointers.length === 0 } : {}),
    ...notes(traced ? [] : ["trace-id-missing"]),
  };
  const wrongHeaders = unmet(expect.headers, (name) => headers[name]?.trim(), release);
  const wrong = [...expectedOf(expect.headers, wrongHeaders), ...expectedOf(expect.pointers, pointers)];
  // As declared but for a version that it does not say: a release that does not know yet that it has to.
  if (wrong[0] !== undefined && wrong.every((each) => namesVersion(...each)))
    return otherVersion(versionsOf(...wrong[0], undefined, release));
  if (wrongHeaders.length > 0)
    return fail("app-behaviour", { ...observed, detail: "header-not-expected", missing: shown(wrongHeaders) });
  if (asksBody && body === undefined) return fail("app-behaviour", { ...observed, detail: "not-json" });
  if (pointers.length > 0)
    return fail("app-behaviour", { ...observed, detail: "pointer-not-expected", missing: shown(pointers) });
  return expect.fallbackPointer !== null && saysYes(valueAtPointer(body, expect.fallbackPointer))
    ? fail("fallback-used", observed)
    : { kind: "pass", observed };
}

/** Names with what is expected under them. */
function expectedOf(all: AppExpectations["headers"], names: readonly string[]): [string, Expected][] {
  return Object.entries(all).filter(([name]) => names.includes(name));
}

/** Most names in one observation: whoever has more of them wrong has one cause. */
const MOST_NAMES = 20;

function shown(names: readonly string[]): string[] {
  return names.slice(0, MOST_NAMES).map((name) => (PLAIN_NAME.test(name) ? name : "(unprintable)"));
}

/** Host and, where it is not the scheme's own, port; empty for what is no URL. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "";
}

/** Headers by which services name a request, beside those of the providers. */
const TRACE_HEADERS = ["traceresponse", "x-trace-id", "x-correlation-id", "x-amzn-trace-id"];

/** Fields of the same meaning in a body, without case, hyphens and underscores. */
const TRACE_FIELDS = new Set(["requestid", "xrequestid", "traceid", "correlationid"]);

/** Levels of the body that are looked through: the document, its `meta`, and what is in there. */
const MAX_LEVELS = 3;

/** The request or trace id that a header of the application's answer gives; null without a usable one. */
function traceIdIn({ requestId, headers }: Answer): string | null {
  const found = TRACE_HEADERS.map((name) => headers[name]).find(
    (value) => value !== undefined && IDENTIFIER.test(value),
  );
  return requestId ?? found ?? null;
}

/** Whether the body names the request. The value itself is the application's and is not kept. */
function namesRequest(body: unknown, levels = MAX_LEVELS): boolean {
  if (!isObject(body) || levels === 0) return false;
  return Object.entries(body).some(
    ([key, value]) =>
      (TRACE_FIELDS.has(key.toLowerCase().replace(/[-_]/g, "")) && isId(value)) || namesRequest(value, levels - 1),
  );
}

function isId(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}
