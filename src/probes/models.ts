import { MODELS_PATH, type ModelListReading, readModelList } from "../contracts/models.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Answer } from "../http/types.ts";
import { fail, judgeBody, judgeExchange } from "./judge.ts";
import { observeHead } from "./observe.ts";
import { liveProbe } from "./probe.ts";
import { isHtml, refused } from "./refused.ts";

/**
 * GET /models: is the model identifier listed? Advisory whatever comes: a listed model may be unavailable, and one that
 * is not listed may answer (product.md, "Probes"). No other identifier of the list is kept.
 */
export const probe = liveProbe("models", function* ({ model, adaptations }) {
  const exchange = yield { method: "GET", path: MODELS_PATH, expect: "json", credential: "configured" };
  return { outcome: judgeExchange(exchange, (answer) => judgeAnswer(answer, model)), adaptations };
});

function judgeAnswer(answer: Answer, model: string): Outcome {
  if (answer.status < 200 || answer.status >= 300) return refused(answer, model);
  if (answer.end.kind !== "failed" && isHtml(answer))
    return fail("route", { ...observeHead(answer), json: false, detail: "html" });
  return judgeBody(answer, (body, head) => judgeList(readModelList(body, model), { ...head, json: true }));
}

function judgeList(reading: ModelListReading, head: Observation): Outcome {
  const broken = { ...head, shape: false };
  switch (reading.kind) {
    case "error":
      return fail("response-contract", { ...broken, detail: "error-in-200" });
    case "wrong-shape":
      return fail("response-contract", { ...broken, missing: [...reading.missing], detail: "missing-fields" });
    case "list":
      return reading.listed
        ? { kind: "pass", observed: { ...head, shape: true } }
        : fail("model", { ...head, shape: true, detail: "not-listed" });
  }
}
