/**
 * The trigger table: everything that is known of a trigger stands in its row, and everything else about triggers (ids,
 * schemas, the default policy, the order of a report, `explain`, the page on triggers) is derived from it. A new trigger
 * is one row; the order of the rows is the order in which they are listed.
 */
import type { ProbeId } from "./probes.ts";
import { SEVERITIES, type Severity, type TriggerKind } from "./vocabulary.ts";

/** Severities that a policy may give a trigger, and why not the others; empty where it may give all. */
interface SeverityBounds {
  readonly allowed: readonly [Severity, ...Severity[]];
  readonly why: string;
}

/** What there is to know of a trigger (product.md, "Triggers"). */
interface TriggerFacts {
  readonly kind: TriggerKind;
  /** Under the default policy. */
  readonly severity: Severity;
  /** Bounds that the rules of decision.md ("Order of the decision") put on a policy. */
  readonly bounds: SeverityBounds;
  /** The first half of the reason sentence; what stands behind a semicolon comes after the names of the probes. */
  readonly meaning: string;
  /** The same where the deployed service is what failed; absent: the meaning says it of both. */
  readonly ofService?: string;
  /** What to do first. Absent: the quick check of the category that was observed says it. */
  readonly quickCheck?: string;
  /** Read before every other one: what stopped the gate from asking explains all that follows from it. */
  readonly first?: true;
  /** Read after every other one, and alone where nothing else is wrong. */
  readonly last?: true;
  /** It says that too little was seen, not that something failed; read after those that do. */
  readonly doubt?: true;
  /** A hold that leaves a live configuration unjudged (decision.md, "Order of the decision"). */
  readonly couldNotAsk?: true;
  /** The meaning alone does not say what happened: the reason quotes the detail, too. */
  readonly needsDetail?: true;
  /** Money, reach or doubt: a person may let such a hold pass (decision.md, "A person decides otherwise"). */
  readonly mayBeOverridden?: true;
  /** It sees nothing unless the gate file says how a fallback is recognised. */
  readonly needsFallbackDetection?: true;
  /** The check that it fails: of the legs of a fan-in nothing else is known about their checks. */
  readonly check?: ProbeId;
  /** How it is tuned: what to change first. */
  readonly advice: string;
  /** Lines of a gate file that do it, valid on their own; null: nothing in the gate file tunes it. */
  readonly example: readonly string[] | null;
}

const ANY: SeverityBounds = { allowed: SEVERITIES, why: "" };
const NEVER_A_ROLLBACK = "what stopped the gate from asking is never a rollback";
const ONLY_HOLDS: SeverityBounds = { allowed: ["hold"], why: NEVER_A_ROLLBACK };
const OF_THE_TEAM: SeverityBounds = {
  allowed: ["advisory", "hold"],
  why: "it says nothing about the release, so it cannot roll one back",
};

const SAMPLE =
  "The sample decides: sampling.tolerate is the failure rate that you accept, sampling.samples the attempts at the first look, max-failures a limit of your own for one probe.";

const severity = (id: string, to: Severity) => ["triggers:", `  ${id}: { severity: ${to} }`];

