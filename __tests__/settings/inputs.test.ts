import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { OUTPUTS } from "../../src/report/outputs.ts";
import { INPUTS } from "../../src/settings/inputs/inputs.ts";
import { formatDuration } from "../../src/text/duration.ts";
import { problemsOf, settingsOf } from "./source.ts";

const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));

describe("action.yml", () => {
  it("has exactly the inputs of the registry, in its order", () => {
    const expected = INPUTS.map((input) => [
      input.name,
      {
        description: input.description,
        required: false,
        ...(input.default === undefined ? {} : { default: input.default }),
      },
    ]);
    expect(Object.entries(action.inputs)).toEqual(expected);
  });

  it("has exactly the outputs of the registry, in its order", () => {
    expect(Object.entries(action.outputs)).toEqual(OUTPUTS.map(({ name, description }) => [name, { description }]));
  });

  it("has a default only for what the runner alone can tell: any other would win over gate file and environment", () => {
    expect(INPUTS.filter((input) => input.default !== undefined).map(({ name }) => name)).toEqual([
      "leg",
      "leg-count",
      "job-id",
      "github-token",
    ]);
  });

  it("names the defaults that count", () => {
    const { policy, limits, report, mode, live } = settingsOf({ inputs: { model: "m", "api-key": "k".repeat(20) } });
    const named = Object.fromEntries(INPUTS.map(({ name, unset }) => [name, unset]));
    expect(named).toMatchObject({
      ...{ mode, live: String(live), samples: String(policy.samples), "max-requests": String(limits.maxRequests) },
      ...{ timeout: formatDuration(limits.timeoutMs), deadline: formatDuration(limits.deadlineMs) },
      ...{ concurrency: String(limits.concurrency), "fail-on": report.failOn },
      ...{ summary: report.summary, comment: report.comment, issue: report.issue.when },
    });
  });

  it("has no expression in a description, which the runner would refuse", () => {
    for (const entry of [...INPUTS, ...OUTPUTS]) expect(entry.description).not.toContain("${{");
    expect(action.description.length).toBeLessThanOrEqual(125);
  });

  it("runs on Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
  });
});

describe("inputs", () => {
  it("that do not exist are problems, with the nearest one", () => {
    expect(problemsOf({ inputs: { "api-kye": "x" } })).toMatchObject([
      { code: "unknown-input", message: 'unknown input "api-kye" - did you mean "api-key"?' },
    ]);
  });

  it.each([
    ["mode", "gate"],
    ["known-good", "none"],
    ["comment", "always"],
    ["issue", "on-failure"],
    ["expect-legs", " "],
  ])("are taken: %s: %s", (name, value) => {
    expect(problemsOf({ inputs: { [name]: value } })).toEqual([]);
  });

  it.each([
    ["mode", "recrod", 'input mode cannot be "recrod" - did you mean "record"?'],
    ["comment", "allways", 'input comment cannot be "allways" - did you mean "always"?'],
    ["fail-on", "holds", 'input fail-on cannot be "holds" - did you mean "hold"?'],
    ["known-good", "main", 'input known-good cannot be "main"'],
    ["live", "yes", 'input live must be true or false, found "yes"'],
    ["live", "constructor", 'input live must be true or false, found "constructor"'],
  ])("are refused when they are no choice: %s: %s", (name, value, message) => {
    expect(problemsOf({ inputs: { [name]: value } }).map((problem) => problem.message)).toEqual([message]);
  });
});
