/** How each trigger is tuned: what to change first, and a part of a gate file that does it. */
import type { TriggerId } from "../evidence/vocabulary.ts";

/** Advice for one trigger. */
export interface Tuning {
  readonly advice: string;
  /** Lines of a gate file, valid on their own; null: nothing in the gate file tunes it. */
  readonly example: readonly string[] | null;
}

const SAMPLE =
  "The sample decides: sampling.tolerate is the failure rate that you accept, sampling.samples the attempts at the first look, max-failures a limit of your own for one probe.";

const severity = (id: TriggerId, to: "advisory" | "hold" | "rollback") => ["triggers:", `  ${id}: { severity: ${to} }`];

/** Advice for every trigger. */
export const TUNING: Readonly<Record<TriggerId, Tuning>> = {
  authentication: {
    advice:
      "Nothing to tune as a rule: a refused credential fails for every user. Declare release.auth where the key travels in another header or without a scheme; auth: none where the endpoint takes no key.",
    example: ["release:", "  auth: { header: api-key, scheme: '' }"],
  },
  route: {
    advice:
      "Correct the input base-url or release.base-url. A family that the endpoint does not offer is only reported as unsupported when a preset selected it and no request template is configured for it: leave its probes out of the input probes, or name the preset.",
    example: ["release:", "  base-url: https://api.cometapi.com/v1"],
  },
  "request-schema": {
    advice:
      "Check the request template with the probe template first. Fields that the gate itself adds are taken back on their own and never count.",
    example: severity("request-schema", "hold"),
  },
  model: {
    advice: "Correct the input model, release.model or COMETAPI_MODEL; the probe models says whether it is listed.",
    example: ["release:", "  model: your-model-id"],
  },
  "response-contract": {
    advice:
      "Lower the severity only while a provider is known to deviate and your parser copes; the evidence names the missing fields.",
    example: severity("response-contract", "hold"),
  },
  "unclassified-failure": {
    advice: "A hold instead of a rollback is the mildest that makes sense: nobody knows what happened.",
    example: severity("unclassified-failure", "hold"),
  },
  "app-behaviour": {
    advice: "probes.app.expect says what the deployed service must answer: status, headers and JSON pointers.",
    example: [
      "probes:",
      "  app:",
      "    url: https://app.example/api/chat",
      "    expect: { status: 200, pointers: { /reply: string } }",
    ],
  },
  "timeout-rate": {
    advice: `The limits are in timeouts (attempt, first-byte, idle) and in the input timeout. ${SAMPLE}`,
    example: ["timeouts: { attempt: 90s, first-byte: 45s, idle: 30s }"],
  },
  "error-rate": { advice: SAMPLE, example: ["probes:", "  chat: { max-failures: 2 of 10 }"] },
  "fallback-rate": {
    advice: `It sees nothing until release.fallback.detect names the response header of the fallback. ${SAMPLE}`,
    example: ["release:", "  fallback: { enabled: true, detect: { header: x-fallback-used } }"],
  },
  "fallback-used": {
    advice:
      "It sees nothing until release.fallback.detect names the response header. Where a fallback is part of normal service, make this one advisory; fallback-rate still counts.",
    example: [
      "release:",
      "  fallback: { enabled: true, detect: { header: x-fallback-used } }",
      ...severity("fallback-used", "advisory"),
    ],
  },
  "stream-unterminated": {
    advice:
      "Look at proxies and buffering before the severity. timeouts.idle is the silence inside a stream that is waited for.",
    example: ["timeouts: { idle: 40s }"],
  },
  "empty-output": {
    advice: `A refusal counts as empty; a model that spends its cap on reasoning is asked again with a larger one. ${SAMPLE}`,
    example: severity("empty-output", "advisory"),
  },
  unreachable: {
    advice:
      "Never a rollback: this runner's network is a suspect. timeouts.connect is the limit; HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are read from the environment, and doctor shows them.",
    example: ["timeouts: { connect: 20s }"],
  },
  capacity: {
    advice:
      "Ask less at once (limits.concurrency) or less often (limits.max-requests, sampling.samples); a Retry-After is waited for within the attempt.",
    example: ["limits: { concurrency: 2 }", "sampling: { samples: 3 }"],
  },
  "inconclusive-rate": {
    advice:
      "One failure short of the limit. More attempts tell more; advisory lets such a run proceed. It never weighs more than the limit itself.",
    example: ["sampling: { samples: 10 }"],
  },
  "slow-rate": {
    advice:
      "Not evaluated until an objective is declared, which has to be shorter than the timeout. A handful of attempts is no latency measurement, so it is advisory unless you say otherwise.",
    example: ["triggers:", "  slow-rate: { latency-objective: 3s, severity: hold }"],
  },
  "sensitive-exposure": {
    advice: "Nothing to tune: rotate the key. hold instead of rollback is the only choice, advisory is not.",
    example: severity("sensitive-exposure", "hold"),
  },
  "prompt-exposure": {
    advice: "Mend the logging; a service that may log prompts by policy makes it advisory.",
    example: severity("prompt-exposure", "advisory"),
  },
  "invalid-accepted": {
    advice: "Choose the cases of error-path, or waive one with a reason that every report shows.",
    example: [
      "probes:",
      "  error-path:",
      "    waive: [{ case: missing-field, why: the gateway fills the field in }]",
      "  auth-path: { waive: the endpoint checks no keys }",
    ],
  },
  "uncontrolled-error": {
    advice: "State the statuses that your endpoint answers: exactly these then count as a controlled failure.",
    example: ["probes:", "  error-path:", "    expect: { missing-field: [400, 500], unknown-model: [404, 503] }"],
  },
  template: {
    advice:
      "Correct the request template, or waive one rule for one field with a reason; secrets are never waived lightly.",
    example: [
      "probes:",
      "  template:",
      "    waive: [{ rule: deprecated-field, field: max_tokens, why: the gateway needs it }]",
    ],
  },
  "contract-drift": {
    advice: "Read what changed, then record the digest that the finding names under docs.reviewed.",
    example: ["docs:", "  reviewed:", `    responses: sha256:${"0".repeat(64)}`],
  },
  "log-fields": {
    advice: "probes.logs.require is the list of fields; take out what your service has no use for.",
    example: ["probes:", "  logs: { files: logs/app.jsonl, require: [request_id, status, error_class] }"],
  },
  readiness: {
    advice:
      "Each item is a value or { waived: why }; without a section readiness: nothing is asked. Never a rollback: the list says nothing about the release.",
    example: ["readiness:", '  change-owner: "@team-llm"', "  dashboard: { waived: none yet }"],
  },
  "rollback-target": {
    advice:
      "Say where the last verified release is: file:PATH, git:REF or deployments; none says out loud that there is none yet. Never a rollback: there is nowhere to go.",
    example: ["known-good: file:.github/known-good.json"],
  },
  "insufficient-evidence": {
    advice: "Always a hold. Give the run more time or requests, or select fewer probes.",
    example: ["limits: { deadline: 10m, max-requests: 400 }"],
  },
  configuration: {
    advice: "Always a hold. validate shows every problem of the files with line and column, without key and network.",
    example: null,
  },
  "no-secrets": {
    advice:
      "Always a hold, which fails the step on static findings only. Live probes run after the merge, or on a branch of the repository itself.",
    example: null,
  },
};
