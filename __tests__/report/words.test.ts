/** What a report says of a failure at 3 a.m.: what was seen, where, and what to look at first. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { Attempt, Observation } from "../../src/evidence/attempt.ts";
import type { Category } from "../../src/evidence/categories.ts";
import { APP_CHECKS } from "../../src/evidence/detail-checks.ts";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import { seenWords } from "../../src/evidence/failure-words.ts";
import { TRANSPORT_CHECKS } from "../../src/evidence/transport-details.ts";
import { headline } from "../../src/report/headline.ts";
import { attemptLine, waitingLine } from "../../src/report/plain-text.ts";
import { junit } from "../../src/report/records/junit.ts";
import { attempt, fail, finding, pass, probe, responses, settings, times } from "./evidence-examples.ts";
import { steps, tables, under } from "./reading.ts";
import { badRelease } from "./release-examples.ts";
import { commentText, summary } from "./reports.ts";

const next = (example: Evidence) => steps(under("What to do next", summary(example, settings())));

describe("an answer that breaks HTTP", () => {
  it.each([...TRANSPORT_CHECKS])("%s: the next step says which header or limit it is", (detail, step) => {
    const chat = probe("chat", times(4, fail("response-contract", { detail })));
    expect(next(badRelease({ probes: [responses(), chat] })).join("\n")).toContain(step.slice(0, 40));
  });
});

describe("an answer of the deployed service that is something else", () => {
  it.each([...APP_CHECKS])("%s: the next step says what came instead", (detail, [, step = "Compare the deployed"]) => {
    const app = probe("app", times(4, fail("app-behaviour", { detail })));
    const example = judged(responses(), app);
    expect(next(example).join("\n")).toContain(step.slice(0, 40));
    expect(junit(example)).toMatch(new RegExp(`name="app"(?:.|\n)*>${step.slice(0, 24)}`));
    expect(next(judged(responses(), probe("app", times(4, fail("app-behaviour", {}))))).join("\n")).toContain(
      "Compare the deployed service's answer",
    );
  });
});

describe("routes of the deployed service that fail in different ways", () => {
  const route = (name: string, category: Category, observed: Observation): ProbeRun => ({
    ...probe("app", times(4, fail(category, observed))),
    key: `app:${name}`,
    case: name,
  });
  const status = (status: number) => ({ status, detail: "status-not-expected" });

  it("have a next step each, those that fail alike one together", () => {
    const words = next(
      judged(
        route("chat", "app-behaviour", { status: 200, detail: "pointer-not-expected", missing: ["/reply"] }),
        route("search", "app-behaviour", status(404)),
        route("images", "app-behaviour", status(405)),
      ),
    );
    expect(words.filter((step) => step.startsWith("app-behaviour"))).toEqual([
      expect.stringMatching(/^app-behaviour \(app:chat\): 200 \(pointer-not-expected: \/reply\)\. The answer came/),
      expect.stringMatching(/^app-behaviour \(app:search, app:images\): 40\d .*\. The service has no such route/),
    ]);
  });

  it.each<[Category, number, string]>([
    ["app-behaviour", 422, "The service refused the request"],
    ["app-behaviour", 307, "The service sent the request elsewhere"],
    ["app-behaviour", 204, "another success than declared"],
    ["app-behaviour", 418, "Compare the deployed service's answer"],
    ["blocked", 302, "to a page to sign in, or to another host"],
    ["blocked", 403, "check the token that probes.app sends"],
    ["provider-5xx", 503, "nobody there takes requests"],
    ["provider-5xx", 500, "an error of its own"],
  ])("are looked at by their status: %s %i", (category, code, step) => {
    expect(next(judged(route("chat", category, status(code)))).join("\n")).toContain(step);
  });

  it.each<[string, Category, Observation, string]>([
    ["tcp", "tcp", {}, "the deployed service could not be reached from this runner on app:chat (tcp); its network is"],
    [
      "a sign-in",
      "blocked",
      { status: 200, detail: "sign-in-page" },
      "a sign-in page or a bot check answered in place",
    ],
    [
      "a redirect to one",
      "blocked",
      status(302),
      "a redirect to sign in, or to another host, came in place of the service on app:chat",
    ],
    [
      "a refusal",
      "blocked",
      status(401),
      "the service, or what stands in front of it, refused this runner on app:chat",
    ],
  ])("blame the network only where nobody answered: %s", (_, category, observed, reason) => {
    expect(judged(route("chat", category, observed)).verdict.reason).toContain(reason);
  });
});

it("a metric beside another cause is told in its step, which no sentence above does", () => {
  const message = "metrics: errors was 8% (at most 2%)";
  const found = finding({ trigger: "metric-limit", rule: "metric-limit", severity: "rollback", message });
  const checks = [{ id: "metrics" as const, result: "fail" as const, findings: [found] }];
  const broken = probe("app", times(4, fail("app-behaviour", { status: 200, detail: "not-json" })));
  const example = badRelease({ probes: [broken], checks });
  const words = next({ ...example, verdict: decide(example) });
  expect(words.find((step) => step.startsWith("metric-limit"))).toContain(
    `metric-limit: ${message}. Open the dashboard`,
  );
});

describe("a headline about the deployed service", () => {
  const wrong = (...details: readonly string[]) =>
    headline(
      judged(
        ...details.map((detail, i) => ({
          ...probe("app", times(4, fail("app-behaviour", { status: 200, detail }))),
          ...{ key: `app:r${i}`, case: `r${i}` },
        })),
      ),
    );

  it("says what all of its failures came to, and no more where they differ", () => {
    expect(wrong("provider-error-exposed")).toBe(
      "Rollback: the deployed service shows its users an error of the provider on app:r0",
    );
    expect(wrong("job-failed", "job-failed")).toBe(
      "Rollback: a job of the deployed service failed on app:r0 and app:r1",
    );
    expect(wrong("job-failed", "not-json")).toBe(
      "Rollback: the deployed service does not behave as declared on app:r0 and app:r1",
    );
  });
});

const HOST = "api.example:8443";
const at = { host: HOST, key: "input api-key" };
const REFUSED = fail("authentication", { status: 403, errorCode: "access_denied" });

/** A release judged by the rules themselves, from these probes. */
function judged(...probes: readonly ProbeRun[]): Evidence {
  const example = badRelease({ probes });
  return { ...example, verdict: decide(example) };
}

