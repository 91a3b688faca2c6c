import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { junit } from "../../src/report/records/junit.ts";
import { ALL_EXAMPLES } from "../report/release-examples.ts";
import { check, FAILED, PASSED, SKIPPED, suite } from "./checking.ts";

describe("tests that failed", () => {
  it("are the service's behaviour: a rollback that names a few of them and counts all", async () => {
    const many = Array.from(
      { length: 9 },
      (_, i) => `<testcase classname="client" name="case ${i}"><failure/></testcase>`,
    );
    const { findings, result, results } = await check({ "a.xml": suite(...many), "b.xml": suite(PASSED, SKIPPED) });
    expect(result).toBe("fail");
    expect(results).toMatchObject({ files: 2, passed: 1, failed: 9, skipped: 1 });
    expect(findings).toMatchObject([{ trigger: "app-behaviour", severity: "rollback", rule: "test-failed" }]);
    expect(findings[0]?.message).toBe(
      "results: 1 of 11 cases passed, 9 failed, 1 skipped: client › case 0; client › case 1; client › case 2; client › case 3; client › case 4 and 4 more",
    );
  });

  it.each([
    ["a secret of the run", "sk-live-0123456789abcdef", "(hidden)"],
    ["what looks like a key", "answers with sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH", "(hidden)"],
    ["lines and control characters", "a&#10;b\u0007c&#27;[31m", "a b c [31m"],
    ["a whole prompt", "x".repeat(5_000), `${"x".repeat(59)}…`],
  ])("are named by a short printable line: %s", async (_, name, shown) => {
    const xml = suite(`<testcase name="${name}"><failure/></testcase>`);
    const { results } = await check({ "r.xml": xml }, { secrets: ["sk-live-0123456789abcdef"] });
    expect(results.failures).toEqual([shown]);
  });

  it("are not repeated in what they printed", async () => {
    const xml = suite(
      '<testcase name="a"><failure message="prose-1">prose-2</failure><system-out>prose-3</system-out></testcase>',
    );
    expect(JSON.stringify(await check({ "r.xml": xml }))).not.toContain("prose");
  });
});

describe("what is no result is a hold, never a pass and never a rollback", () => {
  it.each<readonly [what: string, content: string | Uint8Array, rule: string]>([
    ["an empty file, as a crash leaves it", "", "empty-results"],
    ["white space", " \n", "empty-results"],
    ["a declaration alone", '<?xml version="1.0"?>\n', "empty-results"],
    ["a file that ends in a case", '<testsuite name="s"><testcase name="a"/><testcase name="b">', "cut-results"],
    ["a file that ends in a tag", '<testsuite name="s"><testcase name="a"/><testcase na', "cut-results"],
    ["a file that ends in an output", '<testsuite name="s"><testcase name="a"/><system-out><![CDATA[x', "cut-results"],
    ["tags that cross", '<testsuite><testcase name="a"><b></testcase></b></testsuite>', "cut-results"],
    ["no suite", "<testsuites/>", "no-test"],
    ["a suite without cases", '<testsuite name="s" tests="0"/>', "no-test"],
    ["nothing but skipped cases", suite(SKIPPED), "no-test"],
    [
      "a suite that failed before its first case",
      '<testsuites failures="0"><testsuite name="s" tests="0" errors="1"/><testsuite name="t"><testcase name="a"/></testsuite></testsuites>',
      "hidden-failures",
    ],
    [
      "a case that failed and later passed",
      suite(FAILED.replace("fails", "x"), PASSED.replace("passes", "x")),
      "failed-and-passed",
    ],
    ["a TRX file", '<?xml version="1.0"?><TestRun id="1"><Results/></TestRun>', "not-junit"],
    ["xUnit.net's own XML", "<assemblies><assembly/></assemblies>", "not-junit"],
    ["NUnit's own XML", '<test-run id="2"/>', "not-junit"],
    ["TAP", "TAP version 14\n1..2\nok 1 - a\nnot ok 2 - b\n", "not-junit"],
    ["JSON", '{"numFailedTests":0}', "not-junit"],
    ["a coverage report", '<coverage line-rate="1"/>', "not-junit"],
    ["a web page", "<!doctype html><html><body>Not found</body></html>", "not-junit"],
    ["bytes", new Uint8Array([1, 2, 3, 200, 201]), "not-junit"],
    [
      "entities that multiply",
      '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><testsuite name="&b;"><testcase name="&b;"/></testsuite>',
      "doctype",
    ],
    [
      "an entity of a file",
      '<!DOCTYPE l SYSTEM "file:///etc/passwd"><testsuite><testcase name="a"/></testsuite>',
      "doctype",
    ],
    [
      "elements in elements",
      `${"<testsuite>".repeat(100)}<testcase name="a"/>${"</testsuite>".repeat(100)}`,
      "too-large-results",
    ],
  ])("%s", async (_, content, rule) => {
    const { rules, findings, result } = await check({ "r.xml": content });
    expect(result).not.toBe("pass");
    expect(rules).toEqual([rule]);
    expect(findings).toMatchObject([{ trigger: "insufficient-evidence", severity: "hold" }]);
  });

  it("nor is a pattern that names no file", async () => {
    expect((await check({}, { patterns: ["reports/*.xml"] })).rules).toEqual(["no-results"]);
  });

  it("also beside files that are good", async () => {
    const { rules, result, results } = await check({ "a.xml": suite(PASSED), "b.xml": "" });
    expect([rules, result, results.passed]).toEqual([["empty-results"], "partial", 1]);
  });

  it("and what was read in time stands where the run is cancelled", async () => {
    const found = await check({ "a.xml": suite(PASSED) }, { cancelled: AbortSignal.abort() });
    expect(found.rules).toEqual(["not-read-to-the-end"]);
  });
});

