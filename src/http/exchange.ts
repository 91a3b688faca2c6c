import type { Limits } from "../evidence/limits.ts";
import { readAnswer } from "./answer.ts";
import { ACCEPT_ENCODING } from "./body.ts";
import { openConnection, type ProxySettings, routeTo } from "./dispatcher.ts";
import { failureOf } from "./failure.ts";
import { flatten } from "./headers.ts";
import { startGuard, startStopwatch } from "./timing.ts";
import type { Exchange, RequestPlan } from "./types.ts";

/** Where a request goes and with which headers. Secret values live here and nowhere further down the line. */
export interface Target {
  /** Base URL without trailing slash. */
  readonly baseUrl: string;
  /** Lower-case names, credential included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Added to every path: percent-encoded, with its question mark; absent: nothing. */
  readonly query?: string;
}

/** Limits of one exchange, ms; one that is not streamed has the total for its first byte. */
export type ExchangeLimits = Pick<Limits, "connectMs" | "firstByteMs" | "idleMs"> & { readonly totalMs: number };

/** Informational heads (1xx) that are looked through; more than a few are a flood. */
const MAX_INFORMATIONAL = 16;

/** Bytes on the wire, whatever they are: status lines, chunk extensions and comments have no limit of their own. */
const MAX_WIRE_BYTES = 16 * 1024 * 1024;

/** How often the bytes on the wire are counted, ms: fast enough for a local flood, rare enough to cost nothing. */
const WIRE_CHECK_MS = 50;

/**
 * Sends one request and reads what comes, within every limit. Always returns an `Exchange`, never throws: a failure
 * carries the one category of the first layer that failed. Redirects are never followed.
 *
 * @param stop ends the exchange at once (deadline, cancelled job, exposure); the result is then `aborted`
 * @param onSent told when the connection stands and the request goes out
 */
export async function exchange(
  plan: RequestPlan,
  target: Target,
  limits: ExchangeLimits,
  proxy: ProxySettings,
  stop: AbortSignal,
  onSent: () => void = () => undefined,
): Promise<Exchange> {
  const url = new URL(target.baseUrl + plan.path + (target.query ?? ""));
  const route = await routeTo(url.origin, proxy);
  const stopwatch = startStopwatch();
  const guard = startGuard(stop);
  const connection = openConnection(url.origin, route, stopwatch, () => {
    guard.clear("timeout-connect");
    onSent();
    if (plan.expect === "event-stream") guard.arm("timeout-first-byte", limits.firstByteMs);
  });
  guard.arm("timeout-total", limits.totalMs);
  guard.arm("timeout-connect", limits.connectMs);
  const wire = setInterval(() => {
    if (connection.bytesRead() > MAX_WIRE_BYTES) guard.expire("wire-too-large");
  }, WIRE_CHECK_MS);
  const classify = (error: unknown) =>
    failureOf(error, guard.expired(), {
      stopwatch,
      secure: url.protocol === "https:",
      viaProxy: connection.viaProxy,
      connected: connection.connected(),
      tried: connection.tried(),
    });
  try {
    const informational: unknown[] = [];
    const request = connection.request({
      onInfo: ({ headers }) => {
        if (informational.length < MAX_INFORMATIONAL) informational.push(headers);
      },
      origin: url.origin,
      path: url.pathname + url.search,
      method: plan.method,
      headers: {
        accept: ACCEPT[plan.expect],
        "accept-encoding": ACCEPT_ENCODING,
        "user-agent": "cometapi-release-gate",
        ...(plan.body === undefined ? {} : { "content-type": "application/json" }),
        ...plan.documented,
        ...target.headers,
        ...plan.headers,
      },
      body: plan.text ?? (plan.body === undefined ? null : JSON.stringify(plan.body)),
      signal: guard.signal,
    });
    const response = await guard.within(request);
    stopwatch.mark("firstByte");
    guard.clear("timeout-first-byte");
    const head = {
      status: response.statusCode,
      headers: flatten(response.headers),
      body: response.body,
      brokenBy: () => connection.connected()?.brokenBy() ?? null,
      aside: () => [response.statusText, JSON.stringify([informational, response.trailers])].join("\n"),
    };
    const answer = await readAnswer(head, plan, guard, limits.idleMs, stopwatch, classify);
    return stop.aborted ? { kind: "aborted", timing: answer.timing } : answer;
  } catch (error) {
    const timing = stopwatch.read();
    return stop.aborted ? { kind: "aborted", timing } : { kind: "no-answer", failure: classify(error), timing };
  } finally {
    guard.end();
    clearInterval(wire);
    // The connection is this exchange's alone; destroying it also ends a body that was not read to its end.
    connection.close();
  }
}

/** A document is a page for people; its Markdown form is the one that says most in the fewest bytes. */
const ACCEPT: Readonly<Record<RequestPlan["expect"], string>> = {
  json: "application/json",
  "event-stream": "text/event-stream",
  anything: "*/*",
  document: "text/markdown, text/html;q=0.9, text/plain;q=0.8",
};
