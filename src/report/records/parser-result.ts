import { observedIn, statusOf } from "../../evidence/answers.ts";
import type { Attempt } from "../../evidence/attempt.ts";
import type { Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { isSampled, PROBES, type ProbeId } from "../../evidence/probes.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import type { Result } from "../../evidence/vocabulary.ts";
import { NOT_TESTED } from "./fields.ts";

/**
 * Whether the answers could be read: of an endpoint as documented, of the application as declared. It is no pass where the
 * application was asked and never answered: nobody saw its parser work.
 */
export function parserResult({ legs, probes }: Evidence): Result {
  const read = probes.filter(({ polarity, subject }) => polarity === "must-pass" && subject === "candidate");
  const outcomes =
    legs.length > 0 ? legs.flatMap(legOutcomes) : read.flatMap(({ id, attempts }) => attempts.flatMap(parsedBy(id)));
  if (outcomes.length === 0 || outcomes.includes("unknown")) return NOT_TESTED;
  const silent =
    legs.length > 0 ? legs.some(({ verdict }) => verdict.probes.some(isSilentApp)) : read.some(isSilentAppRun);
  if (!outcomes.includes(false)) return silent ? "partial" : "pass";
  return outcomes.includes(true) ? "partial" : "fail";
}

function isSilentApp({ id, passes }: ProbeVerdict): boolean {
  return PROBES[id].target === "application" && passes === 0;
}

/** The application was asked, and no answer of it was a success. */
function isSilentAppRun({ id, attempts }: ProbeRun): boolean {
  const answered = attempts.some((attempt) => attempt.outcome.kind === "pass" || isSuccess(statusOf(attempt)));
  return PROBES[id].target === "application" && !answered;
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status <= 299;
}

/** Whether a success could be read as documented; of a leg it cannot always be told. Nothing where there was none. */
type ParserOutcomes = readonly (boolean | "unknown")[];

const parsedBy =
  (id: ProbeId) =>
  (attempt: Attempt): ParserOutcomes => {
    const { outcome } = attempt;
    if (outcome.kind === "error") return [];
    if (outcome.kind === "fail" && outcome.category === "response-contract") return [false];
    if (!isSuccess(statusOf(attempt))) return [];
    const shape = observedIn(attempt)?.shape;
    if (shape !== undefined) return [shape];
    // An application of which only the status is declared is not read.
    return outcome.kind === "pass" && PROBES[id].target === "api" ? [true] : [];
  };

/**
 * A leg brings its verdict and no attempts. What passed was read; of failures it names the commonest category only, so
 * that several which were something else may hide a misread one: then it cannot be told.
 */
function legOutcomes({ verdict }: Evidence["legs"][number]): ParserOutcomes {
  return verdict.probes
    .filter(({ id }) => isSampled(id) && PROBES[id].target === "api")
    .flatMap(({ passes, failures, category }) => [
      ...(passes > 0 ? [true] : []),
      ...(failures > 0 && category === "response-contract" ? [false] : []),
      ...(failures > 1 && category !== "response-contract" ? ["unknown" as const] : []),
    ]);
}
