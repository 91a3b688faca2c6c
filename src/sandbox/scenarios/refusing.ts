import { frontError, invalidRequest, invalidToken, modelNotFound, relayError, upstreamError } from "../errors.ts";
import { hold, inFront, refused, rollback, type ScenarioRows, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { okOutput } from "../model.ts";
import { html, json, type Reply, whole } from "../reply.ts";
import { type ApiRequest, isAuthorized } from "../request.ts";

/** Which request of every probe fails: two of ten, one short of firing (decision.md, "Sampling"). */
const EVERY = 5;

/** Scenarios in which a whole, readable answer says no, or says yes where it has to say no. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const REFUSING = {
  "bad-key": [
    "The configured key is not accepted: 401.", rollback("authentication"),
    ({ request, healthy }) => (isAuthorized(request) ? invalidToken(request) : healthy),
  ],
  "unknown-model": [
    "No channel serves the configured model: 503 model_not_found.", rollback("model"),
    upstream(({ request }) => modelNotFound(request)),
  ],
  "schema-rejected": [
    "The request is called invalid, for a field that the gate did not add: 400.", rollback("request-schema"),
    upstream(({ request }) => schemaRejected(request)),
  ],
  quota: [
    "The balance of the key is used up: 403 insufficient_user_quota.", hold("capacity"),
    upstream(({ request }) => relayError(request, 403, "insufficient_user_quota", "user quota is not enough")),
  ],
  budget: [
    "A budget that the gateway keeps is used up: 400 budget_exceeded.", hold("capacity"),
    upstream(({ request }) => relayError(request, 400, "budget_exceeded", "Budget has been exceeded")),
  ],
  "rate-limit": [
    "Too many requests: 429 that asks to wait 20 ms, every time.", hold("capacity"),
    upstream(({ request }) => {
      const reply = relayError(request, 429, "rate_limit_exceeded", "too many requests");
      return { ...reply, headers: { ...reply.headers, "retry-after-ms": "20" } };
    }),
  ],
  blocked: [
    "A firewall objects to every prompt: 403 with a web page.", hold("unreachable"),
    upstream(() => html(403, "Access denied")),
  ],
  challenge: [
    "A firewall wants proof of a browser: 202 with an empty page.", hold("unreachable"),
    upstream(() => whole(202, "text/html", "", { "x-amzn-waf-action": "challenge" })),
  ],
  redirect: [
    "Every path below /v1 has moved on the same host: 308.", rollback("route"),
    inFront(({ request }) => redirectTo(`/moved${request.path}`)),
  ],
  "redirect-elsewhere": [
    "Every path below /v1 redirects to another host, which must never see the key.", rollback("route"),
    // A reserved top-level domain (RFC 2606): a client that follows finds nobody.
    inFront(({ request }) => redirectTo(`https://elsewhere.invalid${request.path}`)),
  ],
  html: [
    "Every path below /v1 shows the web console: 200 with a web page.", rollback("route"),
    inFront(() => html(200, "Console")),
  ],
  "server-errors": [
    "The model cannot be reached from the gateway: 500 with a JSON error without a code.", rollback("error-rate"),
    upstream(({ request }) => frontError(request, 500, "", "upstream error")),
  ],
  "bad-gateway-html": [
    "The proxy in front finds nobody behind it: 502 with a web page.", rollback("error-rate"),
    inFront(() => html(502, "502 Bad Gateway")),
  ],
  "one-in-five": [
    "Every fifth request of each endpoint fails with a 500: a doubt after ten, too many of twenty.",
    rollback("error-rate"),
    upstream(({ request, healthy, ordinal }) => (ordinal % EVERY === 0 ? upstreamError(request) : healthy)),
  ],
  "three-in-twenty": [
    "Three of the first fifteen requests of each endpoint fail with a 500: too many to pass, too few to convict.",
    hold("inconclusive-rate"),
    upstream(({ request, healthy, ordinal }) =>
      ordinal % EVERY === 0 && ordinal <= 3 * EVERY ? upstreamError(request) : healthy),
  ],
  "accepts-anything": [
    "Invalid requests and fake keys succeed.", hold("invalid-accepted"),
    refused(({ request }) => answer(request, okOutput(request.prompt))),
  ],
  "uncontrolled-errors": [
    "Invalid requests end in a bare 500: an empty object on chat, plain text on responses.", hold("uncontrolled-error"),
    refused(({ request, healthy }) => {
      if (!isAuthorized(request)) return healthy;
      return request.endpoint === "responses" ? whole(500, "text/plain", "Internal Server Error") : json(500, {});
    }),
  ],
} satisfies ScenarioRows;

function schemaRejected(request: ApiRequest): Reply {
  const param = request.endpoint === "responses" ? "input" : "messages";
  const message = `Invalid value for '${param}': expected a list of at least two items.`;
  return invalidRequest(message, param, "invalid_value");
}

function redirectTo(location: string): Reply {
  return whole(308, "text/html; charset=utf-8", "", { location });
}
