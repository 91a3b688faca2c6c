import { type ErrorReport, readError } from "../contracts/error-envelope.ts";
import { blameOf } from "../contracts/error-words.ts";
import { FAMILY } from "../contracts/families.ts";
import type { Adaptation, Observation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { beginsAsEvents } from "../http/answer.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import type { JsonObject } from "../text/json.ts";
import { addedFields, isOfChange, isOfOwnBody, namesAdded } from "./changes.ts";
import { judgeExchange } from "./judge.ts";
import { isCutOff } from "./judge-output.ts";
import { fail, observeHead } from "./observe.ts";
import type { Conclusion, Question } from "./probe.ts";
import { namesStreaming } from "./refusal-words.ts";
import { isFromEdge, isHold, isHtml, type Refusal, refused } from "./refused.ts";
import { refusedField } from "./refused-field.ts";

/** How one request asks and reads. */
export interface Asking {
  readonly family: Family;
  /** The team's own body, where it is what is sent: its fields are the team's, never the gate's to take back. */
  readonly template?: JsonObject | undefined;
  /** The plan heeds `kept:stream`. @defaultValue false */
  readonly streams?: boolean;
  readonly plan: (question: Question) => RequestPlan;
  readonly judge: (answer: Answer, sent: RequestPlan) => Outcome;
  /** Judges an answer without success. @defaultValue `refused` */
  readonly judgeRefusal?: (answer: Answer, model: string, sent: RequestPlan) => Refusal;
}

/**
 * Asks until the endpoint has answered a body that it accepts: what the gate itself changed and the endpoint rejects is taken
 * back, and an answer that spent its whole cap on reasoning is asked again with the larger cap, once (product.md, "What the
 * gate sends"). Every round adds an adaptation, so the loop is bounded by their number. A refusal that may be of a change
 * which cannot be taken back is none of the release's, and neither is that of a stream where an answer in one piece comes.
 */
export function* ask(asking: Asking, question: Question): Generator<RequestPlan, Conclusion, Exchange> {
  // How the other way is answered is asked anew each time: what is remembered is how to get an answer, and this is none.
  let adaptations: readonly Adaptation[] = question.adaptations.filter(
    (adaptation) => adaptation !== otherWay(asking.template, adaptation),
  );
  let asAsked: Refusal | null = null;
  for (;;) {
    const plan = asking.plan({ ...question, adaptations });
    const exchange = yield plan;
    const outcome = judgeExchange(exchange, (answer) => judgeAnswer(answer, plan, asking, question.model));
    const next = furtherAdaptations(exchange, outcome, plan, asking).filter(
      (one) => asAsked === null || !one.endsWith(":stream"),
    );
    const fresh = next.filter((adaptation) => !adaptations.includes(adaptation));
    if (fresh.length === 0) {
      const settled = asAsked === null ? withField(outcome, exchange, plan, asking) : inOtherWay(asAsked, outcome);
      const own = ownRefusal(exchange, settled, plan, asking, question);
      return { outcome: own === null ? settled : { ...CHANGE_REFUSED, observed: own }, adaptations };
    }
    if (fresh.some((one) => one === otherWay(asking.template, one)) && isRefusal(outcome)) asAsked = outcome;
    adaptations = [...adaptations, ...fresh];
  }
}

/** The endpoint refused what is the gate's own. */
export const CHANGE_REFUSED = { kind: "error", reason: "change-refused" } as const;

function isRefusal(outcome: Outcome): outcome is Refusal {
  return outcome.kind === "fail" || outcome.kind === "unsupported";
}

/** The adaptation, where it asks in a way that neither the probe nor the team's own body asks; null: it does not. */
function otherWay(template: JsonObject | undefined, adaptation: Adaptation): Adaptation | null {
  const isOther = adaptation === "dropped:stream" || (adaptation === "kept:stream" && template === undefined);
  return isOther ? adaptation : null;
}

/** What a refusal means, by how the same request was answered with a stream in place of one piece, or the other way round. */
function inOtherWay(refusal: Refusal, other: Outcome): Outcome {
  if (isAccepted(other)) return { ...CHANGE_REFUSED, observed: { ...refusal.observed, field: "stream" } };
  const saysNothing = other.kind === "error" || (other.kind === "fail" && isHold(other.category));
  return saysNothing ? other : refusal;
}

/** Whether the body was taken: an answer came, with text or without. */
function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === "pass" || (outcome.kind === "fail" && outcome.category === "empty-output");
}

