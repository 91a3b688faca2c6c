import { z } from "zod";
import { answersOf } from "../evidence/answers.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { Family } from "../evidence/vocabulary.ts";
import {
  doneMarker,
  eventNames,
  feature,
  finishNames,
  modelReturned,
  responseShape,
  terminalEvent,
  usageFields,
} from "./answers.ts";
import { authorization, endpoint, optionalFields, requiredFields } from "./requests.ts";
import { answerAbout, known, open, refusal, type Side, worstAnswer } from "./sides.ts";

/** One area of the comparison. */
export const MigrationRowSchema = z.strictObject({
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
export type MigrationRow = z.infer<typeof MigrationRowSchema>;

/** An area before it is compared: what each family showed, what to do where that differs, what to select where it is open. */
interface Area {
  readonly area: string;
  readonly case?: string;
  readonly show: (family: Family) => Side;
  readonly differs: string;
  readonly select: string;
}

/** Every area of the source's table of contract details, and what an application reads beside it, in that order. */
export function migrationRows(evidence: Evidence): MigrationRow[] {
  const kept = evidence.verdict.triggers.some(({ id, fired }) => id === "no-secrets" && fired);
  return areas(evidence).map((area) =>
    compared(kept ? { ...area, select: TRIGGERS["no-secrets"].quickCheck ?? area.select } : area),
  );
}

function compared({ area, case: name, show, differs, select }: Area): MigrationRow {
  const [chat, responses] = [show("chat-completions"), show("responses")];
  const both = chat.kind === "known" && responses.kind === "known";
  const result = !both ? "not_tested" : chat.key === responses.key ? "same" : "differs";
  const unasked = [chat, responses].some((side) => side.kind === "open" && !side.asked);
  const missing = unasked ? select : "It can be compared once both families answer.";
  const advice = { same: null, differs, not_tested: missing }[result];
  return { area, case: name ?? null, result, chat_completions: chat.text, responses: responses.text, advice };
}

const BOTH = "Select chat and responses.";
const STREAMS = "Select chat-stream and responses-stream.";

function areas(evidence: Evidence): readonly Area[] {
  const happy = (family: Family) => answerAbout(evidence, "answer", family);
  const stream = (family: Family) => answerAbout(evidence, "stream", family);
  const area = (name: string, show: Area["show"], differs: string, select = BOTH): Area => ({
    area: name,
    show,
    differs,
    select,
  });
  return [
    area("endpoint path", (family) => endpoint(family, happy(family)), "Call the new path below the same base URL."),
    area(
      "authorization header",
      (family) => authorization(evidence, happy(family)),
      "Find out why one family refuses the credential that the other one takes.",
    ),
    area(
      "required request fields",
      (family) => requiredFields(evidence, family, happy(family)),
      "Rename messages to input; see the mapping of the request fields.",
    ),
    area(
      "optional request fields",
      (family) => optionalFields(evidence, family, happy(family), stream(family)),
      "Rename the output cap; see the mapping of the request fields.",
    ),
    area(
      "response shape",
      (family) => responseShape(family, happy(family)),
      "Search output for items of type message and take their parts of type output_text; a reasoning item may come first.",
    ),
    ...errorCases(evidence),
    area(
      "streaming: terminal event",
      (family) => terminalEvent(family, stream(family)),
      "End on response.completed; treat response.failed, response.incomplete and error as endings, too.",
      STREAMS,
    ),
    area(
      "streaming: [DONE] marker",
      (family) => doneMarker(stream(family)),
      "Neither wait for [DONE] nor trip over it.",
      STREAMS,
    ),
    area(
      "streaming: event names",
      (family) => eventNames(stream(family)),
      "Take the text from response.output_text.delta and ignore events that you do not know.",
      STREAMS,
    ),
    area(
      "tool calling",
      (family) => feature(evidence, "tools", family),
      "Do not move requests that use tools before both work.",
      "Select chat-tools and responses-tools.",
    ),
    area(
      "multimodal input",
      (family) => feature(evidence, "image", family),
      "Do not move requests that hold images before both work.",
      "Select chat-image and responses-image, if your application sends images.",
    ),
    area(
      "stateful chat",
      (family) =>
        family === "responses"
          ? feature(evidence, "state", family)
          : known("none", "no such field: every request carries the earlier messages"),
      "Going on with previous_response_id is a choice; sending the earlier items with every request works without it.",
      "Select responses-state, if your application shall go on from an earlier response.",
    ),
    area(
      "behaviour on a bad credential",
      (family) => refusal(worstAnswer(evidence, "auth-path", family)),
      "Let your error handler take both answers.",
      "Select auth-path.",
    ),
    area("usage fields", (family) => usageFields(family, happy(family)), "Read the new names where you count tokens."),
    area("finish state", (family) => finishNames(happy(family)), "Map the new names where you look at finish_reason."),
    area(
      "model returned",
      (family) => modelReturned(happy(family)),
      "Compare nothing with the returned name; find out whether both families reach the same model.",
    ),
  ];
}

/** One row per case of the error path; one open row where none was planned. */
function errorCases(evidence: Evidence): readonly Area[] {
  const planned = answersOf(evidence, "error-path").flatMap(({ verdict }) => verdict.case ?? []);
  const waived = evidence.waived.filter(({ case: name }) => name !== "auth-path");
  const cases = [...new Set([...planned, ...waived.map(({ case: name }) => name)])];
  const area = {
    area: "error response",
    differs: "Let your error handler decide by status and code of both; never by the words of the message.",
    select: "Select error-path.",
  };
  if (cases.length === 0) return [{ ...area, show: () => open(null) }];
  return cases.map((name) => {
    const excused = waived.find((waiver) => waiver.case === name);
    const show = (family: Family): Side =>
      excused === undefined
        ? refusal(worstAnswer(evidence, "error-path", family, name))
        : { kind: "open", text: `waived: ${excused.why}`, asked: true };
    return { ...area, case: name, show };
  });
}
