/** Every code that moves a failure from one trigger to another (contracts.md, 1.2; product.md, "Triggers"). */
import { describe, expect, it } from "@jest/globals";
import { isCapacity, isUnknownModel, readError } from "../../src/contracts/error-envelope.ts";

const read = (error: object) => readError(JSON.stringify({ error }));

describe.each([
  ["an unknown model", isUnknownModel, ["model_not_found", "model_not_available", "invalid_model", "unknown_model"]],
  [
    "money, quota or a rate limit",
    isCapacity,
    [
      ...["insufficient_quota", "insufficient_user_quota", "pre_consume_token_quota_failed", "quota_exceeded"],
      ...["insufficient_balance", "insufficient_credits", "billing_hard_limit_reached", "billing_not_active"],
      ...["rate_limit_exceeded", "rate_limit_error", "too_many_requests", "tokens_exceeded", "402", "429"],
    ],
  ],
] as const)("%s", (_what, says, codes) => {
  it.each(codes)("is what the code %s says, and the type", (code) => {
    expect(says(read({ message: "no", code }))).toBe(true);
    expect(says(read({ message: "no", type: code }))).toBe(true);
    expect(says(read({ message: code, code: `${code}_x`, type: "x" }))).toBe(false);
  });
});
