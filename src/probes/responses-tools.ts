import { responsesFunctionCalls } from "../contracts/tool-calls.ts";
import { arrayAt } from "../text/json.ts";
import { minimalBody, unlessDropped } from "./bodies.ts";
import { callMessage, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";
import type { Question } from "./probe.ts";

/** The reference requires `strict`; endpoints that translate the body do not know it. */
const toolsFor = ({ adaptations }: Question) => [
  { type: "function", ...FUNCTION, ...unlessDropped(adaptations, "strict", true) },
];

/** One function-calling round over POST /responses; without `previous_response_id`, which is a feature of its own. */
export const probe = functionRound("responses-tools", {
  calls: responsesFunctionCalls,
  first: (question) => ({
    ...minimalBody("responses", question),
    input: [callMessage(question)],
    tools: toolsFor(question),
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
    tools: toolsFor(question),
  }),
});
