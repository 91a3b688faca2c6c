import { z } from "zod";
import { answersOf, isJson, observedIn, type ProbeAnswer, worst } from "../../evidence/answers.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { runIdSchema } from "../../evidence/run-identity.ts";
import type { ReportContext } from "../context.ts";
import {
  labelField,
  NOT_TESTED,
  observedField,
  remark,
  StatusSchema,
  statusField,
  type YesNo,
  YesNoSchema,
} from "./fields.ts";
import { recordNotes } from "./reference.ts";

/** `migration.json`, the log record of chat-to-responses-migration, field for field and in its order. */
export const MigrationSchema = z.strictObject({
  date: z.iso.date(),
  run_id: runIdSchema("migration-"),
  endpoint: z.literal("POST /v1/responses"),
  env: z.string(),
  http_status: StatusSchema,
  response_valid_json: YesNoSchema,
  required_fields_present: z.union([YesNoSchema, z.literal("partial")]),
  error_path_status: StatusSchema,
  error_response_parseable: YesNoSchema,
  notes: z.string(),
  reviewed_by: z.string(),
});
type Migration = z.infer<typeof MigrationSchema>;

/** `partial`: the text that an application reads is there, other required fields are not, or only in some attempts. */
function requiredFields(happy: ProbeAnswer | null): YesNo | "partial" {
  const observed = observedIn(happy?.attempt ?? null);
  if (observed?.shape === undefined) return NOT_TESTED;
  if (observed.shape) return true;
  const elsewhere = happy?.run?.attempts.some((attempt) => observedIn(attempt)?.shape === true) ?? false;
  return observed.text === true || elsewhere ? "partial" : false;
}

/** What the record cannot say in a field: how the endpoint that is migrated from came out, and what did not run. */
function comparison(evidence: Evidence, happy: ProbeAnswer | null): readonly string[] {
  const chat = worst(answersOf(evidence, "chat"));
  return [
    happy === null ? "responses not_tested" : remark(happy),
    chat === null ? "chat not_tested" : remark(chat),
    ...(observedIn(happy?.attempt ?? null)?.missing ?? []).map((path) => `missing ${path}`),
  ];
}

/** The migration record: the Responses endpoint as the target, Chat Completions in the notes. */
export function migration(evidence: Evidence, context: ReportContext): Migration {
  const happy = worst(answersOf(evidence, "responses"));
  const error = worst(answersOf(evidence, "error-path", "responses"));
  return {
    date: evidence.run.startedAt.slice(0, "YYYY-MM-DD".length),
    run_id: `migration-${evidence.run.id}`,
    endpoint: "POST /v1/responses",
    env: labelField(evidence.run.environment),
    http_status: statusField(happy),
    response_valid_json: observedField(happy, isJson),
    required_fields_present: requiredFields(happy),
    error_path_status: statusField(error),
    error_response_parseable: observedField(error, (observed) => observed.errorEnvelope ?? isJson(observed)),
    notes: recordNotes(evidence, context, comparison(evidence, happy)),
    reviewed_by: labelField(evidence.run.reviewer),
  };
}
