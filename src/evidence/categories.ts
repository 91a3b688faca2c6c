/**
 * The category table: what a failed attempt is called, and what that says. A new category is one row; the order of the
 * rows is the order in which they are listed.
 */
import { isOfService, type ProbeId } from "./probes.ts";
import { TRIGGERS, type TriggerId } from "./triggers.ts";
import type { Stage, TriggerKind } from "./vocabulary.ts";

/** What a category says: one layer, one stage, one trigger, and the check that a person makes first. */
export interface CategoryFacts {
  /** Whom it blames; `unknown`, where nobody can tell. */
  readonly layer: "network" | "provider" | "application" | "configuration" | "unknown";
  readonly stage: Stage;
  /** The trigger that it counts for. */
  readonly trigger: TriggerId;
  /** A further trigger, of which one occurrence is enough. */
  readonly once?: TriggerId;
  /** First thing to look at, after the "common failure modes" table of release-and-rollback-checklist. */
  readonly quickCheck: string;
}

// biome-ignore format: a table reads by its rows, not by one field a line
const ROWS = {
  dns: {
    layer: "network", stage: "resolve", trigger: "unreachable",
    quickCheck: "Resolve the host name from this runner; compare the base URL with the reference.",
  },
  tcp: {
    layer: "network", stage: "connect", trigger: "unreachable",
    quickCheck: "Check host, port, firewall and egress rules of this runner.",
  },
  tls: {
    layer: "network", stage: "tls", trigger: "unreachable",
    quickCheck: "Check the certificate chain, extra CA (NODE_EXTRA_CA_CERTS), any inspecting proxy, and whether the endpoint wants a client certificate.",
  },
  proxy: {
    layer: "network", stage: "proxy", trigger: "unreachable",
    quickCheck: "Check HTTPS_PROXY, NO_PROXY and the proxy's credentials.",
  },
  "timeout-connect": {
    layer: "network", stage: "connect", trigger: "unreachable",
    quickCheck: "Check DNS, proxy and firewall: the connection was never established.",
  },
  blocked: {
    layer: "network", stage: "respond", trigger: "unreachable",
    quickCheck:
      "Something in front of the API, or the API by the runner's place, refused: check WAF, the key's address list, IP allow-list and region.",
  },
  "timeout-first-byte": {
    layer: "provider", stage: "respond", trigger: "timeout-rate",
    quickCheck: "Check provider latency, then the client timeout and retry policy.",
  },
  "timeout-idle": {
    layer: "provider", stage: "stream", trigger: "timeout-rate",
    quickCheck: "The stream went silent: check provider status, proxy buffering and the idle limit.",
  },
  "timeout-total": {
    layer: "provider", stage: "respond", trigger: "timeout-rate",
    quickCheck: "The answer did not end in time: check provider latency and the timeout setting.",
  },
  capacity: {
    layer: "provider", stage: "respond", trigger: "capacity",
    quickCheck: "Check balance, quota and rate limits of this key; this does not speak against the release.",
  },
  authentication: {
    layer: "configuration", stage: "authenticate", trigger: "authentication",
    quickCheck: "Check the secret's path and version, the header construction and redaction.",
  },
  route: {
    layer: "configuration", stage: "send", trigger: "route",
    quickCheck: "Compare base URL and endpoint path with the current API reference.",
  },
  "request-schema": {
    layer: "application", stage: "validate", trigger: "request-schema",
    quickCheck: "Compare the request body with the current API reference.",
  },
  model: {
    layer: "configuration", stage: "validate", trigger: "model",
    quickCheck: "Compare the model identifier with the current catalogue and with what this key may use; the terms of some have to be accepted first.",
  },
  "provider-5xx": {
    layer: "provider", stage: "respond", trigger: "error-rate",
    quickCheck: "Check provider status; quote the request id to support.",
  },
  "connection-lost": {
    layer: "provider", stage: "respond", trigger: "error-rate",
    quickCheck:
      "The connection broke after the request was sent: check provider status, proxy and load balancer limits.",
  },
  "response-contract": {
    layer: "provider", stage: "parse", trigger: "response-contract",
    quickCheck: "Capture the redacted response shape and compare it with the reference; update the parser guardrails.",
  },
  "stream-failed": {
    layer: "provider", stage: "stream", trigger: "error-rate",
    quickCheck: "The answer failed after the success status: check provider status and quote the request id.",
  },
  "stream-unterminated": {
    layer: "provider", stage: "terminal", trigger: "stream-unterminated",
    quickCheck: "Events came but no terminal event: check gateway, proxy buffering and client time limits.",
  },
  "empty-output": {
    layer: "provider", stage: "parse", trigger: "empty-output",
    quickCheck: "Well-formed but without text, cut off within the JSON, or a refusal: check the model, the output cap and content filters.",
  },
  "fallback-used": {
    layer: "application", stage: "respond", trigger: "fallback-rate", once: "fallback-used",
    quickCheck: "Inspect the circuit breaker's state and the primary error class.",
  },
  slow: {
    layer: "provider", stage: "respond", trigger: "slow-rate",
    quickCheck: "Compare with the declared objective; a handful of attempts is not a latency measurement.",
  },
  "app-behaviour": {
    layer: "application", stage: "parse", trigger: "app-behaviour",
    quickCheck: "Compare the deployed service's answer with what the gate file expects.",
  },
  "invalid-accepted": {
    layer: "provider", stage: "validate", trigger: "invalid-accepted",
    quickCheck:
      "A request that must fail succeeded: check what sits between client and API, or waive the case with a reason.",
  },
  "uncontrolled-error": {
    layer: "provider", stage: "validate", trigger: "uncontrolled-error",
    quickCheck:
      "The invalid request did not fail in a recognisable way: check that your error handling copes, or state the expected status.",
  },
  "sensitive-exposure": {
    layer: "provider", stage: "respond", trigger: "sensitive-exposure",
    quickCheck: "A secret was echoed: rotate it, then disable raw body logging and verify redaction.",
  },
  "prompt-exposure": {
    layer: "application", stage: "respond", trigger: "prompt-exposure",
    quickCheck:
      "Disable raw body logging and verify redaction; where the answer itself holds a person's data, see where it comes from.",
  },
  unclassified: {
    layer: "unknown", stage: "respond", trigger: "unclassified-failure",
    quickCheck:
      "Nobody can tell whose failure this is: read the evidence and the provider's error page before going on.",
  },
} as const satisfies Readonly<Record<string, CategoryFacts>>;

