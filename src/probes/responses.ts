import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesRequest } from "./bodies.ts";
import { mustPass } from "./must-pass.ts";

/** POST /responses: status, JSON, documented shape, output text found by searching `output[]`. Minimal, or the team's own body. */
export const probe = mustPass("responses", {
  path: RESPONSES_PATH,
  body: (question) => responsesRequest(question, false),
  read: (body, template) => readResponse(body, template?.background === true),
});
