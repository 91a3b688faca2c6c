import { mustPass } from "./must-pass.ts";

/** POST /chat/completions with `stream: true` and `stream_options.include_usage`. */
export const probe = mustPass("chat-stream");
