/** Rates by dimension: counts beside a team's alert thresholds, and never a part of the decision. */
import { describe, expect, it } from "@jest/globals";
import { assert, property } from "fast-check";
import { decide } from "../../src/decision/decide.ts";
import { runRates } from "../../src/decision/rates.ts";
import { CATEGORIES, type Category } from "../../src/evidence/categories.ts";
import type { Leg } from "../../src/evidence/leg.ts";
import { RATE_DIMENSIONS, RunRatesSchema } from "../../src/evidence/rates.ts";
import { upperBound } from "../../src/evidence/statistics.ts";
import { CASES, runs } from "./arbitrary.ts";
import {
  error,
  fail,
  fanInOf,
  informing,
  legOf,
  mustFail,
  mustPass,
  pass,
  rehearsed,
  runOf,
  type Seen,
  taking,
  times,
} from "./observed.ts";

const ratesOf = (...seen: readonly Seen[]) => runRates(runOf([mustPass("chat", seen)])).overall;
const counts = (...seen: readonly Seen[]) =>
  RATE_DIMENSIONS.filter((dimension) => ratesOf(...seen)[dimension].observed > 0);
const status = (code: number, kind: Seen["outcome"]["kind"] = "pass"): Seen =>
  kind === "pass"
    ? { outcome: { kind: "pass", observed: { status: code } } }
    : { outcome: { kind: "fail", category: "provider-5xx", observed: { status: code } } };

describe("the dimension of an attempt", () => {
  const expected: Partial<Record<Category, string>> = {
    authentication: "authentication",
    "timeout-connect": "timeouts",
    "timeout-first-byte": "timeouts",
    "timeout-idle": "timeouts",
    "timeout-total": "timeouts",
    "response-contract": "parser",
    "fallback-used": "fallback",
  };

  it.each(CATEGORIES.map((category) => [category, expected[category]] as const))(
    "%s counts as %s",
    (category, dimension) => {
      expect(counts(fail(category))).toEqual(dimension === undefined ? [] : [dimension]);
    },
  );

  it("is an error by its status, whatever it is called, and not by none at all", () => {
    expect(
      [199, 200, 204, 299, 300, 401, 503].filter((code) => counts(status(code, "fail")).includes("errors")),
    ).toEqual([199, 300, 401, 503]);
    expect(counts(fail("dns"))).toEqual([]);
  });

  it("may be several", () => {
    const refused: Seen = { outcome: { kind: "fail", category: "authentication", observed: { status: 401 } } };
    expect(counts(refused)).toEqual(["authentication", "errors"]);
  });
});

describe("the rates of a run", () => {
  it("are out of the attempts that were asked, with the exact bound", () => {
    const { n, timeouts, parser } = ratesOf(...times(3, pass), ...times(2, fail("timeout-total")), error());
    expect({ n, timeouts, parser }).toEqual({
      n: 5,
      timeouts: { observed: 2, upperBound: upperBound(2, 5) },
      parser: { observed: 0, upperBound: upperBound(0, 5) },
    });
  });

  it("have no bound where nothing was asked", () => {
    expect(runRates(runOf([])).overall).toMatchObject({ n: 0, errors: { observed: 0, upperBound: null } });
  });

  it("count every attempt in one bucket of its duration, the bounds included", () => {
    const durations = [0, 1_000, 1_000.1, 3_000, 9_999, 30_000, 60_000, 60_001, 600_000];
    expect(ratesOf(...durations.map((ms) => taking(ms, pass))).latency).toEqual([
      { upToMs: 1_000, attempts: 2 },
      { upToMs: 3_000, attempts: 2 },
      { upToMs: 10_000, attempts: 1 },
      { upToMs: 30_000, attempts: 1 },
      { upToMs: 60_000, attempts: 1 },
      { upToMs: null, attempts: 2 },
    ]);
  });

  it("are those of the must-pass probes of the candidate, together and one by one", () => {
    const chat = mustPass("chat", [pass, fail("authentication")]);
    const others = [
      mustFail("responses", [fail("authentication")]),
      informing([fail("authentication")]),
      ...rehearsed(mustPass("chat", [fail("authentication")])),
    ];
    const { overall, probes, backlog } = runRates(runOf([chat, mustPass("responses", [pass]), ...others]));
    expect({ n: overall.n, refused: overall.authentication.observed }).toEqual({ n: 3, refused: 1 });
    expect(probes.map(({ key, n, authentication }) => [key, n, authentication.observed])).toEqual([
      ["chat", 2, 1],
      ["responses", 1, 0],
    ]);
    expect(backlog).toBe("not_tested");
  });

  it("stand in every verdict, in the published shape, and each attempt is in one bucket", () => {
    assert(
      property(runs, (run) => {
        const { rates } = decide(run);
        expect(RunRatesSchema.parse(rates)).toEqual(rates);
        for (const each of [rates.overall, ...rates.probes])
          expect(each.latency.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(each.n);
      }),
      CASES,
    );
  });
});

describe("the rates of a fan-in", () => {
  const eu = legOf("eu", runOf([mustPass("chat", [pass, taking(5_000, fail("timeout-total"))])]));
  const us = legOf("us", runOf([mustPass("chat", [pass]), mustPass("responses", [status(503, "fail")])]));
  const fanIn = (...legs: Leg[]) => decide(fanInOf(legs)).rates;

  it("add up the counts of the legs, and claim no bound: legs are no one sample", () => {
    const { overall } = fanIn(eu, us);
    expect({ ...overall, latency: overall.latency.filter(({ attempts }) => attempts > 0) }).toEqual({
      n: 4,
      authentication: { observed: 0, upperBound: null },
      timeouts: { observed: 1, upperBound: null },
      errors: { observed: 1, upperBound: null },
      parser: { observed: 0, upperBound: null },
      fallback: { observed: 0, upperBound: null },
      latency: [
        { upToMs: 1_000, attempts: 3 },
        { upToMs: 10_000, attempts: 1 },
      ],
    });
  });

  it("keep every probe of every leg with its own bound", () => {
    const { probes } = fanIn(us, eu);
    expect(probes.map(({ key }) => key).sort()).toEqual(["eu chat", "us chat", "us responses"]);
    expect(probes.find(({ key }) => key === "eu chat")?.timeouts).toEqual(eu.verdict.rates.overall.timeouts);
  });

  it("are empty without legs", () => {
    expect(fanIn().overall.n).toBe(0);
  });
});
