import { parseJson, stringAt } from "../contracts/json.ts";
import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import type { Exchange, RequestPlan } from "../http/types.ts";
import { type Body, post, responsesBody } from "./bodies.ts";
import { askFeature } from "./feature.ts";
import { judgeJson } from "./judge.ts";
import { type Conclusion, liveProbe, type Question } from "./probe.ts";

/** Words by which an error names stored state. */
const WORDS = ["previous_response", "Previous response", "previous response", "store", "Store"];

/** A second turn through `previous_response_id`: both turns are answered with text; what is remembered is not judged. */
export const probe = liveProbe("responses-state", twoTurns);

function* twoTurns(question: Question): Generator<RequestPlan, Conclusion, Exchange> {
  let id = "";
  // `store` is the documented default, but gateways have another one; said out loud, a refusal names it.
  const stored = (body: Body) => post(RESPONSES_PATH, { ...body, store: true });
  const first = yield* askFeature(
    {
      family: "responses",
      words: WORDS,
      reached: false,
      plan: (asked) => stored(responsesBody(asked)),
      judge: (answer) => {
        id = stringAt(parseJson(answer.text), "id") ?? "";
        return judgeJson(answer, readResponse);
      },
    },
    question,
  );
  if (first.outcome.kind !== "pass") return first;
  return yield* askFeature(
    {
      family: "responses",
      // Some say "response resp_1 not found" and nothing else.
      words: [...WORDS, id],
      reached: true,
      plan: (asked) => stored({ ...responsesBody(asked), previous_response_id: id }),
      judge: (answer) => judgeJson(answer, readResponse),
    },
    { ...question, adaptations: first.adaptations },
  );
}
