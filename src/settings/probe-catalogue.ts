import { PROBES, type SelectedProbe } from "../evidence/probes.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";

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
