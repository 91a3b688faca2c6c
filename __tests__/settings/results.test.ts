import { describe, expect, it } from "@jest/globals";
import { problemsOf, settingsOf, type World } from "./source.ts";

const world = (section: object | null, more: World = {}): World => ({
  gateFile: JSON.stringify({ version: 1, probes: section === null ? {} : { results: section } }),
  inputs: { probes: "results", "api-key": undefined, model: undefined },
  ...more,
});

describe("the section probes.results", () => {
  it("needs neither key nor model, and takes reports of a day", () => {
    const { results } = settingsOf(world({ files: ["reports/**/*.xml", "reports/**/*.xml", "/tmp/r.xml"] }));
    expect(results).toEqual({ files: ["reports/**/*.xml", "/tmp/r.xml"], confined: false, maxAgeMs: 24 * 3_600_000 });
    expect(settingsOf(world({ files: "a.xml", "max-age": "72h" })).results?.maxAgeMs).toBe(72 * 3_600_000);
  });

  it.each([
    [null, "missing-results"],
    [{ files: "../a.xml" }, "invalid-path"],
    [{ files: "{a,{b,c}}.xml" }, "invalid-path"],
    [{ files: "a.xml", "max-age": "9999h" }, "out-of-range"],
  ])("%j is a problem: %s", (section, code) => {
    expect(problemsOf(world(section)).map((problem) => problem.code)).toEqual([code]);
  });

  it("of a stranger names nothing outside of the checkout", () => {
    const more = { untrusted: "foreign-files" } as const;
    expect(settingsOf(world({ files: "a.xml" }, more)).results?.confined).toBe(true);
    expect(problemsOf(world({ files: "/etc/a.xml" }, more)).map(({ code }) => code)).toContain("invalid-path");
  });
});
