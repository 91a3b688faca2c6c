import { messageFunctionCalls } from "../contracts/tool-calls.ts";
import { arrayAt } from "../text/json.ts";
import { minimalBody, unlessDropped } from "./bodies.ts";
import { callMessage, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";

const { parameters, ...NAMED } = FUNCTION;
const TOOLS = [{ ...NAMED, input_schema: parameters }];

/** One function-calling round over POST /messages. */
export const probe = functionRound("messages-tools", {
  calls: messageFunctionCalls,
  first: (question) => ({
    ...minimalBody("messages", question),
    messages: [callMessage(question)],
    tools: TOOLS,
    ...unlessDropped(question.adaptations, "tool_choice", { type: "tool", name: FUNCTION_NAME }),
  }),
  // All blocks go back as they came: a call without the thinking that led to it is refused.
  second: (question, answered, calls) => ({
    ...minimalBody("messages", question),
    messages: [
      callMessage(question),
      { role: "assistant", content: arrayAt(answered, "content") ?? [] },
      {
        role: "user",
        content: calls.map(({ id }) => ({ type: "tool_result", tool_use_id: id, content: question.nonce })),
      },
    ],
    tools: TOOLS,
  }),
});
