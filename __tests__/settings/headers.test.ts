import { describe, expect, it } from "@jest/globals";
import { codesOf, KEY, problemsOf, settingsOf } from "./source.ts";

const headers = (text: string) => `release:\n  headers: { ${text} }\n`;

describe("headers of the release", () => {
  it("are sent as written, and secret when they come from the environment", () => {
    const masked: string[] = [];
    const settings = settingsOf({
      gateFile: headers("x-portkey-provider: openai, x-token: { from-env: GATEWAY_TOKEN }"),
      inputs: { "allowed-env": "OTHER, GATEWAY_TOKEN" },
      env: { GATEWAY_TOKEN: "gateway-token-value" },
      masked,
    });
    expect(settings.release.headers).toEqual([
      { name: "x-portkey-provider", value: "openai", secret: false, credential: false },
      { name: "x-token", value: "gateway-token-value", secret: true, credential: true },
    ]);
    expect(settings.secrets).toEqual([KEY, "gateway-token-value"]);
    expect(masked).toEqual([KEY, "gateway-token-value"]);
  });

  it.each(["COMETAPI_KEY", "COMETAPI_API_KEY", "GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "PATH"])(
    "cannot read %s unless the workflow lists it",
    (name) => {
      const world = { gateFile: headers(`x-a: { from-env: ${name} }`), env: { [name]: "value-of-the-variable" } };
      expect(problemsOf(world)).toMatchObject([
        { code: "env-not-allowed", at: { line: 2 }, message: expect.stringContaining(name) },
      ]);
      expect(codesOf({ ...world, inputs: { "allowed-env": name } })).toEqual([]);
    },
  );

  it.each([
    "Authorization",
    "Host",
    "content-length",
    "Transfer-Encoding",
    "connection",
    "Content-Type",
    "TE",
    "Expect",
  ])("cannot set %s", (name) => {
    expect(codesOf({ gateFile: headers(`${name}: x`) })).toEqual(["reserved-header"]);
  });

  it("cannot set the header that carries the key", () => {
    const gateFile = "release: { auth: { header: X-Api-Key }, headers: { x-api-key: abc } }";
    expect(codesOf({ gateFile })).toEqual(["reserved-header"]);
  });

  it("take the key to Anthropic itself as it is taken there, or the run holds: the default would be refused", () => {
    const world = { inputs: { "base-url": "https://api.anthropic.com", probes: "anthropic" } };
    const [missing] = problemsOf(world);
    expect(missing).toMatchObject({ code: "missing-auth", help: expect.stringContaining("header: x-api-key") });
    expect(codesOf({ ...world, gateFile: 'release: { auth: { header: x-api-key, scheme: "" } }' })).toEqual([]);
    expect(codesOf({ inputs: { ...world.inputs, probes: "chat" } })).toEqual([]);
    expect(codesOf({ inputs: { ...world.inputs, "base-url": "https://llm.example" } })).toEqual([]);
  });

  it("are given once, whatever their case", () => {
    expect(codesOf({ gateFile: headers("x-a: b, X-A: c") })).toEqual(["duplicate-header"]);
  });

  it.each([
    ["is not set", undefined, "missing-value"],
    ["is blank", " ", "missing-value"],
    ["has a line break", "a\r\nx-evil: 1", "invalid-header-value"],
    ["has characters that no header carries", "\u2026", "invalid-header-value"],
  ])("refuse a variable that %s", (_, value, code) => {
    const problems = problemsOf({
      gateFile: headers("x-a: { from-env: TOKEN }"),
      inputs: { "allowed-env": "TOKEN" },
      env: { TOKEN: value },
    });
    expect(problems).toMatchObject([{ code }]);
    expect(JSON.stringify(problems)).not.toContain("evil");
  });

  it("refuse a key in the file", () => {
    const problems = problemsOf({ gateFile: headers("x-a: Bearer sk-abcdefghijklmnop") });
    expect(problems).toMatchObject([{ code: "secret-in-file" }]);
    expect(JSON.stringify(problems)).not.toContain("abcdefgh");
    expect(codesOf({ gateFile: "release: { api-key-ref: sk-abcdefghijklmnop }" })).toEqual(["secret-in-file"]);
  });

  it("do not repeat a token that was written where its variable belongs", () => {
    const problems = problemsOf({ gateFile: headers("x-a: { from-env: ghp_0123456789abcdefghij }") });
    expect(problems).toMatchObject([{ code: "env-not-allowed" }]);
    expect(JSON.stringify(problems)).not.toContain("ghp_");
  });

  it.each(["*", "COMETAPI_*", "$TOKEN"])("refuse %s in allowed-env", (entry) => {
    expect(codesOf({ inputs: { "allowed-env": entry } })).toEqual(["invalid-variable"]);
  });
});
