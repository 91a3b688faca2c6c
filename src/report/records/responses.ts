/**
 * The log records of an endpoint that has no template of its own kind: what it answers in one piece, and how it streams.
 * The templates were written for Responses and name the family; Messages and embeddings fill in the same fields.
 */
import { z } from "zod";
import { answersOf, observedIn, type ProbeAnswer, requestIdOf, worst } from "../../evidence/answers.ts";
import { factsOf } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { runIdSchema } from "../../evidence/run-identity.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import {
  categoryOf,
  initialsField,
  labelField,
  NOT_PROVIDED,
  NOT_TESTED,
  observedField,
  ResultSchema,
  remark,
  resultField,
  statusField,
  YesNoSchema,
} from "./fields.ts";
import { checkedOn, recordNotes, referenceOf, referenceUrl } from "./reference.ts";

/** The families that these records are about; those that stream have both. */
type StreamFamily = Extract<Family, "responses" | "messages">;
type SmokeFamily = StreamFamily | "embeddings";

/** `responses-smoke.json`, the log record of responses-smoke-test, field for field and in its order. */
export const ResponsesSmokeSchema = z.strictObject({
  run_id: runIdSchema("(responses|messages|embeddings)-smoke-"),
  endpoint_family: z.enum(["responses", "messages", "embeddings"]),
  docs_checked_at: z.union([z.iso.date(), z.literal(NOT_TESTED)]),
  environment: z.string(),
  model_reference: z.string(),
  happy_path_status: z.string(),
  happy_path_parseable: YesNoSchema,
  error_path_status: z.string(),
  error_path_category: z.string(),
  request_id: z.string(),
  operator_initials: z.string(),
  notes: z.string(),
});
type ResponsesSmoke = z.infer<typeof ResponsesSmokeSchema>;

/** The endpoint's own error code where the failure was controlled, else the category that the gate gave it. */
function errorCategory(answer: ProbeAnswer | null): string {
  const observed = observedIn(answer?.attempt ?? null);
  if (observed === null) return NOT_TESTED;
  return categoryOf(answer) ?? observed.errorCode ?? observed.errorType ?? NOT_PROVIDED;
}

/** The smoke record of a family. */
export const smokeOf =
  (family: SmokeFamily) =>
  (evidence: Evidence, context: ReportContext): ResponsesSmoke => {
    const happy = worst(answersOf(evidence, family));
    const errorCases = answersOf(evidence, "error-path", family);
    const error = worst(errorCases);
    const page = referenceOf(evidence, family);
    return {
      run_id: `${family}-smoke-${evidence.run.id}`,
      endpoint_family: family,
      docs_checked_at: checkedOn(page),
      environment: labelField(evidence.run.environment),
      model_reference: labelField(evidence.release.configuration?.model ?? null),
      happy_path_status: String(statusField(happy)),
      happy_path_parseable: observedField(happy, ({ json, shape }) => (json === false ? false : shape)),
      error_path_status: String(statusField(error)),
      error_path_category: errorCategory(error),
      request_id: labelField(requestIdOf(happy?.attempt ?? null)),
      operator_initials: initialsField(evidence.run.reviewer),
      notes: recordNotes(evidence, context, [...(happy === null ? [] : [happy]), ...errorCases].map(remark), page),
    };
  };

/** `responses-stream.json`, the log record of responses-streaming-check, field for field and in its order. */
export const ResponsesStreamSchema = z.strictObject({
  checked_at: z.union([z.iso.datetime(), z.literal(NOT_TESTED)]),
  docs_url: z.union([z.url(), z.literal(NOT_TESTED)]),
  endpoint_family: z.enum(["responses", "messages"]),
  stream_enabled: z.union([z.literal(true), z.literal(NOT_TESTED)]),
  model_id_source: z.enum(["listed-by-models-endpoint", "configured-not-verified", NOT_PROVIDED]),
  happy_path_result: ResultSchema,
  error_path_result: ResultSchema,
  terminal_state: z.enum(["completed", "timeout", "error", NOT_TESTED]),
  notes: z.string(),
});
type ResponsesStream = z.infer<typeof ResponsesStreamSchema>;

/** Where the identifier is known from. The models probe is advisory: being listed is all that it says. */
function modelSource(evidence: Evidence): ResponsesStream["model_id_source"] {
  if ((evidence.release.configuration?.model ?? "") === "") return NOT_PROVIDED;
  const asked = answersOf(evidence, "models");
  // Legs of a fan-in may each have a model of their own.
  const listed = asked.every(({ verdict }) => verdict.result === "pass");
  return asked.length > 0 && listed ? "listed-by-models-endpoint" : "configured-not-verified";
}

/** The template knows three ways in which a stream ends; everything that is no pass and no timeout is an error. */
function terminalState(stream: ProbeAnswer | null): ResponsesStream["terminal_state"] {
  const outcome = stream?.attempt?.outcome;
  if (outcome?.kind === "pass") return "completed";
  if (outcome?.kind !== "fail") return NOT_TESTED;
  const { terminalState: state } = outcome.observed;
  const timedOut = state === "idle-timeout" || state === "total-timeout" || outcome.category.startsWith("timeout-");
  return timedOut ? "timeout" : "error";
}

/** Detailed terminal state, category and failing stage, which the template keeps in its notes. */
function streamRemarks(stream: ProbeAnswer | null): readonly string[] {
  if (stream === null) return ["streaming was not asked"];
  const state = observedIn(stream.attempt)?.terminalState;
  const category = categoryOf(stream);
  return [
    remark(stream),
    ...(state === undefined ? [] : [`terminal state ${state}`]),
    ...(category === null ? [] : [`failed at stage ${factsOf(category, stream.verdict.id).stage}`]),
  ];
}

/** The streaming record of a family; its error path is the fake credential. */
export const streamOf =
  (family: StreamFamily) =>
  (evidence: Evidence, context: ReportContext): ResponsesStream => {
    const stream = worst(answersOf(evidence, `${family}-stream`));
    const auth = worst(answersOf(evidence, "auth-path", family));
    const page = referenceOf(evidence, family);
    const first = stream?.run?.attempts.find(({ outcome }) => outcome.kind !== "error");
    return {
      checked_at: first?.startedAt ?? NOT_TESTED,
      docs_url: referenceUrl(page),
      endpoint_family: family,
      stream_enabled: first === undefined ? NOT_TESTED : true,
      model_id_source: modelSource(evidence),
      happy_path_result: resultField(stream?.verdict),
      error_path_result: resultField(auth?.verdict),
      terminal_state: terminalState(stream),
      notes: recordNotes(evidence, context, [...streamRemarks(stream), ...(auth === null ? [] : [remark(auth)])], page),
    };
  };
