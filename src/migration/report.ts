import { z } from "zod";
import { answersOf, isWithheld, notOffered } from "../evidence/answers.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { runIdSchema } from "../evidence/run-identity.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { OpenAiFamily } from "../evidence/vocabulary.ts";
import * as details from "./contract-details.ts";
import { FieldReportSchema, fieldReport, type OwnTemplates } from "./request-mapping.ts";
import { answerAbout, inconclusive, known, open, refusal, worstAnswer } from "./sides.ts";

/** One area of the comparison. */
const MigrationRowSchema = z.strictObject({
  area: z.string(),
  /** Case of the error path; null: the area has none. */
  case: z.string().nullable(),
  /** `same`: the same observation under the gate's reading, and no promise. */
  result: z.enum(["same", "differs", "not_tested"]),
  /** What Chat Completions showed. */
  chat_completions: z.string(),
  /** What Responses showed. */
  responses: z.string(),
  /** What to do about it; null: nothing. */
  advice: z.string().nullable(),
});
type MigrationRow = z.infer<typeof MigrationRowSchema>;

/** Version of the format of `migration-report.json`. */
const MIGRATION_REPORT_VERSION = 1;

/**
 * `migration-report.json`: Chat Completions and Responses side by side (chat-to-responses-migration, "Contract details to
 * verify"). It goes beside `migration.json`, the log record of the same document, and never into the decision.
 */
export const MigrationReportSchema = z.strictObject({
  schema: z.literal("cometapi-release-gate/migration-report"),
  version: z.literal(MIGRATION_REPORT_VERSION),
  run_id: runIdSchema("migration-"),
  /** File of the log record; null where no endpoint was asked and there is none. */
  record: z.literal("migration.json").nullable(),
  conclusion: z.string(),
  counts: z.strictObject({ same: z.int(), differs: z.int(), not_tested: z.int() }),
  rows: z.array(MigrationRowSchema),
  request_fields: FieldReportSchema,
});
export type MigrationReport = z.infer<typeof MigrationReportSchema>;

/** The comparison of a run that the preset `migration` was selected for. */
export function migrationReport(evidence: Evidence, templates: OwnTemplates): MigrationReport {
  const rows = migrationRows(evidence);
  const count = (result: MigrationRow["result"]) => rows.filter((row) => row.result === result).length;
  const counts = { same: count("same"), differs: count("differs"), not_tested: count("not_tested") };
  const recorded = (evidence.release.configuration?.families ?? []).length > 0;
  return {
    schema: "cometapi-release-gate/migration-report",
    version: MIGRATION_REPORT_VERSION,
    run_id: `migration-${evidence.run.id}`,
    record: recorded ? "migration.json" : null,
    conclusion: `${standing(evidence)}${conclusion(counts)}`,
    counts,
    rows,
    request_fields: fieldReport(templates),
  };
}

/** What has to be read before any comparison: whether there is a family to migrate to; empty where it passed. */
function standing(evidence: Evidence): string {
  const missing = notOffered(evidence, "responses");
  if (missing !== null) return `Responses is ${missing}, so nothing can be migrated to it. `;
  const asked = answersOf(evidence, "responses").filter(({ attempt }) => attempt !== null);
  const passed = asked.every(({ verdict }) => verdict.result === "pass");
  return passed ? "" : "Responses did not pass, so nothing is to be migrated to it yet. ";
}

function conclusion({ same, differs, not_tested: open }: MigrationReport["counts"]): string {
  const rest =
    open === 0
      ? "Nothing is left open."
      : `What was not tested is open: do not move traffic that depends on it before it is.`;
  return `${same} the same, ${differs} different, ${open} not tested. ${rest}`;
}

/** An area, what each family showed in it, what to do where that differs, and what to select where it is open. */
type Area = readonly [area: string, show: details.Detail, differs: string, select: string, errorCase?: string];

const BOTH = "Select chat and responses.";
const STREAMS = "Select chat-stream and responses-stream.";

