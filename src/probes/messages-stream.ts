import { mustPass } from "./must-pass.ts";

/** POST /messages with `stream: true`: the documented events, text deltas, a stop reason, `message_stop`. */
export const probe = mustPass("messages-stream");
