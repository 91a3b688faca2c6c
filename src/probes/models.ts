import { parseJson } from "../contracts/json.ts";
import { MODELS_PATH, readModelList } from "../contracts/models.ts";
import type { Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { isJson } from "../http/headers.ts";
import type { Answer, Exchange } from "../http/types.ts";
import { observeFailure, observeHead, observeNoAnswer } from "./observe.ts";
import { liveProbe } from "./probe.ts";
import { isHtml, refused } from "./refused.ts";

/**
 * GET /models: is the model identifier listed? Advisory whatever comes: a listed model may be unavailable, and one that
 * is not listed may answer (product.md, "Probes"). No other identifier of the list is kept.
 */
export const probe = liveProbe("models", function* ({ model, adaptations }) {
  const exchange = yield { method: "GET", path: MODELS_PATH, expect: "json", credential: "configured" };
  return { outcome: judge(exchange, model), adaptations };
});

function judge(exchange: Exchange, model: string): Outcome {
  if (exchange.kind === "aborted") return { kind: "error", reason: "stopped" };
  if (exchange.kind === "no-answer")
    return { kind: "fail", category: exchange.failure.category, observed: observeNoAnswer(exchange) };
  return exchange.status >= 200 && exchange.status < 300 ? judgeList(exchange, model) : refused(exchange, model);
}

function judgeList(answer: Answer, model: string): Outcome {
  const head = observeHead(answer);
  const { end } = answer;
  if (end.kind === "failed")
    return { kind: "fail", category: end.failure.category, observed: { ...head, ...observeFailure(end.failure) } };
  const fail = (category: Category, observed: Extract<Outcome, { kind: "fail" }>["observed"]): Outcome => ({
    kind: "fail",
    category,
    observed: { ...head, ...observed },
  });
  if (isHtml(answer)) return fail("route", { json: false, detail: "html" });
  if (!isJson(answer.mediaType)) return fail("response-contract", { json: false, detail: "content-type-not-json" });
  const body = parseJson(answer.text);
  if (body === undefined) return fail("response-contract", { json: false, detail: "not-json" });
  const reading = readModelList(body, model);
  switch (reading.kind) {
    case "error":
      return fail("response-contract", { json: true, shape: false, detail: "error-in-200" });
    case "wrong-shape":
      return fail("response-contract", {
        json: true,
        shape: false,
        missing: [...reading.missing],
        detail: "missing-fields",
      });
    case "list":
      return reading.listed
        ? { kind: "pass", observed: { ...head, json: true, shape: true } }
        : fail("model", { json: true, shape: true, detail: "not-listed" });
  }
}
