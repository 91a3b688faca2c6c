import { responsesFunctionCalls } from "../contracts/tool-calls.ts";
import { arrayAt } from "../text/json.ts";
import { minimalBody, unlessDropped } from "./bodies.ts";
import { callMessage, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";

const TOOLS = [{ type: "function", ...FUNCTION, strict: true }];

/** One function-calling round over POST /responses; without `previous_response_id`, which is a feature of its own. */
export const probe = functionRound("responses-tools", {
  calls: responsesFunctionCalls,
  first: (question) => ({
    ...minimalBody("responses", question),
    input: [callMessage(question)],
    tools: TOOLS,
    ...unlessDropped(question.adaptations, "tool_choice", { type: "function", name: FUNCTION_NAME }),
  }),
  // All output items go back: a call without the reasoning that led to it is refused by reasoning models.
  second: (question, answered, calls) => ({
    ...minimalBody("responses", question),
    input: [
      callMessage(question),
      ...(arrayAt(answered, "output") ?? []),
      ...calls.map(({ id }) => ({ type: "function_call_output", call_id: id, output: question.nonce })),
    ],
    tools: TOOLS,
  }),
});
