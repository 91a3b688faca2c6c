import { randomBytes } from "node:crypto";
import { fieldPlace } from "../contracts/field-place.ts";
import type { Adaptation, Attempt, Outcome } from "../evidence/attempt.ts";
import { PROBES } from "../evidence/probes.ts";
import { ownModel } from "../evidence/request-template.ts";
import { saysYes } from "../probes/app-expected.ts";
import type { Conclusion, Probe } from "../probes/probe.ts";
import type { AttemptContext } from "./attempt-context.ts";
import { exposesSecret } from "./exposure.ts";
import { mayKeep, scrubOutcome, scrubRequest } from "./scrub.ts";
import { type AttemptLog, durationMs, send } from "./send.ts";
import type { Session } from "./session.ts";
import { wordsOf } from "./template-words.ts";

/** The nonce: 8 bytes are unique over any number of runs. */
const NONCE_BYTES = 8;

/** Which attempt this is within its probe's sample. */
export interface AttemptPosition {
  /** Of its probe, for whoever shows progress. */
  readonly label: string;
  readonly n: number;
  readonly look: Attempt["look"];
  readonly confirms: number | null;
  readonly adaptations: readonly Adaptation[];
}

/**
 * Makes one attempt: drives the probe's generator through real exchanges until it concludes. The attempt's own limit
 * bounds all its requests and waits together, but for those of a job, which has a limit of its own. A key that comes back ends everything (trigger `sensitive-exposure`).
 */
export async function makeAttempt(
  probe: Probe,
  place: AttemptPosition,
  context: AttemptContext,
  session: Session,
): Promise<Attempt> {
  const log: AttemptLog = {
    started: null,
    answered: null,
    queuedMs: 0,
    requests: [],
    waitsMs: [],
    fallbackAnswered: false,
  };
  const nonce = randomBytes(NONCE_BYTES).toString("hex");
  const conclusion = await conclude(probe, { ...place, nonce }, context, session, log);
  const template = probe.family === null ? undefined : context.bodies[probe.family];
  const keep = mayKeep(session.redactor, nonce, template === undefined ? [] : wordsOf(template));
  const outcome = log.fallbackAnswered ? asFallback(conclusion.outcome) : conclusion.outcome;
  const { n, look, confirms } = place;
  return {
    n,
    look,
    confirms,
    startedAt: (log.started?.at ?? new Date()).toISOString(),
    durationMs: durationMs(log),
    requests: log.requests.map((facts) => scrubRequest(facts, keep)),
    waitsMs: log.waitsMs,
    adaptations: [...conclusion.adaptations],
    outcome: scrubOutcome(withPlace(outcome, probe, context), keep),
  };
}

async function conclude(
  probe: Probe,
  { label, adaptations, nonce }: AttemptPosition & { readonly nonce: string },
  context: AttemptContext,
  session: Session,
  log: AttemptLog,
): Promise<Conclusion> {
  const unasked = (): Conclusion => ({ outcome: { kind: "error", reason: session.errorReason() }, adaptations });
  const model = ownModel(probe.family, context.bodies) ?? context.release.model;
  const { bodies, schemas = {} } = context;
  const steps = probe.steps({ model, nonce, adaptations, bodies, schemas });
  const paced = PROBES[probe.id].target !== "application";
  const way = { label, paced, again: paced && probe.polarity !== "must-fail" };
  const fallback = context.release.fallbackHeader?.toLowerCase();
  let step = steps.next();
  while (!step.done) {
    const result = await send(step.value, way, context, session, log);
    if (result === "budget") return { outcome: { kind: "error", reason: "max-requests" }, adaptations };
    if (result === null || result.kind === "aborted") return unasked();
    if (exposesSecret(result, session.redactor)) {
      session.stop("sensitive-exposure");
      const observed = result.kind === "answer" ? { status: result.status } : {};
      return { outcome: { kind: "fail", category: "sensitive-exposure", observed }, adaptations };
    }
    log.fallbackAnswered ||= fallback !== undefined && result.kind === "answer" && saysYes(result.headers[fallback]);
    step = steps.next(result);
  }
  return step.value;
}

/** A refused field with its place in the team's own file. */
function withPlace(outcome: Outcome, { family }: Probe, { templates = [] }: AttemptContext): Outcome {
  if (outcome.kind !== "fail" || outcome.observed.field === undefined || family === null) return outcome;
  const fieldAt = fieldPlace(templates, family, outcome.observed.field);
  return fieldAt === null ? outcome : { ...outcome, observed: { ...outcome.observed, fieldAt } };
}

/** An answer of the fallback is not an answer of the release; a failure keeps its own name. */
function asFallback(outcome: Outcome): Outcome {
  return outcome.kind === "pass" ? { kind: "fail", category: "fallback-used", observed: outcome.observed } : outcome;
}
