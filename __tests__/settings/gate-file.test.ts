// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub, not of this language
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
    [
      "the beginning of a key",
      "release: { request-templates: { chat: prompts/chat.json } }",
      '1:33: unknown key "chat" - did you mean "chat-completions"?',
    ],
    ["a key that is one level too high", "model: x", '1:1: unknown key "model" - did you mean "release.model"?'],
    ["an input", "api-key: x", '1:1: unknown key "api-key" - it is an input of the workflow step'],
    ["an unknown key without a near one", "zzzzzzzz: 1", '1:1: unknown key "zzzzzzzz"'],
    [
      "a merge key",
      "<<: { version: 1 }",
      "1:1: has a merge key (<<), which takes over the keys of another section and is not read here",
    ],
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
    ["a tag", "name: !secret x", "1:7: has a value that begins with !, which YAML takes for a tag"],
    ["a known tag", "name: !!binary aGk=", "1:7: tags (!name) are not supported"],
    ["a second document", "name: a\n---\nname: b", "2:1: there is a second document (---); one file holds one gate"],
    [
      "more aliases than are read",
      `name: &a x\nfeatures: [${Array.from({ length: 101 }, () => "*a").join(", ")}]`,
      "2:412: there are more than 100 aliases (*name), which is the most that is read",
    ],
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
    ["a tab", "release:\n\tmodel: x", "2:1: a tab is used for indentation"],
    ["a second colon", "name: a: b", "1:7: there is a second colon on the line"],
    ["a reserved key", "release: { headers: { __proto__: x } }", "1:23: this key is not allowed"],
  ])("names file, line and column of %s", (_, text, expected) => {
    expect(messages(text)).toEqual([`gate file gate.yml:${expected}`]);
  });

  it.each([
    ["a glob that is an alias", "probes:\n  logs:\n    files: *.jsonl", "3:12: has a value that begins with *,"],
    ["one in a list", "probes:\n  logs:\n    files: [logs/a.log, **/*.log]", "3:25: has a value that begins with *,"],
    [
      "one on a line of a list",
      "probes:\n  logs:\n    files:\n      - *.jsonl",
      "4:9: has a value that begins with *,",
    ],
    ["a name that is a comment", "readiness:\n  channel: #release", "2:3: readiness.channel has no value, because"],
    [
      "a name in a section that is one",
      "release:\n  traffic: { control: a,\n    weight: #x\n  }",
      "3:5: release.traffic.weight has no value, because",
    ],
    ["a no-break space that indents", "release:\n\u00a0\u00a0model: x", "2:1: has a no-break or zero-width space here"],
    ["one after a colon", "release:\n  model:\u00a0x", "2:9: has a no-break or zero-width space here"],
    ["one of no width in a key", "release:\n  mod\u200bel: x", "2:6: has a no-break or zero-width space here"],
    ["UTF-16 with a mark", Buffer.from("\ufeffname: x", "utf16le").toString(), "1:4: is not UTF-8 text, but UTF-16"],
    ["UTF-16 without one", Buffer.from("name: x\n", "utf16le").toString(), "1:2: is not UTF-8 text, but UTF-16"],
    [
      "Latin-1",
      Buffer.from("readiness:\n  channel: caf\u00e9\nx: 1", "latin1").toString(),
      "2:15: has a character that is not UTF-8",
    ],
    ["a conflict", "<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> b", "1:1: has a merge conflict"],
    ["Markdown", "```yaml\nname: x\n```", "1:1: has the fence of a code block"],
    [
      "a key that is too far in",
      "release:\n  model: x\n    auth: none",
      "3:5: has a key here that is indented further",
    ],
    [
      "one below a quoted value",
      'readiness:\n  support: "x"\n    channel: y',
      "3:5: has a key here that is indented further",
    ],
    [
      "one that is too far out",
      "  release:\n    model: x\nname: y",
      "3:1: has a key here that is indented less than the first",
    ],
    [
      "one between two",
      "release:\n  model: x\n auth: none",
      "3:1: this line is indented otherwise than the keys above",
    ],
    ["a section that is not indented", "release:\nmodel: x", '2:1: "model" stands beside release and not in it'],
    ["a bracket", "release: { model: x\nsampling: { tolerate: 5% }", "1:10: has a bracket here that is not closed"],
    ["a quote", 'release:\n  model: "x\n  auth: none\n', "2:10: has a quote here that is not closed"],
    ["a colon without a space", "release:\n  model:x", "2:9: has a colon without a space after it"],
    ["a full-width colon", "release\uff1a\n  model: gpt-5", "1:8: has a full-width colon"],
    ["a dash without a space", "probes:\n-logs: 1", "2:2: has a dash without a space after it"],
    ["a template variable", "release:\n  model: {{ model }}", "2:10: has a template variable ({{ }})"],
    ["a share with its sign in front", "sampling:\n  tolerate: %5", "2:13: has a value that begins with %,"],
    ["a mention", "readiness:\n  change-owner: @team", "2:17: has a value that begins with @,"],
    ["one in brackets", "readiness: { channel: a, change-owner: @team }", "1:40: has a value that begins with @,"],
    ["one in a list", "allowed-env:\n  - @team", "2:5: has a value that begins with @,"],
    ["a word in backticks", "name: `x`", "1:7: has a value that begins with a backtick,"],
    ["an exclamation", "name: !important", "1:7: has a value that begins with !, which YAML takes for a tag"],
    ["an ampersand", "name: &b", "1:7: has a value that begins with &, which YAML takes for an anchor"],
    ["an asterisk", "name: *", "1:7: has a value that begins with *, which YAML takes for an alias"],
    ["a bar", "name: |b", "1:7: has a value that begins with |, which YAML takes for a text on the lines below"],
    ["a comparison", "sampling:\n  settle: > 5s", "2:11: has a value that begins with >, which YAML"],
    ["a comma", "name: , b", "1:7: has a comma where a value belongs"],
    ["a question mark", "name: ? b", "1:7: has a value that begins with ?, which YAML takes for a key"],
    ["a dash behind a key", "probes:\n  logs:\n    files: - a.log", "3:12: has a dash here, which begins an entry"],
    ["a brace", "name: {a", "1:7: has a bracket here that is not closed"],
    ["one in another one", "release: { model: [x, auth: none }", "1:19: has a bracket here that is not closed"],
    ["one that nothing opened", "name: }x", "1:7: has a bracket here that closes nothing"],
    ["a single quote", "name: 'x\nmode: gate", "1:7: has a quote here that is not closed"],
    ["text behind a quote", "name: 'it's'", "1:11: has text behind a quote that is closed"],
    ["text behind another one", 'name: "a" b', "1:11: has text behind a quote that is closed"],
    ["a # in brackets", "readiness: { channel: #x }", "1:23: has a # here, and YAML takes what follows for a comment"],
    ["a # in a list", "allowed-hosts:\n  - #x", "1:1: allowed-hosts.0 has no value, because YAML takes"],
    ["a variable of a shell", "release: { model: ${MODEL} }", "1:19: has a variable (${ }), which nobody fills"],
    ["typographic quotes", "release:\n  model: \u201cx\u201d", "2:10: release.model stands in typographic quotes"],
    ["an expression", "release:\n  model: ${{ vars.M }}", "2:10: release.model has an expression of GitHub"],
    ["one within a text", 'name: "a-${{ github.ref }}-b"', "1:7: name has an expression of GitHub"],
    [
      "one where a number is due",
      "sampling: { samples: '${{ vars.N }}' }",
      "1:22: sampling.samples has an expression of GitHub",
    ],
    ["one that YAML reads as a section", "release: { model: ${{ vars.M }} }", "1:19: has an expression of GitHub"],
  ])("says one cause, and what a person did, of %s", (_, text, expected) => {
    const said = messages(text);
    expect(said).toHaveLength(1);
    expect(said[0]?.startsWith(`gate file gate.yml:${expected}`) ? expected : said[0]).toBe(expected);
  });

  it.each([
    [
      "an input",
      "release:\n  model: ${{ vars.M }}",
      "Remove the key, and write model with the expression in the step's with: section.",
    ],
    [
      "a header",
      "release:\n  headers:\n    x-a: ${{ secrets.A }}",
      "Write { from-env: NAME }, give the step NAME under env:",
    ],
    [
      "the address of a route",
      "probes:\n  app:\n    - { name: a, url: '${{ needs.deploy.outputs.url }}/chat' }",
      "and app-url with the expression in the step's with: section",
    ],
    [
      "the place of the key",
      "release:\n  api-key-ref: ${{ secrets.A }}",
      "Write the name alone, as in secrets.COMETAPI_KEY.",
    ],
    [
      "anything else",
      "release:\n  retry: { on: ['${{ vars.A }}'] }",
      "Give the value as an input of the step, write it here",
    ],
  ])("says where an expression in %s goes instead", (_, text, expected) => {
    expect(parseGateFile("gate.yml", text).problems[0]?.help).toContain(expected);
  });

  it.each([
    ["a comment after a value", "readiness:\n  channel: x #release"],
    ["a comment after a key", "readiness:\n  channel: # for instance release"],
    ["a comment with an expression", "name: x # ${{ github.ref }}"],
    ["a comment with a no-break space", "name: x\n#\u00a0y"],
    ["a glob in quotes", 'probes:\n  logs: { files: "*.jsonl" }'],
    ["a value with a star inside", "probes:\n  logs: { files: logs/*.jsonl }"],
    ["a declared null", "release: { env: { A: null } }"],
    ["a shell variable", "name: x-${HOME}"],
    ["a fence within a text", "readiness:\n  support: |-\n    ```"],
  ])("has nothing against %s", (_, text) => {
    expect(messages(text)).toEqual([]);
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

  it("looks into no more of them than it shows: a text that is no gate file has tens of thousands on one line", () => {
    const found = messages(`{${"a,".repeat(30_000)}}`);
    expect([found.length, found.at(-1)]).toEqual([51, expect.stringMatching(/29949 more problems/)]);
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

  it("is satisfied with the other ending, but not with both", () => {
    const at = (files: Readonly<Record<string, string>>) => {
      const readFile = (path: string) => files[path.replace("/repo/.github/", "")] ?? null;
      return resolved({ ...sourceOf(), readFile });
    };
    const one = at({ "release-gate.yaml": "name: of-the-file" });
    expect([one.settings.labels.name, one.settings.gateFile]).toEqual([
      "of-the-file",
      { path: ".github/release-gate.yaml" },
    ]);
    const { problems } = at({ "release-gate.yaml": "name: a", "release-gate.yml": "name: a" });
    expect(problems).toMatchObject([
      {
        code: "two-gate-files",
        message: expect.stringMatching(/release-gate\.yml: stands beside .*release-gate\.yaml/),
      },
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

  it("judges what a broken file still says, so that a mistake hides no other", () => {
    const gateFile = "release:\n  timeout: 5\n  model: <MODEL_ID>\nlimits: { deadline: 1ms }";
    const codes = problemsOf({ gateFile, inputs: { model: "" } }).map(({ code, at }) => [code, at?.line]);
    expect(codes).toEqual([
      ["invalid-value", 2],
      ["out-of-range", 4],
      ["placeholder-model", 3],
    ]);
  });

  it("refuses a file that holds the key", () => {
    const problems = problemsOf({ gateFile: `# ${KEY}\nname: x` });
    expect(problems).toMatchObject([{ code: "secret-in-file" }]);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  });
});
