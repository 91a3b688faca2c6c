/** Tests that are run again: a pass that came later is one where the report says so, else a doubt, never a rollback. */
import { describe, expect, it } from "@jest/globals";
import { check, PASSED, suite } from "./checking.ts";

const x = (inside = "") => `<testcase classname="client" name="x">${inside}</testcase>`;
const BAD = x('<failure message="m"/>');
const GOOD = x();

/** A suite that says when it ran, minutes ago. */
const ago = (minutes: number, one: string, attributes = "") =>
  `<testsuite name="s" timestamp="${new Date(Date.now() - minutes * 60_000).toISOString()}" ${attributes}>${one}</testsuite>`;
const many = (...suites: readonly string[]) => `<testsuites>${suites.join("")}</testsuites>`;

describe("a case that failed and later passed is a hold alone", () => {
  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["in one suite", { "r.xml": suite(BAD, GOOD) }],
    ["after two failures", { "r.xml": suite(BAD, BAD, GOOD) }],
    ["in a suite of the same name", { "r.xml": many(suite(BAD), suite(GOOD)) }],
    ["in another file", { "a.xml": suite(BAD), "b.xml": suite(GOOD) }],
    ["in a file with another number", { "part-9.xml": suite(BAD), "part-10.xml": suite(GOOD) }],
    ["in a file of another try, of something else", { "a/rerun.xml": suite(BAD), "b/junit.xml": suite(GOOD) }],
    ["in a folder of another run of the workflow", { "run-88123/j.xml": suite(BAD), "run-88124/j.xml": suite(GOOD) }],
    ["in a file that comes before, by the time", { "a.xml": ago(1, GOOD), "b.xml": ago(9, BAD) }],
    ["in a suite that comes before, by the time", { "r.xml": many(ago(1, GOOD), ago(9, BAD)) }],
    [
      "on another machine",
      { "1.xml": ago(9, BAD, 'hostname="4f2a90c1d3e7"'), "2.xml": ago(1, GOOD, 'hostname="0b77a2c9e5f1"') },
    ],
    ["in runs with numbers, of which each counts", { "run-1/junit.xml": suite(BAD), "run-2/junit.xml": suite(GOOD) }],
  ])("%s", async (_, files) => {
    const { findings, result, results } = await check(files);
    expect(findings).toMatchObject([{ rule: "failed-and-passed", trigger: "insufficient-evidence", severity: "hold" }]);
    expect([result, results.passed, results.failed, results.failures]).toEqual(["partial", 1, 0, []]);
  });
});

/** Go's suite, in which no two tests have one name. */
const go = (...cases: readonly string[]) =>
  suite('<properties><property name="go.version" value="go1.25"/></properties>', ...cases);

describe("a case that passed when it was run again has passed, and is named", () => {
  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["in the file of another attempt", { "attempt-1.xml": suite(BAD), "attempt-2.xml": suite(GOOD) }],
    ["in that of one leg", { "py311/attempt-1.xml": suite(BAD), "py311/attempt-2.xml": suite(GOOD) }],
    ["in the tenth attempt", { "attempt-9.xml": suite(BAD), "attempt-10.xml": suite(GOOD) }],
    ["in a file that is called a re-run", { "junit.xml": suite(BAD), "junit-rerun.xml": suite(GOOD) }],
    ["in a folder of re-runs that comes before", { "tests.xml": suite(BAD), "rerun/tests.xml": suite(GOOD) }],
    ["in a file of last-failed", { "r_last-failed.xml": suite(GOOD), "r.xml": suite(BAD) }],
    ["beside the attempts of Bazel", { "t/test_attempts/attempt_1.xml": suite(BAD), "t/test.xml": suite(GOOD) }],
    ["in gotestsum's one file", { "go.xml": go(BAD, BAD, GOOD) }],
    ["by the try in its name", { "r.xml": suite(BAD, GOOD.replace('"x"', '"x (retry 1)"')) }],
    ["as Firebase Test Lab says", { "r.xml": suite(BAD.replace("<testcase", '<testcase flaky="true"')) }],
    ["as its status says", { "r.xml": suite(BAD.replace("<testcase", '<testcase status="flaky"')) }],
    ["as an element says", { "r.xml": suite(x('<rerun message="m"/>')) }],
  ])("%s", async (_, files) => {
    const { findings, result, results } = await check(files);
    expect([findings, result]).toEqual([[], "pass"]);
    expect(results).toMatchObject({ passed: 1, failed: 0, flaky: 1, flakes: ["client › x"] });
  });

  it("where a whole suite ran again, each case counts once", async () => {
    const { results } = await check({ "attempt-1.xml": suite(PASSED, BAD), "attempt-2.xml": suite(PASSED, GOOD) });
    expect(results).toMatchObject({ passed: 2, failed: 0, flaky: 1 });
  });
});

