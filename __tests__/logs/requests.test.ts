import { afterAll, describe, expect, it } from "@jest/globals";
import {
  type Checking,
  checkIn,
  checkOf,
  folderWith,
  RECORD,
  removeFolders,
  rulesOf,
  TRACE,
  WORKFLOW_RUN,
} from "./checking.ts";

afterAll(removeFolders);

const { trace_id: _, request_id: __, environment, deployment_version, ...OUTCOME } = RECORD;
const START = { environment, deployment_version };
const lines = (...records: readonly object[]) => records.map((record) => JSON.stringify(record)).join("\n");
const check = (...records: readonly object[]) => checkOf(lines(...records));

describe("the records of one request", () => {
  const id = { request_id: "a1b2c3d4" };
  it.each<[string, readonly object[]]>([
    [
      "all with the trace",
      [
        { ...id, trace_id: TRACE, ...START },
        { ...id, trace_id: TRACE, ...OUTCOME },
      ],
    ],
    [
      "the outcome by its id alone",
      [
        { ...id, trace_id: TRACE, ...START },
        { ...id, ...OUTCOME },
      ],
    ],
    [
      "the start by its id alone",
      [
        { ...id, ...START },
        { ...id, trace_id: TRACE, ...OUTCOME },
      ],
    ],
    [
      "under another name of the id",
      [
        { ...id, trace_id: TRACE, ...START },
        { reqId: id.request_id, ...OUTCOME },
      ],
    ],
    [
      "a number",
      [
        { request_id: 4711, trace_id: TRACE, ...START },
        { request_id: 4711, ...OUTCOME },
      ],
    ],
    [
      "without an id of its own, by the trace",
      [
        { trace_id: TRACE, ...START },
        { trace_id: TRACE, ...OUTCOME },
      ],
    ],
    [
      "beside one that speaks of all",
      [
        { trace_id: TRACE, ...START },
        { ...id, trace_id: TRACE, ...OUTCOME },
      ],
    ],
  ])("have the fields together: %s", async (_name, records) => {
    expect(rulesOf(await check(...records))).toEqual([]);
  });

  it("may lie in different files", async () => {
    const folder = folderWith({
      "a.log": lines({ ...id, ...OUTCOME }),
      "b.log": lines({ ...id, trace_id: TRACE, ...START }),
    });
    expect(rulesOf(await checkIn(folder))).toEqual([]);
  });

  it("lack what none of them has, and the first record is named", async () => {
    const { findings } = await check(
      { ...id, trace_id: TRACE, ...START, ...OUTCOME },
      { request_id: "other", trace_id: TRACE, ...START },
      { request_id: "other", trace_id: TRACE, ...OUTCOME, status: undefined },
    );
    expect(findings).toMatchObject([{ rule: "missing-field", line: 2 }]);
    expect(findings[0]?.message).toBe("field status is missing in 1 of 2 requests of this run, first at app.log:2");
  });

  it("are none of another run, though it has the same id", async () => {
    const records = [
      { ...id, trace_id: TRACE, ...START },
      { ...id, trace_id: "f0".repeat(16), ...OUTCOME },
    ];
    expect(rulesOf(await check(...records))[0]).toBe("missing-field 1");
  });
});

