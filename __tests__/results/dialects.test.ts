/** What the reporters of test frameworks write, each in its own way; invented suites in the documented shapes. */
import { describe, expect, it } from "@jest/globals";
import { check } from "./checking.ts";

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Name, document, and passed, failed, skipped, flaky cases. */
const DIALECTS: readonly (readonly [name: string, xml: string, counts: readonly [number, number, number, number]])[] = [
  [
    "pytest",
    `<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="2" tests="5" time="0.4" hostname="h">
      <properties><property name="arch" value="arm"/></properties>
      <testcase classname="tests.test_client.TestChat" name="test_reply[eu]" time="0.01"><system-out>--- Captured Log ---</system-out></testcase>
      <testcase classname="tests.test_client" name="test_timeout" time="0.1"><failure message="AssertionError: assert 1 == 2">def test():&#10;E assert</failure></testcase>
      <testcase classname="tests.test_client" name="test_down" time="0.1"><error message="failed on teardown with &quot;x&quot;">trace</error></testcase>
      <testcase classname="tests.test_client" name="test_later"><skipped type="pytest.skip" message="no network">a.py:3</skipped></testcase>
      <testcase classname="tests.test_client" name="test_known"><skipped type="pytest.xfail" message=""/></testcase>
    </testsuite></testsuites>`,
    [1, 2, 2, 0],
  ],
  [
    "jest-junit",
    `<testsuites name="jest tests" tests="2" failures="1" errors="0" time="1.2">
      <testsuite name="client" errors="0" failures="1" skipped="0" tests="2" time="0.9">
        <testcase classname="client answers" name="client answers" time="0.1"></testcase>
        <testcase classname="client retries" name="client retries" time="0.2"><failure>Error: expect(received)&#27;[2m.toBe</failure></testcase>
      </testsuite></testsuites>`,
    [1, 1, 0, 0],
  ],
  [
    "go-junit-report and gotestsum",
    `<testsuites tests="3" failures="1"><testsuite tests="3" failures="1" time="0.012" name="example.org/client" timestamp="${new Date().toISOString()}">
      <properties><property name="go.version" value="go1.25"></property></properties>
      <testcase classname="example.org/client" name="TestChat/stream" time="0.000"></testcase>
      <testcase classname="example.org/client" name="TestChat" time="0.000"><failure message="Failed" type=""><![CDATA[    chat_test.go:9: <nil> & "x"]]></failure></testcase>
      <testcase classname="example.org/client" name="TestSlow" time="0.000"><skipped message="short"></skipped></testcase>
    </testsuite></testsuites>`,
    [1, 1, 1, 0],
  ],
  [
    "go-junit-report with a package that does not build",
    `<testsuites tests="1" errors="1"><testsuite name="example.org/x" tests="1" errors="1"><testcase name="[build failed]" classname="example.org/x"><error message="Build error">x.go:1</error></testcase></testsuite></testsuites>`,
    [0, 1, 0, 0],
  ],
  [
    "Surefire with re-runs",
    `<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="org.example.ClientTest" time="0.9" tests="3" errors="0" skipped="0" failures="1" flakes="1">
      <properties><property name="java.version" value="21"/></properties>
      <testcase name="passes" classname="org.example.ClientTest" time="0.1"/>
      <testcase name="flaky" classname="org.example.ClientTest" time="0.1"><flakyFailure message="m" type="t"><stackTrace>t</stackTrace><system-out>o</system-out></flakyFailure></testcase>
      <testcase name="fails" classname="org.example.ClientTest" time="0.1"><failure message="m" type="t"><![CDATA[t]]></failure><rerunFailure message="m" type="t"><stackTrace>t</stackTrace></rerunFailure></testcase>
    </testsuite>`,
    [2, 1, 0, 1],
  ],
  [
    "Gradle",
    `<testsuite name="ClientTest" tests="2" skipped="1" failures="0" errors="0" timestamp="${new Date().toISOString()}" hostname="h" time="0.05">
      <properties/><testcase name="answers()" classname="ClientTest" time="0.01"/><testcase name="later()" classname="ClientTest" time="0.0"><skipped/></testcase>
      <system-out><![CDATA[]]></system-out><system-err><![CDATA[<testcase name="no case"/>]]></system-err></testsuite>`,
    [1, 0, 1, 0],
  ],
  [
    "Playwright",
    `<testsuites id="" name="" tests="2" failures="1" skipped="0" errors="0" time="3.1">
      <testsuite name="chat.spec.ts" timestamp="${new Date().toISOString()}" hostname="chromium" tests="2" failures="1" skipped="0" time="2.1" errors="0">
        <testcase name="chat › answers" classname="chat.spec.ts" time="1.0"></testcase>
        <testcase name="chat › streams" classname="chat.spec.ts" time="1.1"><failure message="chat.spec.ts:9:1 streams" type="FAILURE"><![CDATA[x]]></failure><system-out><![CDATA[[[ATTACHMENT|a.png]]]]></system-out></testcase>
      </testsuite></testsuites>`,
    [1, 1, 0, 0],
  ],
  [
    "bats",
    `<testsuites time="0.5"><testsuite name="client.bats" tests="3" failures="1" errors="0" skipped="1" time="0.5" hostname="h">
      <testcase classname="client.bats" name="answers" time="0.1" />
      <testcase classname="client.bats" name="fails" time="0.1"><failure type="failure">(in test file)</failure></testcase>
      <testcase classname="client.bats" name="later" time="0"><skipped></skipped></testcase></testsuite></testsuites>`,
    [1, 1, 1, 0],
  ],
  [
    "cargo-nextest",
    `<testsuites name="nextest-run" tests="3" failures="1" errors="0" uuid="1" time="0.1"><testsuite name="client" tests="3" disabled="0" errors="0" failures="1">
      <testcase name="chat::answers" classname="client" time="0.0"></testcase>
      <testcase name="chat::flaky" classname="client" time="0.0"><flakyFailure time="0.1" type="test failure">panicked<system-out>o</system-out></flakyFailure></testcase>
      <testcase name="chat::fails" classname="client" time="0.0"><failure type="test failure">panicked</failure><rerunFailure type="test failure">panicked</rerunFailure></testcase>
    </testsuite></testsuites>`,
    [2, 1, 0, 1],
  ],
  [
    "PHPUnit with suites in suites, whose counts add up",
    `<testsuites><testsuite name="phpunit.xml" tests="3" assertions="4" errors="1" failures="1" skipped="0" time="0.1"><testsuite name="unit" tests="3" errors="1" failures="1">
      <testsuite name="ClientTest" file="C.php" tests="3" errors="1" failures="1"><testcase name="testA" class="ClientTest" classname="ClientTest" assertions="1" time="0.1"/>
        <testsuite name="ClientTest::testB" tests="2"><testcase name="testB with data set #0" classname="ClientTest"><failure type="F">x</failure></testcase><testcase name="testB with data set #1" classname="ClientTest"><error type="E">x</error></testcase></testsuite>
      </testsuite></testsuite></testsuite></testsuites>`,
    [1, 2, 0, 0],
  ],
  [
    "mocha-junit-reporter",
    `<testsuites name="Mocha Tests" time="0.1" tests="2" failures="1"><testsuite name="Root Suite" tests="0" failures="0" time="0"></testsuite>
      <testsuite name="client" tests="2" file="/c.js" time="0.1" failures="1"><testcase name="client answers" time="0.1" classname="answers"></testcase><testcase name="client fails" time="0.1" classname="fails"><failure message="m" type="AssertionError"><![CDATA[x]]></failure></testcase></testsuite></testsuites>`,
    [1, 1, 0, 0],
  ],
  [
    "JunitXml.TestLogger for dotnet",
    `<testsuites><testsuite name="Client.Tests.dll" tests="2" skipped="0" failures="1" errors="0" time="1" hostname="h" id="0" package="Client.Tests"><properties />
      <testcase classname="Client.Tests.Chat" name="Answers" time="0.1" /><testcase classname="Client.Tests.Chat" name="Fails" time="0.1"><failure type="failure" message="m">x</failure></testcase><system-out>o</system-out><system-err /></testsuite></testsuites>`,
    [1, 1, 0, 0],
  ],
  [
    "rspec_junit_formatter",
    `<testsuite name="rspec" tests="2" skipped="1" failures="0" errors="0" time="0.1" hostname="h"><properties><property name="seed" value="1"/></properties>
      <testcase classname="spec.client_spec" name="Client answers" file="./spec/client_spec.rb" time="0.1"></testcase><testcase classname="spec.client_spec" name="Client later" time="0"><skipped/></testcase></testsuite>`,
    [1, 0, 1, 0],
  ],
  [
    "ctest",
    `<testsuite name="(empty)" tests="4" failures="1" disabled="1" skipped="1" hostname="" time="0">
      <testcase name="answers" classname="answers" time="0.1" status="run"><system-out>o</system-out></testcase>
      <testcase name="fails" classname="fails" time="0.1" status="fail"><failure message=""/><system-out/></testcase>
      <testcase name="off" classname="off" time="0" status="disabled"/><testcase name="absent" classname="absent" status="notrun"><skipped message="Unable to find executable"/></testcase></testsuite>`,
    [1, 1, 2, 0],
  ],
  [
    "GoogleTest",
    `<testsuites tests="2" failures="0" disabled="1" errors="0" time="0." name="AllTests"><testsuite name="Chat" tests="2" failures="0" disabled="1" skipped="0" errors="0">
      <testcase name="Answers" status="run" result="completed" time="0." classname="Chat" /><testcase name="DISABLED_Later" status="notrun" result="suppressed" time="0." classname="Chat" /></testsuite></testsuites>`,
    [1, 0, 1, 0],
  ],
];

describe("the results of", () => {
  it.each(DIALECTS)("%s are counted case by case", async (_, xml, counts) => {
    for (const text of [DECLARATION + xml, xml]) {
      const { results, result } = await check({ "r.xml": text });
      expect([results.passed, results.failed, results.skipped, results.flaky]).toEqual(counts);
      expect(result).toBe(counts[1] > 0 ? "fail" : "pass");
    }
  });

  it("a suite that could not be run at all are a failure, too", async () => {
    const xml =
      '<testsuites><testsuite name="a" errors="1"><error message="does not compile"/></testsuite><testsuite name="b"><testcase name="x"/></testsuite></testsuites>';
    expect((await check({ "r.xml": xml })).results).toMatchObject({ passed: 1, failed: 1 });
  });
});
