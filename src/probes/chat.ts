import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatRequest } from "./bodies.ts";
import { answeringOf, judgeJson } from "./judge.ts";
import { ask } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** POST /chat/completions: status, JSON, documented shape, extractable assistant text. Minimal, or the team's own body. */
export const chat: Probe = {
  key: "chat",
  id: "chat",
  family: "chat-completions",
  case: null,
  polarity: "must-pass",
  steps: (question) => {
    const template = question.bodies["chat-completions"];
    return ask(
      {
        template,
        family: "chat-completions",
        plan: (asked) => ({
          method: "POST",
          path: CHAT_COMPLETIONS_PATH,
          body: chatRequest(asked, false),
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, readChatCompletion, answeringOf(template)),
      },
      question,
    );
  },
};
