import type { BodyReading } from "../contracts/chat-completions.ts";
import { isUnknownModel, isUnsupportedEndpoint, readError } from "../contracts/error-envelope.ts";
import { type FamilyProbeId, familyOf } from "../evidence/probes.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { ADDED_FIELDS, post } from "./bodies.ts";
import { judgeJson } from "./judge.ts";
import { type Asking, ask, type Ordinary } from "./must-pass.ts";
import { observeError } from "./observe.ts";
import { type Conclusion, liveProbe, type Probe, type Question } from "./probe.ts";
import { refused } from "./refused.ts";

/** One request about a feature: how it asks and reads, and the words by which an error names the feature. */
export interface FeatureAsking extends Asking {
  readonly words: readonly string[];
  /** An earlier request of this attempt was answered by the same endpoint, so "not here" cannot be the route. */
  readonly reached: boolean;
}

/**
 * Asks like every must-pass probe, adaptations included, but a refusal that names the feature ends the attempt as
 * `unsupported`: not offered by this model or channel, which speaks neither for nor against the release. Every other
 * failure keeps its category; a 404 or 405 that does not name the feature is a wrong route (product.md, "Triggers").
 */
export function* askFeature(asking: FeatureAsking, question: Question): Generator<RequestPlan, Conclusion, Exchange> {
  let { adaptations } = question;
  const plan = (asked: Question) => {
    adaptations = asked.adaptations;
    return asking.plan(asked);
  };
  const steps = ask({ ...asking, plan }, question);
  let step = steps.next();
  while (!step.done) {
    const sent = step.value;
    const exchange = yield sent;
    if (exchange.kind === "answer" && refusesFeature(exchange, sent, asking, question.model))
      return { outcome: { kind: "unsupported", observed: observeError(exchange) }, adaptations };
    step = steps.next(exchange);
  }
  const { outcome } = step.value;
  return outcome.kind === "unsupported" && !asking.reached
    ? { ...step.value, outcome: { ...outcome, kind: "fail", category: "route" } }
    : step.value;
}

/** Machine-readable words for "I know what you want and do not do it". */
const UNSUPPORTED = /unsupported|not_supported|not_implemented/;

/** Whether a refusal is about the feature, rather than about the credential, the money, the model or the provider. */
function refusesFeature(answer: Answer, sent: RequestPlan, asking: FeatureAsking, model: string): boolean {
  if (answer.status >= 200 && answer.status < 300) return false;
  const outcome = refused(answer, model);
  const error = readError(answer.text);
  if (outcome.kind === "unsupported" && (answer.status === 501 || isUnsupportedEndpoint(error))) return true;
  if (error === null || isUnknownModel(error)) return false;
  const rejected = outcome.kind === "fail" && outcome.category === "request-schema";
  // "Model x has no tools" with a 404 names the model too, and is about the tools.
  const notHere = answer.status === 404 || answer.status === 405;
  if (!rejected && !notHere) return false;
  // A field that the gate itself added is taken back first (product.md, "What the gate sends").
  const added = ADDED_FIELDS[asking.family].filter((field) => field in (sent.body as object));
  if (added.some((field) => error.mentions(field))) return false;
  const { code, type, param } = error;
  const machine = [code, type, param].filter((word) => word !== null).join(" ");
  if (asking.words.some((word) => !model.includes(word) && (error.mentions(word) || machine.includes(word))))
    return true;
  return rejected && added.length === 0 && UNSUPPORTED.test(machine);
}

/** A feature that one request asks about. */
interface Feature extends Ordinary, Pick<FeatureAsking, "words"> {
  readonly read: (body: unknown) => BodyReading;
}

/** A probe that asks about a feature with one request. */
export function featureProbe(id: FamilyProbeId, { path, words, body, read }: Feature): Probe {
  const plan = (asked: Question) => post(path, body(asked));
  const judge = (answer: Answer) => judgeJson(answer, read);
  return liveProbe(id, (question) =>
    askFeature({ family: familyOf(id), words, reached: false, plan, judge }, question),
  );
}
