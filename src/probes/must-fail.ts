import { type ErrorReport, readError } from "../contracts/error-envelope.ts";
import { isOfEdge } from "../contracts/error-words.ts";
import { KEY_REFUSED, type Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { LiveProbeId } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import type { JsonObject } from "../text/json.ts";
import { post } from "./bodies.ts";
import { judgeExchange } from "./judge.ts";
import { fail, observeError, observeFailure } from "./observe.ts";
import { liveProbe, type Probe, type Question } from "./probe.ts";
import { blamed, isBareRefusal, isFromEdge, isHtml, refused } from "./refused.ts";

/** Failures of the way to the endpoint: they say nothing about how it treats an invalid request. */
const NOT_ASKED = new Set<Category>(["dns", "tcp", "tls", "proxy", "timeout-connect"]);

/** Whom a refusal would be blamed on if the request had been valid; null: it had a success status, and no excuse. */
type Blamed = Category | "unsupported" | null;

/** A request that must fail, and when its failure counts as controlled. */
interface MustFail {
  readonly id: LiveProbeId;
  readonly family: Family;
  readonly case: string | null;
  readonly credential: RequestPlan["credential"];
  readonly body: (question: Question) => JsonObject;
  /** Statuses stated by the user; with them exactly these are controlled. */
  readonly expect: readonly number[] | null;
  /** Whether a failure is one that an error handler recognises. */
  readonly isControlled: (status: number, error: ErrorReport | null, blame: Blamed) => boolean;
  /** Statuses of a refusal that never looked at what is invalid here. */
  readonly beforeLooking: readonly number[];
}

/** Makes a probe of one invalid request: one request, never retried. */
export function mustFail(asked: MustFail): Probe {
  return liveProbe(
    asked.id,
    function* (question) {
      const exchange = yield { ...post(asked.family, asked.body(question)), credential: asked.credential };
      return { outcome: judge(exchange, asked, question.model), adaptations: [] };
    },
    { family: asked.family, case: asked.case },
  );
}

function judge(exchange: Exchange, asked: MustFail, model: string): Outcome {
  if (exchange.kind === "no-answer" && !NOT_ASKED.has(exchange.failure.category))
    return fail("uncontrolled-error", observeFailure(exchange.failure));
  return judgeExchange(exchange, (answer) => {
    const error = readError(answer.text, answer.headers);
    const blame = blameIn(answer, error, model);
    const stated = asked.expect?.includes(answer.status) ?? null;
    // As it is called where a request must pass.
    const detail = isSuccess(answer) && error !== null ? { detail: "error-in-200" } : {};
    const observed = { ...observeError(answer), ...detail };
    // Whoever stated a bare 403 knows who gives it; what an edge said in words is never the API's answer.
    const isBare = (error === null || isBareRefusal(error)) && !isFromEdge(answer);
    if (blame === "blocked" && !(stated && isBare)) return { kind: "error", reason: "edge-answered", observed };
    const controlled = stated ?? asked.isControlled(answer.status, error, blame);
    if (controlled) return { kind: "pass", observed };
    const category = categoryOf(answer, error, blame, asked);
    // It was the fake key that was refused, with a status that nobody stated.
    const keyRefused = category === "uncontrolled-error" && blame === "authentication";
    return fail(category, keyRefused ? { ...observed, detail: KEY_REFUSED } : observed);
  });
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function blameIn(answer: Answer, error: ErrorReport | null, model: string): Blamed {
  if (isOfEdge(error) || isFromEdge(answer)) return "blocked";
  if (isSuccess(answer)) {
    // An error with a success status is no controlled failure; whose fault it is, the error says, as where it must pass.
    const blame = blamed("response-contract", error, answer.status, model);
    return blame === "blocked" || blame === "capacity" ? blame : null;
  }
  const refusal = refused(answer, model);
  return refusal.kind === "fail" ? refusal.category : "unsupported";
}

function categoryOf(answer: Answer, error: ErrorReport | null, blame: Blamed, asked: MustFail): Category {
  if (blame === null) return error === null && !isHtml(answer) ? "invalid-accepted" : "uncontrolled-error";
  if (blame === "capacity" || blame === "proxy" || blame === "tls") return blame;
  const told = blame !== "unsupported" && asked.beforeLooking.includes(answer.status);
  return told ? blame : "uncontrolled-error";
}