describe("a suite that could not be run", () => {
  const notCollected = '<testcase classname="" name="tests.test_x"><error message="collection failure"/></testcase>';
  const collected = '<testcase classname="tests.test_x.TestChat" name="answers"/>';
  const notBuilt = '<testcase classname="example.org/x" name="[build failed]"><failure/></testcase>';
  const built = '<testcase classname="example.org/x" name="TestX"/>';
  const notSetUp = '<testcase name="" classname="org.example.XTest"><error type="IllegalState"/></testcase>';
  const setUp = '<testcase name="x" classname="org.example.XTest"/>';
  const bare = '<error message="does not compile"/>';

  it.each<readonly [what: string, before: string, after: string]>([
    ["a module of pytest", notCollected, collected],
    ["a package of Go", notBuilt, built],
    ["a class of JUnit", notSetUp, setUp],
    ["an error without a case", bare, PASSED],
  ])("and ran in another attempt has passed: %s", async (_, before, after) => {
    const files = { "junit.xml": suite(PASSED, before), "junit-rerun.xml": suite(after) };
    const { rules, results } = await check(files);
    expect([rules, results.failed, results.flaky, results.flakes?.length]).toEqual([[], 0, 1, 1]);
  });

  it("and shows no case is a hold, unless it passed in another attempt", async () => {
    const silent = '<testsuite name="s" errors="1"></testsuite>';
    const rules = async (again: string) => (await check({ "r.xml": silent, "r-rerun.xml": again })).rules;
    expect(await rules(suite(GOOD))).toEqual([]);
    expect(await rules(suite(GOOD).replace('name="s"', 'name="t"'))).toEqual(["hidden-failures"]);
    expect(await rules(silent)).toEqual(["no-test", "hidden-failures", "hidden-failures"]);
  });

  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["in a file that may be another's", { "a.xml": suite(notCollected), "b.xml": suite(collected) }],
    ["in the same file, as Surefire runs it again", { "r.xml": suite(notSetUp, setUp) }],
    ["in another attempt that says nothing of it", { "r.xml": suite(notCollected), "r-rerun.xml": suite(GOOD) }],
  ])("is a doubt where something of it passed later %s", async (_, files) => {
    expect((await check(files)).rules).toEqual(["failed-and-passed"]);
  });

  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["nothing ran later", { "r.xml": suite(PASSED, notCollected) }],
    ["it failed again", { "r.xml": suite(notBuilt), "r-rerun.xml": suite(GOOD, notBuilt) }],
    ["another module passed in another file", { "a.xml": suite(notCollected), "b.xml": suite(PASSED) }],
    [
      "Go's TestMain failed around tests that passed",
      { "r.xml": go(notBuilt.replace("[build failed]", "TestMain"), built) },
    ],
    ["its error stands after the cases", { "r.xml": suite(PASSED, bare) }],
  ])("has failed where %s", async (_, files) => {
    expect((await check(files)).rules).toEqual(["test-failed"]);
  });
});

