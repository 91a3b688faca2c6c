import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readReportSettings } from "../../src/settings/resolve.ts";
import { codesOf, settingsOf, sourceOf } from "./source.ts";

describe("report settings", () => {
  it("are safe when nothing is said", () => {
    expect(readReportSettings(sourceOf({ env: { RUNNER_TEMP: "/runner/temp" } }))).toEqual({
      failOn: "hold",
      summary: "always",
      evidenceDir: "/runner/temp/release-gate",
    });
    expect(readReportSettings(sourceOf()).evidenceDir).toBe("/tmp/release-gate");
  });

  it("prefer the input, then the gate file", () => {
    const gateFile = "fail-on: never\nsummary: on-failure";
    expect(readReportSettings(sourceOf({ gateFile }))).toMatchObject({ failOn: "never", summary: "on-failure" });
    const inputs = { "fail-on": "rollback", summary: "never", "evidence-dir": "out" };
    expect(readReportSettings(sourceOf({ gateFile, inputs }))).toEqual({
      failOn: "rollback",
      summary: "never",
      evidenceDir: "/repo/out",
    });
  });

  it("stay strict when the setting is invalid, which is reported elsewhere", () => {
    expect(readReportSettings(sourceOf({ inputs: { "fail-on": "nothing" } })).failOn).toBe("hold");
    expect(codesOf({ inputs: { "fail-on": "nothing" } })).toEqual(["invalid-value"]);
    expect(readReportSettings(sourceOf({ gateFile: "fail-on: never\nfial: 1" })).failOn).toBe("hold");
  });

  it("are the same as those of valid settings", () => {
    const world = { inputs: { "fail-on": "rollback" }, gateFile: "summary: never", env: { RUNNER_TEMP: "/t" } };
    expect(readReportSettings(sourceOf(world))).toEqual(settingsOf(world).report);
  });

  it("never throw", () => {
    const readFile = () => {
      throw new Error("no");
    };
    expect(readReportSettings({ ...sourceOf(), readFile }).failOn).toBe("hold");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (gateFile, input) => {
        readReportSettings(sourceOf({ gateFile, inputs: { "fail-on": input, "evidence-dir": input } }));
      }),
    );
  });
});