const confirmed = (id: "chat" | "chat-stream" | "responses", outcome: Attempt["outcome"]) =>
  probe(id, [], {
    where: at,
    attempts: [attempt(1, outcome), attempt(2, outcome, { look: "confirmation", confirms: 1 })],
  });

describe("a refused key", () => {
  const example = judged(...(["chat", "chat-stream", "responses"] as const).map((id) => confirmed(id, REFUSED)));

  it("is one story over all families: status, code, host and where the key came from", () => {
    const seen = "403 access_denied at api.example:8443, key from input api-key";
    expect(example.verdict.reason).toContain(
      `authentication: the configured credential was refused on chat, chat-stream, responses (${seen}).`,
    );
    const [first] = example.verdict.triggers;
    expect(first?.detail).toBe(
      `chat, chat-stream, responses: 2 of 2 attempts failed with authentication ${seen}; an immediate second request failed the same way`,
    );
    const said = next(example).filter((step) => step.startsWith("authentication"));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^authentication \(chat, chat-stream, responses\): 403 access/);
  });

  it("is told in the same words by the table of probes, the log, junit.xml and the comment", () => {
    const why = tables(under("Probes", summary(example, settings())))[0]?.find(([key]) => key?.startsWith("chat, "));
    expect(why?.at(-1)).toContain(
      "failed with authentication 403 access_denied at api.example:8443, key from input api-key",
    );
    expect(attemptLine("chat", attempt(1, REFUSED), at)).toBe(
      "chat #1 pilot: fail authentication 403 access_denied in 123 ms (at api.example:8443, key from input api-key)",
    );
    expect(junit(example)).toContain(
      "authentication 403 access_denied at api.example:8443, key from input api-key (layer configuration",
    );
    expect(commentText(example, settings(), null)).toContain("access_denied at api.example:8443");
  });
});

