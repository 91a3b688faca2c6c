import { type ErrorReport, isCapacity, readError } from "../contracts/error-envelope.ts";
import type { Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { LiveProbeId } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import type { JsonObject } from "../text/json.ts";
import { post } from "./bodies.ts";
import { fail, judgeExchange } from "./judge.ts";
import { observeError, observeFailure } from "./observe.ts";
import { liveProbe, type Probe, type Question } from "./probe.ts";
import { isHtml } from "./refused.ts";

/** Failures of the way to the endpoint: they say nothing about how it treats an invalid request. */
const NOT_ASKED = new Set<Category>(["dns", "tcp", "tls", "proxy", "timeout-connect"]);

/** A request that must fail, and when its failure counts as controlled. */
export interface MustFail {
  readonly id: LiveProbeId;
  readonly family: Family;
  readonly case: string | null;
  readonly credential: RequestPlan["credential"];
  readonly body: (question: Question) => JsonObject;
  /** Statuses stated by the user; with them exactly these are controlled. */
  readonly expect: readonly number[] | null;
  /** Whether a failure is one that an error handler recognises. */
  readonly isControlled: (status: number, error: ErrorReport | null) => boolean;
  /** The category of a failure that is not controlled, where the answer tells more than "uncontrolled". */
  readonly otherwise: (status: number, error: ErrorReport | null) => Category | null;
}

/** Makes a probe of one invalid request: one request, never retried. */
export function mustFail(asked: MustFail): Probe {
  return liveProbe(
    asked.id,
    function* (question) {
      const exchange = yield { ...post(asked.family, asked.body(question)), credential: asked.credential };
      return { outcome: judge(exchange, asked), adaptations: [] };
    },
    { family: asked.family, case: asked.case },
  );
}

function judge(exchange: Exchange, asked: MustFail): Outcome {
  if (exchange.kind === "no-answer" && !NOT_ASKED.has(exchange.failure.category))
    return fail("uncontrolled-error", observeFailure(exchange.failure));
  return judgeExchange(exchange, (answer) => {
    const error = readError(answer.text);
    const observed = observeError(answer);
    const controlled = asked.expect?.includes(answer.status) ?? asked.isControlled(answer.status, error);
    return controlled ? { kind: "pass", observed } : fail(categoryOf(answer, error, asked), observed);
  });
}

function categoryOf(answer: Answer, error: ErrorReport | null, { otherwise }: MustFail): Category {
  const { status } = answer;
  if (status >= 200 && status < 300)
    return error === null && !isHtml(answer) ? "invalid-accepted" : "uncontrolled-error";
  if (status === 407) return "proxy";
  if (status === 429 || status === 402 || isCapacity(error)) return "capacity";
  return otherwise(status, error) ?? "uncontrolled-error";
}
