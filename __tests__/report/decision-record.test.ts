import { describe, expect, it } from "@jest/globals";
import type { DocsPage } from "../../src/evidence/docs.ts";
import type { ProbeVerdict, TriggerReport } from "../../src/evidence/verdict.ts";
import type { Result } from "../../src/evidence/vocabulary.ts";
import { DecisionRecordSchema } from "../../src/report/records/decision-record.ts";
import { bareRun, checkOf, fullRun, PAGES, page, unread } from "./documented.ts";
import {
  evidence,
  fail,
  invalidSettings,
  pass,
  probe,
  proceedCheck,
  refusedCredential,
  sandboxRun,
  settings,
  unsupportedFamily,
  withoutSecrets,
} from "./evidence-examples.ts";
import { ALL_EXAMPLES, fanIn, goodRelease, leg } from "./release-examples.ts";
import { decisionRecord } from "./reports.ts";

describe("the decision record", () => {
  /** Every label of the template, in its order: after a full run, and after a bare one. */
  const FIELDS: readonly (readonly [string, unknown, unknown])[] = [
    ["change_id", "PR-7", "not_provided"],
    ["environment", "staging", "not_provided"],
    ["reviewer", "Ada Lovelace", "not_provided"],
    ["time_started", "2026-11-20T10:11:12.000Z", "2026-11-20T10:11:12.000Z"],
    ["time_completed", "2026-11-20T10:11:20.000Z", "2026-11-20T10:11:20.000Z"],
    ["docs_checked", "pass", "not_tested"],
    ["endpoint_reference_checked", "pass", "not_tested"],
    ["deployment_version", "2026.11.20-1", "not_provided"],
    ["config_version", "42", "not_provided"],
    ["secret_version", "7", "not_provided"],
    ["smoke_test_result", "pass", "not_tested"],
    ["parser_result", "pass", "not_tested"],
    ["observability_result", "pass", "not_tested"],
    // A rehearsal asks the release before and restores nothing; mode verify-rollback says pass or fail.
    ["rollback_test_result", "partial", "not_tested"],
    ["decision", "proceed", "proceed"],
    ["notes", expect.stringContaining("pass; no trigger fired"), expect.stringContaining("run 2026")],
  ];

  it("has every label of the checklist's template, in its order, filled by a full run", () => {
    expect(Object.entries(decisionRecord(fullRun(), null))).toEqual(FIELDS.map(([label, full]) => [label, full]));
  });

  it("says honestly what a bare run does not know", () => {
    expect(Object.entries(decisionRecord(bareRun(), null))).toEqual(FIELDS.map(([label, , bare]) => [label, bare]));
  });

  it.each(Object.entries(ALL_EXAMPLES))("is valid: %s", (_name, build) => {
    for (const given of [settings(), null]) {
      expect(DecisionRecordSchema.safeParse(JSON.parse(JSON.stringify(decisionRecord(build(), given)))).success).toBe(
        true,
      );
    }
  });

  it.each([
    ["pass", proceedCheck()],
    ["fail", refusedCredential()],
    ["not_tested", withoutSecrets()],
    ["not_tested", invalidSettings()],
    ["pass", unsupportedFamily()],
    ["partial", evidence({ probes: [probe("chat", [pass()]), probe("responses", [])] })],
    ["fail", evidence({ probes: [probe("chat", [pass()]), probe("app", [fail("app-behaviour")])] })],
    [
      "pass",
      evidence({ probes: [probe("chat", [pass()]), probe("models", [fail("model")], { polarity: "advisory" })] }),
    ],
  ] as [Result, ReturnType<typeof evidence>][])("says %s of the smoke test", (result, example) => {
    expect(decisionRecord(example, settings()).smoke_test_result).toBe(result);
  });

  it.each([
    ["pass", [pass()]],
    ["partial", [pass(), fail("response-contract", { status: 200, shape: false })]],
    ["fail", [fail("response-contract", { status: 200 })]],
    ["not_tested", [fail("tcp", { networkCode: "ECONNREFUSED" })]],
    ["not_tested", [fail("authentication", { status: 401, json: true, shape: false })]],
  ] as const)("says %s of the parser", (result, outcomes) => {
    expect(decisionRecord(evidence({ probes: [probe("chat", outcomes)] }), null).parser_result).toBe(result);
  });

  const read = pass({ status: 200, json: true, shape: true });
  const down = fail("provider-5xx", { status: 503 });
  const dead = fail("tcp", { networkCode: "ECONNREFUSED" });
  const other = { kind: "error", reason: "other-version" } as const;

  it.each<[Result, string, ReturnType<typeof evidence>]>([
    [
      "pass",
      "endpoint and application were read",
      evidence({ probes: [probe("chat", [pass()]), probe("app", [read])] }),
    ],
    [
      "partial",
      "the application never answered",
      evidence({ probes: [probe("chat", [pass()]), probe("app", [dead])] }),
    ],
    [
      "partial",
      "the application answered with errors alone",
      evidence({ probes: [probe("chat", [pass()]), probe("app", [down])] }),
    ],
    [
      "partial",
      "another version answered for it",
      evidence({ probes: [probe("chat", [pass()]), probe("app", [other])] }),
    ],
    ["partial", "the application was never asked", evidence({ probes: [probe("chat", [pass()]), probe("app", [])] })],
    ["not_tested", "the application alone was asked and never answered", evidence({ probes: [probe("app", [dead])] })],
    [
      "not_tested",
      "of the application the status alone is declared",
      evidence({ probes: [probe("app", [pass({ status: 200 })])] }),
    ],
    ["pass", "the application alone was read", evidence({ probes: [probe("app", [read])] })],
    [
      "fail",
      "its answers were not as declared",
      evidence({ probes: [probe("app", [fail("app-behaviour", { status: 200, json: true, shape: false })])] }),
    ],
  ])("says %s of the parser where %s", (result, _name, example) => {
    expect(decisionRecord(example, null).parser_result).toBe(result);
  });

  it("takes the observability result from the log check", () => {
    for (const [check, result] of [
      [checkOf("logs"), "pass"],
      [checkOf("logs", { trigger: "log-fields" }), "fail"],
    ] as const) {
      expect(decisionRecord(evidence({ checks: [check] }), null).observability_result).toBe(result);
    }
  });

  it("keeps the reason, the run and the user's note, and says when it was the sandbox", () => {
    const { notes } = decisionRecord(refusedCredential(), settings());
    expect(notes).toContain("authentication: the configured credential was refused");
    expect(notes).toContain("run 20261120T101112Z-deadbeef");
    expect(notes).toContain("second attempt today");
    expect(decisionRecord(sandboxRun(), null).notes).toMatch(/^sandbox run: proves nothing/);
  });
});

