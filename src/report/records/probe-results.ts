/** What the probes together say, in the words of the decision record. */
import { answerFor, observedIn, statusOf } from "../../evidence/answers.ts";
import type { Attempt } from "../../evidence/attempt.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { isSampled, PROBES } from "../../evidence/probes.ts";
import type { ProbeVerdict, Verdict } from "../../evidence/verdict.ts";
import type { Result } from "../../evidence/vocabulary.ts";
import { combinedResult, NOT_TESTED, resultField } from "./fields.ts";

/** Probes whose result counts. What an endpoint does not offer was not tested and takes nothing away. */
export function smokeTestResult(evidence: Evidence): Result {
  return combinedResult(evidence.verdict.probes.filter((verdict) => counts(evidence, verdict)).map(resultField));
}

function counts(evidence: Evidence, verdict: ProbeVerdict): boolean {
  if (verdict.result === "unsupported") return false;
  const { run } = answerFor(evidence, verdict);
  if (run !== null) return run.polarity !== "advisory";
  // In a fan-in only the triggers tell whether such a probe informs or the release depends on it.
  const { kind } = PROBES[verdict.id];
  return (
    (kind !== "advisory" && kind !== "feature") || evidence.verdict.triggers.some((trigger) => weighs(trigger, verdict))
  );
}

function weighs({ fired, severity, probes }: Verdict["triggers"][number], { key }: ProbeVerdict): boolean {
  return fired && severity !== "advisory" && probes.includes(key);
}

/** Whether a success was as documented. */
type ParserOutcome = boolean | "unknown";

/** Whether the successes of the endpoints could be read as documented; the application's own route has no such shape. */
export function parserResult(evidence: Evidence): Result {
  const outcomes: readonly ParserOutcome[] =
    evidence.legs.length > 0 ? evidence.legs.flatMap(legOutcomes) : attemptOutcomes(evidence);
  if (outcomes.length === 0 || outcomes.includes("unknown")) return NOT_TESTED;
  if (outcomes.every((outcome) => outcome === true)) return "pass";
  return outcomes.includes(true) ? "partial" : "fail";
}

function attemptOutcomes({ probes }: Evidence): readonly boolean[] {
  return probes
    .filter(({ polarity, family, subject }) => polarity === "must-pass" && family !== null && subject === "candidate")
    .flatMap(({ attempts }) => attempts.map(parsed))
    .filter((outcome) => outcome !== null);
}

/** Whether a success could be read as documented; null where there was none to read. */
function parsed(attempt: Attempt): boolean | null {
  const { outcome } = attempt;
  const status = statusOf(attempt);
  if (outcome.kind === "fail" && outcome.category === "response-contract") return false;
  if (status === null || status < 200 || status > 299) return null;
  return observedIn(attempt)?.shape ?? (outcome.kind === "pass" ? true : null);
}

/**
 * A leg brings its verdict and no attempts. What passed was read; of failures it names the commonest category only, so
 * that several which were something else may hide a misread one: then it cannot be told.
 */
function legOutcomes({ verdict }: Evidence["legs"][number]): readonly ParserOutcome[] {
  return verdict.probes
    .filter(({ id }) => isSampled(id))
    .flatMap(({ passes, failures, category }) => [
      ...(passes > 0 ? [true] : []),
      ...(failures > 0 && category === "response-contract" ? [false] : []),
      ...(failures > 1 && category !== "response-contract" ? ["unknown" as const] : []),
    ]);
}
