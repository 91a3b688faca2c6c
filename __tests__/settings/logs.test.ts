import { describe, expect, it } from "@jest/globals";
import { type Remark, runRule } from "../../src/settings/origin.ts";
import { DEFAULT_FIELDS, logsOf } from "../../src/settings/release/logs.ts";
import { documentOf, settingsOf, sourceOf } from "./source.ts";

/** What is read of a gate file. */
function read(gateFile: string | null) {
  const problems: Remark[] = [];
  const logs = runRule(logsOf(documentOf(gateFile ?? ""), sourceOf()), (remark) => problems.push(remark));
  return { logs, problems };
}

const withFiles = (files: string) => read(`probes: { logs: { files: ${files} } }`);

describe("globs that could keep a run busy for longer than its deadline", () => {
  it.each([
    ["braces that multiply", "{a,b}".repeat(7)],
    ["nested braces", "{a,{b,{c,d}}}.log"],
    ["a range", "/var/{1..99999999}.log"],
    ["repeated groups", "+(a|aa)+(a|aa)b"],
    ["many wildcards in one name", "*a*a*a*a*b"],
    ["many depths", "**/a/**/a/**/a/**/b"],
  ])("%s: refused", (_, glob) => {
    expect(withFiles(JSON.stringify(glob)).problems).toMatchObject([{ code: "invalid-path" }]);
  });

  it.each(["logs/**/app-*-*.{jsonl,log}", "app-????-??-??.log", "{eu,us}/{a,b}/*.jsonl", "app[1].log"])(
    "%s: taken",
    (glob) => {
      expect(withFiles(JSON.stringify(glob)).problems).toEqual([]);
    },
  );
});

describe("an address in place of a file", () => {
  it.each([
    "https://logs-eu.s3.amazonaws.com/app.jsonl?X-Amz-Expires=900&X-Amz-Signature=4f9c1e7ab2d8036e",
    "s3://logs-eu/app.jsonl",
    "gs://logs-eu/*.gz",
  ])("is refused, and never repeated: %s", (address) => {
    const { logs, problems } = withFiles(`["${address}", logs/a.log]`);
    expect(problems).toMatchObject([
      { code: "invalid-path", message: expect.stringMatching(/files\.0 is an address/) },
    ]);
    expect(JSON.stringify([logs, problems])).not.toMatch(/logs-eu|4f9c1e7a/);
  });
});

describe("the section probes.logs", () => {
  it("is read when the probe is selected, and asks for the fields of the checklist unless it says otherwise", () => {
    expect(withFiles("logs/*.jsonl")).toEqual({
      logs: { confined: false, files: ["logs/*.jsonl"], require: DEFAULT_FIELDS },
      problems: [],
    });
    const gateFile = "probes: { logs: { files: [a.log, a.log, b.log], require: [status, http.status, status] } }";
    expect(read(gateFile).logs).toEqual({
      confined: false,
      files: ["a.log", "b.log"],
      require: ["status", "http.status"],
    });
  });

  it("configures and does not select", () => {
    expect(settingsOf({ gateFile: "probes: { logs: { files: logs/*.jsonl } }" }).logs).toBeUndefined();
    expect(settingsOf({ gateFile: "probes: { logs: { files: ../x } }" }).logs).toBeUndefined();
  });

  it.each([null, "name: x", "probes: { template: {} }"])("is missed when the probe is selected: %j", (gateFile) => {
    expect(read(gateFile).problems).toEqual([
      {
        code: "missing-logs",
        message: "input probes selects logs: no gate file names the log files to read",
        help: expect.stringMatching(/probes: \{ logs: \{ files: .* or remove logs/),
        at: null,
      },
    ]);
  });

  it.each([
    ["./logs//app.log", "logs/app.log"],
    ["'logs/**/*.{log,jsonl}'", "logs/**/*.{log,jsonl}"],
    ["/home/runner/work/_temp/app.log", "/home/runner/work/_temp/app.log"],
    ["' app.log '", "app.log"],
  ])("takes %s", (written, path) => {
    expect(withFiles(written)).toMatchObject({ logs: { files: [path] }, problems: [] });
  });

  it.each(["../app.log", "logs/../../x", "/tmp/../etc/x", "'{a,..}/x'", ".", '"a\\nb"', '"a\\u200bb"'])(
    "refuses %s: relative paths stay below the working directory",
    (written) => {
      expect(withFiles(`[app.log, ${written}]`).problems).toMatchObject([
        { code: "invalid-path", message: expect.stringMatching(/probes\.logs\.files\.1 cannot be/) },
      ]);
    },
  );
});
