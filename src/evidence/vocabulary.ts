/**
 * The words of the product (product.md, "Vocabulary"), as closed enumerations. Every other room speaks them; this file
 * imports nothing.
 */

/** The endpoint families whose contracts the gate knows. They are separate contracts and are never mixed in a record. */
export const FAMILIES = ["chat-completions", "responses"] as const;
export type Family = (typeof FAMILIES)[number];

/** Every probe id of product.md, "Probes". */
export const PROBE_IDS = [
  "chat",
  "chat-stream",
  "responses",
  "responses-stream",
  "error-path",
  "auth-path",
  "models",
  "docs",
  "template",
  "responses-tools",
  "chat-tools",
  "responses-image",
  "chat-image",
  "responses-state",
  "app",
  "logs",
] as const;
export type ProbeId = (typeof PROBE_IDS)[number];

/** What a probe's answer means for the decision: it has to succeed, it has to fail, or it only informs. */
export const POLARITIES = ["must-pass", "must-fail", "advisory"] as const;
export type Polarity = (typeof POLARITIES)[number];

/** The layer that a failure belongs to. */
export const LAYERS = ["network", "provider", "application", "configuration", "unknown"] as const;
export type Layer = (typeof LAYERS)[number];

/** Where in the life of a request the failure happened. */
export const STAGES = [
  "resolve",
  "connect",
  "tls",
  "proxy",
  "send",
  "authenticate",
  "validate",
  "respond",
  "parse",
  "stream",
  "terminal",
] as const;
export type Stage = (typeof STAGES)[number];

