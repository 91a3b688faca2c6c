import type { ErrorReport } from "../contracts/error-envelope.ts";
import { type Blame, blameOf } from "../contracts/error-words.ts";
import { FAMILY } from "../contracts/families.ts";
import type { ErrorCase } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { JsonObject } from "../text/json.ts";
import { BODIES } from "./family-bodies.ts";
import { mustFail } from "./must-fail.ts";
import { type LiveProbe, type Probe, prompt, type Question } from "./probe.ts";

/** A placeholder that no catalogue lists. */
const UNKNOWN_MODEL = "release-gate-unknown-model";

/** Statuses that are never a controlled answer to an invalid request: about credential, proxy, time, load, an upstream. */
const NOT_ABOUT_THE_REQUEST = new Set([401, 402, 407, 408, 424, 425, 429, 499]);

/** A case of the error path: what is wrong with the request, and which server status still counts as controlled. */
interface ErrorPathCase {
  readonly body: (family: Family, question: Question) => JsonObject;
  /** CometAPI reports some invalid requests through a 5xx with a code (contracts.md, 1.2): whom it may blame. */
  readonly controlled5xx: readonly Blame[];
  /** Whether a 403 with a JSON error is about the request: a key may be limited to certain models. */
  readonly forbiddenIsControlled: boolean;
}

const CASES: Readonly<Record<ErrorCase, ErrorPathCase>> = {
  // The required non-secret field is left out: `messages` or `input`.
  "missing-field": {
    body: (family, { model, nonce }) => {
      const { [FAMILY[family].content]: _, ...others } = BODIES[family].asking(prompt(nonce));
      return { model, ...others };
    },
    // A gateway that looks for a channel first never gets to the missing field; its answer is recognisable all the same.
    controlled5xx: ["request-schema", "model"],
    forbiddenIsControlled: false,
  },
  "unknown-model": {
    body: (family, { nonce }) => ({ model: UNKNOWN_MODEL, ...BODIES[family].asking(prompt(nonce)) }),
    controlled5xx: ["model"],
    forbiddenIsControlled: true,
  },
};

/** Whether an error names the field that was left out: in the form of Messages the platform's errors have no code. */
function saysMissing(error: ErrorReport, field: string): boolean {
  const form = new RegExp(
    `\\b${field}\\b[^.]{0,40}\\b(required|missing|empty)|\\b(required|missing)\\b[^.]{0,40}\\b${field}\\b`,
    "i",
  );
  return error.reads(form, "");
}

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
    isControlled: (status, error, blame) => {
      // Money and rate limits come before the request is looked at, whatever the status.
      if (error === null || blame === "capacity") return false;
      if (status >= 500 && name === "missing-field" && saysMissing(error, FAMILY[family].content)) return true;
      if (status >= 500) return errorCase.controlled5xx.some((controlled) => controlled === blameOf(error, status));
      if (status === 403) return errorCase.forbiddenIsControlled;
      return status >= 400 && !NOT_ABOUT_THE_REQUEST.has(status);
    },
    beforeLooking: [401, 403],
  });
}
