import { FAMILY } from "../contracts/families.ts";
import { MODELS_PATH, type ModelListReading, readModelList } from "../contracts/models.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer } from "../http/types.ts";
import { judgeBody, judgeExchange } from "./judge.ts";
import { fail, observeHead, observeReport } from "./observe.ts";
import { type LiveProbe, liveProbe, type Probe } from "./probe.ts";
import { blamed, isHtml, refused } from "./refused.ts";

/** One list, whatever families are probed. */
export const probe: LiveProbe = ({ families }) => [models(families)];

/**
 * GET /models: is the model identifier listed? Advisory whatever comes: a listed model may be unavailable, and one that
 * is not listed may answer (product.md, "Probes"). No other identifier of the list is kept.
 */
export function models(families: readonly Family[]): Probe {
  // Anthropic asks for its version here, too; other lists have no header of their own.
  const documented = families.includes("messages") ? FAMILY.messages.headers : {};
  return liveProbe("models", function* ({ model, adaptations }) {
    const exchange = yield { method: "GET", path: MODELS_PATH, documented, expect: "json", credential: "configured" };
    return { outcome: judgeExchange(exchange, (answer) => judgeAnswer(answer, model)), adaptations };
  });
}

function judgeAnswer(answer: Answer, model: string): Outcome {
  if (answer.status < 200 || answer.status >= 300) return refused(answer, model);
  if (answer.end.kind !== "failed" && isHtml(answer))
    return fail("route", { ...observeHead(answer), json: false, detail: "html" });
  return judgeBody(answer, model, (body, head) => {
    const reading = readModelList(body, model);
    const observed = { ...head, json: true };
    if (reading.kind !== "error") return judgeList(reading, observed);
    const category = blamed("response-contract", reading.error, answer.status, model);
    const error = observeReport(reading.error, answer.requestId);
    return fail(category, { ...observed, ...error, shape: false, detail: "error-in-200" });
  });
}

function judgeList(reading: Exclude<ModelListReading, { kind: "error" }>, head: Observation): Outcome {
  if (reading.kind === "wrong-shape")
    return fail("response-contract", {
      ...head,
      shape: false,
      missing: [...reading.missing],
      detail: "missing-fields",
    });
  return reading.listed
    ? { kind: "pass", observed: { ...head, shape: true } }
    : fail("model", { ...head, shape: true, detail: "not-listed" });
}
