import { describe, expect, it } from "@jest/globals";
import { codesOf, KEY, problemsOf, resolved, settingsOf, sourceOf } from "./source.ts";

const NO_KEY = { "api-key": "" };

describe("API key", () => {
  it.each([
    ["the input", { "api-key": ` ${KEY}\n` }, { COMETAPI_KEY: "other" }, "input api-key"],
    [
      "COMETAPI_KEY when the input is blank",
      { "api-key": "  " },
      { COMETAPI_KEY: KEY, COMETAPI_API_KEY: "b" },
      "COMETAPI_KEY",
    ],
    ["COMETAPI_API_KEY last", NO_KEY, { COMETAPI_KEY: "", COMETAPI_API_KEY: KEY }, "COMETAPI_API_KEY"],
  ])("comes from %s", (_, inputs, env, source) => {
    const masked: string[] = [];
    expect(settingsOf({ inputs, env, masked }).credential).toEqual({ value: KEY, source });
    expect(masked).toEqual([KEY]);
  });

  it("is masked before anything else is read", () => {
    const order: string[] = [];
    const source = sourceOf();
    resolved({
      ...source,
      mask: (secret) => order.push(`mask ${secret}`),
      readFile: () => {
        order.push("readFile");
        return null;
      },
    });
    expect(order.slice(0, 2)).toEqual([`mask ${KEY}`, "readFile"]);
  });

  it.each([
    ["a line break", `${KEY}\n${KEY}`, /line break/],
    ["white space", `${KEY} ${KEY}`, /white space/],
    ["a control character", `${KEY}\u0007${KEY}`, /control characters/],
    ["characters that no header carries", `${KEY}\u201d`, /no HTTP header/],
    ["the scheme", `Bearer ${KEY}`, /Bearer/],
    ["quotes", `"${KEY}"`, /quotes/],
    ["a placeholder", "<API_KEY>", /placeholder/],
    ["what a log shows", "***", /what a log shows/],
  ])("with %s is a problem that never repeats it", (_, key, message) => {
    const problems = problemsOf({ inputs: { "api-key": key } });
    expect(problems).toMatchObject([{ code: "invalid-key", message: expect.stringMatching(message) }]);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: expressions of others, not of this language
    ...["${{ secrets.COMETAPI_KEY }}", "${COMETAPI_KEY}", "${COMETAPI_KEY:-none}"],
    "{{ secrets.COMETAPI_KEY }}",
    "$COMETAPI_KEY",
    "$cometapi_key",
    "$(COMETAPI_KEY)",
    "$(cat /run/secrets/key)",
    "%COMETAPI_KEY%",
    "$env:COMETAPI_KEY",
  ])("that is the expression %s is said to be one that nothing replaced", (key) => {
    for (const name of ["api-key", "known-good-api-key"])
      expect(problemsOf({ inputs: { [name]: key } })).toMatchObject([
        {
          code: "invalid-key",
          message: `input ${name} is an expression that nothing replaced, not a key`,
          help: expect.stringContaining("secrets.NAME"),
        },
      ]);
  });

  it.each([
    "COMETAPI_KEY",
    "COMETAPI_API_KEY",
    "OPENAI_API_KEY",
    "OPENAI_API_KEY_2",
    "PROD_COMETAPI_TOKEN",
    "SECRET_COMETAPI",
    "COMETAPI_PRODUCTION",
    "COMETAPIKEY",
    "cometapi_key",
    "openai-api-key",
    "cometApiKey",
    "api-key",
    "secrets.COMETAPI_KEY",
    "secrets['COMETAPI_KEY']",
    "secrets.COMETAPI_KEY || vars.COMETAPI_KEY",
    "env.COMETAPI_KEY",
    "vars.COMETAPI_KEY",
    "steps.vault.outputs.key",
    "process.env.COMETAPI_KEY",
    "os.environ['COMETAPI_KEY']",
  ])("that is the name %s is said to be a name, in words that masking leaves readable", (key) => {
    const masked: string[] = [];
    const gateFile = "release: { api-key-ref: secrets.COMETAPI_KEY }";
    const problems = problemsOf({ inputs: { ...NO_KEY }, env: { COMETAPI_KEY: key }, gateFile, masked });
    expect(problems).toMatchObject([
      {
        code: "invalid-key",
        message: "environment variable COMETAPI_KEY is the name of a variable or a secret, not its value",
        help: expect.stringContaining("secrets.NAME"),
      },
    ]);
    expect(masked).toEqual([]);
  });

  it.each([
    ["<KEY>", /placeholder/],
    ["your-api-key", /name|placeholder/],
    ["YOUR_API_KEY", /name|placeholder/],
    ["your_key_here", /placeholder/],
    ["sk-your-key", /placeholder/],
    ["sk-xxxxxxxxxxxxxxxx", /placeholder/],
    ["changeme", /placeholder/],
    ["REPLACE_ME", /placeholder/],
    ["sk-abc...xyz", /what a log shows/],
    ["sk-12****************34", /what a log shows/],
    ["[REDACTED]", /placeholder/],
    [`COMETAPI_KEY=${KEY}`, /equals sign/],
    [`{"key":"${KEY}"}`, /JSON/],
    ["op://vault/cometapi/key", /address/],
    ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:cometapi", /address/],
    ["null", /missing/],
    ["undefined", /missing/],
  ])("that is %s is no key", (key, message) => {
    const problems = problemsOf({ inputs: { "api-key": key } });
    expect(problems).toMatchObject([{ code: "invalid-key", message: expect.stringMatching(message) }]);
    if (key.length > 9) expect(JSON.stringify(problems)).not.toContain(key);
  });

  it.each([
    ...["EMPTY", "none", "dummy", "sk-no-key-required", "lm-studio", "ollama", "no-key", "NO_KEY", "no-api-key"],
    ...["NOT_NEEDED", "DUMMY_API_KEY", "fake-api-key", "sk-1234", "token-abc123", "test", "anything", "n/a", "local"],
    ...["sk-proj-Ab3dEf6hIj9kLm2nOp5q", "0123456789abcdef0123456789abcdef", "gsk_Ab3dEf6hIj9kLm2nOp5q", "id:secret"],
    ...["AIzaSyA-0123456789abcdefghijklmnopqrstu", "hf_AbCdEfGhIjKlMnOpQr", "kd83/Ab+cd==", "eyJhbGciOi.eyJzdWIi.c2ln"],
    ...["env-7f3a9c", "ENVIRONMENT7KEY3VALUE", "secretsauce42", "pass%word%1"],
  ])("may be %s", (key) => {
    expect(settingsOf({ inputs: { "api-key": `${key} \n`, "known-good-api-key": key } })).toMatchObject({
      credential: { value: key },
      knownGood: { credential: { value: key } },
    });
  });

  it("for GitHub that is a pasted file is a problem, and its default is named", () => {
    const token = "ghs_0123456789".repeat(400);
    const problems = problemsOf({ inputs: { "github-token": token } });
    expect(problems).toMatchObject([{ code: "invalid-key", help: expect.stringContaining("default") }]);
    expect(problems[0]?.message).toBe("input github-token has more than 4096 characters");
  });

  it("under 16 characters is used and masked, but not scanned for", () => {
    const masked: string[] = [];
    const settings = settingsOf({ inputs: { "api-key": "short-key" }, masked });
    expect(settings.credential?.value).toBe("short-key");
    expect(settings.warnings).toEqual([expect.stringMatching(/input api-key has fewer than 16 characters/)]);
    expect(masked).toEqual(["short-key"]);
    expect(settingsOf({ inputs: { "api-key": "k".repeat(16) } }).warnings).toEqual([]);
  });

  it("that is nowhere is a missing key; on a fork nobody is to blame", () => {
    expect(codesOf({ inputs: NO_KEY })).toEqual(["missing-key"]);
    expect(codesOf({ inputs: NO_KEY, untrusted: "no-secrets" })).toEqual(["no-secrets"]);
  });

  it("on a fork brings no further complaints about variables that forks do not get", () => {
    const gateFile = "release: { base-url: https://gateway.example/v1, headers: { x-a: { from-env: A } } }";
    expect(codesOf({ inputs: { ...NO_KEY, model: "" }, gateFile, untrusted: "no-secrets" })).toEqual(["no-secrets"]);
  });

  it("on a fork leaves the problems of the gate file in place", () => {
    expect(codesOf({ inputs: { ...NO_KEY, samples: "x" }, untrusted: "no-secrets" })).toEqual([
      "invalid-number",
      "no-secrets",
    ]);
  });

  it("is not needed without authentication, and then auth-path has nothing to ask", () => {
    const settings = settingsOf({ inputs: NO_KEY, gateFile: "release: { auth: none }" });
    expect(settings.credential).toBeNull();
    expect(settings.probes.map(({ id }) => id)).not.toContain("auth-path");
    expect(settings.warnings).toEqual([expect.stringMatching(/auth-path is skipped/)]);
  });

  it("travels as the gate file says", () => {
    expect(settingsOf().release.auth).toEqual({ header: "Authorization", scheme: "Bearer" });
    const gateFile = "release: { auth: { header: x-api-key, scheme: '' } }";
    expect(settingsOf({ gateFile }).release.auth).toEqual({ header: "x-api-key", scheme: "" });
    expect(codesOf({ gateFile: "release: { auth: { header: Host } }" })).toEqual(["reserved-header"]);
  });

  it("that occurs in an output is announced, because GitHub drops the output", () => {
    const { warnings } = settingsOf({ inputs: { "api-key": "abcd", model: "abcd-large" } });
    expect(warnings).toContainEqual(expect.stringMatching(/occurs in the model/));
    expect(warnings.join()).not.toContain("abcd");
  });

  it("written into another input never shows in a message", () => {
    const problems = problemsOf({ inputs: { probes: KEY, samples: KEY, live: KEY, name: KEY, timeout: `${KEY} s` } });
    expect(problems).toHaveLength(4);
    expect(JSON.stringify(problems)).not.toContain(KEY);
    // Too short to look like a key, but known to be one.
    const [problem] = problemsOf({ inputs: { "api-key": "pass-word", probes: "pass-word" } });
    expect(problem?.message).toBe('input probes names "***", which is neither a probe nor a preset');
  });
});

