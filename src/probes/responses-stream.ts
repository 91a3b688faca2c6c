import { endsResponse, readResponseStream } from "../contracts/response-events.ts";
import { RESPONSES_PATH } from "../contracts/responses.ts";
import { responsesRequest } from "./bodies.ts";
import { answeringOf, judgeStream } from "./judge.ts";
import { ask } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** POST /responses with `stream: true`: at least one incremental event, exactly one terminal event. */
export const responsesStream: Probe = {
  key: "responses-stream",
  id: "responses-stream",
  family: "responses",
  case: null,
  polarity: "must-pass",
  steps: (question) => {
    const template = question.bodies.responses;
    return ask(
      {
        template,
        family: "responses",
        plan: (asked) => ({
          method: "POST",
          path: RESPONSES_PATH,
          body: responsesRequest(asked, true),
          expect: "event-stream",
          credential: "configured",
          isTerminal: endsResponse,
        }),
        judge: (answer) => judgeStream(answer, readResponseStream, answeringOf(template)),
      },
      question,
    );
  },
};
