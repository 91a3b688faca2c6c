import { z } from "zod";
import { answersOf, type ProbeAnswer, worst } from "../../evidence/answers.ts";
import type { Category } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { ReportContext } from "../context.ts";
import { categoryOf, labelField, NOT_TESTED, observedField, remark, type YesNo, YesNoSchema } from "./fields.ts";
import {
  checkedAtUtc,
  endpointVerified,
  fieldsVerified,
  recordNotes,
  referenceOf,
  referenceUrl,
  requiredFieldVerified,
} from "./reference.ts";

const record = z.strictObject({
  run_id: z.string().regex(/^chat-smoke-\d{8}-\d{6}Z-[0-9a-f]{8}$/),
  reviewed_reference_url: z.union([z.url(), z.literal(NOT_TESTED)]),
  reviewed_at_utc: z.union([z.iso.datetime({ precision: 0 }), z.literal(NOT_TESTED)]),
  environment: z.string(),
  request_case: z.enum(["happy_path", "error_path"]),
  documented_endpoint_verified: YesNoSchema,
  documented_request_fields_verified: YesNoSchema,
  response_shape_observed: YesNoSchema,
  error_handling_observed: YesNoSchema,
  credential_exposed: z.boolean(),
  operator_notes: z.string(),
});

/** `chat-smoke.json`, the log record of chat-completions-smoke-test, one per request case, fields in its order. */
export const ChatSmokeSchema = z.tuple([record, record]);
type ChatSmoke = z.infer<typeof ChatSmokeSchema>;

/** The key was seen where it must not be: in an answer, or by a check in what somebody wrote. */
function exposed(evidence: Evidence): boolean {
  return (
    evidence.probes.some(({ attempts }) =>
      attempts.some(({ outcome }) => outcome.kind === "fail" && outcome.category === "sensitive-exposure"),
    ) || evidence.checks.some(({ findings }) => findings.some(({ trigger }) => trigger === "sensitive-exposure"))
  );
}

/** Categories that say how an invalid request fared; any other failure kept it from being judged. */
const NOT_HANDLED: readonly (Category | null)[] = ["invalid-accepted", "uncontrolled-error"];

/** True when the invalid request failed in a controlled way. */
function errorHandled(error: ProbeAnswer | null): YesNo {
  if (error?.attempt?.outcome.kind === "pass") return true;
  return NOT_HANDLED.includes(categoryOf(error)) ? false : NOT_TESTED;
}

/** The smoke records of the Chat Completions endpoint: happy path, then error path. */
export function chatSmoke(evidence: Evidence, context: ReportContext): ChatSmoke {
  const happy = worst(answersOf(evidence, "chat"));
  const errorCases = answersOf(evidence, "error-path", "chat-completions");
  const error = worst(errorCases);
  const page = referenceOf(evidence, "chat-completions");
  const shared = {
    run_id: `chat-smoke-${evidence.run.id.replace("T", "-")}`,
    reviewed_reference_url: referenceUrl(page),
    // When the client was held against the reference; when a person reviewed it is a remark.
    reviewed_at_utc: checkedAtUtc(page),
    environment: labelField(evidence.run.environment),
  };
  return [
    {
      ...shared,
      request_case: "happy_path",
      documented_endpoint_verified: endpointVerified(page, [happy]),
      documented_request_fields_verified: fieldsVerified(page, happy, evidence, "chat-completions"),
      response_shape_observed: observedField(happy, ({ shape }) => shape),
      error_handling_observed: NOT_TESTED,
      credential_exposed: exposed(evidence),
      operator_notes: recordNotes(evidence, context, happy === null ? [] : [remark(happy)], page),
    },
    {
      ...shared,
      request_case: "error_path",
      documented_endpoint_verified: endpointVerified(page, [error, ...errorCases]),
      documented_request_fields_verified: requiredFieldVerified(page, errorCases),
      response_shape_observed: observedField(error, ({ errorEnvelope }) => errorEnvelope),
      error_handling_observed: errorHandled(error),
      credential_exposed: exposed(evidence),
      operator_notes: recordNotes(evidence, context, errorCases.map(remark), page),
    },
  ];
}
