import { describe, expect, it } from "@jest/globals";
import { PolicySchema } from "../../src/evidence/policy.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../src/evidence/triggers.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { codesOf, problemsOf, settingsOf } from "./source.ts";

describe("policy", () => {
  it("is the documented one when nothing is said", () => {
    const { policy } = settingsOf();
    expect(policy).toEqual(defaultPolicy());
    expect(policy).toMatchObject({
      samples: 5,
      tolerate: 0.05,
      alpha: 0.05,
      settleMs: 10_000,
      latencyObjectiveMs: null,
    });
    for (const id of TRIGGER_IDS) expect(policy.severities[id]).toBe(TRIGGERS[id].severity);
    expect(PolicySchema.parse(policy)).toEqual(policy);
  });

  it("follows the gate file, and the input before it", () => {
    const gateFile = `
sampling: { samples: 8, tolerate: 0.1, alpha: 1%, settle: 0s }
probes: { chat: { max-failures: 2 of 10 } }
triggers: { capacity: { severity: advisory }, slow-rate: { severity: hold, latency-objective: 3s } }
`;
    const { policy } = settingsOf({ gateFile });
    expect(policy).toMatchObject({ samples: 8, tolerate: 0.1, alpha: 0.01, settleMs: 0, latencyObjectiveMs: 3_000 });
    expect(policy.maxFailures).toEqual({ chat: { failures: 2, of: 10 } });
    expect(policy.severities).toMatchObject({ capacity: "advisory", "slow-rate": "hold", route: "rollback" });
    expect(settingsOf({ gateFile, inputs: { samples: "9" } }).policy.samples).toBe(9);
    expect(PolicySchema.parse(policy)).toEqual(policy);
  });

  it.each([
    ["2", []],
    ["50", []],
    ["1", ["out-of-range"]],
    ["51", ["out-of-range"]],
    ["5.5", ["invalid-number"]],
    ["five", ["invalid-number"]],
    ["-5", ["invalid-number"]],
    ["1e1", ["invalid-number"]],
  ])("judges samples: %s", (samples, codes) => {
    expect(codesOf({ inputs: { samples } })).toEqual(codes);
  });

  it("refuses a plan whose looks together make more false alarms than alpha allows, with the nearest that do not", () => {
    expect(problemsOf({ inputs: { samples: "20" } })).toMatchObject([
      {
        code: "too-many-false-alarms",
        message: expect.stringContaining(
          "input samples makes false alarms: a probe that fails no more often than tolerated would fire in 5.9% of runs",
        ),
        help: "Set samples to 19 or 21 (now: samples 20, tolerate 5%, alpha 5%).",
      },
    ]);
    for (const samples of ["19", "21"]) expect(codesOf({ inputs: { samples } })).toEqual([]);
  });

  it("refuses a plan with which no trigger can fire, with the number to change", () => {
    // With 4 attempts and p0 = 0.5, all four fail by chance in 6.25% of all runs: more than alpha.
    const gateFile = "sampling: { samples: 2, tolerate: 50% }";
    expect(problemsOf({ gateFile })).toMatchObject([
      {
        code: "trigger-never-fires",
        message: expect.stringMatching(/^gate file .*:1:35: sampling.tolerate .*not even 4 failures of 4 attempts/),
        help: "Raise samples to 3, or lower tolerate to 45% (now: samples 2, tolerate 50%, alpha 5%).",
      },
    ]);
    expect(codesOf({ gateFile: "sampling: { samples: 3, tolerate: 50% }" })).toEqual([]);
    expect(codesOf({ gateFile: "sampling: { samples: 2, tolerate: 45% }" })).toEqual([]);
    expect(problemsOf({ gateFile: "sampling: { alpha: 0 }" })).toMatchObject([
      { help: expect.stringMatching(/Raise alpha/) },
    ]);
    expect(codesOf({ gateFile: "sampling: { samples: 2, tolerate: 99.9% }" })).toEqual(["trigger-never-fires"]);
  });

  it.each([
    ["0 of 2", []],
    ["9 of 10", []],
    ["10 of 10", ["unreachable-threshold"]],
    ["0 of 1", ["unreachable-threshold"]],
    ["2 of 999", ["unreachable-threshold"]],
  ])("judges max-failures: %s", (text, codes) => {
    expect(codesOf({ gateFile: `probes: { responses: { max-failures: ${text} } }` })).toEqual(codes);
  });

  it.each([
    ["unreachable: { severity: rollback }", "invalid-value"],
    ["configuration: { severity: rollback }", "invalid-value"],
    ["insufficient-evidence: { severity: advisory }", "invalid-value"],
    ["rollback-target: { severity: rollback }", "invalid-value"],
    ["slow-rate: { severity: hold }", "trigger-never-fires"],
    ["slow-rate: { latency-objective: 60s }", "trigger-never-fires"],
  ])("refuses triggers: { %s }", (text, code) => {
    expect(codesOf({ gateFile: `triggers: { ${text} }` })).toEqual([code]);
  });

  it("says when a fallback trigger is set that nothing can feed", () => {
    const triggers = "triggers: { fallback-rate: { severity: hold } }";
    expect(settingsOf({ gateFile: triggers }).warnings).toEqual([expect.stringMatching(/fallback-rate sees nothing/)]);
    const detect = "release: { fallback: { detect: { header: x-fallback-used } } }";
    expect(settingsOf({ gateFile: `${detect}\n${triggers}` }).warnings).toEqual([]);
  });
});
