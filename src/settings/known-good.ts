import { refuseLater } from "./later.ts";
import { pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import { shown } from "./wording.ts";

/** Where a known-good record may come from (product.md, `known-good`). */
const KNOWN_GOOD = /^(none|deployments|(file|git):\S.*)$/;

/** `none` when the user said that there is nothing to roll back to yet, `missing` when nothing was said. */
export function readKnownGood(reading: Reading): "none" | "missing" {
  const found = pick(reading, { input: "known-good", gate: ["known-good"] });
  if (found === null) return "missing";
  if (!KNOWN_GOOD.test(found.value)) {
    reading.report(
      problemAt(
        found.origin,
        "invalid-value",
        `cannot be ${shown(found.value)}`,
        "Write file:PATH, git:REF, deployments, or none when there is nothing to roll back to yet.",
      ),
    );
    return "missing";
  }
  const at = found.origin.kind === "gate-file" ? "gate-file" : "input";
  refuseLater(at, "known-good", found.value, found.origin, reading.report);
  return found.value === "none" ? "none" : "missing";
}
