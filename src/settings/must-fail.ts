import { ERROR_CASES, type ErrorCase, type MustFailOptions } from "../evidence/probes.ts";
import type { GateFileContent } from "./gate-file/schema.ts";

/** Options of the must-fail probes (gate file, `probes.error-path` and `probes.auth-path`). */
export function readMustFail({ probes }: Pick<GateFileContent, "probes">): MustFailOptions {
  const errorPath = probes?.["error-path"];
  const authPath = probes?.["auth-path"];
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
