import { responsesFunctionCalls } from "../contracts/function-calls.ts";
import { arrayAt } from "../contracts/json.ts";
import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { callPrompt, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";
import type { Probe } from "./probe.ts";

/** One function-calling round over POST /responses; without `previous_response_id`, which is a feature of its own. */
export const responsesTools: Probe = featureProbe({
  id: "responses-tools",
  family: "responses",
  steps: (question) =>
    functionRound(
      {
        family: "responses",
        path: RESPONSES_PATH,
        read: readResponse,
        calls: responsesFunctionCalls,
        first: (asked) => ({
          ...responsesBody(asked),
          input: [user(asked.nonce)],
          tools: TOOLS,
          tool_choice: { type: "function", name: FUNCTION_NAME },
        }),
        // All output items go back: a call without the reasoning that led to it is refused by reasoning models.
        second: (asked, answered, calls) => ({
          ...responsesBody(asked),
          input: [
            user(asked.nonce),
            ...(arrayAt(answered, "output") ?? []),
            ...calls.map(({ id }) => ({ type: "function_call_output", call_id: id, output: asked.nonce })),
          ],
          tools: TOOLS,
        }),
      },
      question,
    ),
});

const TOOLS = [{ type: "function", ...FUNCTION, strict: true }];

function user(nonce: string) {
  return { role: "user", content: callPrompt(nonce) };
}
