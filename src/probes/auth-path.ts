import type { Family } from "../evidence/vocabulary.ts";
import { minimalBody } from "./bodies.ts";
import { mustFail } from "./must-fail.ts";
import type { LiveProbe, Probe } from "./probe.ts";

/** One probe for each family that is probed. */
export const probe: LiveProbe = ({ families, mustFail: { waived, expect } }) =>
  waived.some((waiver) => waiver.case === "auth-path")
    ? []
    : families.map((family) => authPath(family, expect["auth-path"] ?? null));

/** An obviously fake credential must end in 401, or 403 with a JSON error; once, without retry. */
export function authPath(family: Family, expect: readonly number[] | null): Probe {
  return mustFail({
    id: "auth-path",
    family,
    case: null,
    credential: "fake",
    body: (question) => minimalBody(family, question),
    expect,
    // A 403 about money, a model or a filter never looked at the key.
    isControlled: (status, error, blame) =>
      status === 401 || (status === 403 && error !== null && blame === "authentication"),
    beforeLooking: [],
  });
}
