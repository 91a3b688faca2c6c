import type { Leg, ObservedRun } from "../evidence/evidence.ts";
import type { ProbeVerdict, RehearsalVerdict, TriggerReport } from "../evidence/verdict.ts";
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
  template: "the request template breaks the documented contract or carries what it must not",
  "contract-drift": "the documented contract changed since it was reviewed",
  "log-fields": "the logs do not show what they must",
  readiness: "the pre-flight list is not complete",
  "rollback-target": "there is no usable way back",
  "insufficient-evidence": "too little was observed to decide",
  configuration: "the settings are not usable, so nothing was asked",
  "no-secrets": "live probes did not run on this pull request",
};

/** Triggers named in the reason beside the first one; more would not be read. */
const FURTHER_TRIGGERS = 3;

/** Probes named in the reason; the table has them all. */
const NAMED_PROBES = 4;

/** What a reason is made of. */
export interface ReasonParts {
  readonly decision: Decision;
  /** The triggers that made the decision; when it is to proceed, the advisory ones that fired. */
  readonly leading: readonly TriggerReport[];
  readonly probes: readonly ProbeVerdict[];
  readonly rehearsal: RehearsalVerdict | null;
  /** Going back would not help. */
  readonly helpless: boolean;
  readonly run: ObservedRun;
}

/** One sentence that says why, for a person who has no time. */
export function reasonSentence(parts: ReasonParts): string {
  const { decision, leading, run } = parts;
  const first = leading[0];
  if (decision === "proceed" || first === undefined)
    return run.recorded === null ? passedSentence(parts) : recordedSentence(run.recorded);
  const others = leading.slice(1, 1 + FURTHER_TRIGGERS).map((trigger) => trigger.id);
  const also = others.length === 0 ? "" : ` Also fired: ${others.join(", ")}.`;
  const problem = EXPLAINED_BY_DETAIL.includes(first.id) ? `: ${first.detail}` : "";
  const sandbox = run.run.sandbox ? " This was the embedded sandbox, not a real endpoint." : "";
  const what = `${first.id}: ${meaningOn(first)}${problem}`;
  return `${what}${what.endsWith("?") ? "" : "."}${also}${wayBackSentence(parts)}${sandbox}`;
}

/** What happened and on which probes; what a meaning adds behind a semicolon comes after them. */
function meaningOn({ id, probes }: TriggerReport): string {
  if (probes.length === 0) return TRIGGER_MEANING[id];
  const more = probes.length > NAMED_PROBES ? ` and ${probes.length - NAMED_PROBES} more` : "";
  const [what = "", ...aside] = TRIGGER_MEANING[id].split("; ");
  return [`${what} on ${probes.slice(0, NAMED_PROBES).join(", ")}${more}`, ...aside].join("; ");
}

/** Triggers whose meaning alone does not say what happened. */
const EXPLAINED_BY_DETAIL: readonly TriggerId[] = ["configuration", "no-secrets", "rollback-target"];

function passedSentence({ leading, probes, run }: ReasonParts): string {
  if (probes.length === 0) return `${run.checks.length} of ${run.checks.length} checks passed; nothing was sent.`;
  const passed = probes.filter((probe) => probe.result === "pass").length;
  const unsupported = probes.filter((probe) => probe.result === "unsupported").map((probe) => probe.key);
  const aside = unsupported.length === 0 ? "" : ` (not offered by this endpoint: ${unsupported.join(", ")})`;
  const advisory = leading.map((trigger) => trigger.id).join(", ");
  const triggers = advisory === "" ? "no trigger fired" : `only advisory triggers fired (${advisory})`;
  return `${passed} of ${probes.length} probes passed and ${triggers}${aside}.`;
}

function recordedSentence({ kind, origin }: NonNullable<ObservedRun["recorded"]>): string {
  if (kind === "superseded") return `superseded: a newer record is already there (${origin}), so nothing was written.`;
  return kind === "recorded"
    ? `recorded as known-good (${origin}).`
    : `this run is already recorded as known-good (${origin}).`;
}

function wayBackSentence({ decision, helpless, rehearsal, run }: ReasonParts): string {
  if (decision !== "rollback") return "";
  if (helpless) {
    const why =
      rehearsal?.result === "bad"
        ? "the known-good release fails in the same way"
        : "this is the known-good release itself";
    return ` A rollback would not help: ${why}; look at provider, network and credential.`;
  }
  if (rehearsal?.result === "bad") return ` The way back failed too, in another way: ${rehearsal.reason}.`;
  if (rehearsal?.result === "not-testable") return ` The way back could not be tested: ${rehearsal.reason}.`;
  if (rehearsal?.result === "good") return " The known-good release passes the same probes, so a rollback helps.";
  return run.knownGood.kind === "none" ? " There is no known-good to go back to." : "";
}

/** What the weakest sample can and cannot rule out, as a sentence and never as a rule. */
export function strengthOfEvidence(probes: readonly ProbeVerdict[]): string {
  const sampled = probes.filter((probe) => probe.limit !== null && probe.attempts > 0);
  const weakest = sampled.reduce<ProbeVerdict | null>(
    (worst, probe) => (worst === null || (probe.upperBound ?? 0) > (worst.upperBound ?? 0) ? probe : worst),
    null,
  );
  if (weakest === null) return "No live probe was sampled; nothing is known about failure rates.";
  if (weakest.failures === weakest.attempts)
    return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; nothing is known about how often it would pass.`;
  const bound = Math.round(upperBound(weakest.failures, weakest.attempts) * 100);
  return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; this does not rule out a true failure rate up to ${bound}%.`;
}

/** What a reader might believe was tested and was not. */
export function notTested(run: ObservedRun, probes: readonly ProbeVerdict[]): string[] {
  const checked = run.checks.filter(({ id }) => id === "logs" || id === "docs");
  // Logs and docs are checks, which send nothing to the provider.
  const ran = (id: string) => [...probes, ...checked].some((one) => one.id === id && one.result !== "not_tested");
  const skipped = probes
    .filter((probe) => probe.result === "not_tested")
    .map((probe) => `${probe.key} (${probe.reason})`);
  const secretless = run.checks.some(({ findings }) => findings.some(({ rule }) => rule === "no-secrets"));
  return [
    ...(secretless ? ["every live probe (this pull request has no secrets)"] : []),
    ...skipped,
    ...(ran("app") ? [] : ["the application's own route"]),
    ...(ran("logs") ? [] : ["the application's logs"]),
    ...(ran("chat-stream") ? [] : ["Chat Completions streaming"]),
    ...(ran("docs") ? [] : ["whether the reference pages changed"]),
    ...(run.knownGood.kind !== "record" ? ["a way back (no known-good)"] : []),
  ];
}

/** What no leg tested, and what single legs did not. */
export function notTestedInLegs(legs: readonly Leg[]): string[] {
  const [first] = legs;
  if (first === undefined) return ["everything"];
  const all = [...new Set(legs.flatMap(({ verdict }) => verdict.notTested))];
  return all.map((what) => {
    const where = legs.filter(({ verdict }) => verdict.notTested.includes(what)).map(({ label }) => label);
    return where.length === legs.length ? what : `${what} (in ${where.join(", ")})`;
  });
}