describe("docs in the decision record", () => {
  const others = [page("index"), page("responses")];
  const chatOnly = { probes: [probe("chat", [pass()])] };

  it.each<[string, readonly DocsPage[], Result, Result]>([
    ["all are as they were reviewed", PAGES, "pass", "pass"],
    ["nothing was looked at", [], "not_tested", "not_tested"],
    ["nothing could be read", [unread("index"), unread("chat-completions")], "not_tested", "not_tested"],
    ["a contract changed", [...others, page("chat-completions", { result: "contract-changed" })], "fail", "fail"],
    ["a page left the index", [...others, page("chat-completions", { listed: false })], "fail", "fail"],
    ["prose changed", [...others, page("chat-completions", { result: "prose-changed" })], "partial", "partial"],
    [
      "one was never reviewed",
      [...others, page("chat-completions", { result: "never-reviewed" })],
      "partial",
      "partial",
    ],
    ["one could not be read", [...others, unread("chat-completions")], "partial", "not_tested"],
    [
      "the other family changed",
      [page("chat-completions"), page("responses", { result: "contract-changed" })],
      "fail",
      "pass",
    ],
    ["only the index is there", [page("index")], "pass", "not_tested"],
  ])("where %s: all, and those of the probed families", (_case, docs, all, probed) => {
    expect(decisionRecord(evidence({ ...chatOnly, docs: [...docs] }), null)).toMatchObject({
      docs_checked: all,
      endpoint_reference_checked: probed,
    });
  });

  it("are all reference pages where no family was probed", () => {
    const docs = [page("chat-completions"), page("responses", { result: "contract-changed" })];
    expect(decisionRecord(evidence({ probes: [], docs }), null).endpoint_reference_checked).toBe("fail");
  });
});

describe("the decision record of a fan-in", () => {
  const good = leg("a", goodRelease());
  /** A leg with another verdict of its probes or triggers. */
  const legWith = (probes: Partial<ProbeVerdict>, trigger: Partial<TriggerReport> = {}) => ({
    ...good,
    verdict: {
      ...good.verdict,
      probes: good.verdict.probes.map((verdict) => ({ ...verdict, ...probes })),
      triggers: good.verdict.triggers.map((each) => (each.id === trigger.id ? { ...each, ...trigger } : each)),
    },
  });
  const recordOf = (...legs: readonly ReturnType<typeof legWith>[]) =>
    decisionRecord(fanIn(0, { legs: [...legs], checks: [] }), null);

  it.each<[string, Partial<ProbeVerdict>, Result]>([
    ["everything passed", {}, "pass"],
    ["one failure was something else", { passes: 4, failures: 1, category: "timeout-total" }, "pass"],
    ["some were misread", { passes: 4, failures: 1, category: "response-contract" }, "partial"],
    [
      "several were something else and may hide one",
      { passes: 3, failures: 2, category: "timeout-total" },
      "not_tested",
    ],
    ["nothing came back", { passes: 0, failures: 0, attempts: 0 }, "not_tested"],
  ])("takes the parser from the legs: %s", (_case, probes, result) => {
    expect(recordOf(legWith(probes)).parser_result).toBe(result);
  });

  it("says fail where every leg misread everything", () => {
    const misread = legWith({ passes: 0, failures: 2, category: "response-contract", result: "fail" });
    expect(recordOf(misread, misread)).toMatchObject({ parser_result: "fail", smoke_test_result: "fail" });
  });

  it.each([
    ["log-fields", "observability_result"],
    ["prompt-exposure", "observability_result"],
    ["contract-drift", "docs_checked"],
  ] as const)("says fail where a leg fired %s, and nothing where it was a remark", (id, field) => {
    expect(recordOf(good, legWith({}, { id, fired: true, severity: "hold" }))[field]).toBe("fail");
    expect(recordOf(good, legWith({}, { id, fired: true, severity: "advisory" }))[field]).toBe("not_tested");
  });

  it("says which fields stand in the records of the legs, and only there", () => {
    const said = "see the records of the legs for docs_checked, endpoint_reference_checked, observability_result";
    expect(recordOf(good).notes).toContain(said);
    expect(decisionRecord(proceedCheck(), null).notes).not.toContain("records of the legs");
  });

  it("does not count a probe that only informs, unless the release depends on it", () => {
    const failed = { id: "chat-tools", result: "fail", passes: 0, failures: 2, category: "response-contract" } as const;
    expect(recordOf(legWith(failed)).smoke_test_result).toBe("not_tested");
    const probes = good.verdict.probes.map(({ key }) => key);
    const depends = legWith(failed, { id: "response-contract", fired: true, severity: "rollback", probes });
    expect(recordOf(depends).smoke_test_result).toBe("fail");
  });
});