describe("a record that shares the request of one of this run", () => {
  const request_id = "3f0c1d7e-5a2b-4c8d-9e1f-2a3b4c5d6e7f";
  const trace_id = "7c0de5a1b2f34e5f8a9b0c1d2e3f4a5b";
  const run = { ...RECORD, request_id, trace_id: undefined, ci_run: WORKFLOW_RUN };
  const require = ["request_id", ...Object.keys(START), ...Object.keys(OUTCOME)];
  const release = { deploymentVersion: "2026.11.20-1" };
  const beside = async (marked: object, sibling: object) => {
    const { findings } = await checkOf(lines(marked, sibling), { release, require });
    return findings.map(({ rule, line }) => `${rule} ${line}`);
  };
  const WRONG: readonly (readonly [string, object])[] = [
    ["fallback-used", { fallback_used: true }],
    ["other-version", { deployment_version: "2026.11.19-4" }],
    ["error-class", { error_class: "provider_5xx" }],
    ["personal-data-in-log", { user: "kim.larsen@nordmail.dk" }],
  ];

  it.each(WRONG)("is judged though the other one is complete: %s", async (rule, wrong) => {
    expect(await beside(run, { request_id, ...wrong })).toEqual([`${rule} 2`]);
    expect(await beside({ ...RECORD, request_id }, { request_id, ...wrong })).toEqual([`${rule} 2`]);
    const process = { request_id: "req-7", hostname: "h1", pid: 17 };
    expect(await beside({ ...run, ...process }, { ...process, ...wrong })).toEqual([`${rule} 2`]);
    expect(await beside({ ...run, trace_id }, { trace_id, ...wrong })).toEqual([`${rule} 2`]);
    expect(await beside(run, { request_id, trace_id, ...wrong })).toEqual([`${rule} 2`]);
    expect(
      await beside(
        { request_id, ci_run: WORKFLOW_RUN, service: "edge" },
        { ...RECORD, request_id, trace_id, service: "shop", ...wrong },
      ),
    ).toContain(`${rule} 2`);
  });

  it.each(WRONG)("is none where its id is a counter, or its trace another: %s", async (_rule, wrong) => {
    expect(await beside({ ...run, request_id: "req-7" }, { request_id: "req-7", ...wrong })).toEqual([]);
    expect(await beside({ ...RECORD, request_id }, { request_id, trace_id, ...wrong })).toEqual([]);
    expect(await beside({ ...run, trace_id }, { request_id, trace_id: "f0".repeat(16), ...wrong })).toEqual([]);
  });

  it("has its fields for the request of its trace, where it names none itself", async () => {
    const [start, outcome] = [
      { ...START, ci_run: WORKFLOW_RUN, trace_id },
      { ...OUTCOME, trace_id },
    ];
    const other = "0b1c2d3e4f5a46b7c8d9e0f1a2b3c4d5";
    const said = async (...records: readonly object[]) => rulesOf(await checkOf(lines(...records), { require }));
    expect(await said(start, outcome)).toEqual([]);
    expect(await said(outcome, { ...start, request_id })).toEqual([]);
    expect(await said(outcome, { ...start, service: "shop" })).toEqual([]);
    expect(
      await said({ ...start, trace_id: undefined, traceparent: `00-${trace_id}-00f067aa0ba902b7-01` }, outcome),
    ).toEqual([]);
    // What another trace says is of another request.
    expect(await said(start, { ...outcome, trace_id: other })).toContain("missing-field 1");
    expect(await said(start, outcome, { ...start, trace_id: other })).toContain("missing-field 3");
    // A record of this run without a trace speaks of all, and one with a trace of each request that names none.
    expect(await said({ ...OUTCOME, ci_run: WORKFLOW_RUN }, start, { ...start, trace_id: other })).toEqual([]);
    expect(await said(start, { ...OUTCOME, request_id, ci_run: WORKFLOW_RUN })).toEqual([]);
  });

  it("counts with the others of its file", async () => {
    const user = "kim.larsen@nordmail.dk";
    const { findings } = await checkOf(lines({ ...run, user }, { request_id, user }), { require });
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("in 2 lines, first at app.log:1")]);
  });
});

describe("an id that loggers write where there is none", () => {
  const traceparent = `00-${"0".repeat(32)}-${"0".repeat(16)}-00`;
  it.each<[string, string]>([
    ["trace_id", "0".repeat(16)],
    ["trace_id", "0".repeat(32)],
    ["traceId", "00000000-0000-0000-0000-000000000000"],
    ["traceparent", traceparent],
    ["b3", `${"0".repeat(16)}-${"0".repeat(16)}-0`],
    ["x-amzn-trace-id", `Root=1-00000000-${"0".repeat(24)};Sampled=0`],
    ["dd.trace_id", "f".repeat(16)],
    ["request_id", "00000000-0000-0000-0000-000000000000"],
    ["correlation_id", "x".repeat(12)],
  ])("joins nothing: %s %s", async (name, id) => {
    const start = { [name]: id, ...START, ci_run: WORKFLOW_RUN };
    const stranger = { [name]: id, ...OUTCOME, fallback_used: true, user: "kim.larsen@nordmail.dk" };
    const { findings } = await check(start, stranger);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["missing-field"]));
  });

  it.each([
    ["x-amzn-trace-id", "Root=1-67891233-4f1c2d3e9ab8c7d605142332;Parent=53995c3f42cd8ad8;Sampled=1"],
    ["amzn_trace_id", "1-67891233-abcdef012345678912345678"],
    ["sentry-trace", "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1"],
    ["dd.trace_id", "0000000000000000a3ce929d0e0e4736"],
  ])("is no other one: %s %s joins", async (name, id) => {
    const next = id.replace("53995c3f42cd8ad8", "4ab81cd07e35f692").replace("00f067aa0ba902b7", "1af3c4d5e6b70812");
    expect(rulesOf(await check({ [name]: id, ...START, ci_run: WORKFLOW_RUN }, { [name]: next, ...OUTCOME }))).toEqual(
      [],
    );
  });
});

