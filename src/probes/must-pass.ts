import { readError } from "../contracts/error-envelope.ts";
import type { Adaptation, Outcome } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { ADDED_FIELDS, type Body } from "./bodies.ts";
import { CUT_OFF, fail } from "./judge.ts";
import { observeHead, observeNoAnswer } from "./observe.ts";
import type { Conclusion, Question } from "./probe.ts";
import { isHtml, refused } from "./refused.ts";

/** How one must-pass probe asks and reads. */
export interface Asking {
  readonly family: Family;
  /** The team's own body, where it is what is sent: its fields are the team's, never the gate's to take back. */
  readonly template?: Body | undefined;
  readonly plan: (question: Question) => RequestPlan;
  readonly judge: (answer: Answer) => Outcome;
}

/**
 * Asks until the endpoint has answered a body that it accepts: a field that the gate itself added and the endpoint
 * rejects is dropped, and an answer that spent its whole cap on reasoning is asked again with the larger cap, once
 * (product.md, "What the gate sends"). Every round adds an adaptation, so the loop is bounded by their number.
 */
export function* ask(asking: Asking, question: Question): Generator<RequestPlan, Conclusion, Exchange> {
  let adaptations = question.adaptations;
  for (;;) {
    const plan = asking.plan({ ...question, adaptations });
    const exchange = yield plan;
    const outcome = judgeExchange(exchange, plan, asking, question.model);
    const next = furtherAdaptations(exchange, outcome, plan, asking);
    const fresh = next.filter((adaptation) => !adaptations.includes(adaptation));
    if (fresh.length === 0) return { outcome, adaptations };
    adaptations = [...adaptations, ...fresh];
  }
}

function judgeExchange(exchange: Exchange, plan: RequestPlan, asking: Asking, model: string): Outcome {
  if (exchange.kind === "aborted") return { kind: "error", reason: "stopped" };
  if (exchange.kind === "no-answer")
    return { kind: "fail", category: exchange.failure.category, observed: observeNoAnswer(exchange) };
  const success = exchange.status >= 200 && exchange.status < 300;
  if (!success) return withTerminalState(refused(exchange, model), plan);
  return isHtml(exchange)
    ? fail("route", { ...observeHead(exchange), json: false, detail: "html" })
    : asking.judge(exchange);
}

/** A streaming request that was refused has a terminal state too (contracts.md, 6.4); no other request has one. */
function withTerminalState(outcome: Outcome, plan: RequestPlan): Outcome {
  return plan.expect === "event-stream" && outcome.kind !== "error"
    ? { ...outcome, observed: { terminalState: "http-error", ...outcome.observed } }
    : outcome;
}

/** Fields to drop, or the larger cap, that could turn this outcome into an answer about the release. */
function furtherAdaptations(exchange: Exchange, outcome: Outcome, plan: RequestPlan, asking: Asking): Adaptation[] {
  if (exchange.kind !== "answer" || outcome.kind !== "fail") return [];
  const { family, template = {} } = asking;
  const sent = ADDED_FIELDS[family].filter(
    (field) => field in (plan.body as object) && !Object.hasOwn(template, field),
  );
  if (outcome.category === "request-schema") {
    const error = readError(exchange.text);
    const named = sent.filter((field) => error?.mentions(field));
    return (named.length > 0 ? named : sent).map((field) => `dropped:${field}` as const);
  }
  const capSent = sent.some((field) => field !== "stream_options");
  return outcome.category === "empty-output" && outcome.observed.detail === CUT_OFF && capSent
    ? ["output-cap:2048"]
    : [];
}
