import { type AppExpectations, type AppRoute, type Expected, namesVersion } from "../evidence/app.ts";
import type { Observation, Outcome, Versions } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { PLAIN_NAME } from "../evidence/identifiers.ts";
import type { Answer } from "../http/types.ts";
import { holdsPersonalData } from "../text/persons.ts";
import { isApology } from "./app-error-text.ts";
import { type Comparison, saysYes, unmet, versionSaid, versionsOf } from "./app-expected.ts";
import { holdsKey } from "./app-key.ts";
import { exposesProviderError } from "./app-leak.ts";
import { leadsToSignIn, pageSaid } from "./app-page.ts";
import { refusesInBody } from "./app-refusal.ts";
import { type Said, saidIn } from "./app-said.ts";
import { endedEarly, judgeStream, type StreamSaid, saidInStream, tooLarge } from "./app-stream.ts";
import { namesRequest, traceIdIn } from "./app-trace.ts";
import { fail, notes, observeHead } from "./observe.ts";
import { isFromEdge } from "./refused.ts";

/** What an answer of a route comes to. */
export function judgeAnswer(answer: Answer, route: AppRoute, comparison: Comparison): Outcome {
  const { status, text } = answer;
  const { expect, stream } = route;
  const inStream = stream === undefined ? null : saidInStream(answer, stream);
  const said = inStream ?? saidIn(answer);
  const version = versionSaid(said, expect, comparison);
  // Another release answered: whatever it said speaks neither for nor against this one.
  if (version.kind === "other") return otherVersion(version.versions);
  const traceId = traceIdIn(answer);
  const head = {
    ...observeHead(answer),
    ...(traceId === null ? {} : { requestId: traceId }),
    ...(version.kind === "under-test" ? { versionUnderTest: true as const } : {}),
  };
  // Before everything else: an error that users should not see is worse than the error that it reports.
  const texts = inStream === null ? [text] : [text, inStream.text, ...inStream.events.map(({ data }) => data)];
  if (texts.some(holdsKey)) return fail("app-behaviour", { ...head, detail: "key-exposed" });
  const [ownHost, releaseHost] = [hostOf(route.origin), hostOf(comparison.release.baseUrl)];
  const named = namesError(said, status, expect, comparison);
  const asDeclared = status < 400 ? textsAsDeclared(said, expect, comparison) : [];
  // The pieces of a stream say by themselves what all of them say together.
  const looked = inStream !== null && asDeclared.length > 0 ? texts.slice(1) : texts;
  if (looked.some((each) => exposesProviderError(each, status, ownHost, releaseHost, named, asDeclared)))
    return fail("app-behaviour", { ...head, detail: "provider-error-exposed" });
  const isSuccess = status >= 200 && status < 300;
  if (!(expect.status?.includes(status) ?? isSuccess))
    return fail(categoryOf(answer, route.origin), { ...head, detail: "status-not-expected" });
  const page = isSuccess ? pageSaid(answer, route) : null;
  if (page === "of-a-wall") return fail("blocked", { ...head, detail: "sign-in-page" });
  if (page === "of-the-service") return fail("app-behaviour", { ...head, detail: "page-not-expected" });
  const broken = stream === undefined ? wholeOf(answer, head) : judgeStream(answer, inStream, stream, head);
  if (broken !== null) return broken;
  const outcome = judgeExpected(
    said,
    inStream === null ? head : { ...head, ...streamed(inStream) },
    expect,
    comparison,
  );
  // Of a text beyond the limit only the beginning was read.
  if (outcome.kind === "fail" && inStream === null && answer.end.kind === "left-open")
    return tooLarge({ ...outcome.observed, detail: "body-too-large" });
  if (outcome.kind === "fail" && outcome.category === "app-behaviour" && isSuccess && refusesInBody(text))
    return fail("blocked", { ...outcome.observed, detail: "refused-in-body" });
  if (outcome.kind === "pass" && isSuccess && looseTexts(said, expect, stream).some(isApology))
    return fail("empty-output", { ...outcome.observed, detail: "apology" });
  const sent = `${route.path} ${JSON.stringify(route.body)}`;
  if (outcome.kind !== "pass" || !texts.some((each) => holdsPersonalData(each, sent))) return outcome;
  return fail("prompt-exposure", { ...outcome.observed, detail: "personal-data-in-body" });
}

/** Why an answer in one piece is not whole; null: it is. */
function wholeOf({ end }: Answer, head: Observation): Outcome | null {
  return end.kind === "failed" ? endedEarly(end.failure, head) : null;
}