describe("what the records of this run say", () => {
  const said = async (record: object, more: Checking = {}) => {
    const { findings } = await checkOf(lines({ ...RECORD, ...record }), more);
    return findings.map(({ trigger, rule, severity }) => `${severity} ${trigger} ${rule}`);
  };
  const release = { deploymentVersion: "2026.11.20-1" };

  it.each<[unknown, boolean]>([
    ["2026.11.20-1", false],
    ["v2026.11.20-1", false],
    ["release-2026.11.20-1", false],
    ["shop-assistant@2026.11.20-1", false],
    ["registry.example/shop:2026.11.20-1", false],
    ["2026.11.20-1+build.7", false],
    ["shop-assistant@2026.11.20-1+build.7", false],
    ["shop-assistant@2026.11.19-4+build.7", true],
    [`registry.example/shop:2026.11.20-1@sha256:${"ab".repeat(32)}`, false],
    ["2026.11.20-1-g9f8a7b6", false],
    [["2026.11.19-4"], true],
    [{ string_value: "2026.11.19-4" }, true],
    ["2026.11.20-10", true],
    ["2026.11.19-4", true],
    ["0a1b2c3d", true],
  ])("is version %j of a release 2026.11.20-1: another one: %j", async (version, differs) => {
    const found = await said({ deployment_version: version }, { release });
    expect(found).toEqual(differs ? ["hold rollout-incomplete other-version"] : []);
  });

  // biome-ignore format: a list of words reads by lines
  it.each([
    "unknown", "-", "n/a", "$" + "{DEPLOY_VERSION}", "dev", "(devel)", "unspecified", "Unset", "latest", "0.0.0-local", "<nil>",
    "unknown-commit", "not set", null,
  ])("is none where nobody filled it in: %s", async (none) => {
    expect(await said({ deployment_version: none }, { release })).toEqual([]);
  });

  it("is compared with a declared version alone", async () => {
    expect(await said({ deployment_version: "2026.11.19-4" })).toEqual([]);
    expect(await said({ version: "1.1", app_version: "7" }, { release })).toEqual([]);
    const commit = { release: { deploymentVersion: "0a1b2c3d4e5f" } };
    expect(await said({ deployment_version: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567" }, commit)).toEqual([]);
  });

  it.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    [1, true],
    ["Yes", true],
    [false, false],
    ["false", false],
    [0, false],
    [null, false],
    ["none", false],
  ])("is that the fallback answered: %j: %j", async (value, used) => {
    expect(await said({ fallback_used: value })).toEqual(used ? ["hold fallback-used fallback-used"] : []);
  });

  it.each<[unknown, boolean]>([
    ["TimeoutError", true],
    [null, false],
    ["", false],
    ["none", false],
    ["None", false],
  ])("is an error class on a passing run, advisory: %j: %j", async (value, has) => {
    expect(await said({ error_class: value })).toEqual(has ? ["advisory log-fields error-class"] : []);
  });

  it.each([
    ["staging", false],
    ["Staging", false],
    ["stg", false],
    ["production", true],
  ])("is an environment of elsewhere, advisory: %s: %j", async (name, elsewhere) => {
    const found = await said({ environment: name }, { labels: { environment: "staging" } });
    expect(found).toEqual(elsewhere ? ["advisory log-fields other-environment"] : []);
  });

  it("is not read from the records of other runs", async () => {
    const foreign = { ...RECORD, request_id: "o", trace_id: "f0".repeat(16), fallback_used: true, error_class: "E" };
    expect(rulesOf(await check(RECORD, foreign))).toEqual([]);
  });
});