describe("what was seen", () => {
  it.each([
    [
      "a status and its code",
      { status: 429, errorCode: "rate_limit_exceeded", errorType: "requests" },
      "429 rate_limit_exceeded",
    ],
    [
      "the type where the code repeats the status",
      { status: 401, errorCode: "401", errorType: "auth_error" },
      "401 auth_error",
    ],
    ["a name that does not resolve", { networkCode: "ENOTFOUND" }, "ENOTFOUND"],
    [
      "both families of addresses",
      {
        networkCode: "ECONNREFUSED",
        tried: [
          { family: "IPv4", code: "ECONNREFUSED" },
          { family: "IPv6", code: "ENETUNREACH" },
        ],
      },
      "ECONNREFUSED (IPv4), ENETUNREACH (IPv6)",
    ],
    ["a connection that nobody answered", { tried: [{ family: "IPv4", code: null }] }, "(IPv4)"],
    [
      "the header that is malformed",
      { detail: "header-invalid", header: "x-trace-id" },
      "(header-invalid: x-trace-id)",
    ],
    [
      "the fields that are missing",
      { status: 200, detail: "missing-fields", missing: ["choices"] },
      "200 (missing-fields: choices)",
    ],
  ] satisfies readonly (readonly [string, Observation, string])[])("%s", (_name, observed, words) => {
    expect(seenWords(observed)).toBe(words);
  });

  it("names the commoner of two answers first, and the host once", () => {
    const failing = (status: number) => fail("provider-5xx", { status });
    const chat = probe("chat", [...times(2, failing(503)), ...times(2, failing(500))], { where: at });
    const stream = probe("chat-stream", times(4, failing(503)), { where: at });
    expect(judged(chat, stream).verdict.reason).toContain(
      "on chat, chat-stream (provider-5xx 503 or provider-5xx 500 at api.example:8443).",
    );
  });

  it("names a host once, also where only some of the requests carried the key", () => {
    const limited = fail("capacity", { status: 429 });
    const auth = probe("auth-path", [], {
      ...{ key: "auth-path:chat-completions", family: "chat-completions", polarity: "must-fail" },
      where: { host: HOST, key: null },
      attempts: [attempt(1, limited), attempt(2, limited, { look: "confirmation", confirms: 1 })],
    });
    expect(judged(probe("chat", times(4, limited), { where: at }), auth).verdict.reason).toContain(
      "on chat, auth-path:chat-completions (429 at api.example:8443, key from input api-key);",
    );
  });

  it("tells the service's host from the provider's", () => {
    const down = fail("provider-5xx", { status: 503 });
    const app = probe("app", times(4, down), { where: { host: "shop.example", key: null } });
    const { reason } = judged(probe("chat", times(4, down), { where: at }), app).verdict;
    expect(reason).toContain("on chat (provider-5xx 503 at api.example:8443)");
    expect(reason).toContain("on app (service-5xx 503 at shop.example)");
  });

  it("says how far from the limit a doubt was, and what it was about", () => {
    const down = fail("provider-5xx", { status: 503, errorCode: "upstream_error" });
    const chat = probe("chat", [...times(2, down), ...times(8, pass())], { where: at });
    const example = judged(chat);
    expect(next(example).join("\n")).toMatch(
      /inconclusive-rate \(chat\): provider-5xx 503 upstream.*at api\.example:8443\. One more/,
    );
  });
});

