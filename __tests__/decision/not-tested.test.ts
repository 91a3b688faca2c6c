import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { Check, ObservedRun } from "../../src/evidence/evidence.ts";
import { mustPass, pass, releaseOf, runOf, times } from "./observed.ts";

const LOGS = "the application's logs";
const DOCS = "whether the reference pages changed";

describe("what is named as not tested", () => {
  const notTested = (...checks: readonly Check[]) =>
    decide(runOf([mustPass("chat", times(5, pass))], { checks: [...checks] })).notTested;
  const check = (id: string, result: Check["result"]): Check => ({ id, result, findings: [] });

  it("are logs and reference pages that no check looked at", () => {
    expect(notTested()).toEqual(expect.arrayContaining([LOGS, DOCS]));
    expect(notTested(check("template", "pass"))).toEqual(expect.arrayContaining([LOGS, DOCS]));
    expect(notTested(check("logs", "not_tested"))).toContain(LOGS);
  });

  it.each(["pass", "fail", "partial"] as const)("are not those that a check looked at: %s", (result) => {
    expect(notTested(check("logs", result))).not.toContain(LOGS);
    expect(notTested(check("logs", result))).toContain(DOCS);
    expect(notTested(check("docs", result))).not.toContain(DOCS);
  });

  it("is every live probe on a pull request without secrets", () => {
    const finding = {
      trigger: "no-secrets",
      rule: "no-secrets",
      severity: "hold",
      message: "no key",
      help: "wait",
    } as const;
    const secrets: Check = {
      ...check("secrets", "not_tested"),
      findings: [{ ...finding, file: null, line: null, column: null }],
    };
    expect(notTested(secrets)[0]).toBe("every live probe (this pull request has no secrets)");
    expect(notTested().join()).not.toContain("every live probe");
  });

  it("is the pre-flight list of a release that declares none, and of nothing else", () => {
    const LIST = "the pre-flight list (no readiness: is declared)";
    const of = (run: Partial<ObservedRun["run"]>, ...checks: readonly Check[]) => {
      const seen = runOf([mustPass("chat", times(5, pass))], { checks: [...checks], release: releaseOf("model-1") });
      return decide({ ...seen, run: { ...seen.run, ...run } }).notTested;
    };
    expect(of({ kind: "release" })).toContain(LIST);
    expect(of({ kind: "release" }, check("readiness", "fail"))).not.toContain(LIST);
    expect(of({ kind: "check" })).not.toContain(LIST);
    expect(of({ kind: "release", mode: "verify-rollback" })).not.toContain(LIST);
  });

  it("stays the application's own route whatever a check is called", () => {
    expect(notTested(check("app", "pass"))).toContain("the application's own route");
  });
});
