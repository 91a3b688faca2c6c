import { describe, expect, it } from "@jest/globals";
import { isLoopback, normaliseBaseUrl } from "../../src/text/base-url.ts";
import { problemsOf, settingsOf } from "./source.ts";

describe("base URL", () => {
  it.each([
    ["https://api.example.com/v1", "https://api.example.com/v1"],
    ["https://api.example.com/v1/", "https://api.example.com/v1"],
    ["https://api.example.com/v1///", "https://api.example.com/v1"],
    ["  https://api.example.com/v1 ", "https://api.example.com/v1"],
    ["api.example.com", "https://api.example.com/v1"],
    ["https://api.example.com", "https://api.example.com/v1"],
    ["https://api.example.com/", "https://api.example.com/v1"],
    ["api.example.com/openai/v1", "https://api.example.com/openai/v1"],
    ["api.example.com:8443", "https://api.example.com:8443/v1"],
    ["HTTPS://API.Example.COM/v1", "https://api.example.com/v1"],
    ["https://api.example.com:443/v1", "https://api.example.com/v1"],
    ["http://localhost:8080/v1", "http://localhost:8080/v1"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"],
    ["http://127.8.9.10/v1", "http://127.8.9.10/v1"],
    ["http://[::1]:8080/v1", "http://[::1]:8080/v1"],
    ["localhost:8080", "https://localhost:8080/v1"],
  ])("reads %s as %s", (text, url) => {
    expect(normaliseBaseUrl(text)).toEqual({ ok: true, url });
  });

  it.each([
    ["http://api.example.com/v1", /https/],
    ["http://localhost.evil.com/v1", /https/],
    ["http://127.0.0.1.evil.com/v1", /https/],
    ["http://128.0.0.1/v1", /https/],
    ["http://[::2]/v1", /https/],
    ["ftp://api.example.com/v1", /https/],
    ["https://user:secret@api.example.com/v1", /user name or password/],
    ["https://user@api.example.com/v1", /user name or password/],
    ["https://@api.example.com/v1", /user name or password/],
    ["https://api.example.com/v1?key=secret", /query/],
    ["https://api.example.com/v1?", /query/],
    ["https://api.example.com/v1#part", /fragment/],
    ["https://api.example.com\\@evil.com/v1", /backslash/],
    ["https://api.exa\nmple.com/v1", /white space/],
    ["https://<HOST>/v1", /not a URL/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable that nobody expanded
    ["https://${HOST}/v1", /not a URL/],
    ["", /not a URL/],
    ["/v1", /not a URL/],
    ["https:/api.example.com/v1", /not a URL/],
    ["https:api.example.com", /not a URL/],
    ["sk-secret0123456789abcdef", /API key/],
    ["https://sk-proj-secret0123456789abcdef/v1", /API key/],
    [`https://api.example.com/${"a".repeat(300)}`, /more than 300/],
  ])("refuses %j", (text, what) => {
    const result = normaliseBaseUrl(text);
    expect(result).toMatchObject({ ok: false, what: expect.stringMatching(what) });
    expect(JSON.stringify(result)).not.toMatch(/secret/);
  });

  it.each([
    ["https://api.example.com/v1/chat/completions", "https://api.example.com/v1"],
    ["https://api.example.com/v1/responses/", "https://api.example.com/v1"],
    ["https://api.example.com/v1/messages", "https://api.example.com/v1"],
    ["https://api.example.com/v1/embeddings", "https://api.example.com/v1"],
    ["https://api.example.com/v1/Chat/Completions", "https://api.example.com/v1"],
  ])("says what to write instead of the endpoint %s", (text, base) => {
    expect(normaliseBaseUrl(text)).toMatchObject({ ok: false, help: expect.stringContaining(`Write ${base};`) });
  });

  it.each([
    ["localhost", true],
    ["127.0.0.1", true],
    ["127.255.255.255", true],
    ["[::1]", true],
    ["localhost.evil.com", false],
    ["127.0.0.1.evil.com", false],
    ["0.0.0.0", false],
    ["10.127.0.0.1", false],
    ["[::ffff:7f00:1]", false],
  ])("tells whether %s is this machine", (hostname, expected) => {
    expect(isLoopback(hostname)).toBe(expected);
  });
});

describe("where the key may go", () => {
  const gateFile = "release:\n  base-url: https://gateway.example/v1\n";

  it("is api.cometapi.com by default", () => {
    expect(settingsOf().release.baseUrl).toBe("https://api.cometapi.com/v1");
  });

  it("prefers the input, then the gate file, then the environment", () => {
    const env = { COMETAPI_BASE_URL: "https://from-env.example/v1" };
    expect(settingsOf({ env }).release.baseUrl).toBe("https://from-env.example/v1");
    const inputs = { "allowed-hosts": "gateway.example" };
    expect(settingsOf({ env, gateFile, inputs }).release.baseUrl).toBe("https://gateway.example/v1");
    expect(
      settingsOf({ env, gateFile, inputs: { ...inputs, "base-url": "https://from-input.example/v1" } }).release.baseUrl,
    ).toBe("https://from-input.example/v1");
  });

  it("refuses a host that only the gate file names, with its place", () => {
    expect(problemsOf({ gateFile })).toEqual([
      {
        code: "host-not-allowed",
        message:
          'gate file .github/release-gate.yml:2:13: release.base-url sends the key to "gateway.example", which the workflow does not allow',
        help: expect.stringContaining("allowed-hosts"),
        at: { file: ".github/release-gate.yml", line: 2, column: 13 },
      },
    ]);
  });

  it("is nobody's question where no key is sent", () => {
    expect(settingsOf({ gateFile, inputs: { probes: "docs" } }).release.baseUrl).toBe("https://gateway.example/v1");
  });

  it.each([
    ["the input allowed-hosts", { "allowed-hosts": "other.example,\n gateway.example" }, {}],
    ["the environment", {}, { COMETAPI_BASE_URL: "https://gateway.example/other" }],
  ])("takes a host of the gate file that %s names too", (_, inputs, env) => {
    expect(settingsOf({ gateFile, inputs, env }).release.baseUrl).toBe("https://gateway.example/v1");
  });

  it("takes the default host from the gate file", () => {
    const own = "release: { base-url: https://api.cometapi.com/v1 }";
    expect(settingsOf({ gateFile: own }).release.baseUrl).toBe("https://api.cometapi.com/v1");
  });

  it.each([
    ["another port", "gateway.example:8443"],
    ["a parent domain", "example"],
    ["a subdomain", "a.gateway.example"],
  ])("does not confuse a host with %s", (_, allowed) => {
    expect(problemsOf({ gateFile, inputs: { "allowed-hosts": allowed } })).toHaveLength(1);
  });

  it.each(["https://gateway.example", "https://gateway.example/", "HTTPS://Gateway.Example:443/", "[gateway.example]"])(
    "takes %s in allowed-hosts for the host that it names and nothing more",
    (entry) => {
      expect(problemsOf({ gateFile, inputs: { "allowed-hosts": entry } })).toEqual([]);
    },
  );

  it.each([
    ["*.example", "Write each host in full, as in api.example.com: no wildcard and no range stands for several."],
    [".example", "Write each host in full, as in api.example.com: no wildcard and no range stands for several."],
    ["10.0.0.0/8", "Write each host in full, as in api.example.com: no wildcard and no range stands for several."],
    ["gateway.example/v1", "Write gateway.example: a host is allowed as a whole, and no path of it alone."],
    [
      "https://gateway.example:8443/v1?x",
      "Write gateway.example:8443: a host is allowed as a whole, and no path of it alone.",
    ],
    ["ftp://gateway.example", "Write host or host:port, without scheme, path or wildcard."],
    ["gateway.example:99999", "Write host or host:port, without scheme, path or wildcard."],
  ])("says what to write in place of %s in allowed-hosts", (entry, help) => {
    expect(problemsOf({ gateFile: "", inputs: { "allowed-hosts": entry } })).toMatchObject([
      { code: "invalid-host", help },
    ]);
  });

  it("repeats no password of an entry", () => {
    const [problem] = problemsOf({ inputs: { "allowed-hosts": "https://me:hunter2@gateway.example/v1" } });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(problem?.code).toBe("invalid-host");
  });

  it("cannot be widened by the gate file", () => {
    const file = "allowed-hosts: [evil.example]\nallowed-env: [COMETAPI_KEY]\n";
    expect(problemsOf({ gateFile: file }).map(({ message }) => message)).toEqual([
      'gate file .github/release-gate.yml:1:1: unknown key "allowed-hosts" - it is an input of the workflow step',
      'gate file .github/release-gate.yml:2:1: unknown key "allowed-env" - it is an input of the workflow step',
    ]);
  });
});
