/** `plan`: the figures of a policy, before anything is asked. */
import { describe, expect, it } from "@jest/globals";
import { command, folder } from "./command.ts";

const GATE = ".github/release-gate.yml";
const plan = (args: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  command(["plan", ...args], { cwd: folder(files) });

/** The cells of a table's row. */
function row(stdout: string, title: string, rate: string): readonly string[] {
  const lines = stdout.slice(stdout.indexOf(title)).split("\n");
  return (lines.find((line) => line.trim().startsWith(`${rate} `)) ?? "").trim().split(/\s+/);
}

describe("plan", () => {
  it("prints the figures of the defaults as the documentation has them", async () => {
    const { code, stdout } = await plan(["--samples", "5", "--tolerate", "5%", "--legs", "12"]);
    expect(code).toBe(0);
    expect(stdout).toContain("The plan: samples 5, tolerate 5%, alpha 5%.");
    expect(row(stdout, "One must-pass probe", "5%")).toEqual(["5%", "1.56%", "1.83%", "96.61%", "6.7"]);
    expect(row(stdout, "One run: 3 must-pass probes", "20%")).toEqual(["20%", "83.35%", "5.09%", "11.56%", "28.1"]);
    expect(row(stdout, "A fan-in of 12 legs, all", "1%")).toEqual(["1%", "0.04%", "1.44%", "98.52%", "190.0"]);
    expect(row(stdout, "A fan-in of 12 legs, one", "50%")).toEqual(["50%", "87.54%", "12.46%", "<0.01%", "191.9"]);
    expect(stdout.replace(/\s+/g, " ")).toContain("It costs 21 requests a leg, 252 in all");
  });

  it("takes the policy of the gate file, and a plan of its own for a probe that has one", async () => {
    const files = { [GATE]: "version: 1\nsampling: { samples: 4 }\nprobes: { chat: { max-failures: 1 of 6 } }\n" };
    const { code, stdout } = await plan(["--probes", "chat,responses"], files);
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("chat: 3 attempts; after a failure on to 6, of which 2 fire.");
    expect(text).toContain("responses: 4 attempts; after a failure on to 8, of which 3 fire; with 2 on to 16 attempts");
    for (const title of ["One probe: chat", "One probe: responses", "One run: 2 must-pass"])
      expect(text).toContain(title);
  });

  it.each<[what: string, args: readonly string[], files: Readonly<Record<string, string>>, said: string]>([
    [
      "before anything is decided",
      ["--max-requests", "20"],
      {},
      "max-requests 20 (--max-requests) ends every run before it is decided: each holds, whatever the figures below say. Write 72 there.",
    ],
    [
      "in doubt",
      [],
      { [GATE]: "version: 1\nlimits:\n  max-requests: 71\n" },
      "max-requests 71 (gate file .github/release-gate.yml:3:17) ends a run in doubt early, as a hold: the figures below are those of up to 72 requests a run. Write 72 there.",
    ],
    [
      "in doubt by default",
      ["--samples", "19"],
      {},
      "max-requests 200 (default) ends a run in doubt early, as a hold: the figures below are those of up to 240 requests a run. Write limits: { max-requests: 240 } into the gate file.",
    ],
  ])("says when the budget of a run ends %s, and what to change", async (_what, args, files, said) => {
    const { code, stdout } = await plan(args, files);
    expect([code, stdout.replace(/\s+/g, " ")]).toEqual([0, expect.stringContaining(said)]);
  });

  it.each([
    [["--max-requests", "72"]],
    [["--probes", "chat-tools, models, docs, embeddings", "--max-requests", "26"]],
    [["--legs", "256"]],
  ])("says nothing of a budget that lasts: %j", async (args) => {
    const { code, stdout } = await plan(args);
    expect([code, stdout.includes("max-requests")]).toEqual([0, false]);
  });

  it.each<[args: readonly string[], said: string | null]>([
    [["--legs", "12"], null],
    [["--legs", "120"], null],
    [
      ["--tolerate", "3.6%", "--legs", "12"],
      "Beware: in a fan-in of 12 legs a probe that always fails by a rate trigger, such as error-rate, is a hold by itself: chance alone gives 2 of the first 2 in 0.13%, and one of 36 probes may have 0.125%; 6 that fire are a rollback. With samples 6 it is a rollback by itself.",
    ],
    [["--tolerate", "3.6%", "--legs", "11"], null],
    [["--samples", "2", "--legs", "6"], null],
    [["--samples", "2"], "in a fan-in of 7 legs or more a probe that always fails"],
    [["--samples", "2", "--legs", "1"], null],
    [["--legs", "121"], "chance alone gives 3 of the first 3 in 0.0125%, and one of 363 probes may have 0.0124%"],
  ])("says where a fan-in makes a hold of what always fails: %j", async (args, said) => {
    const { stdout } = await plan(args);
    if (said === null) expect(stdout).not.toContain("Beware");
    else expect(stdout.replace(/\s+/g, " ")).toContain(said);
  });

  it("names the probe whose own plan alone is so mild", async () => {
    const files = { [GATE]: "version: 1\nprobes: { chat: { max-failures: 0 of 4 } }\n" };
    const { stdout } = await plan(["--legs", "2"], files);
    expect(stdout.replace(/\s+/g, " ")).toContain("of 2 legs chat that always fails");
  });

  it("gives a program the same figures", async () => {
    const { stdout } = await plan(["--json", "--probes", "chat"]);
    const { schema, figures, requests, doubt } = JSON.parse(stdout);
    expect(doubt).toBeNull();
    expect([schema, requests]).toEqual(["cometapi-release-gate/plan", { clean: 5, most: 20, budget: 200 }]);
    expect(figures[0].rows[1]).toMatchObject({ rate: 0.05, rollback: expect.closeTo(0.0156, 4) });
  });

  it.each([
    [["--samples", "2", "--tolerate", "50%"], 2, "trigger", "Raise samples to 3"],
    [["--samples", "20"], 2, "would fire in 5.9% of runs", "Set samples to 19 or 21"],
    [["--samples", "none"], 2, "--samples", "whole number"],
  ])("refuses %j with what to write instead", async (args, code, ...said) => {
    const ran = await plan(args);
    expect(ran.code).toBe(code);
    for (const words of said) expect(ran.stdout).toContain(words);
  });

  it.each([
    [["--tolerate", "lots"], "--tolerate must be a share such as 5% or 0.05"],
    [["--legs", "0"], "--legs must be a whole number from 1 to 256"],
    [["--legs", "1.5"], "--legs must be a whole number"],
  ])("says what a flag takes: %j", async (args, message) => {
    const ran = await plan(args);
    expect([ran.code, ran.stderr]).toEqual([64, expect.stringContaining(message)]);
  });
});