describe("a file of another run", () => {
  const old = (ms: number) => new Date(Date.now() - ms).toISOString();
  const HOUR = 3_600_000;
  const at = (timestamp: string) => `<testsuite name="s" timestamp="${timestamp}">${PASSED}</testsuite>`;

  it.each<readonly [what: string, xml: string, stale: boolean, writtenAt?: Date]>([
    ["of today", at(old(HOUR)), false],
    ["of the day before yesterday, checked out just now", at(old(50 * HOUR)), true],
    [
      "whose newest suite is of today",
      `<testsuites timestamp="${old(90 * HOUR)}">${at(old(HOUR))}</testsuites>`,
      false,
    ],
    ["of yesterday without a zone", at(old(30 * HOUR).slice(0, 19)), false],
    ["of last week without a zone", at(old(7 * 24 * HOUR).slice(0, 19)), true],
    ["without a time, written now", suite(PASSED), false],
    ["without a time, written last week", suite(PASSED), true, new Date(Date.now() - 7 * 24 * HOUR)],
    ["with a time that is none", at("yesterday"), false],
    ["of last week in RFC 1123", at(new Date(Date.now() - 7 * 24 * HOUR).toUTCString()), true],
    ["of today in RFC 1123", at(new Date().toUTCString()), false],
    ["of last week, as JavaScript prints it", at(new Date(Date.now() - 7 * 24 * HOUR).toString()), true],
  ])("%s: %#", async (_, xml, stale, ...[writtenAt]) => {
    const found = await check({ "r.xml": xml }, writtenAt === undefined ? {} : { writtenAt });
    expect(found.rules).toEqual(stale ? ["stale-results"] : []);
  });

  it("counts for nothing but its hold, whatever is beside it", async () => {
    const stale = at(old(50 * HOUR)).replace(PASSED, FAILED);
    const alone = await check({ "b.xml": stale });
    expect([alone.rules, alone.results.failed, alone.result]).toEqual([["stale-results"], 0, "not_tested"]);
    const mixed = await check({ "a.xml": at(old(HOUR)), "b.xml": stale });
    expect([mixed.rules, mixed.results.failed, mixed.results.passed]).toEqual([["stale-results"], 0, 1]);
    const both = await check({ "a.xml": at(old(HOUR)).replace(PASSED, FAILED), "b.xml": stale });
    expect([both.rules, both.results.failed]).toEqual([["test-failed", "stale-results"], 1]);
  });

  it("may be as old as the gate file says", async () => {
    expect((await check({ "r.xml": at(old(50 * HOUR)) }, { maxAgeMs: 72 * HOUR })).rules).toEqual([]);
  });
});

describe("files", () => {
  it("may be gzipped, in UTF-16 or another encoding, and with a byte-order mark", async () => {
    const xml = suite('<testcase name="é"><failure/></testcase>');
    const latin1 = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`, "latin1");
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, "utf16le")]);
    for (const content of [gzipSync(xml), latin1, utf16, `\ufeff${xml}`])
      expect((await check({ "r.xml": content })).results.failures).toEqual(["é"]);
  });

  it("may hold characters that XML does not allow, which terminals leave behind", async () => {
    const xml = suite(`<testcase name="a"><system-out>\u001b[31m \u0000 & < 3</system-out></testcase>`);
    expect((await check({ "r.xml": xml.replace("< 3", "") })).result).toBe("pass");
  });

  it("may be large: what tests print is not kept", async () => {
    const xml = suite(
      `<testcase name="a"><system-out><![CDATA[${"x".repeat(20 * 1024 * 1024)}]]></system-out></testcase>`,
    );
    expect((await check({ "r.xml": xml })).result).toBe("pass");
  });

  it("of the gate itself are left out: a run must not judge the one before it", async () => {
    const own = { "out/junit.xml": suite(FAILED), "out/evidence.json": "{}" };
    expect((await check({ ...own, "r.xml": suite(PASSED) })).result).toBe("pass");
    expect((await check(own)).rules).toEqual(["no-test"]);
    expect((await check({ "out/junit.xml": suite(FAILED) })).result).toBe("fail");
  });

  it("of the gate itself are told by their cases, too, wherever they were copied", async () => {
    for (const [name, example] of Object.entries(ALL_EXAMPLES)) {
      const own = junit(example());
      if (!own.includes("<testcase")) continue;
      expect([name, (await check({ "reports/gate.xml": own, "r.xml": suite(PASSED) })).result]).toEqual([name, "pass"]);
      expect([name, (await check({ "reports/gate.xml": own })).rules]).toEqual([name, ["no-test"]]);
    }
    const alike =
      '<testsuite name="checks"><testcase classname="checks" name="status is 200"><failure/></testcase></testsuite>';
    expect((await check({ "r.xml": alike })).rules).toEqual(["test-failed"]);
  });

  it("that only sum up say nothing where all is well, and hold where no report shows what they speak of", async () => {
    const summary = (result: string) =>
      `<failsafe-summary result="${result}" timeout="false"><completed>1</completed><errors>0</errors></failsafe-summary>`;
    const beside = async (result: string, report: string) =>
      (await check({ "failsafe-summary.xml": summary(result), "TEST-a.xml": report })).rules;
    expect(await beside("null", suite(PASSED))).toEqual([]);
    expect(await beside("255", suite(FAILED))).toEqual(["test-failed"]);
    expect(await beside("255", suite(PASSED))).toEqual(["hidden-failures"]);
    expect((await check({ "failsafe-summary.xml": summary("254") })).rules).toEqual(["no-test"]);
  });
});
