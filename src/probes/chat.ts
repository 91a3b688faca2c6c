import { CHAT_COMPLETIONS_PATH, readChatCompletion } from "../contracts/chat-completions.ts";
import { chatRequest } from "./bodies.ts";
import { mustPass } from "./must-pass.ts";

/** POST /chat/completions: status, JSON, documented shape, extractable assistant text. Minimal, or the team's own body. */
export const probe = mustPass("chat", {
  path: CHAT_COMPLETIONS_PATH,
  body: (question) => chatRequest(question, false),
  read: readChatCompletion,
});