describe("an edge that answers in place of the API", () => {
  const EDGE: Attempt["outcome"] = {
    ...{ kind: "error", reason: "edge-answered" },
    observed: { status: 403, errorCode: "1009" },
  };
  const BLOCKED = fail("blocked", { status: 403, errorCode: "access_denied" });
  const invalid = () =>
    probe("auth-path", [EDGE], {
      key: "auth-path:chat-completions",
      family: "chat-completions",
      polarity: "must-fail",
      where: { host: HOST, key: null },
    });

  it("is named by status, code and host, in the headline, the table, the log and junit.xml", () => {
    const example = judged(responses(), invalid());
    const seen = `edge-answered 403 1009 at ${HOST}`;
    expect(example.verdict.reason).toContain(
      `insufficient-evidence: too little was observed to decide: auth-path:chat-completions: 0 of 1 attempts reached the API: ${seen}.`,
    );
    expect(example.verdict.probes.find(({ id }) => id === "auth-path")?.reason).toContain(seen);
    expect(attemptLine("auth-path:chat-completions", attempt(1, EDGE), { host: HOST, key: null })).toBe(
      `auth-path:chat-completions #1 pilot: not asked: edge-answered 403 1009 in 123 ms (at ${HOST})`,
    );
    expect(junit(example)).toContain(`not asked: ${seen}`);
  });

  it("is one story where it refuses valid requests, too: nobody is asked for more time or requests", () => {
    const said = next(judged(probe("chat", times(4, BLOCKED), { where: at }), invalid()));
    expect(said.filter((step) => step.startsWith("unreachable"))).toHaveLength(1);
    expect(said.join("\n")).not.toContain("insufficient-evidence");
  });

  it("is what is to be looked at where only the invalid request met it", () => {
    const said = next(judged(responses(), invalid())).join("\n");
    expect(said).toContain(
      "insufficient-evidence (auth-path:chat-completions): Something in front of the API answered",
    );
  });
});

describe("a change of the gate's that the endpoint refuses", () => {
  const REFUSED: Attempt["outcome"] = {
    ...{ kind: "error", reason: "change-refused" },
    observed: { status: 400, errorCode: "unsupported_value", field: "stream" },
  };

  it("is named by status, code, field and host, and nobody is asked for more time or requests", () => {
    const example = judged(responses(), probe("chat-stream", [REFUSED], { id: "chat-stream", where: at }));
    expect(example.verdict.reason).toContain(
      `0 of 1 attempts asked what was to be asked: change-refused 400 unsupported_value (field stream) at ${at.host}`,
    );
    const said = next(example).join("\n");
    expect(said).toContain(
      "insufficient-evidence (chat-stream): The endpoint refused what the gate itself had put into",
    );
    expect(said).toContain("out of the input probes. It names stream.");
    expect(said).not.toContain("time or requests (deadline, max-requests)");
  });
});

describe("a named feature that the endpoint does not have", () => {
  const unsupported: Attempt["outcome"] = { kind: "unsupported", observed: { status: 400 } };
  it.each([
    ["nothing else", [unsupported, unsupported], true],
    ["a time that ran out", [unsupported, { kind: "error", reason: "deadline" }], false],
  ] as const)("is no lack of time or requests where it came to %s", (_what, outcomes, named) => {
    const tools = probe("chat-tools", outcomes, { id: "chat-tools", selected: "explicit" });
    const said = next(judged(responses(), tools)).join("\n");
    expect(said.includes("does not have what these probes ask about")).toBe(named);
    expect(said.includes("time or requests (deadline, max-requests)")).toBe(!named);
  });
});

describe("a service that did not come in time", () => {
  it("is named by its host and by what its addresses came to", () => {
    const last = {
      ...{ status: null, category: "tcp" as const, versions: null },
      observed: {
        networkCode: "ECONNREFUSED",
        tried: [{ family: "IPv6" as const, code: "ECONNREFUSED" }],
      },
    };
    const arrival = {
      ...{ result: "not-ready" as const, withinMs: 60_000, waitedMs: 60_000, requests: 9, asDeclared: 0, other: null },
      ...{ where: { host: "shop.example", key: null }, last },
    };
    const waited = { ...badRelease({ probes: [] }), arrival };
    expect(decide(waited).reason).toContain("gave no answer (tcp ECONNREFUSED (IPv6) at shop.example)");
    expect(waitingLine(arrival)).toBe("ready: not yet after 60 s of 1m (tcp ECONNREFUSED (IPv6) at shop.example)");
    const answered = { ...arrival, last: { ...last, status: 503, category: "provider-5xx" as const } };
    expect(waitingLine(answered)).toContain("(status 503 at shop.example)");
  });
});
