import { CHAT_COMPLETIONS_PATH } from "../contracts/chat-completions.ts";
import { isCapacity, readError } from "../contracts/error-envelope.ts";
import { RESPONSES_PATH } from "../contracts/responses.ts";
import type { Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { LiveProbeId } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { type Body, post } from "./bodies.ts";
import { fail } from "./judge.ts";
import { observeError, observeNoAnswer } from "./observe.ts";
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
  readonly body: (question: Question) => Body;
  /** Statuses stated by the user; with them exactly these are controlled. */
  readonly expect: readonly number[] | null;
  /** Whether a failure is one that an error handler recognises. */
  readonly isControlled: (answer: Answer) => boolean;
  /** The category of a failure that is not controlled, where the answer tells more than "uncontrolled". */
  readonly otherwise: (answer: Answer) => Category | null;
}

/** Makes a probe of one invalid request: one request, never retried. */
export function mustFail(asked: MustFail): Probe {
  return liveProbe(
    asked.id,
    function* (question) {
      const path = asked.family === "responses" ? RESPONSES_PATH : CHAT_COMPLETIONS_PATH;
      const exchange = yield { ...post(path, asked.body(question)), credential: asked.credential };
      return { outcome: judge(exchange, asked), adaptations: [] };
    },
    { family: asked.family, case: asked.case },
  );
}

function judge(exchange: Exchange, asked: MustFail): Outcome {
  if (exchange.kind === "aborted") return { kind: "error", reason: "stopped" };
  if (exchange.kind === "no-answer") {
    const { category } = exchange.failure;
    return fail(NOT_ASKED.has(category) ? category : "uncontrolled-error", observeNoAnswer(exchange));
  }
  const observed = observeError(exchange);
  if (asked.expect?.includes(exchange.status)) return { kind: "pass", observed };
  if (asked.expect === null && asked.isControlled(exchange)) return { kind: "pass", observed };
  return fail(category(exchange, asked), observed);
}

function category(answer: Answer, asked: MustFail): Category {
  const error = readError(answer.text);
  if (answer.status >= 200 && answer.status < 300)
    return error === null && !isHtml(answer) ? "invalid-accepted" : "uncontrolled-error";
  if (answer.status === 407) return "proxy";
  if (answer.status === 429 || answer.status === 402 || isCapacity(error)) return "capacity";
  return asked.otherwise(answer) ?? "uncontrolled-error";
}
