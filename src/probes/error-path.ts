import { type ErrorReport, isCapacity, isInvalidRequest, isUnknownModel } from "../contracts/error-envelope.ts";
import type { ErrorCase } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { JsonObject } from "../text/json.ts";
import { promptField } from "./bodies.ts";
import { mustFail } from "./must-fail.ts";
import type { LiveProbe, Probe, Question } from "./probe.ts";

/** A placeholder that no catalogue lists. */
const UNKNOWN_MODEL = "release-gate-unknown-model";

/** Statuses that are never a controlled answer to an invalid request: they are about credential, proxy, time or load. */
const NOT_ABOUT_THE_REQUEST = new Set([401, 402, 407, 408, 425, 429]);

/** A case of the error path: what is wrong with the request, and which server status still counts as controlled. */
interface ErrorPathCase {
  readonly body: (family: Family, question: Question) => JsonObject;
  /** CometAPI reports some invalid requests through a 5xx with a code (contracts.md, 1.2). */
  readonly isControlled5xx: (error: ErrorReport) => boolean;
  /** Whether a 403 with a JSON error is about the request: a key may be limited to certain models. */
  readonly forbiddenIsControlled: boolean;
}

const CASES: Readonly<Record<ErrorCase, ErrorPathCase>> = {
  // The required non-secret field is left out: `messages` or `input`.
  "missing-field": {
    body: (_family, { model }) => ({ model }),
    // A gateway that looks for a channel first never gets to the missing field; its answer is recognisable all the same.
    isControlled5xx: (error) => isInvalidRequest(error) || isUnknownModel(error),
    forbiddenIsControlled: false,
  },
  "unknown-model": {
    body: (family, { nonce }) => ({ model: UNKNOWN_MODEL, ...promptField(family, nonce) }),
    isControlled5xx: isUnknownModel,
    forbiddenIsControlled: true,
  },
};

/** One probe for each case of each family that is probed. */
export const probe: LiveProbe = ({ families, mustFail: { cases, waived, expect } }) => {
  const asked = cases.filter((name) => !waived.some((waiver) => waiver.case === name));
  return families.flatMap((family) => asked.map((name) => errorPath(family, name, expect[name] ?? null)));
};

/** The probe of one intentionally invalid request: it must end in a controlled, parseable failure. */
export function errorPath(family: Family, name: ErrorCase, expect: readonly number[] | null): Probe {
  const errorCase = CASES[name];
  return mustFail({
    id: "error-path",
    family,
    case: name,
    credential: "configured",
    body: (question) => errorCase.body(family, question),
    expect,
    isControlled: (status, error) => {
      // A bare `detail` is JSON, but no error that a client of this API can parse (contracts.md, 4.19).
      if (error === null || error.envelope === "detail") return false;
      // Money and rate limits come before the request is looked at, whatever the status.
      if (isCapacity(error)) return false;
      if (status >= 500) return errorCase.isControlled5xx(error);
      if (status === 403) return errorCase.forbiddenIsControlled;
      return status >= 400 && !NOT_ABOUT_THE_REQUEST.has(status);
    },
    otherwise: (status, error) => {
      if (status === 401) return "authentication";
      if (status === 403) return error === null ? "blocked" : "authentication";
      return null;
    },
  });
}
