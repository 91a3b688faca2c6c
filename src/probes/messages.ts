import { mustPass } from "./must-pass.ts";

/** POST /messages (Anthropic Messages): status, JSON, documented shape, text in a content block. */
export const probe = mustPass("messages");
