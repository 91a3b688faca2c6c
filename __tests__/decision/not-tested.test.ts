import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { Check } from "../../src/evidence/evidence.ts";
import { mustPass, pass, runOf, times } from "./observed.ts";

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

  it("stays the application's own route whatever a check is called", () => {
    expect(notTested(check("app", "pass"))).toContain("the application's own route");
  });
});
