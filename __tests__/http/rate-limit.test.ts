import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { rateLimitIn } from "../../src/http/rate-limit.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const wait = (headers: Record<string, string>, text = "") => rateLimitIn(headers, text, now).waitMs;
const limit = (headers: Record<string, string>) => rateLimitIn(headers, "", now).limit;

describe("how long an endpoint asks to wait", () => {
  const cases: readonly (readonly [string, Record<string, string>, number | null])[] = [
    ["nothing said", {}, null],
    ["seconds", { "retry-after": "2" }, 2_000],
    ["a fraction of a second", { "retry-after": "0.25" }, 250],
    ["no time at all", { "retry-after": "0" }, null],
    ["no time at all, in milliseconds", { "retry-after-ms": "0" }, null],
    ["no time at all, beside a reset", { "retry-after": "0", "x-ratelimit-reset-requests": "20ms" }, 20],
    ["a reset that is now", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now / 1_000}` }, null],
    ["a reset that is over", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now / 1_000 - 3}` }, null],
    ["a draft's reset that is now", { ratelimit: '"default";r=0;t=0' }, null],
    ["a date", { "retry-after": "Fri, 20 Nov 2026 12:00:07 GMT" }, 7_000],
    ["a date in the past", { "retry-after": "Fri, 20 Nov 2026 11:59:59 GMT" }, null],
    [
      "a date, beside a clock that is an hour ahead",
      { "retry-after": "Fri, 20 Nov 2026 13:00:07 GMT", date: "Fri, 20 Nov 2026 13:00:00 GMT" },
      7_000,
    ],
    ["a Date that is none", { "retry-after": "Fri, 20 Nov 2026 12:00:07 GMT", date: "today" }, 7_000],
    ["a point in time where seconds belong (cloud_controller_ng#2544)", { "retry-after": `${now / 1_000 + 9}` }, 9_000],
    ["the same in milliseconds", { "retry-after": `${now + 1_500}` }, 1_500],
    ["a duration", { "retry-after": "20s" }, 20_000],
    ["milliseconds win over seconds", { "retry-after-ms": "150.4", "retry-after": "9" }, 150],
    ["milliseconds that are none", { "retry-after-ms": "soon", "retry-after": "9" }, 9_000],
    ["a day", { "retry-after": "86400" }, 86_400_000],
    ["longer than any limit lasts: a mistake of units", { "retry-after": "9000000" }, null],
    ["a negative wait", { "retry-after": "-1" }, null],
    ["words", { "retry-after": "later" }, null],
    ["nothing in it", { "retry-after": " " }, null],
    ["an infinite wait", { "retry-after": "Infinity" }, null],
    ["OpenAI's duration", { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s" }, 360_000],
    ["of milliseconds", { "x-ratelimit-reset-requests": "20ms" }, 20],
    ["Groq's duration", { "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "7.66s" }, 7_660],
    [
      "the budget that is used up, not the other one",
      {
        ...{ "x-ratelimit-remaining-requests": "14370", "x-ratelimit-reset-requests": "2m59.56s" },
        ...{ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "4s" },
      },
      4_000,
    ],
    ["no budget that is used up", { "x-ratelimit-remaining": "4", "x-ratelimit-reset": "30" }, null],
    ["OpenRouter's milliseconds", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now + 42_000}` }, 42_000],
    ["seconds since 1970", { "x-ratelimit-reset": `${now / 1_000 + 42}` }, 42_000],
    ["seconds from now", { "ratelimit-remaining": "0", "ratelimit-reset": "12" }, 12_000],
    ["another spelling", { "x-rate-limit-reset": "12" }, 12_000],
    ["Anthropic's RFC 3339", { "anthropic-ratelimit-requests-reset": "2026-11-20T12:00:30Z" }, 30_000],
    ["the draft's structured field", { ratelimit: '"default";r=0;t=30' }, 30_000],
    ["with two policies", { ratelimit: '"burst";r=4;t=1, "minute";r=0;t=25' }, 25_000],
    ["an older draft", { ratelimit: "limit=3, remaining=0, reset=17" }, 17_000],
    ["the wait that is asked for wins over a reset", { "retry-after": "3", "x-ratelimit-reset": "50" }, 3_000],
  ];
  it.each(cases)("%s", (_name, headers, expected) => {
    expect(wait(headers)).toBe(expected);
  });

  it.each([
    ["OpenRouter's seconds", { error: { code: 429, metadata: { retry_after_seconds: 17 } } }, 17_000],
    ["OpenRouter's headers in the body", { error: { metadata: { headers: { "Retry-After": "17" } } } }, 17_000],
    [
      "Google's RetryInfo",
      [{ error: { details: [{ "@type": "x/google.rpc.RetryInfo", retryDelay: "31s" }] } }],
      31_000,
    ],
    ["OpenAI's words", { error: { message: "Limit 3, Used 3. Please try again in 6m0s. Visit" } }, 360_000],
    ["whole words", { error: { message: "please try again after 1 seconds" } }, 1_000],
    ["no wait", { error: { message: "try again later" } }, null],
  ])("beside the error: %s", (_name, body, expected) => {
    expect(wait({}, JSON.stringify(body))).toBe(expected);
  });

  it("is a number of milliseconds or null, whatever stands there", () => {
    const names = ["retry-after", "retry-after-ms", "date", "ratelimit", "ratelimit-policy", "x-ratelimit-constructor"];
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(String));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value),
        fc.json(),
        (headers, body) => {
          const { waitMs, limit: allowed } = rateLimitIn(headers, body, now);
          expect(waitMs === null || (Number.isInteger(waitMs) && waitMs > 0)).toBe(true);
          expect(allowed === null || (Number.isInteger(allowed.requests) && allowed.requests >= 0)).toBe(true);
          expect((allowed?.windowMs ?? 1) > 0).toBe(true);
        },
      ),
    );
  });
});

describe("how many requests an endpoint allows", () => {
  const minute = { requests: 3, windowMs: 60_000, left: false };
  const cases: readonly (readonly [string, Record<string, string>, ReturnType<typeof limit>])[] = [
    ["nothing said", { "retry-after": "2" }, null],
    ["without a window", { "x-ratelimit-limit-requests": "3" }, { ...minute, windowMs: null }],
    ["Mistral's minute", { "x-ratelimit-limit-req-minute": "3" }, minute],
    ["nothing at all is allowed", { "x-ratelimit-limit-req-minute": "0" }, { ...minute, requests: 0 }],
    ["a policy beside what is left", { ratelimit: '"m";r=0;t=9', "ratelimit-policy": '"m";q=3;w=60' }, minute],
    ["an older policy", { "ratelimit-limit": "3", "ratelimit-policy": "3;w=60" }, minute],
    ["a window beside the limit", { "x-ratelimit-limit": "3, 3;window=60, 1000;window=86400" }, minute],
    ["tokens are no requests", { "anthropic-ratelimit-input-tokens-limit": "3" }, null],
    [
      "the budget that is used up, not the other one",
      {
        ...{ "x-ratelimit-limit-requests-day": "3", "x-ratelimit-remaining-requests-day": "0" },
        ...{ "x-ratelimit-limit-requests-minute": "9", "x-ratelimit-remaining-requests-minute": "8" },
      },
      { ...minute, windowMs: 86_400_000 },
    ],
    [
      "one of which some are left",
      { "x-ratelimit-limit-requests-minute": "3", "x-ratelimit-remaining-requests-minute": "2" },
      { ...minute, left: true },
    ],
  ];
  it.each(cases)("%s", (_name, headers, expected) => {
    expect(limit(headers)).toEqual(expected);
  });
});
