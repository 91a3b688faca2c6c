/** Input `override` (decision.md, "A person decides otherwise"). */
import { describe, expect, it } from "@jest/globals";
import { KEY, problemsOf, settingsOf } from "./source.ts";

const REASON = "provider confirmed the raised quota, INC-4711";
const RECORD = { environment: "production", "known-good": "file:k.json" };

describe("override", () => {
  it("is a reason and who started this run, also where somebody else runs the job again", () => {
    const inputs = { override: `  ${REASON}\n` };
    const env = { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "bob" };
    expect(settingsOf({ inputs, env }).override).toEqual({ reason: REASON, actor: "bob" });
    expect(settingsOf({ inputs, env: { GITHUB_ACTOR: "alice" } }).override).toEqual({ reason: REASON, actor: "alice" });
    expect(settingsOf({ inputs }).override).toEqual({ reason: REASON, actor: null });
    expect(settingsOf({ inputs: { override: " " }, env })).not.toHaveProperty("override");
  });

  it.each([
    ...["true", "TRUE", "yes", "Yes!", "on", "1", "0", "false", "no", "ok", "OK.", "x", "xxx", "-", "—", "...", "?"],
    ...["n/a", "N/A", "none", "override", "please", "skip", "<why>", "TODO", "42", "'true'", "✅"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    "${{ inputs.reason }}",
  ])("that is %s is refused, and says to write why", (override) => {
    expect(problemsOf({ inputs: { override } })).toMatchObject([
      {
        code: "override-without-reason",
        message: "input override gives no reason",
        help: expect.stringMatching(/^Write why/),
      },
    ]);
  });

  it.each([REASON, "INC-4711", "#4711", "quota", "WAF change pending", "Kontingent erhöht", "緊急", "no quota left"])(
    "may be %s",
    (override) => {
      expect(settingsOf({ inputs: { override } }).override?.reason).toBe(override);
    },
  );

  it("is one printable line without a key", () => {
    const { override } = settingsOf({ inputs: { override: `a\n::error::b\u202e c ${"y".repeat(400)}` } });
    expect(override?.reason).toMatch(/^a ::error::b c y+…$/u);
    const problems = problemsOf({ inputs: { override: "use sk-proj-AbCdEfGh0123456789IjKlMn" } });
    expect(problems).toMatchObject([{ code: "key-as-label" }]);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  });

  it.each([
    ["verify-rollback", RECORD],
    ["record", { ...RECORD, evidence: "evidence.json" }],
  ])("is refused in mode %s: what was restored, and what is recorded, is verified or not", (mode, inputs) => {
    expect(problemsOf({ inputs: { ...inputs, mode, override: REASON } })).toMatchObject([
      { code: "unused-input", message: expect.stringContaining(`input override cannot be used in mode ${mode}`) },
    ]);
  });

  it("is read in mode replay", () => {
    const inputs = { mode: "replay", evidence: "legs/*.json", override: REASON };
    expect(settingsOf({ inputs }).override?.reason).toBe(REASON);
  });
});