/** What is known of a refusal that may be of a change of the gate's; null: it is none. */
function ownRefusal(
  exchange: Exchange,
  outcome: Outcome,
  { body }: RequestPlan,
  { family, template }: Asking,
  { model }: Question,
): Observation | null {
  if (exchange.kind !== "answer" || outcome.kind === "pass" || outcome.kind === "error") return null;
  const { status } = exchange;
  const error = errorOf(exchange);
  const category = outcome.kind === "fail" ? outcome.category : outcome.kind;
  if (!isAboutRequest(category, withoutParam(error), status)) return null;
  const rejected = category === "request-schema" || category === "model";
  const refused = { family, error, status, model, sent: body as JsonObject, template, rejected };
  return isOfChange(refused) ? { ...outcome.observed, ...namedIn(exchange, body, family) } : null;
}

/** The refusal of a body with the field that it names. */
function withField(outcome: Outcome, exchange: Exchange, { body }: RequestPlan, { family }: Asking): Outcome {
  if (exchange.kind !== "answer" || outcome.kind !== "fail" || outcome.category !== "request-schema") return outcome;
  return { ...outcome, observed: { ...outcome.observed, ...namedIn(exchange, body, family) } };
}

function namedIn(exchange: Answer, body: unknown, family: Family): Pick<Observation, "field"> {
  const field = refusedField(exchange.text, errorOf(exchange), body as JsonObject, FAMILY[family].content);
  return field === null ? {} : { field };
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

/** What to take back, or the larger cap, that could turn this outcome into an answer about the release. */
function furtherAdaptations(exchange: Exchange, outcome: Outcome, plan: RequestPlan, asking: Asking): Adaptation[] {
  if (exchange.kind !== "answer" || outcome.kind === "pass" || outcome.kind === "error") return [];
  const { family, template = {} } = asking;
  const { outputCap, readStream } = FAMILY[family];
  const body = plan.body as JsonObject;
  const category = outcome.kind === "fail" ? outcome.category : outcome.kind;
  const error = errorOf(exchange);
  const rejected = category === "request-schema";
  const isNamed = isAboutRequest(category, error, exchange.status);
  const isStream = plan.expect === "event-stream";
  const ofStream = isAboutRequest(category, withoutParam(error), exchange.status) && namesStreaming(error);
  const mayStream = !isStream && template.stream === true && readStream !== undefined;
  if (mayStream && (ofStream || rejected || comesAsStream(exchange))) return ["kept:stream"];
  const added = addedFields(body, template);
  const named = isNamed ? added.filter((field) => namesAdded(error, field)) : [];
  const isOwnStream = isStream && template.stream !== true;
  if (isOwnStream && ofStream && named.length === 0) return ["dropped:stream"];
  const dropped = named.length > 0 ? named : rejected ? added : [];
  if (dropped.length > 0) return dropped.map((field) => `dropped:${field}` as const);
  // Where a parameter is named, it is about that.
  const isWordless = rejected && !error?.param;
  if (isOwnStream && isWordless) return ["dropped:stream"];
  const mayTryStream = asking.template === undefined && asking.streams === true && !isStream;
  if (mayTryStream && isWordless && !(error !== null && isOfOwnBody(error, body))) return ["kept:stream"];
  const isOwnCap = outputCap !== null && outputCap in body && !Object.hasOwn(template, outputCap);
  const cutOff = category === "empty-output" && isCutOff(outcome.observed.detail);
  return cutOff && isOwnCap ? ["output-cap:2048"] : [];
}

/** An error that names the model as its parameter may say what the model wants, as sound or a stream. */
function withoutParam(error: ErrorReport | null): ErrorReport | null {
  return error && { ...error, param: null };
}

/** Whether events come although nobody asked for them: from endpoints that do not know answers in one piece. */
function comesAsStream({ mediaType, text }: Answer): boolean {
  return mediaType === "text/event-stream" || beginsAsEvents(text);
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
