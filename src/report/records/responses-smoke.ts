import { z } from "zod";
import { answersOf, observedIn, type ProbeAnswer, requestIdOf, worst } from "../../evidence/answers.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { runIdSchema } from "../../evidence/run-identity.ts";
import type { ReportContext } from "../context.ts";
import {
  categoryOf,
  decisionRemark,
  initialsField,
  labelField,
  NOT_PROVIDED,
  NOT_TESTED,
  notesField,
  observedField,
  remark,
  statusField,
  YesNoSchema,
} from "./fields.ts";
import { checkedOn, referenceOf, referenceRemarks } from "./reference.ts";

/** `responses-smoke.json`, the log record of responses-smoke-test, field for field and in its order. */
export const ResponsesSmokeSchema = z.strictObject({
  run_id: runIdSchema("responses-smoke-"),
  endpoint_family: z.literal("responses"),
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
export type ResponsesSmoke = z.infer<typeof ResponsesSmokeSchema>;

/** The endpoint's own error code where the failure was controlled, else the category that the gate gave it. */
function errorCategory(answer: ProbeAnswer | null): string {
  const observed = observedIn(answer?.attempt ?? null);
  if (observed === null) return NOT_TESTED;
  return categoryOf(answer) ?? observed.errorCode ?? observed.errorType ?? NOT_PROVIDED;
}

/** The smoke record of the Responses endpoint. */
export function responsesSmoke(evidence: Evidence, context: ReportContext): ResponsesSmoke {
  const happy = worst(answersOf(evidence, "responses"));
  const errorCases = answersOf(evidence, "error-path", "responses");
  const error = worst(errorCases);
  const page = referenceOf(evidence, "responses");
  return {
    run_id: `responses-smoke-${evidence.run.id}`,
    endpoint_family: "responses",
    docs_checked_at: checkedOn(page),
    environment: labelField(evidence.run.environment),
    model_reference: labelField(evidence.release.configuration?.model ?? null),
    happy_path_status: String(statusField(happy)),
    happy_path_parseable: observedField(happy, ({ json, shape }) => (json === false ? false : shape)),
    error_path_status: String(statusField(error)),
    error_path_category: errorCategory(error),
    request_id: labelField(requestIdOf(happy?.attempt ?? null)),
    operator_initials: initialsField(evidence.run.reviewer),
    notes: notesField(evidence, context, [
      ...[...(happy === null ? [] : [happy]), ...errorCases].map(remark),
      ...referenceRemarks(page),
      decisionRemark(evidence),
    ]),
  };
}
