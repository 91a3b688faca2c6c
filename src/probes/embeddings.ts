import { mustPass } from "./must-pass.ts";

/** POST /embeddings: status, JSON, documented shape, a usable vector for each input. Minimal, or the team's own body. */
export const probe = mustPass("embeddings");
