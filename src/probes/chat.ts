import { mustPass } from "./must-pass.ts";

/** POST /chat/completions: status, JSON, documented shape, extractable assistant text. Minimal, or the team's own body. */
export const probe = mustPass("chat");
