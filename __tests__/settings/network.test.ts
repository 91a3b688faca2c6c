import { describe, expect, it } from "@jest/globals";
import { KEY, problemsOf, settingsOf } from "./source.ts";

describe("network", () => {
  it("has no proxy when the environment has none", () => {
    expect(settingsOf().network).toEqual({ httpProxy: "", httpsProxy: "", noProxy: "", extraCa: false });
  });

  it("prefers the lower-case variable", () => {
    const env = {
      http_proxy: "http://lower:1",
      HTTP_PROXY: "http://upper:2",
      https_proxy: "",
      HTTPS_PROXY: "proxy.example:3128",
      no_proxy: "localhost",
      NO_PROXY: "x",
      NODE_EXTRA_CA_CERTS: "/ca.pem",
    };
    expect(settingsOf({ env }).network).toEqual({
      httpProxy: "http://lower:1/",
      httpsProxy: "http://proxy.example:3128/",
      noProxy: "localhost",
      extraCa: true,
    });
  });

  it.each([
    ["user and password", "http://user:p%40ssword@proxy:3128", ["user:p%40ssword", "p%40ssword", "p@ssword"]],
    ["no scheme", "user:password@proxy:3128", ["user:password", "password"]],
    ["a token alone", "http://token-value@proxy:3128", ["token-value"]],
  ])("keeps the credentials of a proxy with %s", (_, url, secrets) => {
    const masked: string[] = [];
    const settings = settingsOf({ env: { HTTPS_PROXY: url }, masked });
    expect(settings.secrets).toEqual([KEY, ...secrets]);
    expect(masked).toEqual([KEY, ...secrets]);
  });

  it.each(["socks5://proxy:1080", "http://", "http://user:very-secret@:x", "https://user:very-secret@a b"])(
    "refuses %s without repeating it",
    (url) => {
      const problems = problemsOf({ env: { https_proxy: url } });
      expect(problems).toMatchObject([
        { code: "invalid-proxy", message: expect.stringMatching(/^environment variable https_proxy/) },
      ]);
      expect(JSON.stringify(problems)).not.toContain("very-secret");
    },
  );

  it("says which exceptions from the proxy it does not understand, and nothing where there is no proxy", () => {
    const env = { NO_PROXY: "10.0.*, 10.0.0.0/8, .corp.example" };
    expect(settingsOf({ env: { ...env, HTTPS_PROXY: "proxy:3128" } }).warnings).toEqual([
      expect.stringMatching(/^NO_PROXY: "10\.0\.\*" is not understood/),
    ]);
    expect(settingsOf({ env }).warnings).toEqual([]);
  });

  it("says that certificates are verified all the same", () => {
    const warnings = (value: string) => settingsOf({ env: { NODE_TLS_REJECT_UNAUTHORIZED: value } }).warnings;
    expect(warnings("0")).toEqual([expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED=0 is not obeyed/)]);
    expect(warnings("1")).toEqual([]);
  });
});
