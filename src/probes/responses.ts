import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesRequest } from "./bodies.ts";
import { answeringOf, judgeJson } from "./judge.ts";
import { ask } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** POST /responses: status, JSON, documented shape, output text found by searching `output[]`. Minimal, or the team's own body. */
export const responses: Probe = {
  key: "responses",
  id: "responses",
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
          body: responsesRequest(asked, false),
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) =>
          judgeJson(answer, (body) => readResponse(body, template?.background === true), answeringOf(template)),
      },
      question,
    );
  },
};
