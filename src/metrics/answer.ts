import type { MissingReading } from "../evidence/metric-readings.ts";
import type { Answer, Exchange } from "../http/types.ts";
import { isObject, parseJson } from "../text/json.ts";

/** One number and when it was evaluated, in seconds; or why there is none. */
export type Reading = { readonly value: number; readonly at: number } | { readonly missing: MissingReading };

/**
 * Reads the answer to an instant query (Prometheus, "HTTP API", instant queries). One vector element and a scalar are a
 * number; everything else has a name of its own.
 */
export function readAnswer(exchange: Exchange): Reading {
  if (exchange.kind !== "answer") return { missing: "unreachable" };
  const { status, end, text } = exchange;
  if (end.kind === "failed")
    return { missing: /too-large/.test(end.failure.detail ?? "") ? "too-large" : "unreachable" };
  if (status >= 300 && status < 400) return { missing: "redirected" };
  const body = parseJson(text);
  const envelope = isObject(body) ? body : {};
  if (status >= 400 || envelope.status === "error") return { missing: refusal(exchange, envelope.errorType) };
  const { data } = envelope;
  if (envelope.status !== "success" || !isObject(data)) return { missing: "not-prometheus" };
  return doubt(envelope) ?? numberIn(data.resultType, data.result);
}

/** What an error is, by the type that Prometheus names and else by its status; its prose is not read. */
function refusal({ status }: Pick<Answer, "status">, errorType: unknown): MissingReading {
  if (status === 401 || status === 403) return "not-admitted";
  if (status === 404 || status === 405 || status === 410) return "wrong-path";
  if (status === 429 || errorType === "too_many_requests") return "rate-limited";
  if (errorType === "timeout" || errorType === "canceled" || status === 408 || status === 504) return "query-timeout";
  if (errorType === "bad_data" || status === 400 || status === 413 || status === 414) return "rejected";
  if (errorType === "execution" || status === 422) return "not-executed";
  return status >= 500 || status < 300 ? "server-error" : "rejected";
}

/**
 * Warnings come with data that may be wrong: PromQL's own name themselves, every other one is of a store that did not answer.
 * Infos, which older servers put among the warnings, are remarks about names. `isPartial` is VictoriaMetrics' word.
 */
function doubt({ warnings, isPartial }: Readonly<Record<string, unknown>>): Reading | null {
  if (isPartial === true) return { missing: "partial" };
  if (!Array.isArray(warnings)) return null;
  const said = warnings.map(String).filter((warning) => !/^PromQL info:|info annotations omitted/.test(warning));
  if (said.length === 0) return null;
  return {
    missing: said.every((warning) => /^PromQL warning:|annotations omitted/.test(warning)) ? "doubtful" : "partial",
  };
}

function numberIn(resultType: unknown, result: unknown): Reading {
  if (resultType === "matrix") return { missing: "range" };
  if (resultType === "string") return { missing: "text" };
  if (resultType === "scalar") return pointIn(result);
  if (resultType !== "vector") return { missing: "not-prometheus" };
  if (result === null) return { missing: "no-series" };
  if (!Array.isArray(result)) return { missing: "not-prometheus" };
  const [only, ...others] = result;
  if (only === undefined) return { missing: "no-series" };
  if (others.length > 0) return { missing: "several-series" };
  if (!isObject(only)) return { missing: "not-prometheus" };
  return only.value === undefined && only.histogram !== undefined ? { missing: "histogram" } : pointIn(only.value);
}

/** `[ <unix time>, "<value>" ]`; the value is a text, because JSON knows no NaN. */
function pointIn(point: unknown): Reading {
  if (!Array.isArray(point) || point.length !== 2 || typeof point[0] !== "number") return { missing: "not-prometheus" };
  const text = String(point[1]);
  if (/^nan$/i.test(text)) return { missing: "not-a-number" };
  if (/^[+-]?inf(inity)?$/i.test(text)) return { missing: "infinite" };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { missing: "not-prometheus" };
  const value = Number(text);
  return Number.isFinite(value) ? { value, at: point[0] } : { missing: "infinite" };
}
