import { parseJson } from "../contracts/json.ts";
import { MODELS_PATH, readModelList } from "../contracts/models.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { isJson } from "../http/headers.ts";
import type { Answer, Exchange } from "../http/types.ts";
import { fail } from "./judge.ts";
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
  if (exchange.kind === "no-answer") return fail(exchange.failure.category, observeNoAnswer(exchange));
  return exchange.status >= 200 && exchange.status < 300 ? judgeList(exchange, model) : refused(exchange, model);
}

function judgeList(answer: Answer, model: string): Outcome {
  const head = observeHead(answer);
  const { end } = answer;
  const bad = (category: Category, observed: Observation) => fail(category, { ...head, ...observed });
  if (end.kind === "failed") return bad(end.failure.category, observeFailure(end.failure));
  if (isHtml(answer)) return bad("route", { json: false, detail: "html" });
  if (!isJson(answer.mediaType)) return bad("response-contract", { json: false, detail: "content-type-not-json" });
  const body = parseJson(answer.text);
  if (body === undefined) return bad("response-contract", { json: false, detail: "not-json" });
  const reading = readModelList(body, model);
  const broken = { json: true, shape: false };
  switch (reading.kind) {
    case "error":
      return bad("response-contract", { ...broken, detail: "error-in-200" });
    case "wrong-shape":
      return bad("response-contract", { ...broken, missing: [...reading.missing], detail: "missing-fields" });
    case "list":
      return reading.listed
        ? { kind: "pass", observed: { ...head, json: true, shape: true } }
        : bad("model", { json: true, shape: true, detail: "not-listed" });
  }
}