describe("a failure stays one", () => {
  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["after a pass", { "r.xml": suite(GOOD, BAD) }],
    ["after a pass in an earlier file", { "attempt-1.xml": suite(GOOD), "attempt-2.xml": suite(BAD) }],
    ["after a pass, by the time", { "a.xml": ago(1, BAD), "b.xml": ago(9, GOOD) }],
    ["where another class passes", { "r.xml": suite(BAD, GOOD.replace('classname="client"', 'classname="other"')) }],
    ["where another suite passes", { "r.xml": many(suite(BAD), suite(GOOD).replace('name="s"', 'name="t"')) }],
    ["where another source file passes", { "r.xml": suite(BAD, GOOD.replace("name=", 'file="b.ts" name=')) }],
    [
      "where another browser passes",
      { "r.xml": many(ago(2, BAD, 'hostname="chromium"'), ago(1, GOOD, 'hostname="firefox"')) },
    ],
    ["where another version passes, by the files", { "py311.xml": suite(BAD), "py312.xml": suite(GOOD) }],
    ["where a bare version passes", { "junit-3.11.xml": suite(BAD), "junit-3.12.xml": suite(GOOD) }],
    ["where a bare version passes, by the folders", { "t-3.11/j.xml": suite(BAD), "t-3.12/j.xml": suite(GOOD) }],
    [
      "where another version of a library passes",
      { "junit-py311-pydantic1.xml": suite(BAD), "junit-py311-pydantic2.xml": suite(GOOD) },
    ],
    ["where another system passes, by the folders", { "linux/j.xml": suite(BAD), "windows/j.xml": suite(GOOD) }],
    ["beside the mark of an earlier one", { "r.xml": suite(x('<flakyFailure message="m"/><failure message="m"/>')) }],
    ["where a package that is called retry passes", { "a/tests.xml": suite(BAD), "a/retry/tests.xml": suite(GOOD) }],
    ["where the second run was skipped", { "r.xml": suite(BAD, x("<skipped/>")) }],
  ])("%s", async (_, files) => {
    const { rules, results } = await check(files);
    expect([rules, results.failed]).toEqual([["test-failed"], 1]);
  });

  it("beside another case that passed in the end", async () => {
    const other = '<testcase classname="client" name="y"><failure/></testcase>';
    const { rules, results } = await check({ "r.xml": suite(BAD, other, GOOD) });
    expect([rules, results.failures]).toEqual([["test-failed", "failed-and-passed"], ["client › y"]]);
  });

  it("where one of the files is of another run", async () => {
    const { rules, results } = await check({ "a.xml": ago(1, BAD), "b.xml": ago(3 * 24 * 60, GOOD) });
    expect([rules, results.failed]).toEqual([["test-failed", "stale-results"], 1]);
  });
});

describe("a case that may fail is skipped", () => {
  it.each([
    [
      "a todo of node:test",
      '<skipped type="todo" message="not built yet"/><failure type="testCodeFailure" message="m"/>',
    ],
    ["a tag of Catch2", '<skipped message="TEST_CASE tagged with !mayfail"/><error type="TEST_CASE">x</error>'],
  ])("%s", async (_, inside) => {
    const xml = `<testsuite name="s" failures="1">${PASSED}${x(inside)}</testsuite>`;
    const { rules, results } = await check({ "r.xml": xml });
    expect([rules, results.passed, results.failed, results.skipped]).toEqual([[], 1, 0, 1]);
  });

  it.each([
    [
      "a teardown of pytest that failed after a skip",
      '<skipped type="pytest.xfail"/><error message="failed on teardown"/>',
    ],
    ["a skip of Catch2 or GoogleTest after a failure", '<failure message="m"/><skipped message="no network"/>'],
  ])("and %s is none of them", async (_, inside) => {
    expect((await check({ "r.xml": suite(PASSED, x(inside)) })).rules).toEqual(["test-failed"]);
  });
});

it("a case inside another one counts on its own", async () => {
  const inner = '<testcase classname="client" name="inner"><failure/></testcase>';
  const { results } = await check({ "r.xml": suite(x(inner), x(`<testsuite name="t">${inner}</testsuite>`)) });
  expect(results).toMatchObject({ passed: 2, failed: 2, failures: ["client › inner"] });
});
