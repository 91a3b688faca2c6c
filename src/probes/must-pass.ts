import type { BodyReading } from "../contracts/chat-completions.ts";
import { readError } from "../contracts/error-envelope.ts";
import type { StreamReading } from "../contracts/stream-reading.ts";
import type { Adaptation, Outcome } from "../evidence/attempt.ts";
import { type FamilyProbeId, familyOf } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { ADDED_FIELDS, type Body, post } from "./bodies.ts";
import { answeringOf, CUT_OFF, fail, judgeJson, judgeStream } from "./judge.ts";
import { observeHead, observeNoAnswer } from "./observe.ts";
import { type Conclusion, liveProbe, type Probe, type Question } from "./probe.ts";
import { isHtml, refused } from "./refused.ts";

/** One request of a probe: nothing else differs from one to the other but how the answer is read. */
export interface Ordinary {
  readonly path: string;
  readonly body: (question: Question) => Body;
}

/** How a must-pass probe reads an answer in one piece; `template`: the team's own body, where it was sent. */
interface ReadWhole extends Ordinary {
  readonly read: (body: unknown, template: Body | undefined) => BodyReading;
}

/** How a must-pass probe reads a stream, and by which event it ends. */
interface ReadStream extends Ordinary {
  readonly isTerminal: NonNullable<RequestPlan["isTerminal"]>;
  readonly read: (events: NonNullable<Answer["events"]>) => StreamReading;
}

/** A probe whose answer comes in one piece. */
export function mustPass(id: FamilyProbeId, { path, body, read }: ReadWhole): Probe {
  return sampled(id, (template) => ({
    plan: (asked) => post(path, body(asked)),
    judge: (answer) => judgeJson(answer, (found) => read(found, template), answeringOf(template)),
  }));
}

/** A probe whose answer is a stream. */
export function mustPassStream(id: FamilyProbeId, { path, body, isTerminal, read }: ReadStream): Probe {
  return sampled(id, (template) => ({
    plan: (asked) => ({ ...post(path, body(asked), "event-stream"), isTerminal }),
    judge: (answer) => judgeStream(answer, read, answeringOf(template)),
  }));
}

function sampled(id: FamilyProbeId, asking: (template: Body | undefined) => Pick<Asking, "plan" | "judge">): Probe {
  const family = familyOf(id);
  return liveProbe(id, (question) => {
    const template = question.bodies[family];
    return ask({ family, template, ...asking(template) }, question);
  });
}

/** How one request asks and reads. */
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
  if (exchange.kind === "no-answer") return fail(exchange.failure.category, observeNoAnswer(exchange));
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
