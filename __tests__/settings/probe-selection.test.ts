import { describe, expect, it } from "@jest/globals";
import { membersOf, type Preset } from "../../src/evidence/probes.ts";
import { problemsOf, settingsOf } from "./source.ts";

const selected = (probes: string) =>
  settingsOf({ inputs: { probes } }).probes.map(({ id, selected }) => `${id} ${selected}`);

/** The probes of a preset, none of them named. */
const presetOnly = (preset: Preset) => membersOf(preset).map((id) => `${id} preset`);

describe("probe selection", () => {
  it("is the smoke preset when nothing is selected", () => {
    const smoke = presetOnly("smoke");
    expect(selected("")).toEqual(smoke);
    expect(selected("smoke")).toEqual(smoke);
  });

  it.each([
    ["ids in any order", "responses\nchat", ["chat explicit", "responses explicit"]],
    ["duplicates", "chat, chat ,chat", ["chat explicit"]],
    ["a preset", "streaming", presetOnly("streaming")],
    [
      "a preset and one of its members: the explicit one wins",
      "chat-stream, streaming",
      presetOnly("streaming").map((one) => (one === "chat-stream preset" ? "chat-stream explicit" : one)),
    ],
  ])("takes %s", (_, probes, expected) => {
    expect(selected(probes)).toEqual(expected);
  });

  it.each([
    ["chat", ["chat-completions"]],
    ["responses-stream", ["responses"]],
    ["streaming", ["chat-completions", "responses"]],
    ["auth-path", ["chat-completions", "responses"]],
  ])("%s asks the families %j", (probes, families) => {
    expect(settingsOf({ inputs: { probes } }).families).toEqual(families);
  });

  it("says which probe of a preset has nothing to check, and runs the rest", () => {
    const settings = settingsOf({ inputs: { probes: "migration" } });
    expect(membersOf("migration")).toContain("template");
    expect(settings.probes.map(({ id }) => id)).toEqual(membersOf("migration").filter((id) => id !== "template"));
    expect(settings.warnings).toEqual([expect.stringMatching(/^No request template was checked/)]);
  });

  it.each([
    ["chats", "unknown-probe", /names "chats".*did you mean "chat"\?/],
    ["template", "missing-template", /has nothing to check/],
    [",", "nothing-to-probe", /^input probes names nothing$/],
    ["chta", "unknown-probe", /did you mean "chat"\?/],
    ["constructor", "unknown-probe", /names "constructor"/],
  ])("refuses %j", (probes, code, message) => {
    expect(problemsOf({ inputs: { probes } })).toMatchObject([{ code, message: expect.stringMatching(message) }]);
  });
});

describe("the migration report", () => {
  it.each([
    ["migration", true],
    ["smoke, migration", true],
    ["", undefined],
    ["smoke", undefined],
    ["chat, responses, chat-tools", undefined],
  ])("%j asks for it: %s", (probes, expected) => {
    expect(settingsOf({ inputs: { probes } }).migration).toBe(expected);
  });
});

describe("must-fail options", () => {
  it("ask all cases by default", () => {
    expect(settingsOf().mustFail).toEqual({ cases: ["missing-field", "unknown-model"], waived: [], expect: {} });
  });

  it("follow the gate file", () => {
    const gateFile = `
probes:
  error-path: { waive: [{ case: unknown-model, why: the gateway maps models }], expect: { missing-field: [400, 422] } }
  auth-path: { waive: checked elsewhere, expect: [401] }
`;
    expect(settingsOf({ gateFile }).mustFail).toEqual({
      cases: ["missing-field"],
      waived: [
        { case: "unknown-model", why: "the gateway maps models" },
        { case: "auth-path", why: "checked elsewhere" },
      ],
      expect: { "missing-field": [400, 422], "auth-path": [401] },
    });
  });
});
