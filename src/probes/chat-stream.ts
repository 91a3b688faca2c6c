import { readChatStream } from "../contracts/chat-completion-chunks.ts";
import { CHAT_COMPLETIONS_PATH } from "../contracts/chat-completions.ts";
import { isDone } from "../contracts/stream-reading.ts";
import { chatRequest } from "./bodies.ts";
import { answeringOf, judgeStream } from "./judge.ts";
import { ask } from "./must-pass.ts";
import type { Probe } from "./probe.ts";

/** POST /chat/completions with `stream: true` and `stream_options.include_usage`. */
export const chatStream: Probe = {
  key: "chat-stream",
  id: "chat-stream",
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
          body: chatRequest(asked, true),
          expect: "event-stream",
          credential: "configured",
          isTerminal: isDone,
        }),
        judge: (answer) => judgeStream(answer, readChatStream, answeringOf(template)),
      },
      question,
    );
  },
};
