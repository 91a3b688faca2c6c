import { mustPass } from "./must-pass.ts";

/** POST /responses: status, JSON, documented shape, output text found by searching `output[]`. Minimal, or the team's own body. */
export const probe = mustPass("responses");