export const DECISIONS = ["proceed", "hold", "rollback"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a fired trigger asks for. `advisory` triggers are printed and never move the decision. */
export const SEVERITIES = ["advisory", "hold", "rollback"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Results in records and tables. */
export const RESULTS = ["pass", "fail", "partial", "not_tested", "not_provided"] as const;
export type Result = (typeof RESULTS)[number];

/** Every trigger id of product.md, "Triggers". */
export const TRIGGER_IDS = [
  "authentication",
  "route",
  "request-schema",
  "model",
  "response-contract",
  "unclassified-failure",
  "app-behaviour",
  "timeout-rate",
  "error-rate",
  "fallback-rate",
  "fallback-used",
  "stream-unterminated",
  "empty-output",
  "unreachable",
  "capacity",
  "inconclusive-rate",
  "slow-rate",
  "sensitive-exposure",
  "prompt-exposure",
  "invalid-accepted",
  "uncontrolled-error",
  "template",
  "contract-drift",
  "log-fields",
  "readiness",
  "rollback-target",
  "insufficient-evidence",
  "configuration",
  "no-secrets",
] as const;
export type TriggerId = (typeof TRIGGER_IDS)[number];

/** Trigger ids plus the reasons that no trigger names (product.md, "Triggers"). */
export const REASON_CODES = [...TRIGGER_IDS, "all-passed", "rollback-would-not-help", "superseded"] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** How a trigger is evaluated (decision.md, "Kinds of trigger"). */
export type TriggerKind = "certain" | "rate" | "zero" | "static" | "state";

/** The one category that a failed attempt has (decision.md, "From attempt to category"). */
export const CATEGORIES = [
  "dns",
  "tcp",
  "tls",
  "proxy",
  "timeout-connect",
  "blocked",
  "timeout-first-byte",
  "timeout-idle",
  "timeout-total",
  "capacity",
  "authentication",
  "route",
  "request-schema",
  "model",
  "provider-5xx",
  "connection-lost",
  "response-contract",
  "stream-failed",
  "stream-unterminated",
  "empty-output",
  "fallback-used",
  "slow",
  "app-behaviour",
  "invalid-accepted",
  "uncontrolled-error",
  "sensitive-exposure",
  "prompt-exposure",
  "unclassified",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a category says: one layer, one stage, one trigger, and the check that a person makes first. */
export interface CategoryFacts {
  readonly layer: Layer;
  readonly stage: Stage;
  readonly trigger: TriggerId;
  /** First thing to look at, after the "common failure modes" table of release-and-rollback-checklist. */
  readonly quickCheck: string;
}

/** The category table. Layers follow decision.md; quick checks follow the checklist's table of common failure modes. */
export const CATEGORY_FACTS: Readonly<Record<Category, CategoryFacts>> = {
  dns: {
    layer: "network",
    stage: "resolve",
    trigger: "unreachable",
    quickCheck: "Resolve the host name from this runner; compare the base URL with the reference.",
  },
  tcp: {
    layer: "network",
    stage: "connect",
    trigger: "unreachable",
    quickCheck: "Check host, port, firewall and egress rules of this runner.",
  },
  tls: {
    layer: "network",
    stage: "tls",
    trigger: "unreachable",
    quickCheck: "Check the certificate chain, extra CA (NODE_EXTRA_CA_CERTS) and any inspecting proxy.",
  },
  proxy: {
    layer: "network",
    stage: "proxy",
    trigger: "unreachable",
    quickCheck: "Check HTTPS_PROXY, NO_PROXY and the proxy's credentials.",
  },
  "timeout-connect": {
    layer: "network",
    stage: "connect",
    trigger: "unreachable",
    quickCheck: "Check DNS, proxy and firewall: the connection was never established.",
  },
  blocked: {
    layer: "network",
    stage: "respond",
    trigger: "unreachable",
    quickCheck:
      "Something in front of the API refused (403 without a JSON error): check WAF, IP allow-list and region.",
  },
  "timeout-first-byte": {
    layer: "provider",
    stage: "respond",
    trigger: "timeout-rate",
    quickCheck: "Check provider latency, then the client timeout and retry policy.",
  },
  "timeout-idle": {
    layer: "provider",
    stage: "stream",
    trigger: "timeout-rate",
    quickCheck: "The stream went silent: check provider status, proxy buffering and the idle limit.",
  },
  "timeout-total": {
    layer: "provider",
    stage: "respond",
    trigger: "timeout-rate",
    quickCheck: "The answer did not end in time: check provider latency and the timeout setting.",
  },
  capacity: {
    layer: "provider",
    stage: "respond",
    trigger: "capacity",
    quickCheck: "Check balance, quota and rate limits of this key; this does not speak against the release.",
  },
  authentication: {
    layer: "configuration",
    stage: "authenticate",
    trigger: "authentication",
    quickCheck: "Check the secret's path and version, the header construction and redaction.",
  },
  route: {
    layer: "configuration",
    stage: "send",
    trigger: "route",
    quickCheck: "Compare base URL and endpoint path with the current API reference.",
  },
  "request-schema": {
    layer: "application",
    stage: "validate",
    trigger: "request-schema",
    quickCheck: "Compare the request body with the current API reference.",
  },
  model: {
    layer: "configuration",
    stage: "validate",
    trigger: "model",
    quickCheck: "Compare the model identifier with the current catalogue and with what this key may use.",
  },
  "provider-5xx": {
    layer: "provider",
    stage: "respond",
    trigger: "error-rate",
    quickCheck: "Check provider status; quote the request id to support.",
  },
  "connection-lost": {
    layer: "provider",
    stage: "respond",
    trigger: "error-rate",
    quickCheck:
      "The connection broke after the request was sent: check provider status, proxy and load balancer limits.",
  },
  "response-contract": {
    layer: "provider",
    stage: "parse",
    trigger: "response-contract",
    quickCheck: "Capture the redacted response shape and compare it with the reference; update the parser guardrails.",
  },
  "stream-failed": {
    layer: "provider",
    stage: "stream",
    trigger: "error-rate",
    quickCheck: "The answer failed after the success status: check provider status and quote the request id.",
  },
  "stream-unterminated": {
    layer: "provider",
    stage: "terminal",
    trigger: "stream-unterminated",
    quickCheck: "Events came but no terminal event: check gateway, proxy buffering and client time limits.",
  },
  "empty-output": {
    layer: "provider",
    stage: "parse",
    trigger: "empty-output",
    quickCheck: "Well-formed but without text, or a refusal: check the model, the output cap and content filters.",
  },
  "fallback-used": {
    layer: "application",
    stage: "respond",
    trigger: "fallback-rate",
    quickCheck: "Inspect the circuit breaker's state and the primary error class.",
  },
  slow: {
    layer: "provider",
    stage: "respond",
    trigger: "slow-rate",
    quickCheck: "Compare with the declared objective; a handful of attempts is not a latency measurement.",
  },
  "app-behaviour": {
    layer: "application",
    stage: "parse",
    trigger: "app-behaviour",
    quickCheck: "Compare the deployed service's answer with what the gate file expects.",
  },
  "invalid-accepted": {
    layer: "provider",
    stage: "validate",
    trigger: "invalid-accepted",
    quickCheck:
      "A request that must fail succeeded: check what sits between client and API, or waive the case with a reason.",
  },
  "uncontrolled-error": {
    layer: "provider",
    stage: "validate",
    trigger: "uncontrolled-error",
    quickCheck:
      "The invalid request did not fail in a recognisable way: check that your error handling copes, or state the expected status.",
  },
  "sensitive-exposure": {
    layer: "provider",
    stage: "respond",
    trigger: "sensitive-exposure",
    quickCheck: "The key was echoed: rotate it, then disable raw body logging and verify redaction.",
  },
  "prompt-exposure": {
    layer: "application",
    stage: "respond",
    trigger: "prompt-exposure",
    quickCheck: "Disable raw body logging and verify redaction.",
  },
  unclassified: {
    layer: "unknown",
    stage: "respond",
    trigger: "unclassified-failure",
    quickCheck:
      "Nobody can tell whose failure this is: read the evidence and the provider's error page before going on.",
  },
};

/** Things worth saying about an attempt that do not fail it (contracts.md, section 4: "warn" and "pass with warning"). */
export const NOTES = [
  "truncated",
  "done-marker-missing",
  "event-name-missing",
  "event-name-mismatch",
  "sequence-missing",
  "sequence-not-increasing",
  "index-missing",
  "completed-output-empty",
  "text-only-in-completed",
  "unterminated-final-frame",
  "left-open-after-terminal",
  "text-after-finish",
  "reset-after-terminal",
  "unknown-event-type",
  "comments",
  "finish-reason-empty",
  "error-envelope-flat",
  "error-not-json",
  "usage-missing",
  "request-id-unusable",
  "byte-order-mark",
  "reasoning-only",
  "slow",
] as const;
export type Note = (typeof NOTES)[number];

/** How a stream ended (contracts.md, section 6.4). */
export const TERMINAL_STATES = [
  "completed",
  "incomplete-max-output-tokens",
  "incomplete-content-filter",
  "incomplete-other",
  "failed",
  "error-event",
  "done-without-finish",
  "eof-without-terminal",
  "more-than-one-terminal",
  "idle-timeout",
  "total-timeout",
  "connection-lost",
  "non-sse-body",
  "http-error",
] as const;
export type TerminalState = (typeof TERMINAL_STATES)[number];
