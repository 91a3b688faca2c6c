import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesBody } from "./bodies.ts";
import { ask, judgeJson } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** Minimal POST /responses: status, JSON, documented shape, output text found by searching `output[]`. */
export const responses: Probe = {
  key: "responses",
  id: "responses",
  family: "responses",
  case: null,
  polarity: "must-pass",
  steps: (question) =>
    ask(
      {
        family: "responses",
        plan: (asked) => ({
          method: "POST",
          path: RESPONSES_PATH,
          body: responsesBody(asked),
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, readResponse),
      },
      question,
    ),
};
