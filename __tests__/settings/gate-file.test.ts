import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { LARGEST_GATE_FILE } from "../../src/settings/gate-file/yaml.ts";
import { anyCharacter } from "../text/any-character.ts";
import { KEY, problemsOf, resolved, settingsOf, sourceOf } from "./source.ts";

const LABEL = /^[^\p{Cc}\p{Cf}]{0,300}$/u;

function messages(text: string): readonly string[] {
  return parseGateFile("gate.yml", text).problems.map(({ message }) => message);
}

describe("gate file", () => {
  it.each([
    ["an unknown key", "trigers: {}", '1:1: unknown key "trigers" - did you mean "triggers"?'],
    ["a nested unknown key", "release:\n  modle: x", '2:3: unknown key "modle" - did you mean "model"?'],
    [
      "an unknown key in a list",
      "probes:\n  error-path:\n    waive: [{ case: missing-field, wy: x, why: y }]",
      '3:36: unknown key "wy" - did you mean "why"?',
    ],
    [
      "an unknown key below a union",
      "release:\n  headers:\n    x-a: { from-emv: B, from-env: A }",
      '3:12: unknown key "from-emv" - did you mean "from-env"?',
    ],
    ["a key that is one level too high", "model: x", '1:1: unknown key "model" - did you mean "release.model"?'],
    ["an input", "api-key: x", '1:1: unknown key "api-key" - it is an input of the workflow step'],
    ["an unknown key without a near one", "zzzzzzzz: 1", '1:1: unknown key "zzzzzzzz"'],
    ["a merge key", "<<: { version: 1 }", '1:1: unknown key "<<"'],
    [
      "a number where text is due",
      "release:\n  config-version: 1.10",
      "2:19: release.config-version must be text: put it in quotes",
    ],
    ["a key without a value", "release:\n  model:", "2:3: release.model has no value"],
    ["a section without a value", "version: 1\nrelease:", "2:1: release has no value"],
    ["a missing key", "release:\n  traffic: { control: a }", "2:3: release.traffic.weight is missing"],
    [
      "a bare number as duration",
      "release: { timeout: 30 }",
      "1:21: release.timeout must be a duration with its unit, such as 30s, 1500ms or 5m",
    ],
    [
      "a word outside a choice",
      "triggers: { route: { severity: fatal } }",
      "1:32: triggers.route.severity must be advisory or hold or rollback",
    ],
    [
      "a severity that the rules forbid",
      "triggers: { sensitive-exposure: { severity: advisory } }",
      "1:45: triggers.sensitive-exposure.severity must be hold or rollback: a leaked secret must stop a release",
    ],
    [
      "a header that is no header",
      "release: { headers: { 'bad name': x } }",
      '1:23: key "bad name" must be the name of an HTTP header',
    ],
    [
      "a header with a line break",
      'release: { headers: { x-a: "b\\nc" } }',
      "1:28: release.headers.x-a must be text without line breaks and control characters",
    ],
    ["another version", "version: 2", "1:10: version must be 1, the only version of the gate file"],
    [
      "a waiver without a reason",
      "readiness: { support: { waived: '' } }",
      "1:33: readiness.support.waived must not be blank",
    ],
    [
      "a success status for a request that must fail",
      "probes: { auth-path: { expect: [200] } }",
      "1:33: probes.auth-path.expect.0 must be a whole number from 400 to 599",
    ],
    ["a list", "- 1", "1:1: the gate file must be a section with keys"],
    ["a duplicate key", "name: a\nname: b", "2:1: this key is given twice in the same section"],
    ["a tag", "name: !secret x", "1:7: tags (!name) are not supported"],
    ["a known tag", "name: !!binary aGk=", "1:7: tags (!name) are not supported"],
    ["a second document", "name: a\n---\nname: b", "2:1: there is a second document (---); one file holds one gate"],
    ["an alias without anchor", "name: *a", "1:7: an alias (*name) has no anchor (&name) before it"],
    [
      "an alias of a section",
      "release: &r {}\nprobes: *r",
      "2:9: an alias (*name) may repeat one value, not a whole section",
    ],
    [
      "an endless section",
      "release: &r { traffic: *r }",
      "1:24: an alias (*name) may repeat one value, not a whole section",
    ],
    ["a tab", "release:\n\tmodel: x", "2:1: a tab is used for indentation; use spaces"],
    ["a second colon", "name: a: b", "1:7: there is a second colon on the line; put the value in quotes"],
    ["a reserved key", "release: { headers: { __proto__: x } }", "1:23: this key is not allowed"],
  ])("names file, line and column of %s", (_, text, expected) => {
    expect(messages(text)).toEqual([`gate file gate.yml:${expected}`]);
  });

  it("reports all problems, in the order of the file", () => {
    const text = "trigers: {}\nrelease:\n  timeout: 5\n  modl: x\nsampling: { samples: 1 }\n";
    expect(parseGateFile("gate.yml", text).problems.map(({ at }) => [at?.line, at?.column])).toEqual([
      [1, 1],
      [3, 12],
      [4, 3],
      [5, 22],
    ]);
  });

  it("lists the valid keys of the level", () => {
    expect(parseGateFile("gate.yml", "release: { retry: { x: 1, max-attempts: 1 } }").problems[0]?.help).toBe(
      "Valid keys here: max-attempts, on.",
    );
  });

  it.each([
    ["an empty file", ""],
    ["a file of comments", "# nothing yet\n"],
    ["an alias of one value", 'readiness: { change-owner: &team "@team", rollback-owner: *team }'],
    ["a byte order mark", "\ufeffversion: 1"],
    ["YAML 1.2 words", "release: { feature-flag: { name: f, value: on, rollback-value: off } }"],
  ])("takes %s", (_, text) => {
    expect(messages(text)).toEqual([]);
  });

  it("reads YAML 1.2 even where the file asks for 1.1", () => {
    expect(messages("%YAML 1.1\n---\nrelease: { fallback: { enabled: yes } }")).toEqual([
      "gate file gate.yml:3:33: release.fallback.enabled must be true or false",
    ]);
  });

  it("refuses a file that is too large, and one that is nested too deeply", () => {
    expect(messages(`# ${"x".repeat(LARGEST_GATE_FILE)}`)).toEqual(["gate file gate.yml: is larger than 64 KiB"]);
    expect(messages(`release: ${"[".repeat(20_000)}${"]".repeat(20_000)}`)).not.toEqual([]);
  });

  it("caps the number of problems", () => {
    const text = Array.from({ length: 80 }, (_, n) => `key-${n}: 1`).join("\n");
    expect(messages(text)).toHaveLength(51);
    expect(messages(text).at(-1)).toMatch(/30 more problems/);
  });

  it("never repeats a value or a key that may be a secret", () => {
    const secret = "sk-abcdefghijklmnopqrstuvwxyz";
    const text = [
      `${secret}: 1`,
      `release: { timeout: ${secret}, traffic: ${secret}, headers: { ${secret}: [1] }, auth: ${secret} }`,
      `triggers: { route: { severity: ${secret} } }`,
    ].join("\n");
    const { problems } = parseGateFile("gate.yml", text);
    expect(problems.length).toBeGreaterThan(4);
    expect(JSON.stringify(problems.map(({ message, help }) => [message, help]))).not.toContain("abcdefghijklm");
    expect(JSON.stringify(parseGateFile("gate.yml", `name: "${secret}`).problems)).not.toContain("abcdef");
  });

  it("turns arbitrary text into settings or problems whose sentences fit the evidence", () => {
    const word = fc.constantFrom(
      ..."release:|  model: x|probes:|  error-path:|    cases: [|readiness:|  alerts: {|}|]|- |*a|&a |? |: |!x |'|\"|\t|<<: |null|# |---|%YAML 1.1|triggers:|~|0x1f|5%|{ waived: |__proto__: 1|\u0000|\u202e".split(
        "|",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 200 }),
      fc.array(fc.tuple(word, fc.constantFrom("\n", " ", "")), { maxLength: 30 }).map((parts) => parts.flat().join("")),
    );
    fc.assert(
      fc.property(text, (gateFile) => {
        for (const problem of problemsOf({ gateFile })) {
          expect(problem.message).toMatch(LABEL);
          expect(problem.help).toMatch(LABEL);
          expect(problem.code).toMatch(/^[a-z0-9-]{1,64}$/);
          expect(problem.at?.line ?? 1).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("turns arbitrary inputs into settings or problems", () => {
    const inputs = fc.dictionary(
      fc.constantFrom(
        "samples",
        "timeout",
        "base-url",
        "model",
        "probes",
        "known-good",
        "allowed-hosts",
        "live",
        "name",
      ),
      fc.string({ unit: anyCharacter }),
    );
    fc.assert(fc.property(inputs, (given) => problemsOf({ inputs: given }).length >= 0));
  });
});

describe("finding the gate file", () => {
  it("works without one", () => {
    expect(settingsOf().readiness).toBeNull();
  });

  it("refuses a named file that does not exist", () => {
    expect(problemsOf({ inputs: { "gate-file": "gates/prod.yml" } })).toMatchObject([
      { code: "missing-gate-file", message: "input gate-file names gates/prod.yml, which does not exist" },
    ]);
  });

  it("refuses a file that cannot be read", () => {
    const readFile = () => {
      throw new Error("EISDIR /secret/path");
    };
    const { problems } = resolved({ ...sourceOf(), readFile });
    expect(problems).toMatchObject([{ message: expect.stringMatching(/release-gate.yml: cannot be read/) }]);
  });

  it("does not add guesses to the problems of a broken file", () => {
    const gateFile = "release: { model: m, auth: none, modl: x }";
    expect(problemsOf({ gateFile, inputs: { "api-key": "", model: "" } })).toMatchObject([{ code: "unknown-key" }]);
  });

  it("refuses a file that holds the key", () => {
    const problems = problemsOf({ gateFile: `# ${KEY}\nname: x` });
    expect(problems).toMatchObject([{ code: "secret-in-file" }]);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  });
});
