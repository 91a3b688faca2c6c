import type { AppExpectations, AppRoute, Expected, JobSettings } from "../evidence/app.ts";
import { isOtherVersion, type Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { msOf } from "../http/stated-wait.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { judgeAnswer } from "./app-answer.ts";
import type { Comparison } from "./app-expected.ts";
import { isOver, saysFailed, standsAsDeclared } from "./app-job-end.ts";
import { leadsToSignIn } from "./app-page.ts";
import { filledPath, pollRequest, type Words } from "./app-request.ts";
import { saidIn } from "./app-said.ts";
import { judgeExchange } from "./judge.ts";
import { fail } from "./observe.ts";

/** A route with a job. */
type JobRoute = AppRoute & { readonly until: JobSettings };

/**
 * What comes of a job: it is asked until it is as expected, has failed, or its time is over. The clock is that of the
 * exchanges and pauses, so that it does no I/O.
 * @param first what answered the request that began it
 */
export function* jobOutcome(
  first: Exchange,
  route: JobRoute,
  words: Words,
  comparison: Comparison,
): Generator<RequestPlan, Outcome, Exchange> {
  const { until } = route;
  const judged = (exchange: Exchange) => judgeExchange(exchange, (answer) => judgeAnswer(answer, route, comparison));
  let outcome = judged(first);
  if (first.kind !== "answer") return outcome;
  const begun = begin(first, route, words, comparison, outcome);
  if (begun.kind === "over") return begun.outcome;
  let { path } = begun;
  let last: Answer = first;
  let over = false;
  let waited = false;
  for (let spentMs = 0; spentMs < until.withinMs; ) {
    const pauseMs = Math.min(Math.max(until.everyMs, waitAsked(last)), until.withinMs - spentMs);
    const exchange = yield pollRequest(route, path, words, pauseMs);
    spentMs += pauseMs + exchange.timing.total;
    outcome = judged(exchange);
    if (!isOpen(outcome)) return outcome;
    if (exchange.kind !== "answer") continue;
    if (saysFailed(exchange, route.expect)) return failed(outcome);
    last = exchange;
    // Asked on all the same: some services say that a job is over before its result is there.
    over = isOver(exchange, saidIn(exchange).body, waited) || isAsDeclared(outcome, route.expect);
    waited ||= exchange.status === 202 || isMoved(exchange, route);
    if (isMoved(exchange, route)) path = addressIn(exchange.headers.location, route) ?? path;
  }
  return outOfTime(last, outcome, over);
}

/** Where the job is asked, or how it ended with the first answer. */
type Beginning =
  | { readonly kind: "asked"; readonly path: string }
  | { readonly kind: "over"; readonly outcome: Outcome };

function begin(first: Answer, route: JobRoute, words: Words, comparison: Comparison, outcome: Outcome): Beginning {
  const { at, path } = route.until;
  const over = (ending: Outcome): Beginning => ({ kind: "over", outcome: ending });
  if (isOtherVersion(outcome)) return over(outcome);
  if (at === null && path === null)
    return isOpen(outcome) && isTaken(first) ? { kind: "asked", path: filledPath(route.path, words) } : over(outcome);
  const ticket = judgeAnswer(first, { ...route, expect: expectedOfTicket(first, route) }, comparison);
  // Some services answer at once where there is little to do.
  if (ticket.kind !== "pass") return over(outcome.kind === "pass" ? outcome : ticket);
  if (at === null) return { kind: "asked", path: filledPath(path ?? route.path, words) };
  const name = at.kind === "header" ? first.headers[at.name]?.trim() : saidIn(first).at(at.pointer);
  const found = path === null ? addressIn(name, route) : jobPath(filledPath(path, words), name);
  if (found !== null) return { kind: "asked", path: found };
  return over(fail("app-behaviour", { ...ticket.observed, detail: "job-address-unusable" }));
}

/** What the answer that begins a job has to be: taken, and with the name of the job. */
function expectedOfTicket(first: Answer, { until: { at }, origin }: JobRoute): AppExpectations {
  const named: Expected = { kind: "present" };
  const { location } = first.headers;
  const isSeeOther = first.status === 303 && location !== undefined && !leadsToSignIn(location, origin);
  return {
    status: isSeeOther ? [first.status] : null,
    headers: at?.kind === "header" ? { [at.name]: named } : {},
    pointers: at?.kind === "pointer" ? { [at.pointer]: named } : {},
    fallbackPointer: null,
  };
}

/** The path with the name of the job in it; null: what was named is none. */
function jobPath(path: string, name: unknown): string | null {
  return typeof name === "string" || typeof name === "number"
    ? path.replace("{{at}}", () => encodeURIComponent(name))
    : null;
}

/** The path of an address on the service's own host, whatever scheme a proxy made the service believe in; null: elsewhere. */
function addressIn(address: unknown, { origin, path }: AppRoute): string | null {
  const own = URL.parse(path, origin);
  const url = typeof address === "string" && own !== null ? URL.parse(address, own.href) : null;
  return url === null || own === null || url.host !== own.host ? null : `${url.pathname}${url.search}`;
}

/** Whether the answer says that the job, or its result, is asked elsewhere on this host. */
function isMoved({ status, headers: { location } }: Answer, { origin }: AppRoute): boolean {
  return [302, 303, 307].includes(status) && location !== undefined && !leadsToSignIn(location, origin);
}

/** The wait that an answer asks for, ms. */
function waitAsked({ headers }: Answer): number {
  return msOf(headers["retry-after"], Date.parse(headers.date ?? "") || 0) ?? 0;
}

/** What an answer may lack while a job is under way. */
const NOT_YET: readonly string[] = ["status-not-expected", "header-not-expected", "pointer-not-expected", "not-json"];

/** What a single question may meet, and the next one not. */
const PASSING: readonly Category[] = [
  "provider-5xx",
  "connection-lost",
  "capacity",
  "dns",
  "tcp",
  "timeout-connect",
  "timeout-first-byte",
  "timeout-total",
];

/** Whether a job may still become as expected. */
function isOpen(outcome: Outcome): boolean {
  if (outcome.kind !== "fail") return false;
  const { category, observed } = outcome;
  return category === "app-behaviour" ? NOT_YET.includes(observed.detail ?? "") : PASSING.includes(category);
}

/** Whether the request was taken at all: what refuses it begins no job. */
function isTaken({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Whether nothing but values beside the word for how the job stands are wrong. */
function isAsDeclared(outcome: Outcome, expect: AppExpectations): boolean {
  const { detail, missing = [] } = outcome.kind === "fail" ? outcome.observed : {};
  return detail === "pointer-not-expected" && standsAsDeclared(expect, missing);
}

/** The outcome of a job that says that it has failed. */
function failed(outcome: Outcome): Outcome {
  const isAnswer = outcome.kind === "fail" && outcome.category === "app-behaviour";
  return isAnswer ? fail("app-behaviour", { ...outcome.observed, detail: "job-failed" }) : outcome;
}

/** A job that was under way to the end took too long; one that is over is wrong, and whatever else it met is what it met. */
function outOfTime(last: Answer, outcome: Outcome, over: boolean): Outcome {
  if (outcome.kind !== "fail" || outcome.category !== "app-behaviour" || !isTaken(last) || over) return outcome;
  return fail("timeout-total", { ...outcome.observed, detail: "job-not-done" });
}
