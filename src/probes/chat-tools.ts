import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatFunctionCalls, chatMessage } from "../contracts/function-calls.ts";
import { chatBody } from "./bodies.ts";
import { callMessage, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";

const TOOLS = [{ type: "function", function: FUNCTION }];

/** One function-calling round over POST /chat/completions. */
export const probe = functionRound("chat-tools", {
  path: CHAT_COMPLETIONS_PATH,
  read: readChatCompletion,
  calls: chatFunctionCalls,
  first: (question) => ({
    ...chatBody(question),
    messages: [callMessage(question)],
    tools: TOOLS,
    tool_choice: { type: "function", function: { name: FUNCTION_NAME } },
  }),
  // The message goes back as it came: providers put into it what they need to go on.
  second: (question, answered, calls) => ({
    ...chatBody(question),
    messages: [
      callMessage(question),
      chatMessage(answered),
      ...calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: question.nonce })),
    ],
    tools: TOOLS,
  }),
});
