import { type ExchangeLimits, exchange } from "../../src/http/exchange.ts";
import type { Answer, Exchange, ExchangeFailure, RequestPlan } from "../../src/http/types.ts";

/** Limits that no test of this room reaches unless it is about them. */
const AMPLE: ExchangeLimits = { connectMs: 20_000, firstByteMs: 20_000, idleMs: 20_000, totalMs: 30_000 };

const NO_PROXY = { httpProxy: "", httpsProxy: "", noProxy: "" };

/** What a test changes about a request. */
export interface Asking {
  readonly plan?: Partial<RequestPlan>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly limits?: Partial<ExchangeLimits>;
  readonly proxy?: Partial<typeof NO_PROXY>;
  readonly stop?: AbortSignal;
}

/** One real exchange: a POST that expects JSON, unless the test says otherwise. */
export function ask(baseUrl: string, { plan, headers, limits, proxy, stop }: Asking = {}): Promise<Exchange> {
  return exchange(
    { method: "POST", path: "/v1/x", body: { q: 1 }, expect: "json", credential: "configured", ...plan },
    { baseUrl, headers: headers ?? {} },
    { ...AMPLE, ...limits },
    { ...NO_PROXY, ...proxy },
    stop ?? new AbortController().signal,
  );
}

/** The same, expecting an event stream. */
export function askStream(baseUrl: string, asking: Asking = {}): Promise<Exchange> {
  return ask(baseUrl, { ...asking, plan: { expect: "event-stream", ...asking.plan } });
}

/** The answer of an exchange that must have one. */
export async function answerOf(asked: Promise<Exchange>): Promise<Answer> {
  const result = await asked;
  if (result.kind !== "answer") throw new Error(`no answer but ${JSON.stringify(result)}`);
  return result;
}

/** Why an exchange failed, with or without a response head. */
export async function failureOf(asked: Promise<Exchange>): Promise<ExchangeFailure> {
  const result = await asked;
  if (result.kind === "no-answer") return result.failure;
  if (result.kind === "answer" && result.end.kind === "failed") return result.end.failure;
  throw new Error(`no failure but ${JSON.stringify(result)}`);
}
