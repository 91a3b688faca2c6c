import { readChatStream } from "../contracts/chat-completion-chunks.ts";
import { CHAT_COMPLETIONS_PATH } from "../contracts/chat-completions.ts";
import { isDone } from "../contracts/stream-reading.ts";
import { chatRequest } from "./bodies.ts";
import { mustPassStream } from "./must-pass.ts";

/** POST /chat/completions with `stream: true` and `stream_options.include_usage`. */
export const probe = mustPassStream("chat-stream", {
  path: CHAT_COMPLETIONS_PATH,
  body: (question) => chatRequest(question, true),
  isTerminal: isDone,
  read: readChatStream,
});
