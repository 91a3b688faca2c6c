/** Which probes a selection becomes (product.md, "Probes"). */
import { describe, expect, it } from "@jest/globals";
import { ERROR_CASES, type MustFailOptions, type ProbeId } from "../../src/evidence/probes.ts";
import { planProbes } from "../../src/probes/index.ts";
import { drive, json, verdictOf } from "./exchanges.ts";

const OPTIONS: MustFailOptions = { cases: ERROR_CASES, waived: [], expect: {} };

function keys(ids: readonly ProbeId[], options: Partial<MustFailOptions> = {}) {
  const selected = ids.map((id) => ({ id, selected: "preset" as const }));
  return planProbes(selected, { ...OPTIONS, ...options }).map(({ probe }) => probe.key);
}

describe("planProbes", () => {
  it.each<[string, ProbeId[], string[]]>([
    ["a probe of one family", ["chat"], ["chat"]],
    ["nothing that sends no request of this kind", ["template", "docs", "logs", "app"], []],
    ["must-fail probes for the probed family", ["chat", "auth-path"], ["chat", "auth-path:chat-completions"]],
    [
      "one per family, however many probes it has",
      ["chat", "chat-stream", "auth-path"],
      ["chat", "chat-stream", "auth-path:chat-completions"],
    ],
    [
      "both families for a must-fail probe on its own",
      ["auth-path"],
      ["auth-path:chat-completions", "auth-path:responses"],
    ],
    [
      "both cases for every probed family, whatever the order of the selection",
      ["error-path", "responses", "chat"],
      [
        "responses",
        "chat",
        "error-path:chat-completions:missing-field",
        "error-path:chat-completions:unknown-model",
        "error-path:responses:missing-field",
        "error-path:responses:unknown-model",
      ],
    ],
    [
      "the smoke preset",
      ["chat", "responses", "responses-stream", "error-path", "auth-path"],
      [
        "chat",
        "responses",
        "responses-stream",
        "error-path:chat-completions:missing-field",
        "error-path:chat-completions:unknown-model",
        "error-path:responses:missing-field",
        "error-path:responses:unknown-model",
        "auth-path:chat-completions",
        "auth-path:responses",
      ],
    ],
  ])("plans %s", (_title, ids, expected) => {
    expect(keys(ids)).toEqual(expected);
  });

  it("plans only the chosen cases", () => {
    expect(keys(["chat", "error-path"], { cases: ["unknown-model"] })).toEqual([
      "chat",
      "error-path:chat-completions:unknown-model",
    ]);
  });

  it("does not plan what is waived", () => {
    const waived = [
      { case: "missing-field" as const, why: "the gateway fills it in" },
      { case: "auth-path" as const, why: "no credential" },
    ];
    expect(keys(["chat", "error-path", "auth-path"], { waived })).toEqual([
      "chat",
      "error-path:chat-completions:unknown-model",
    ]);
  });

  it("says of each probe whether it was named or only part of a preset", () => {
    const planned = planProbes(
      [
        { id: "chat", selected: "explicit" },
        { id: "auth-path", selected: "preset" },
      ],
      OPTIONS,
    );
    expect(planned.map(({ probe, selected }) => [probe.id, probe.polarity, selected])).toEqual([
      ["chat", "must-pass", "explicit"],
      ["auth-path", "must-fail", "preset"],
    ]);
  });

  it("hands the stated statuses to the probe that they are stated for", () => {
    const expected = { "missing-field": [418], "auth-path": [419] };
    const planned = planProbes(
      [
        { id: "chat", selected: "explicit" },
        { id: "error-path", selected: "explicit" },
        { id: "auth-path", selected: "explicit" },
      ],
      { ...OPTIONS, expect: expected },
    );
    const passing = (status: number) =>
      planned
        .filter(({ probe }) => probe.polarity === "must-fail")
        .filter(({ probe }) => verdictOf(drive(probe, [json(status, {})]).outcome) === "pass")
        .map(({ probe }) => probe.key);
    expect(passing(418)).toEqual(["error-path:chat-completions:missing-field"]);
    expect(passing(419)).toEqual(["auth-path:chat-completions"]);
  });
});
