import type { ObservedRun } from "../evidence/evidence.ts";
import type { ProbeVerdict, TriggerReport } from "../evidence/verdict.ts";
import type { Decision, TriggerId } from "../evidence/vocabulary.ts";
import { upperBound } from "./statistics.ts";

/** What each trigger means, as the first half of the reason sentence. */
export const TRIGGER_MEANING: Readonly<Record<TriggerId, string>> = {
  authentication: "the configured credential was refused",
  route: "the endpoint is not where the base URL points",
  "request-schema": "a request that is documented as valid was rejected",
  model: "the configured model is unknown to the endpoint",
  "response-contract": "the answer does not have the documented shape",
  "unclassified-failure": "requests failed in a way that no layer can be blamed for",
  "app-behaviour": "the deployed service does not behave as declared",
  "timeout-rate": "too many attempts ran into a time limit",
  "error-rate": "too many attempts ended in a provider error",
  "fallback-rate": "the fallback answered too often",
  "fallback-used": "the fallback answered during a smoke run",
  "stream-unterminated": "a stream delivered events but no terminal event",
  "empty-output": "answers were well-formed but empty or refused",
  unreachable: "the endpoint could not be reached from this runner; its network is a suspect",
  capacity: "quota, balance or a rate limit stopped the requests; that does not speak against the release",
  "inconclusive-rate": "failures came one short of the limit",
  "slow-rate": "attempts were slower than the declared objective",
  "sensitive-exposure": "the key appeared where it must not; rotate it",
  "prompt-exposure": "prompt or response text appeared where it must not",
  "invalid-accepted": "a request that must fail succeeded",
  "uncontrolled-error": "an invalid request failed, but not in a recognisable way",
  template: "the request template breaks the documented contract",
  "contract-drift": "the documented contract changed since it was reviewed",
  "log-fields": "required log fields are missing",
  readiness: "the pre-flight list is not complete",
  "rollback-target": "there is no usable way back",
  "insufficient-evidence": "too little was observed to decide",
  configuration: "the settings are not usable, so nothing was asked",
  "no-secrets": "this pull request has no access to secrets, so live probes did not run",
};

/** Triggers named in the reason beside the first one; more would not be read. */
const FURTHER_TRIGGERS = 3;

/** One sentence that says why, for a person who has no time. */
export function reasonSentence(
  decision: Decision,
  leading: readonly TriggerReport[],
  probes: readonly ProbeVerdict[],
  run: ObservedRun,
): string {
  const first = leading[0];
  if (decision === "proceed" || first === undefined) {
    const passed = probes.filter((probe) => probe.result === "pass").length;
    const unsupported = probes.filter((probe) => probe.result === "unsupported").map((probe) => probe.key);
    const aside = unsupported.length === 0 ? "" : ` (not offered by this endpoint: ${unsupported.join(", ")})`;
    return `${passed} of ${probes.length} probes passed and no trigger fired${aside}.`;
  }
  const where = first.probes.length === 0 ? "" : ` on ${first.probes.join(", ")}`;
  const others = leading.slice(1, 1 + FURTHER_TRIGGERS).map((trigger) => trigger.id);
  const also = others.length === 0 ? "" : ` Also fired: ${others.join(", ")}.`;
  const problem = first.id === "configuration" || first.id === "no-secrets" ? `: ${first.detail}` : "";
  const sandbox = run.run.sandbox ? " This was the embedded sandbox, not a real endpoint." : "";
  return `${first.id}: ${TRIGGER_MEANING[first.id]}${where}${problem}.${also}${sandbox}`;
}

/** What the weakest sample can and cannot rule out, as a sentence and never as a rule. */
export function strengthOfEvidence(probes: readonly ProbeVerdict[]): string {
  const sampled = probes.filter((probe) => probe.limit !== null && probe.attempts > 0);
  const weakest = sampled.reduce<ProbeVerdict | null>(
    (worst, probe) => (worst === null || (probe.upperBound ?? 0) > (worst.upperBound ?? 0) ? probe : worst),
    null,
  );
  if (weakest === null) return "No live probe was sampled; nothing is known about failure rates.";
  const bound = Math.round(upperBound(weakest.failures, weakest.attempts) * 100);
  return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; this does not rule out a true failure rate up to ${bound}%.`;
}

/** What a reader might believe was tested and was not. */
export function notTested(run: ObservedRun, probes: readonly ProbeVerdict[]): string[] {
  const ran = (id: string) => probes.some((probe) => probe.id === id && probe.result !== "not_tested");
  const skipped = probes
    .filter((probe) => probe.result === "not_tested")
    .map((probe) => `${probe.key} (${probe.reason})`);
  return [
    ...skipped,
    ...(ran("app") ? [] : ["the application's own route"]),
    ...(ran("logs") ? [] : ["the application's logs"]),
    ...(ran("chat-stream") ? [] : ["Chat Completions streaming"]),
    ...(ran("docs") ? [] : ["whether the reference pages changed"]),
    ...(run.rollbackTarget === "not-required" || run.rollbackTarget === "none" ? ["a way back (no known-good)"] : []),
  ];
}
