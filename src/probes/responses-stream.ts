import { endsResponse, readResponseStream } from "../contracts/response-events.ts";
import { RESPONSES_PATH } from "../contracts/responses.ts";
import { responsesRequest } from "./bodies.ts";
import { mustPassStream } from "./must-pass.ts";

/** POST /responses with `stream: true`: at least one incremental event, exactly one terminal event. */
export const probe = mustPassStream("responses-stream", {
  path: RESPONSES_PATH,
  body: (question) => responsesRequest(question, true),
  isTerminal: endsResponse,
  read: readResponseStream,
});
