import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
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
    if (rule === "failed-and-passed") expect(rules).toContain(rule);
    else {
      expect(rules).toEqual([rule]);
      expect(findings).toMatchObject([{ trigger: "insufficient-evidence", severity: "hold" }]);
    }
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
  ])("%s: %#", async (_, xml, stale, ...[writtenAt]) => {
    const found = await check({ "r.xml": xml }, writtenAt === undefined ? {} : { writtenAt });
    expect(found.rules).toEqual(stale ? ["stale-results"] : []);
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
});
