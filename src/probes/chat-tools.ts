import { chatFunctionCalls, chatMessage } from "../contracts/tool-calls.ts";
import { minimalBody, unlessDropped } from "./bodies.ts";
import { callMessage, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";

const TOOLS = [{ type: "function", function: FUNCTION }];

/** One function-calling round over POST /chat/completions. */
export const probe = functionRound("chat-tools", {
  calls: chatFunctionCalls,
  first: (question) => ({
    ...minimalBody("chat-completions", question),
    messages: [callMessage(question)],
    tools: TOOLS,
    ...unlessDropped(question.adaptations, "tool_choice", { type: "function", function: { name: FUNCTION_NAME } }),
  }),
  // The message goes back as it came: providers put into it what they need to go on.
  second: (question, answered, calls) => ({
    ...minimalBody("chat-completions", question),
    messages: [
      callMessage(question),
      chatMessage(answered),
      ...calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: question.nonce })),
    ],
    tools: TOOLS,
  }),
});
