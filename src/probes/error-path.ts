import { isCapacity, isInvalidRequest, isUnknownModel, readError } from "../contracts/error-envelope.ts";
import type { ErrorCase } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { Answer } from "../http/types.ts";
import type { Body } from "./bodies.ts";
import { mustFail } from "./must-fail.ts";
import { type LiveProbe, type Probe, prompt, type Question } from "./probe.ts";

/** A placeholder that no catalogue lists. */
const UNKNOWN_MODEL = "release-gate-unknown-model";

/** Statuses that are never a controlled answer to an invalid request: they are about credential, proxy, time or load. */
const NOT_ABOUT_THE_REQUEST = new Set([401, 402, 407, 408, 425, 429]);

/** A case of the error path: what is wrong with the request, and which server status still counts as controlled. */
interface ErrorPathCase {
  readonly body: (family: Family, question: Question) => Body;
  /** CometAPI reports some invalid requests through a 5xx with a code (contracts.md, 1.2). */
  readonly isControlled5xx: (answer: Answer) => boolean;
  /** Whether a 403 with a JSON error is about the request: a key may be limited to certain models. */
  readonly forbiddenIsControlled: boolean;
}

const CASES: Readonly<Record<ErrorCase, ErrorPathCase>> = {
  // The required non-secret field is left out: `messages` or `input`.
  "missing-field": {
    body: (_family, { model }) => ({ model }),
    // A gateway that looks for a channel first never gets to the missing field; its answer is recognisable all the same.
    isControlled5xx: ({ text }) => isInvalidRequest(readError(text)) || isUnknownModel(readError(text)),
    forbiddenIsControlled: false,
  },
  "unknown-model": {
    body: (family, { nonce }) =>
      family === "responses"
        ? { model: UNKNOWN_MODEL, input: prompt(nonce) }
        : { model: UNKNOWN_MODEL, messages: [{ role: "user", content: prompt(nonce) }] },
    isControlled5xx: (answer) => isUnknownModel(readError(answer.text)),
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
    isControlled: (answer) => {
      const { status } = answer;
      const error = readError(answer.text);
      // A bare `detail` is JSON, but no error that a client of this API can parse (contracts.md, 4.19).
      if (error === null || error.envelope === "detail") return false;
      // Money and rate limits come before the request is looked at, whatever the status.
      if (isCapacity(error)) return false;
      if (status >= 500) return errorCase.isControlled5xx(answer);
      if (status === 403) return errorCase.forbiddenIsControlled;
      return status >= 400 && !NOT_ABOUT_THE_REQUEST.has(status);
    },
    otherwise: ({ status, text }) => {
      if (status === 401) return "authentication";
      if (status === 403) return readError(text) === null ? "blocked" : "authentication";
      return null;
    },
  });
}
