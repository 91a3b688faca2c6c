import { frontError, invalidRequest, invalidToken, modelNotFound, relayError, upstreamError } from "../errors.ts";
import { inFront, refused, type Scenario, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { okOutput } from "../model.ts";
import { html, json, type Reply, whole } from "../reply.ts";
import { type ApiRequest, isAuthorized } from "../request.ts";

/** Which request of every probe fails: two of ten, one short of firing (decision.md, "Sampling"). */
const EVERY = 5;

/** Scenarios in which a whole, readable answer says no, or says yes where it has to say no. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const REFUSING = [
  {
    name: "bad-key", description: "The configured key is not accepted: 401.",
    expect: { decision: "rollback", trigger: "authentication" },
    fault: ({ request, healthy }) => (isAuthorized(request) ? invalidToken(request) : healthy),
  },
  {
    name: "unknown-model", description: "No channel serves the configured model: 503 model_not_found.",
    expect: { decision: "rollback", trigger: "model" }, fault: upstream(({ request }) => modelNotFound(request)),
  },
  {
    name: "schema-rejected", description: "The request is called invalid, for a field that the gate did not add: 400.",
    expect: { decision: "rollback", trigger: "request-schema" },
    fault: upstream(({ request }) => schemaRejected(request)),
  },
  {
    name: "quota", description: "The balance of the key is used up: 403 insufficient_user_quota.",
    expect: { decision: "hold", trigger: "capacity" },
    fault: upstream(({ request }) => relayError(request, 403, "insufficient_user_quota", "user quota is not enough")),
  },
  {
    name: "rate-limit", description: "Too many requests: 429 with Retry-After: 1, every time.",
    expect: { decision: "hold", trigger: "capacity" },
    fault: upstream(({ request }) => {
      const reply = relayError(request, 429, "rate_limit_exceeded", "too many requests");
      return { ...reply, headers: { ...reply.headers, "retry-after": "1" } };
    }),
  },
  {
    name: "blocked", description: "A firewall objects to every prompt: 403 with a web page.",
    expect: { decision: "hold", trigger: "unreachable" }, fault: upstream(() => html(403, "Access denied")),
  },
  {
    name: "redirect", description: "Every path below /v1 has moved on the same host: 308.",
    expect: { decision: "rollback", trigger: "route" },
    fault: inFront(({ request }) => redirectTo(`/moved${request.path}`)),
  },
  {
    name: "redirect-elsewhere",
    description: "Every path below /v1 redirects to another host, which must never see the key.",
    expect: { decision: "rollback", trigger: "route" },
    // A reserved top-level domain (RFC 2606): a client that follows finds nobody.
    fault: inFront(({ request }) => redirectTo(`https://elsewhere.invalid${request.path}`)),
  },
  {
    name: "html", description: "Every path below /v1 shows the web console: 200 with a web page.",
    expect: { decision: "rollback", trigger: "route" }, fault: inFront(() => html(200, "Console")),
  },
  {
    name: "server-errors",
    description: "The model cannot be reached from the gateway: 500 with a JSON error without a code.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: upstream(({ request }) => frontError(request, 500, "", "upstream error")),
  },
  {
    name: "bad-gateway-html", description: "The proxy in front finds nobody behind it: 502 with a web page.",
    expect: { decision: "rollback", trigger: "error-rate" }, fault: inFront(() => html(502, "502 Bad Gateway")),
  },
  {
    name: "one-in-five",
    description: "Every fifth request of each endpoint fails with a 500: too many to pass, too few to convict.",
    expect: { decision: "hold", trigger: "inconclusive-rate" },
    fault: upstream(({ request, healthy, ordinal }) => (ordinal % EVERY === 0 ? upstreamError(request) : healthy)),
  },
  {
    name: "accepts-anything", description: "Invalid requests and fake keys succeed.",
    expect: { decision: "hold", trigger: "invalid-accepted" },
    fault: refused(({ request }) => answer(request, okOutput(request.prompt))),
  },
  {
    name: "uncontrolled-errors",
    description: "Invalid requests end in a bare 500: an empty object on chat, plain text on responses.",
    expect: { decision: "hold", trigger: "uncontrolled-error" },
    fault: refused(({ request, healthy }) => (isAuthorized(request) ? bareError(request) : healthy)),
  },
] as const satisfies readonly Scenario[];

function schemaRejected(request: ApiRequest): Reply {
  const param = request.endpoint === "responses" ? "input" : "messages";
  const message = `Invalid value for '${param}': expected a list of at least two items.`;
  return invalidRequest(message, param, "invalid_value");
}

function redirectTo(location: string): Reply {
  return whole(308, "text/html; charset=utf-8", "", { location });
}

function bareError(request: ApiRequest): Reply {
  return request.endpoint === "responses" ? whole(500, "text/plain", "Internal Server Error") : json(500, {});
}
