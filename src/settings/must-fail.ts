import { ERROR_CASES, type ErrorCase, type MustFailOptions } from "../evidence/probes.ts";
import type { Reading } from "./precedence.ts";

/** Options of the must-fail probes (gate file, `probes.error-path` and `probes.auth-path`). */
export function readMustFail(reading: Reading): MustFailOptions {
  const errorPath = reading.gate?.content.probes?.["error-path"];
  const authPath = reading.gate?.content.probes?.["auth-path"];
  const waived: { case: ErrorCase | "auth-path"; why: string }[] = [...(errorPath?.waive ?? [])];
  if (authPath?.waive !== undefined) waived.push({ case: "auth-path", why: authPath.waive });
  const cases = new Set<ErrorCase>(errorPath?.cases ?? ERROR_CASES);
  for (const { case: name } of waived) if (name !== "auth-path") cases.delete(name);

  const expect: Partial<Record<ErrorCase | "auth-path", readonly number[]>> = {};
  for (const name of ERROR_CASES) {
    const statuses = errorPath?.expect?.[name];
    if (statuses !== undefined) expect[name] = statuses;
  }
  if (authPath?.expect !== undefined) expect["auth-path"] = authPath.expect;
  return { cases: ERROR_CASES.filter((name) => cases.has(name)), waived, expect };
}
