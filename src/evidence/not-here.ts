/** What "not here" (the outcome `unsupported`) is where nothing excuses it. */
import type { Observation } from "./attempt.ts";
import type { Category } from "./categories.ts";

/** The `detail` of an answer whose endpoint is there, and says that this model is asked in another family. */
export const OTHER_FAMILY = "other-family";

/** A wrong route, or a model that this endpoint does not have (product.md, "Unsupported"). */
export function notHere({ detail }: Observation): Extract<Category, "route" | "model"> {
  return detail === OTHER_FAMILY ? "model" : "route";
}