/** The one category that a failed attempt has (decision.md, "From attempt to category"). */
export type Category = keyof typeof ROWS;

/** The category table. */
export const CATEGORY_FACTS: Readonly<Record<Category, CategoryFacts>> = ROWS;

/** All categories, in the order of the table. */
export const CATEGORIES = Object.keys(CATEGORY_FACTS) as readonly Category[];

/**
 * What to look at first where the deployed service fails and not an endpoint of the API: nothing here sends anybody to the
 * provider (decision.md, "Whose fault").
 */
const OF_SERVICE: Readonly<Partial<Record<Category, string>>> = {
  dns: "Resolve the service's host name from this runner; compare the address with the one it is deployed at.",
  tcp: "See whether the service runs and listens at that address, and whether this runner may reach it.",
  tls: "Check the service's certificate chain and host name.",
  "timeout-connect":
    "See whether the service runs, and whether this runner may reach it: no connection was established.",
  blocked:
    "The service, or something in front of it, refused this runner or sent it to sign in: check the token that probes.app sends, WAF, ingress and allow-list.",
  "timeout-first-byte":
    "Look at the service's own latency, queue and workers, and at the time limit it gives the provider.",
  "timeout-idle": "The service's answer went silent: look at its workers and at proxy buffering in front of it.",
  "timeout-total":
    "The service's answer did not end in time, or its job was not done: look at its own latency, its queue and workers, and at the timeout setting or until.within.",
  "stream-failed":
    "The service reported an error inside its stream: look at its logs by the request id, and at what it asks for the answer.",
  "stream-unterminated":
    "The service's stream ended without its last event: look at crashes and time limits of its workers, and at proxies in front of it.",
  "empty-output":
    "The service's stream went to its end and held no text: look at what it asks, and at the pointer of probes.app.stream.text.",
  capacity: "The service itself refused for load: look at its rate limiter, replicas and queue.",
  "provider-5xx":
    "The service answered with an error of its own: look at its logs by the request id, and at its last deployment.",
  route: "The service did not answer where it was expected: compare its address with the one it is deployed at.",
  "response-contract":
    "The service's answer could not be read: look at its size, its encoding and what stands in front of it.",
  unclassified: "Nobody can tell what went wrong between this runner and the service: look at both ends' logs.",
  "connection-lost":
    "The service dropped the connection: look at restarts, crashes and the load balancer in front of it.",
};

/**
 * What a category says where this probe saw it. Failures of the deployed service are the application's, or the network's
 * before a status came, whatever their status (decision.md, "Whose fault").
 */
export function factsOf(category: Category, probe: ProbeId): CategoryFacts {
  const facts = CATEGORY_FACTS[category];
  if (!isOfService(probe)) return facts;
  const reached = facts.layer !== "network" || category === "blocked";
  return {
    ...facts,
    layer: reached ? "application" : "network",
    quickCheck: OF_SERVICE[category] ?? facts.quickCheck,
  };
}

/** A category as a reader is shown it: the service's own 5xx is no provider's. */
export function categoryName(category: Category, probe: ProbeId): string {
  return category === "provider-5xx" && isOfService(probe) ? "service-5xx" : category;
}

/** Whether the service may be well and this runner's way to it wrong: its network, or what refuses its place. */
export function isOnTheWay(category: Category): boolean {
  return CATEGORY_FACTS[category].trigger === "unreachable";
}

/** The trigger kind under which a failed attempt of this category is counted. */
export function kindOf(category: Category): TriggerKind {
  return TRIGGERS[CATEGORY_FACTS[category].trigger].kind;
}

/** The categories that count for a trigger. */
export function categoriesOf(id: TriggerId): readonly Category[] {
  return CATEGORIES.filter((category) => CATEGORY_FACTS[category].trigger === id);
}

/** What to do first about a trigger, where no observed category says it better; null: only a category does. */
export function ownCheck(id: TriggerId): string | null {
  const once = CATEGORIES.find((category) => CATEGORY_FACTS[category].once === id);
  return TRIGGERS[id].quickCheck ?? (once === undefined ? null : CATEGORY_FACTS[once].quickCheck);
}
