import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatBody } from "./bodies.ts";
import { ask, judgeJson } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** Minimal POST /chat/completions: status, JSON, documented shape, extractable assistant text. */
export const chat: Probe = {
  key: "chat",
  id: "chat",
  family: "chat-completions",
  case: null,
  polarity: "must-pass",
  steps: (question) =>
    ask(
      {
        family: "chat-completions",
        plan: (asked) => ({
          method: "POST",
          path: CHAT_COMPLETIONS_PATH,
          body: chatBody(asked),
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, readChatCompletion),
      },
      question,
    ),
};
