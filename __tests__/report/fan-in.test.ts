import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { MAX_SUMMARY_BYTES } from "../../src/report/summary/summary.ts";
import { HOSTILE_LABELS } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import { badRelease, fanIn, found, goodRelease, leg, readySettings, record } from "./release-examples.ts";
import { decisionRecord, summary } from "./reports.ts";

const shown = (example: Evidence) => summary(example, readySettings());
const next = (example: Evidence) => steps(under("What to do next", shown(example)));

describe("a fan-in of twelve legs, one of which rolls back and one of which is missing", () => {
  it("names every leg, the worst first", () => {
    const [head, ...rows] = tables(under("Legs", shown(fanIn())))[0] ?? [];
    expect(head).toEqual(["Leg", "Decision", "Why", "Run"]);
    expect(rows).toHaveLength(12);
    expect(rows[0]).toEqual([
      ...["region=r07", "❌ rollback", "the configured model is unknown to the endpoint on chat (401)"],
      "20261120T101112Z-deadbeef in workflow run 4711, attempt 1",
    ]);
    expect(rows.slice(1, 3).map((row) => row.slice(0, 3))).toEqual([
      ["region=r01", "✅ proceed", expect.stringMatching(/^chat, .* pass; no trigger fired$/)],
      ["region=r02", "✅ proceed", expect.stringMatching(/^chat, .* pass; no trigger fired$/)],
    ]);
  });

  it("names the leg that is missing, above the others and in the next steps", () => {
    expect(under("Legs", shown(fanIn())).trim()).toMatch(
      /^12 of 13 legs are here\.\s+No evidence: leg region=r99 is missing\./,
    );
    expect(next(fanIn()).join("\n")).toContain("insufficient-evidence: Look at why that leg left no evidence");
    const held = fanIn(6);
    expect(held.verdict.decision).toBe("hold");
    expect(next(held)[1]).toContain("Find out why evidence is missing");
    expect(next(held).join("\n")).not.toContain("Look at why that leg left no evidence");
  });

  it("says which run this was, and merges the probes of all legs", () => {
    const text = shown(fanIn());
    expect(text).toContain("Fan-in of 12 of 13 legs of shop-assistant / production");
    const [probes] = tables(under("Probes", text));
    expect(probes?.[1]?.slice(0, 2)).toEqual(["region=r07 chat", "❌ fail"]);
    expect(probes?.map(([name]) => name)).toContain("12 responses probes");
    expect(titles(text)).not.toContain("(Reproduce from a terminal)");
  });

  it("looks at the category that the leg saw", () => {
    expect(next(fanIn()).join("\n")).toContain("model (chat in region=r07): Compare the model identifier");
  });

  it("carries the rollback that all legs share", () => {
    const text = under("Rollback", shown(fanIn()));
    expect(steps(text)).toContain("Restore the model: from example/model-1 to example/model-0.");
    expect(text).toContain("mode: verify-rollback");
    expect(text).not.toContain("The legs go back to different values");
  });

  it("counts the smoke test over all legs", () => {
    expect(decisionRecord(fanIn(), null).smoke_test_result).toBe("fail");
    const legs = fanIn(3).legs.map(({ label }) => leg(label, goodRelease()));
    expect(decisionRecord(fanIn(3, { legs, checks: [] }), null).smoke_test_result).toBe("pass");
  });
});

describe("a fan-in of different releases", () => {
  const other = badRelease({ knownGood: found(record({}, { model: "example/model-9" })) });
  const example = fanIn(2, {
    legs: [leg("model=a", badRelease()), leg("model=b", other), leg("model=c", goodRelease())],
    knownGood: { kind: "not-required" },
  });

  it("says what each leg goes back to, because the steps can name one only", () => {
    const text = under("Rollback", shown(example));
    expect(text).toContain("The legs go back to different values.");
    const rows = tables(text)[0] ?? [];
    expect(rows).toContainEqual(["model=a", "model", "yes", "example/model-1", "example/model-0"]);
    expect(rows).toContainEqual(["model=b", "model", "yes", "example/model-1", "example/model-9"]);
    expect(rows.flat()).not.toContain("model=c");
  });

  it("offers no lines to verify a record that they do not share", () => {
    expect(under("Rollback", shown(example))).not.toContain("verify-rollback");
    expect(titles(shown(example))).not.toContain("(Restore job to copy into a workflow)");
  });
});

describe("a fan-in without any leg", () => {
  it("shows what is missing, and no table", () => {
    const example = fanIn(0);
    expect(example.verdict.decision).toBe("hold");
    expect(tables(under("Legs", shown(example)))).toEqual([]);
    expect(under("Legs", shown(example))).toContain("leg region=r99 is missing");
  });
});

describe("a large or hostile fan-in", () => {
  it("stays below the cap with 256 legs", () => {
    expect(Buffer.byteLength(shown(fanIn(256)))).toBeLessThan(MAX_SUMMARY_BYTES);
  });

  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "cannot break out: %j",
    (_name, label) => {
      const text = shown(fanIn(1, { legs: [leg(label, badRelease()), leg(`${label}2`, goodRelease())] }));
      for (const rows of tables(text)) {
        for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
      }
      expect(text).not.toMatch(/<script|<!--|::|##\[|[\u202E\u200B\u0007\u001B]/);
      expect(Buffer.byteLength(text)).toBeLessThan(MAX_SUMMARY_BYTES);
    },
  );
});

describe("a fan-in of more legs than a screen has rows", () => {
  const regions = ["eu-west-1", "us-east-1", "ap-south-1", "sa-east-1", "ca-central-1"];
  const models = ["model-a", "model-b", "model-c", "model-d"];
  const legs = regions.flatMap((region, row) =>
    models.map((model, column) => ({
      ...leg(`${region}, ${model}`, row === column ? badRelease() : goodRelease()),
      values: { region, model },
    })),
  );
  const text = summary(fanIn(0, { legs, checks: [] }), readySettings());

  it("has a grid with the failing ones first and marked, and one row for all that say the same", () => {
    const [grid = [], rows = []] = tables(under("Legs", text));
    expect(grid[0]).toEqual(["region / model", ...models]);
    expect(grid).toHaveLength(1 + regions.length);
    expect(grid[1]).toEqual(["❌ ap-south-1", "proceed", "proceed", "✗ rollback", "proceed"]);
    expect(grid.at(-1)?.slice(1)).toEqual(models.map(() => "proceed"));
    expect(rows.slice(1).map((row) => row.slice(0, 2))).toEqual([
      [expect.stringMatching(/^4 legs: .*ap-south-1, model-c; .*us-east-1, model-b$/), "❌ rollback"],
      ["16 legs", "✅ proceed"],
    ]);
  });

  it("keeps a row for every leg in a fold, and no step that names a leg after the other", () => {
    expect(tables(under("Every leg \\(20\\)", text))[0]).toHaveLength(21);
    expect(steps(under("What to do next", text)).join(" ")).toContain("model (chat in 4 legs): ");
  });
});
