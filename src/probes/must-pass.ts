import { type ErrorReport, readError } from "../contracts/error-envelope.ts";
import { blameOf } from "../contracts/error-words.ts";
import { FAMILY } from "../contracts/families.ts";
import type { Adaptation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import { type FamilyProbeId, familyOf, PROBES } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import type { JsonObject } from "../text/json.ts";
import { namesAdded, post, requestBody } from "./bodies.ts";
import { CUT_OFF, fail, judgeExchange, judgeJson, judgeStream } from "./judge.ts";
import { observeHead } from "./observe.ts";
import { type Conclusion, liveProbe, type Probe, type Question } from "./probe.ts";
import { isFromEdge, isHold, isHtml, type Refusal, refused } from "./refused.ts";
import { heldAgainstFormat } from "./structured-output.ts";

/** A probe that sends the team's own body, or the minimal one; the topic of its row says whether the answer is a stream. */
export function mustPass(id: FamilyProbeId): Probe {
  const family = familyOf(id);
  const { read, readStream, endsStream } = FAMILY[family];
  const stream =
    PROBES[id].topic === "stream" && readStream !== undefined && endsStream !== undefined
      ? { read: readStream, isTerminal: endsStream }
      : null;
  return liveProbe(id, (question) => {
    const template = question.bodies[family];
    const toolsAnswer = template !== undefined;
    return ask(
      {
        family,
        template,
        plan: (asked) => {
          const body = requestBody(family, asked, stream !== null);
          if (stream === null) return post(family, body);
          return { ...post(family, body, "event-stream"), isTerminal: stream.isTerminal };
        },
        judge: (answer, { body: sent }) => {
          const outcome =
            stream === null
              ? judgeJson(answer, question.model, (body) => read(body, sent as JsonObject), toolsAnswer)
              : judgeStream(answer, question.model, stream.read, toolsAnswer);
          return heldAgainstFormat(outcome, answer, { family, body: template, schemas: question.schemas ?? {} });
        },
      },
      question,
    );
  });
}

/** How one request asks and reads. */
export interface Asking {
  readonly family: Family;
  /** The team's own body, where it is what is sent: its fields are the team's, never the gate's to take back. */
  readonly template?: JsonObject | undefined;
  readonly plan: (question: Question) => RequestPlan;
  readonly judge: (answer: Answer, sent: RequestPlan) => Outcome;
  /** Judges an answer without success. @defaultValue `refused` */
  readonly judgeRefusal?: (answer: Answer, model: string, sent: RequestPlan) => Refusal;
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
    const outcome = judgeExchange(exchange, (answer) => judgeAnswer(answer, plan, asking, question.model));
    const next = furtherAdaptations(exchange, outcome, plan, asking);
    const fresh = next.filter((adaptation) => !adaptations.includes(adaptation));
    if (fresh.length === 0) return { outcome, adaptations };
    adaptations = [...adaptations, ...fresh];
  }
}

function judgeAnswer(answer: Answer, plan: RequestPlan, asking: Asking, model: string): Outcome {
  const { judge, judgeRefusal = refused } = asking;
  if (answer.status < 200 || answer.status >= 300 || isFromEdge(answer)) {
    const refusal = judgeRefusal(answer, model, plan);
    // A streaming request that was refused has a terminal state too (contracts.md, 6.4); no other request has one.
    return plan.expect === "event-stream"
      ? { ...refusal, observed: { terminalState: "http-error", ...refusal.observed } }
      : refusal;
  }
  return isHtml(answer) ? fail("route", { ...observeHead(answer), json: false, detail: "html" }) : judge(answer, plan);
}

/** Fields to drop, or the larger cap, that could turn this outcome into an answer about the release. */
function furtherAdaptations(exchange: Exchange, outcome: Outcome, plan: RequestPlan, asking: Asking): Adaptation[] {
  if (exchange.kind !== "answer" || outcome.kind === "pass" || outcome.kind === "error") return [];
  const { family, template = {} } = asking;
  const { added, outputCap } = FAMILY[family];
  const isOurs = (field: string) => field in (plan.body as object) && !Object.hasOwn(template, field);
  const sent = added.filter(isOurs);
  const category = outcome.kind === "fail" ? outcome.category : outcome.kind;
  const error = errorOf(exchange);
  const named = isAboutRequest(category, error, exchange.status)
    ? sent.filter((field) => namesAdded(error, field))
    : [];
  if (named.length > 0 || category === "request-schema")
    return (named.length > 0 ? named : sent).map((field) => `dropped:${field}` as const);
  const cutOff = category === "empty-output" && outcome.observed.detail === CUT_OFF;
  return cutOff && outputCap !== null && isOurs(outputCap) ? ["output-cap:2048"] : [];
}

/**
 * Whether a failure may be about a field of the request, whatever its status (contracts.md, 7.4): not where a credential,
 * a model, money or load is to blame.
 */
function isAboutRequest(category: Category | "unsupported", error: ErrorReport | null, status: number): boolean {
  const blame = blameOf(error, status);
  return status !== 401 && !isHold(category) && blame !== "authentication" && blame !== "model";
}

/** The error of an answer: its body, or the event of a stream that has one. */
function errorOf({ text, headers, events }: Answer): ErrorReport | null {
  if (events === null) return readError(text, headers);
  return events.map(({ data }) => readError(data)).find((error) => error !== null) ?? null;
}
