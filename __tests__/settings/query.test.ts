/** `release.query` of the gate file: what is added to the URL of every request. */
import { describe, expect, it } from "@jest/globals";
import { codesOf, KEY, problemsOf, settingsOf } from "./source.ts";

const query = (text: string) => `release:\n  query: { ${text} }\n`;

describe("release.query", () => {
  it("is sent in its order, and a value from the environment is a secret and mostly a credential", () => {
    const settings = settingsOf({
      gateFile: query(
        "b: 'x y', api-version: 2026-10-01, t: { from-env: TOKEN }, w: { from-env: WAF, credential: false }",
      ),
      inputs: { "allowed-env": "TOKEN, WAF" },
      env: { TOKEN: "token-value", WAF: "waf-value" },
    });
    expect(settings.release.query).toEqual([
      { name: "b", value: "x y", secret: false, credential: false },
      { name: "api-version", value: "2026-10-01", secret: false, credential: false },
      { name: "t", value: "token-value", secret: true, credential: true },
      { name: "w", value: "waf-value", secret: true, credential: false },
    ]);
    expect(settings.secrets).toEqual([KEY, "token-value", "waf-value"]);
  });

  it.each([
    ["a number, of which YAML drops the last zero", "v: 1.10", "invalid-value"],
    ["a key", "k: sk-abcdefghijklmnop", "secret-in-file"],
    ["a variable that the workflow does not list", "k: { from-env: TOKEN }", "env-not-allowed"],
    ["half a character", 'k: "\\ud800"', "invalid-query-value"],
    ["a name without any character", '"": x', "invalid-key-name"],
  ])("cannot be %s", (_, text, code) => {
    const problems = problemsOf({ gateFile: query(text) });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(JSON.stringify(problems)).not.toContain("abcdefgh");
  });

  it("refuses a variable that is not set or has a line break", () => {
    const world = { gateFile: query("k: { from-env: TOKEN }"), inputs: { "allowed-env": "TOKEN" } };
    expect(codesOf(world)).toEqual(["missing-value"]);
    expect(codesOf({ ...world, env: { TOKEN: "a\nb" } })).toEqual(["invalid-query-value"]);
  });

  it("is where the query of a pasted base URL belongs", () => {
    expect(problemsOf({ inputs: { "base-url": "https://api.cometapi.com/v1?api-version=1" } })).toMatchObject([
      { code: "invalid-base-url", help: expect.stringContaining("release.query") },
    ]);
  });
});