// biome-ignore format: a table reads by its rows, not by one field a line
const ROWS = {
  authentication: {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "the configured credential was refused",
    advice:
      "Nothing to tune as a rule: a refused credential fails for every user. Declare release.auth where the key travels in another header or without a scheme; auth: none where the endpoint takes no key.",
    example: ["release:", "  auth: { header: api-key, scheme: '' }"],
  },
  route: {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "the endpoint is not where the base URL points",
    advice:
      "Correct the input base-url or release.base-url. A family that the endpoint does not offer is only reported as unsupported when a preset selected it and no request template is configured for it: leave its probes out of the input probes, or name the preset.",
    example: ["release:", "  base-url: https://api.cometapi.com/v1"],
  },
  "request-schema": {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "a request that is documented as valid was rejected",
    advice:
      "Check the request template with the probe template first. Fields that the gate itself adds are taken back on their own and never count.",
    example: severity("request-schema", "hold"),
  },
  model: {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "the configured model is unknown to the endpoint",
    advice: "Correct the input model, release.model or COMETAPI_MODEL; the probe models says whether it is listed.",
    example: ["release:", "  model: your-model-id"],
  },
  "response-contract": {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "the answer does not have the documented shape",
    advice:
      "Lower the severity only while a provider is known to deviate and your parser copes; the evidence names the missing fields.",
    example: severity("response-contract", "hold"),
  },
  "unclassified-failure": {
    kind: "certain", severity: "rollback", bounds: ANY,
    meaning: "requests failed in a way that no layer can be blamed for",
    advice: "A hold instead of a rollback is the mildest that makes sense: nobody knows what happened.",
    example: severity("unclassified-failure", "hold"),
  },
  "app-behaviour": {
    kind: "certain", severity: "rollback", bounds: ANY, meaning: "the deployed service does not behave as declared",
    advice:
      "probes.app.expect says what the deployed service must answer: status, headers and JSON pointers. A test that failed in the reports of probes.results counts here, too.",
    example: [
      "probes:",
      "  app:",
      "    url: https://app.example/api/chat",
      "    expect: { status: 200, pointers: { /reply: string } }",
    ],
  },
  "metric-limit": {
    kind: "rate", severity: "rollback", bounds: ANY, needsDetail: true,
    meaning: "a metric of the deployed service was beyond its limit too often",
    quickCheck:
      "Open the dashboard of the metric that is named, for the time of this run: see whether the release, its traffic or what it depends on moved it.",
    check: "metrics",
    advice:
      "probes.metrics.checks says which query is held against which limit, and failures how many samples may be beyond it. Samples of one window overlap: every should be about as long as the window of the query.",
    example: [
      "probes:",
      "  metrics:",
      "    prometheus: https://prometheus.example",
      "    checks:",
      "      - name: errors",
      "        query: sum(rate(llm_errors_total[1m])) / sum(rate(llm_requests_total[1m]))",
      "        max: 2%",
    ],
  },
  "timeout-rate": {
    kind: "rate", severity: "rollback", bounds: ANY, meaning: "too many attempts ran into a time limit",
    ofService: "the deployed service answered too late too often",
    advice: `The limits are in timeouts (attempt, first-byte, idle) and in the input timeout. ${SAMPLE}`,
    example: ["timeouts: { attempt: 90s, first-byte: 45s, idle: 30s }"],
  },
  "error-rate": {
    kind: "rate", severity: "rollback", bounds: ANY, meaning: "too many attempts ended in a provider error",
    ofService: "the deployed service failed too often",
    advice: SAMPLE, example: ["probes:", "  chat: { max-failures: 2 of 10 }"],
  },
  "fallback-rate": {
    kind: "rate", severity: "rollback", bounds: ANY, meaning: "the fallback answered too often",
    needsFallbackDetection: true,
    advice: `It sees nothing until release.fallback.detect names the response header of the fallback. ${SAMPLE}`,
    example: ["release:", "  fallback: { enabled: true, detect: { header: x-fallback-used } }"],
  },
  "fallback-used": {
    kind: "zero", severity: "hold", bounds: ANY, meaning: "the fallback answered during a smoke run",
    needsFallbackDetection: true,
    advice:
      "It sees nothing until release.fallback.detect names the response header, or a record in the logs says fallback_used: true. Where a fallback is part of normal service, make this one advisory; fallback-rate still counts.",
    example: [
      "release:",
      "  fallback: { enabled: true, detect: { header: x-fallback-used } }",
      ...severity("fallback-used", "advisory"),
    ],
  },
  "stream-unterminated": {
    kind: "zero", severity: "hold", mayBeOverridden: true, bounds: ANY, meaning: "a stream delivered events but no terminal event",
    advice:
      "Look at proxies and buffering before the severity. timeouts.idle is the silence inside a stream that is waited for.",
    example: ["timeouts: { idle: 40s }"],
  },
  "empty-output": {
    kind: "rate", severity: "hold", mayBeOverridden: true, bounds: ANY, meaning: "answers were well-formed but empty or refused",
    advice:
      `A refusal counts as empty; a model that spends its cap on reasoning is asked again with a larger one. ${SAMPLE}`,
    example: severity("empty-output", "advisory"),
  },
  unreachable: {
    kind: "rate", severity: "hold", mayBeOverridden: true, bounds: { allowed: ["advisory", "hold"], why: NEVER_A_ROLLBACK },
    meaning: "the endpoint could not be reached from this runner; its network is a suspect", couldNotAsk: true,
    ofService: "the deployed service could not be reached from this runner; its network is a suspect",
    advice:
      "Never a rollback: this runner's network is a suspect. timeouts.connect is the limit; HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are read from the environment, and doctor shows them.",
    example: ["timeouts: { connect: 20s }"],
  },
  capacity: {
    kind: "rate", severity: "hold", mayBeOverridden: true, bounds: ANY,
    meaning: "quota, balance or a rate limit stopped the requests; that does not speak against the release",
    ofService: "the deployed service refused requests for load; that does not speak against the release",
    advice:
      "An endpoint that answers 429 for a rate limit, or 503 with a code that names one (`concurrency_limit`), is asked one request at a time, no faster than it states or lets through, as long as the plan fits the deadline; a run that it does not fit names the samples or the deadline that would. A balance, a quota and a limit of nothing are not waited for.",
    example: ["limits: { concurrency: 1, deadline: 10m }", "sampling: { samples: 2 }"],
  },
  "inconclusive-rate": {
    kind: "rate", severity: "hold", mayBeOverridden: true,
    bounds: {
      allowed: ["advisory", "hold"],
      why: "one failure fewer than the limit must not weigh more than the limit itself",
    },
    meaning: "failures came one short of the limit",
    quickCheck:
      "One more failure would have fired: run the gate again, and treat a second result like this as a failure.",
    doubt: true,
    advice:
      "One failure short of the limit. More attempts tell more; advisory lets such a run proceed. It never weighs more than the limit itself.",
    example: ["sampling: { samples: 10 }"],
  },
  "slow-rate": {
    kind: "rate", severity: "advisory", bounds: ANY, meaning: "attempts were slower than the declared objective",
    advice:
      "Not evaluated until an objective is declared, which has to be shorter than the timeout. A handful of attempts is no latency measurement, so it is advisory unless you say otherwise.",
    example: ["triggers:", "  slow-rate: { latency-objective: 3s, severity: hold }"],
  },
  "sensitive-exposure": {
    kind: "zero", severity: "rollback",
    bounds: { allowed: ["hold", "rollback"], why: "a leaked secret must stop a release" },
    meaning: "a secret appeared where it must not; rotate it", first: true,
    advice: "Nothing to tune: rotate the secret. hold instead of rollback is the only choice, advisory is not.",
    example: severity("sensitive-exposure", "hold"),
  },
  "prompt-exposure": {
    kind: "zero", severity: "hold", bounds: ANY, meaning: "prompt, response or personal data appeared where it must not",
    check: "logs",
    advice: "Mend the logging, or see where the answer has the person's data from; where policy allows it, make it advisory.",
    example: severity("prompt-exposure", "advisory"),
  },
  "invalid-accepted": {
    kind: "certain", severity: "hold", bounds: ANY, meaning: "a request that must fail succeeded",
    advice: "Choose the cases of error-path, or waive one with a reason that every report shows.",
    example: [
      "probes:",
      "  error-path:",
      "    waive: [{ case: missing-field, why: the gateway fills the field in }]",
      "  auth-path: { waive: the endpoint checks no keys }",
    ],
  },
  "uncontrolled-error": {
    kind: "certain", severity: "hold", bounds: ANY, meaning: "an invalid request failed, but not in a recognisable way",
    advice: "State the statuses that your endpoint answers: exactly these then count as a controlled failure.",
    example: ["probes:", "  error-path:", "    expect: { missing-field: [400, 500], unknown-model: [404, 503] }"],
  },
  template: {
    kind: "static", severity: "hold", mayBeOverridden: true, bounds: ANY,
    meaning: "the request template breaks the documented contract or carries what it must not",
    quickCheck: "Correct the request template at the lines named below, or waive the rule with a reason.",
    advice:
      "Correct the request template, or waive one rule for one field with a reason; secrets are never waived lightly.",
    example: [
      "probes:",
      "  template:",
      "    waive: [{ rule: out-of-range, field: temperature, why: the gateway scales it }]",
    ],
  },
  "contract-drift": {
    kind: "static", severity: "hold", mayBeOverridden: true, bounds: ANY, meaning: "the documented contract changed since it was reviewed",
    quickCheck: "Read what changed in the reference, adapt the client, then commit the new release-gate.docs.json.",
    check: "docs", advice: "Read what changed, then commit release-gate.docs.json of the evidence folder beside the gate file. A digest under docs.reviewed works as well.",
    example: ["docs:", "  reviewed:", `    responses: sha256:${"0".repeat(64)}`],
  },
  "vector-length": {
    kind: "zero", severity: "hold",
    bounds: { allowed: ["advisory", "hold"], why: "another length may be meant" },
    meaning: "an index that was built with earlier vectors does not take these", needsDetail: true,
    quickCheck:
      "Compare model and dimensions with what the index was built with. Where the change is meant, build the index anew before this release answers.",
    advice:
      "Vectors of another length than the known-good release's fit no index that exists. Where the index is built anew, make it advisory for that release: its record then holds the new length.",
    example: severity("vector-length", "advisory"),
  },
  "log-fields": {
    kind: "static", severity: "hold", bounds: ANY, meaning: "the logs do not show what they must",
    quickCheck: "Make the service log the missing fields before traffic grows.", check: "logs",
    advice: "probes.logs.require is the list of fields; take out what your service has no use for.",
    example: ["probes:", "  logs: { files: logs/app.jsonl, require: [request_id, status, error_class] }"],
  },
  "not-ready": {
    kind: "state", severity: "hold", bounds: ONLY_HOLDS, meaning: "the release was not seen in time",
    quickCheck:
      "See why the service does not answer as declared: its rollout, its logs, its health route, and this runner's way to it. Then run the gate again.",
    first: true, couldNotAsk: true, needsDetail: true,
    advice:
      "ready: says what is waited for, and how long. Nothing is asked before the service answers as declared, so nothing is blamed on the release.",
    example: ["ready: { within: 5m, every: 5s, url: https://app.example/healthz, expect: { status: 200 } }"],
  },
  "rollout-incomplete": {
    kind: "state", severity: "hold", bounds: ONLY_HOLDS,
    meaning: "not every answer came from the version under test",
    quickCheck:
      "Wait for the rollout to end, or see why it does not. Where no answer names a version, see that the service says it in the place that is declared.",
    first: true,
    needsDetail: true,
    advice:
      "The version that probes.app.expect or ready.expect names is compared with every answer, release.deployment-version with that of every record in the logs. ready: waits until it is there.",
    example: ["ready: { within: 3m }"],
  },
  readiness: {
    kind: "state", severity: "hold", mayBeOverridden: true, bounds: OF_THE_TEAM, meaning: "the pre-flight list is not complete",
    quickCheck: "Fill the missing items under readiness: in the gate file, or waive each with a reason.",
    advice:
      "Each item is a value or { waived: why }; without a section readiness: nothing is asked. Never a rollback: the list says nothing about the release.",
    example: ["readiness:", '  change-owner: "@team-llm"', "  dashboard: { waived: none yet }"],
  },
  "rollback-target": {
    kind: "state", severity: "hold", bounds: OF_THE_TEAM, meaning: "there is no usable way back",
    quickCheck: "Name a known-good release, or say known-good: none when there is nothing to go back to yet.",
    needsDetail: true,
    advice:
      "Say where the last verified release is: file:PATH, git:REF or deployments; none says out loud that there is none yet. Never a rollback: there is nowhere to go.",
    example: ["known-good: file:.github/known-good.json"],
  },
  "insufficient-evidence": {
    kind: "state", severity: "hold", bounds: { allowed: ["hold"], why: "absence of evidence is always a hold" },
    meaning: "too little was observed to decide", needsDetail: true,
    quickCheck: "Give the run what it lacked: time or requests (deadline, max-requests), or what its warnings name.",
    doubt: true, couldNotAsk: true,
    advice: "Always a hold. Give the run more time or requests, or select fewer probes.",
    example: ["limits: { deadline: 10m, max-requests: 400 }"],
  },
  configuration: {
    kind: "state", severity: "hold", bounds: ONLY_HOLDS, meaning: "the settings are not usable, so nothing was asked",
    quickCheck: "Mend the settings named below, then run the gate again; the release is not to blame.", first: true,
    couldNotAsk: true, needsDetail: true,
    advice: "Always a hold. validate shows every problem of the files with line and column, without key and network.",
    example: null,
  },
  "no-secrets": {
    kind: "state", severity: "hold", bounds: ONLY_HOLDS,
    meaning: "nothing is wrong; live probes need secrets and did not run",
    quickCheck: "Run the gate where secrets are readable: on a branch of this repository, or after the merge.",
    last: true, couldNotAsk: true, needsDetail: true,
    advice:
      "Always a hold, which fails the step on static findings only. Live probes run after the merge, or on a branch of the repository itself.",
    example: null,
  },
} as const satisfies Readonly<Record<string, TriggerFacts>>;

/** Every trigger id of product.md, "Triggers". */
export type TriggerId = keyof typeof ROWS;

/** The trigger table. */
export const TRIGGERS: Readonly<Record<TriggerId, TriggerFacts>> = ROWS;

/** All trigger ids, in the order of the table. */
export const TRIGGER_IDS = Object.keys(TRIGGERS) as readonly TriggerId[];
