import type { JobName, JobSettings } from "../../evidence/app.ts";
import type { Limits } from "../../evidence/limits.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RouteContent } from "../gate-file/app-schema.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "../policy/limits.ts";
import { type AppAddress, routeUrlOf } from "./app-url.ts";

/** How long a job is waited for where nobody says it, ms: a request of minutes is no smoke test. */
const WITHIN_MS = 60_000;

/** Pause before each question where nobody says it, ms. */
const EVERY_MS = 2_000;

/** What stands for the name of the job; a URL parser encodes braces in a path. */
const AT = /(?:\{\{|%7B%7B)at(?:\}\}|%7D%7D)/i;

/** What a job depends on beside its section. */
interface JobContext {
  /** Of the route. */
  readonly url: URL;
  readonly address: AppAddress;
  readonly limits: Pick<Limits, "deadlineMs">;
}

/** The job of a route; null: it has none, or one with a problem. */
export function* jobOf(
  { until, stream, expect = {} }: RouteContent,
  { url, address, limits }: JobContext,
  originOf: (...path: readonly PropertyKey[]) => Origin,
): Rule<JobSettings | null> {
  if (until === undefined) return null;
  if (stream !== undefined)
    yield problemAt(
      originOf(),
      "job-with-stream",
      "stands beside stream",
      "A stream ends by itself: keep one of them.",
    );
  const { status, headers = {}, pointers = {} } = expect;
  if (status === undefined && Object.keys({ ...headers, ...pointers }).length === 0)
    yield problemAt(
      originOf(),
      "job-without-end",
      "waits for a job, and nothing tells one that is done",
      "Add what a job that is done answers to expect, for example pointers: { /status: { equals: done } }.",
    );
  const withinMs = (yield* within(TIME_BOUNDS, until.within, "within", { originOf })) ?? WITHIN_MS;
  const everyMs = (yield* within(TIME_BOUNDS, until.every, "every", { originOf })) ?? EVERY_MS;
  yield* deadlineRule(withinMs, limits, originOf("within"));
  const at = until.at === undefined ? null : nameOf(until.at);
  if (until.url === undefined) return { withinMs, everyMs, at, path: null };
  const origin = originOf("url");
  if ((at !== null) !== AT.test(until.url) || !until.url.startsWith("/")) {
    const help =
      "Write at: where the first answer names the job, and url: as a path with {{at}} in the place of that name.";
    yield problemAt(origin, "invalid-job-url", "must be a path that has {{at}} in it where at is given", help);
    return null;
  }
  const base = address.url === null ? { url: new URL(url.origin), broken: false } : address;
  const own = yield* routeUrlOf({ text: until.url, origin, address: base, alone: false });
  return own === null ? null : { withinMs, everyMs, at, path: `${own.pathname}${own.search}`.replace(AT, "{{at}}") };
}

function nameOf(at: string): JobName {
  return at.startsWith("/") ? { kind: "pointer", pointer: at } : { kind: "header", name: at.toLowerCase() };
}

/** The first attempt goes alone and the others after it, so that two jobs are waited for one after the other. */
function* deadlineRule(withinMs: number, { deadlineMs }: JobContext["limits"], origin: Origin): Rule<void> {
  const deadline = formatDuration(deadlineMs);
  if (withinMs >= deadlineMs)
    yield problemAt(
      origin,
      "limit-never-reached",
      `is not shorter than the deadline of the whole run (${deadline})`,
      "Shorten it, or raise limits.deadline.",
    );
  else if (2 * withinMs > deadlineMs)
    yield `A job of probes.app may take ${formatDuration(withinMs)}, and two of them one after the other more than the deadline (${deadline}): slow ones would end as insufficient evidence.`;
}
