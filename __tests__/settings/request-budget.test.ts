import { describe, expect, it } from "@jest/globals";
import { fewestRequests, settingsOf } from "./source.ts";

const fewest = (probes: string, gateFile = "") => {
  const { warnings } = settingsOf({ inputs: { probes, "max-requests": "1" }, gateFile });
  return warnings.flatMap((sentence) => /take at least (\d+) requests/.exec(sentence)?.[1] ?? []).map(Number);
};

describe("the fewest requests of a run", () => {
  it.each([
    ["a sampled probe: its first look", "chat", [5]],
    ["the smoke preset: first looks, cases and a fake key for each family", "smoke", [fewestRequests("smoke")]],
    ["a probe that asks once, whatever the families", "chat, responses, models", [11]],
    ["a feature that takes two requests", "chat-tools", [2]],
    ["features of both families", "chat-tools, responses-tools, chat-image", [5]],
    ["a single request, which fits", "models", []],
  ])("%s", (_title, probes, expected) => {
    expect(fewest(probes)).toEqual(expected);
  });

  it("follow a limit of the user's own, and the cases that are waived", () => {
    const gateFile = `
probes:
  chat: { max-failures: 3 of 20 }
  error-path: { waive: [{ case: unknown-model, why: the gateway maps models }] }
`;
    expect(fewest("chat, error-path", gateFile)).toEqual([11]);
  });
});
