/** What of a run's own headers and query a known-good release can be asked with: their values are in no record. */
import { describe, expect, it } from "@jest/globals";
import type { SentValue } from "../../src/evidence/app.ts";
import { valueDigest } from "../../src/evidence/configuration.ts";
import { restore } from "../../src/modes/restore.ts";
import { CONFIGURATION, recordOf } from "../known-good/examples.ts";
import { settings } from "../run/running.ts";

const NAME = "api-version";
const value = (text: string, secret = false): SentValue => ({ name: NAME, value: text, secret, credential: secret });

/** A run that sends these, and a record that names these with their digests. */
const restored = (ours: readonly SentValue[], theirs: Readonly<Record<string, string | null>>) => {
  const own = settings(CONFIGURATION.baseUrl, { release: { query: ours } });
  const candidate = { ...own, knownGood: { ...own.knownGood, allowedHosts: ["api.cometapi.com"] } };
  const result = restore(
    candidate,
    recordOf(1, { configuration: { ...CONFIGURATION, headerNames: [], query: theirs } }),
  );
  return result.kind === "settings" ? { query: result.settings.release.query, assumed: result.assumed } : result.reason;
};

describe("the query of the known-good release", () => {
  it("is this run's where the record has the same value, and only what the record names", () => {
    const same = value("2026-10-01");
    const theirs = { [NAME]: valueDigest(NAME, "2026-10-01") };
    expect(restored([same, { ...same, name: "new" }], theirs)).toEqual({ query: [same], assumed: [] });
    expect(restored([same], {})).toMatchObject({ query: [] });
  });

  it("cannot be asked with another value, or with none", () => {
    expect(restored([value("2026-10-01")], { [NAME]: valueDigest(NAME, "2025-01-01") })).toBe(
      "the known-good release sends other values of api-version, which no record holds",
    );
    expect(restored([], { [NAME]: null })).toBe(
      "the known-good release sends query parameters that this run has no value for: api-version",
    );
  });

  it("is taken for the same where it comes from the environment in both, and said to be unknown where it came from there", () => {
    expect(restored([value("x", true)], { [NAME]: null })).toMatchObject({ assumed: [] });
    expect(restored([value("x")], { [NAME]: null })).toMatchObject({
      assumed: ["was asked with this run's value of api-version, its own is not recorded"],
    });
  });
});
