import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatFunctionCalls, chatMessage } from "../contracts/function-calls.ts";
import { chatBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { callPrompt, FUNCTION, FUNCTION_NAME, functionRound } from "./function-round.ts";
import type { Probe } from "./probe.ts";

/** One function-calling round over POST /chat/completions. */
export const chatTools: Probe = featureProbe({
  id: "chat-tools",
  family: "chat-completions",
  steps: (question) =>
    functionRound(
      {
        family: "chat-completions",
        path: CHAT_COMPLETIONS_PATH,
        read: readChatCompletion,
        calls: chatFunctionCalls,
        first: (asked) => ({
          ...chatBody(asked),
          messages: [user(asked.nonce)],
          tools: TOOLS,
          tool_choice: { type: "function", function: { name: FUNCTION_NAME } },
        }),
        // The message goes back as it came: providers put into it what they need to go on.
        second: (asked, answered, calls) => ({
          ...chatBody(asked),
          messages: [
            user(asked.nonce),
            chatMessage(answered),
            ...calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: asked.nonce })),
          ],
          tools: TOOLS,
        }),
      },
      question,
    ),
});

const TOOLS = [{ type: "function", function: FUNCTION }];

function user(nonce: string) {
  return { role: "user", content: callPrompt(nonce) };
}