/** What is kept of a stream that went to its end. */
function streamed({ events }: StreamSaid): Observation {
  return { events: events.length, terminalState: "completed" };
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
function categoryOf(answer: Answer, origin: string): Category {
  const { status, headers } = answer;
  if (status === 407) return "proxy";
  if (isFromEdge(answer)) return "blocked";
  const isRedirect = status >= 300 && status < 400;
  const { location } = headers;
  if (status === 401 || status === 403 || (isRedirect && location !== undefined && leadsToSignIn(location, origin)))
    return "blocked";
  if (status === 429) return "capacity";
  return status >= 500 ? "provider-5xx" : "app-behaviour";
}

/** Judges a whole answer with an expected status: headers, then body, then who gave it. */
function judgeExpected(said: Said, head: Observation, expect: AppExpectations, comparison: Comparison): Outcome {
  const { body, at, header } = said;
  const members = [...Object.keys(expect.pointers), expect.fallbackPointer].filter(
    (pointer) => pointer !== null && pointer !== "",
  );
  const pointers = unmet(expect.pointers, at, comparison);
  const traced = head.requestId !== undefined || namesRequest(body);
  const observed: Observation = {
    ...head,
    ...(body === undefined ? {} : { json: true }),
    ...(members.length > 0 ? { json: body !== undefined, shape: body !== undefined && pointers.length === 0 } : {}),
    ...notes(traced ? [] : ["trace-id-missing"]),
  };
  const headers = unmet(expect.headers, header, comparison);
  const wrong = [...expectedOf(expect.headers, headers), ...expectedOf(expect.pointers, pointers)];
  // As declared but for a version that it does not say: a release that does not know yet that it has to.
  if (wrong[0] !== undefined && wrong.every((each) => namesVersion(...each)))
    return otherVersion(versionsOf(...wrong[0], undefined, comparison.release));
  if (headers.length > 0)
    return fail("app-behaviour", { ...observed, detail: "header-not-expected", missing: shown(headers) });
  if (members.length > 0 && body === undefined) return fail("app-behaviour", { ...observed, detail: "not-json" });
  if (pointers.length > 0)
    return fail("app-behaviour", { ...observed, detail: "pointer-not-expected", missing: shown(pointers) });
  return expect.fallbackPointer !== null && saysYes(at(expect.fallbackPointer))
    ? fail("fallback-used", observed)
    : { kind: "pass", observed };
}

/** Whether an error is the one whose status and words the gate file names. */
function namesError(
  { at }: Said,
  status: number,
  { status: wanted, pointers }: AppExpectations,
  comparison: Comparison,
) {
  const hasWords = Object.values(pointers).some(({ kind }) => !LOOSE.includes(kind));
  return hasWords && wanted?.includes(status) === true && unmet(pointers, at, comparison).length === 0;
}

/** Texts that say what the gate file names. */
function textsAsDeclared({ at }: Said, { pointers }: AppExpectations, comparison: Comparison): readonly string[] {
  return Object.entries(pointers)
    .filter(([name, each]) => STRICT.includes(each.kind) && unmet({ [name]: each }, at, comparison).length === 0)
    .map(([name]) => at(name))
    .filter((value) => typeof value === "string");
}

/** Expectations that name what a text says. */
const STRICT: readonly Expected["kind"][] = ["echo", "contains", "equals", "one-of"];

/** Texts of which no more is declared than that there is one; that of a stream is one by itself. */
function looseTexts({ at }: Said, { pointers }: AppExpectations, stream: AppRoute["stream"]): readonly string[] {
  const declared: AppExpectations["pointers"] = {
    ...(stream?.text == null || "" in pointers ? {} : { [stream.text]: { kind: "present" } }),
    ...pointers,
  };
  return Object.entries(declared)
    .flatMap(([pointer, { kind }]) => (LOOSE.includes(kind) ? [at(pointer)] : []))
    .filter((value) => typeof value === "string");
}

/** Expectations that any text meets. */
const LOOSE: readonly Expected["kind"][] = ["type", "not-empty", "present"];

/** Names with what is expected under them. */
function expectedOf(all: AppExpectations["headers"], names: readonly string[]): [string, Expected][] {
  return Object.entries(all).filter(([name]) => names.includes(name));
}

/** Most names in one observation: whoever has more of them wrong has one cause. */
const MOST_NAMES = 20;

/** The whole body, where a name is shown. */
const WHOLE = "(body)";

function shown(names: readonly string[]): string[] {
  return names.slice(0, MOST_NAMES).map((name) => {
    if (name === "") return WHOLE;
    return PLAIN_NAME.test(name) ? name : "(unprintable)";
  });
}

/** Host and, where it is not the scheme's own, port; empty for what is no URL. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "";
}
