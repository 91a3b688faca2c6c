import type { Limits } from "../../evidence/limits.ts";
import { type Policy, sampleOf } from "../../evidence/policy.ts";
import {
  ERROR_CASES,
  type ErrorCase,
  isSampled,
  type MustFailOptions,
  PROBES,
  type ProbeId,
  type SelectedProbe,
} from "../../evidence/probes.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import type { GateFileContent } from "../gate-file/schema.ts";

/**
 * Families that the selected probes ask, in the order of the vocabulary. A probe that follows the others asks every
 * family when it is named on its own.
 */
export function familiesOf(probes: readonly SelectedProbe[]): readonly Family[] {
  const asked = probes.map(({ id }) => PROBES[id].family);
  const named = FAMILIES.filter((family) => asked.includes(family));
  return named.length === 0 && asked.includes("each") ? FAMILIES : named;
}

/** True for a probe that runs without secrets, and so on a pull request from a fork (trigger `no-secrets`). */
export function isStatic({ id }: SelectedProbe): boolean {
  return PROBES[id].kind === "check";
}

/** True when a selected probe calls the API, and so needs a key and a model (product.md, "A probe asks only for what it needs"). */
export function needsApi(probes: readonly SelectedProbe[]): boolean {
  return probes.some(({ id }) => PROBES[id].target === "api");
}

/** Options of the must-fail probes (gate file, `probes.error-path` and `probes.auth-path`). */
export function mustFailOf({ probes }: Pick<GateFileContent, "probes">): MustFailOptions {
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

/** What the fewest requests of a run follow from. */
interface Plan {
  readonly probes: readonly SelectedProbe[];
  readonly families: readonly Family[];
  readonly mustFail: MustFailOptions;
  readonly policy: Policy;
}

/** A warning when not even a healthy endpoint could be judged within `max-requests`; else null. */
export function budgetWarning({
  limits,
  ...plan
}: Plan & { readonly limits: Pick<Limits, "maxRequests"> }): string | null {
  const fewest = plan.probes.reduce((sum, { id }) => sum + fewestRequests(id, plan), 0);
  return limits.maxRequests >= fewest
    ? null
    : `max-requests ${limits.maxRequests} is too small: these probes take at least ${fewest} requests, so the decision cannot be proceed.`;
}

/** Requests of a probe with which nothing goes wrong, over all its families and cases. */
function fewestRequests(id: ProbeId, { families, mustFail, policy }: Plan): number {
  const { family, cases, requests } = PROBES[id];
  if (isSampled(id)) return requests * sampleOf(id, policy).first;
  const planned = cases === undefined ? 1 : mustFail.cases.length;
  return requests * planned * (family === "each" ? families.length : 1);
}