/** What an application sends, and the answer in one piece. */
// biome-ignore format: a table reads by its rows, not by one field a line
const REQUEST_AND_ANSWER: readonly Area[] = [
  ["endpoint path", details.endpoint, "Call the new path below the same base URL.", BOTH],
  [
    "authorization header", details.authorization,
    "Find out why one family refuses the credential that the other one takes.", BOTH,
  ],
  ["required request fields", details.requiredFields, "Rename messages to input; see the mapping of the request fields.", BOTH],
  ["optional request fields", details.optionalFields, "Rename the output cap; see the mapping of the request fields.", BOTH],
  [
    "response shape", details.responseShape,
    "Search output for items of type message and take their parts of type output_text; a reasoning item may come first.",
    BOTH,
  ],
];

/** Streams, features, and what an application reads beside the text. */
// biome-ignore format: a table reads by its rows, not by one field a line
const BESIDE_THE_TEXT: readonly Area[] = [
  [
    "streaming: terminal event", details.terminalEvent,
    "End on response.completed; treat response.failed, response.incomplete and error as endings, too.", STREAMS,
  ],
  ["streaming: [DONE] marker", details.doneMarker, "Neither wait for [DONE] nor trip over it.", STREAMS],
  [
    "streaming: event names", details.eventNames,
    "Take the text from response.output_text.delta and ignore events that you do not know.", STREAMS,
  ],
  [
    "tool calling", details.feature("tools"), "Do not move requests that use tools before both work.",
    "Select chat-tools and responses-tools.",
  ],
  [
    "multimodal input", details.feature("image"), "Do not move requests that hold images before both work.",
    "Select chat-image and responses-image, if your application sends images.",
  ],
  [
    "stateful chat",
    (answers) => answers.family === "responses"
      ? details.feature("state")(answers)
      : known("none", "no such field: every request carries the earlier messages"),
    "Going on with previous_response_id is a choice; sending the earlier items with every request works without it.",
    "Select responses-state, if your application shall go on from an earlier response.",
  ],
  [
    "behaviour on a bad credential", ({ evidence, family }) => refusal(worstAnswer(evidence, "auth-path", family)),
    "Let your error handler take both answers.", "Select auth-path.",
  ],
  ["usage fields", details.usageFields, "Read the new names where you count tokens.", BOTH],
  ["finish state", details.finishNames, "Map the new names where you look at finish_reason.", BOTH],
  [
    "model returned", details.modelReturned,
    "Compare nothing with the returned name; find out whether both families reach the same model.", BOTH,
  ],
];

/** Every area of the source's table of contract details, and what an application reads beside it, in that order. */
function migrationRows(evidence: Evidence): MigrationRow[] {
  const kept = isWithheld(evidence);
  const instead = kept ? TRIGGERS["no-secrets"].quickCheck : null;
  const answers = (family: OpenAiFamily) => ({
    evidence,
    family,
    whole: answerAbout(evidence, "answer", family),
    stream: answerAbout(evidence, "stream", family),
  });
  const [chat, responses] = [answers("chat-completions"), answers("responses")];
  const areas = [...REQUEST_AND_ANSWER, ...errorCases(evidence), ...BESIDE_THE_TEXT];
  return areas.map(([area, show, differs, select, errorCase = null]) => {
    const [left, right] = [show(chat), show(responses)];
    const both = left.kind === "known" && right.kind === "known";
    const result = !both ? "not_tested" : left.key === right.key ? "same" : "differs";
    const unasked = [left, right].some((side) => side.kind === "open" && !side.asked);
    const missing = unasked ? (instead ?? select) : "It can be compared once both families answer.";
    const advice = { same: null, differs, not_tested: missing }[result];
    return { area, case: errorCase, result, chat_completions: left.text, responses: right.text, advice };
  });
}

/** One row per case of the error path; one open row where none was planned. */
function errorCases(evidence: Evidence): readonly Area[] {
  const planned = answersOf(evidence, "error-path").flatMap(({ verdict }) => verdict.case ?? []);
  const waived = evidence.waived.filter(({ case: name }) => name !== "auth-path");
  const cases = [...new Set([...planned, ...waived.map(({ case: name }) => name)])];
  const area = "error response";
  const select = "Select error-path.";
  const differs = "Let your error handler decide by status and code of both; never by the words of the message.";
  if (cases.length === 0) return [[area, () => open(null), differs, select]];
  return cases.map((name) => {
    const excused = waived.find((waiver) => waiver.case === name);
    const show: details.Detail = ({ family }) =>
      excused === undefined
        ? refusal(worstAnswer(evidence, "error-path", family, name))
        : inconclusive(`waived: ${excused.why}`);
    return [area, show, differs, select, name];
  });
}