describe("sandbox", () => {
  const sandbox = { baseUrl: "http://127.0.0.1:4010/v1", model: "sandbox-model", key: "sandbox-key-0123456789" };

  it("brings its own URL, model and key, whatever else is set, and needs no proxy", () => {
    const settings = settingsOf({
      sandbox,
      inputs: { "base-url": "https://real.example/v1" },
      env: { HTTPS_PROXY: "http://proxy:3128" },
    });
    expect(settings.release).toMatchObject({ baseUrl: sandbox.baseUrl, model: sandbox.model });
    expect(settings.credential).toEqual({ value: sandbox.key, source: "embedded sandbox" });
    expect(settings.network).toMatchObject({ httpProxy: "", httpsProxy: "", noProxy: "" });
    expect(settings).toMatchObject({ sandbox: true, labels: { name: "sandbox" } });
  });

  it("works without any input", () => {
    expect(codesOf({ sandbox, inputs: { ...NO_KEY, model: "" } })).toEqual([]);
  });
});

describe("model", () => {
  it("prefers the input, then the gate file, then the environment", () => {
    const env = { COMETAPI_MODEL: "from-env" };
    const gateFile = "release: { model: from-file }";
    expect(settingsOf({ env, gateFile }).release.model).toBe("some-model");
    expect(settingsOf({ env, gateFile, inputs: { model: "" } }).release.model).toBe("from-file");
    expect(settingsOf({ env, inputs: { model: "" } }).release.model).toBe("from-env");
  });

  it.each([
    ["", "missing-model"],
    ["   ", "missing-model"],
    ["<MODEL_ID>", "placeholder-model"],
    ["REPLACE_WITH_APPROVED_MODEL_ID", "placeholder-model"],
    ["YOUR_MODEL", "placeholder-model"],
    ["your-model-here", "placeholder-model"],
    ["$COMETAPI_MODEL", "placeholder-model"],
    ["vendor/$" + "{MODEL}", "placeholder-model"],
    ["{{model}}-latest", "placeholder-model"],
    ["a b", "invalid-model"],
    ["a\u00a0b", "invalid-model"],
    ["a\u0007b", "invalid-model"],
    ["a\u202eb", "invalid-model"],
    ["a\u200bb", "invalid-model"],
    ["a\ud800b", "invalid-model"],
    ["m".repeat(257), "invalid-model"],
    ["sk-abcdefghijklmnopqrst", "key-as-model"],
  ])("refuses %j", (model, code) => {
    expect(codesOf({ inputs: { model } })).toEqual([code]);
  });

  it.each([
    "gpt-5.4-mini",
    "vendor/model:free",
    "model::free",
    "ft:gpt-4o-mini:acme::A1b2",
    "@cf/meta/llama-3.1-8b-instruct",
    "provider,model",
    "gpt-5(high)",
    "~vendor/x",
    "x[1m]",
    "[eu]claude[1m]",
    "-dash",
    "#1|`a`<b>@team$(id);'\"\\",
    "::error::x",
    "通义千问-max",
    "🔥gpt",
    "m".repeat(256),
    "🔥".repeat(256),
  ])("takes %s, from every place", (model) => {
    const gateFile = `release: { model: ${JSON.stringify(model)} }`;
    const given = [
      { inputs: { model } },
      { gateFile, inputs: { model: "" } },
      { env: { COMETAPI_MODEL: model }, inputs: { model: "" } },
    ];
    for (const source of given) {
      expect(codesOf(source)).toEqual([]);
      expect(settingsOf(source).release.model).toBe(model);
    }
  });
});
