/** The table of known words (contracts.md, 1.2 and 7.2): whom each blames, in whichever place of an error it stands. */
import { describe, expect, it } from "@jest/globals";
import { readError } from "../../src/contracts/error-envelope.ts";
import { type Blame, blameOf, proseBlameOf } from "../../src/contracts/error-words.ts";

const says = (error: object, status = 400) => blameOf(readError(JSON.stringify({ error })), status);

describe.each<[Blame, readonly (string | number)[]]>([
  [
    "model",
    [
      ...["model_not_found", "model_not_available", "invalid_model", "unknown_model", "DeploymentNotFound"],
      ...["key_model_access_denied", "model_decommissioned", "InvalidEndpointOrModel.NotFound"],
    ],
  ],
  [
    "capacity",
    [
      ...["insufficient_quota", "insufficient_user_quota", "pre_consume_token_quota_failed", "quota_exceeded"],
      ...["insufficient_balance", "insufficient_credits", "billing_hard_limit_reached", "billing_not_active"],
      ...["rate_limit_exceeded", "rate_limit_error", "too_many_requests", "tokens_exceeded", "402", "429", 498, 529],
      ...["budget_exceeded", "capacity_exceeded", "overloaded_error", "RESOURCE_EXHAUSTED", "Arrearage"],
    ],
  ],
  ["blocked", ["unsupported_country_region_territory", "ip_not_authorized", "API_KEY_IP_ADDRESS_BLOCKED"]],
  ["authentication", ["API_KEY_INVALID", "invalid_api_key", "authentication_error", "token_expired"]],
  [
    "empty-output",
    ["content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "sensitive_words_detected"],
  ],
  ["unsupported", ["convert_request_failed"]],
  ["request-schema", ["invalid_request"]],
])("%s", (blame, words) => {
  it.each(words)("is what %s says, as code, as type and as a nested reason", (word) => {
    expect(says({ message: "no", code: word })).toBe(blame);
    expect(says({ message: "no", code: 400, details: [{ reason: word }] })).toBe(blame);
    if (typeof word === "string") expect(says({ message: "no", type: word })).toBe(blame);
    expect(says({ message: String(word), code: `${word}_x`, type: "x" })).toBeNull();
  });
});

describe("a word", () => {
  it("is the same in any case, and with or without hyphens and underscores", () => {
    for (const code of ["rate_limit_exceeded", "RateLimitExceeded", "RATE-LIMIT-EXCEEDED"])
      expect(says({ code })).toBe("capacity");
  });

  it.each([
    ...["consumer_token_quota_exceeded", "CreditLimitExceeded", "account-budget-exceeded", "upstream_rate_limited"],
    ...["token_quota_reached", "consumption_limit_reached", "not_enough_user_balance", "usage_limits_exceeded"],
    ...["budget_limit_exceeded", "spend_cap_reached", "daily_limit_exceeded", "daily_token_limit_reached"],
    ...["quota_limit_reached", "out_of_credits", "balance_not_enough", "payment_failed", "server_busy"],
    ...["account_past_due", "trial_expired", "INVALID_PAYMENT_INSTRUMENT", "payment_method_required"],
    ...["FailedOperation.ServiceStopUnpaid", "concurrency_limit", "too_many_concurrent_requests"],
  ])("of a gateway's own is known by its end: %s", (code) => {
    expect(says({ code })).toBe("capacity");
  });

  it.each([
    ...["region_not_supported", "country_blocked", "geo_restricted", "ip_not_whitelisted", "client_ip_denied"],
    ...[
      "ip_restricted",
      "unsupported_region",
      "not_available_in_your_country",
      "geoip_blocked",
      "unsupported_location",
    ],
  ])("of a gateway's own names a place: %s", (code) => {
    expect(says({ code })).toBe("blocked");
  });

  it.each(["moderation_blocked", "safety_violation", "content_policy_violated", "prompt_flagged", "unsafe_content"])(
    "of a gateway's own names a filter: %s",
    (code) => {
      expect(says({ code })).toBe("empty-output");
    },
  );

  it.each([
    ...["membership_restricted", "zip_not_supported", "network_error", "network_unavailable", "region_unavailable"],
    ...["model_not_available_in_region", "request_limit_invalid", "account_required", "safety_settings_invalid"],
    "context_length_exceeded",
    "token_limit_exceeded",
    "quota_exceeded_field",
    "max_tokens_exceeded",
    "tokens_limit_reached",
  ])("about the request is none of them: %s", (code) => {
    expect(says({ code })).toBeNull();
  });

  it("blames the runner's place with its own status only: access_denied", () => {
    expect(says({ code: "access_denied" }, 403)).toBe("blocked");
    expect(says({ code: "access_denied" }, 400)).toBeNull();
  });

  it("means something else where the numbers are another vendor's", () => {
    const minimax = { base_resp: { status_code: 1008, status_msg: "insufficient balance" } };
    expect(blameOf(readError(JSON.stringify(minimax)))).toBe("capacity");
    expect(blameOf(readError(JSON.stringify({ cloudflare_error: true, error_code: 1008, status: 403 })))).toBe(
      "blocked",
    );
    expect(says({ code: 1008 })).toBeNull();
  });

  it("that is mild counts before one that is not", () => {
    expect(says({ type: "authentication_error", code: "insufficient_quota" })).toBe("capacity");
    expect(says({ type: "authentication_error", code: "model_not_found" })).toBe("model");
  });

  it("that is not known says nothing", () => {
    for (const code of ["", "server_error", 400, 500, null]) expect(says({ code })).toBeNull();
    expect(blameOf(null)).toBeNull();
  });
});

it.each(["e", "insufficient", "$&"])(
  "prose reads as it stands beside a model whose name is part of a word: %s",
  (model) => {
    const error = readError(JSON.stringify({ error: { message: "insufficient balance" } }));
    expect(error && proseBlameOf(error, 400, model)).toBe("capacity");
  },
);
