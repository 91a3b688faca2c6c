import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { TRIGGER_IDS } from "../../src/evidence/triggers.ts";
import { MAX_COLUMNS, plain } from "../../src/report/plain-text.ts";
import { NEVER_CLAIMED, SANDBOX_NOTICE } from "../../src/report/summary/summary.ts";
import type { Paint } from "../../src/report/terminal.ts";
import { columnWidths, fixed, padded, widthOf, wrap } from "../../src/report/terminal-text.ts";
import {
  enormous,
  evidence,
  finding,
  HOSTILE_LABELS,
  invalidSettings,
  refusedCredential,
  sandboxRun,
  settings,
} from "./evidence-examples.ts";
import { ALL_EXAMPLES } from "./release-examples.ts";
import { terminalReport } from "./reports.ts";

const same = (text: string) => text;
const NO_PAINT: Paint = { good: same, bad: same, warn: same, quiet: same, bold: same };
const tagged = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const TAGS: Paint = {
  good: tagged("good"),
  bad: tagged("bad"),
  warn: tagged("warn"),
  quiet: tagged("dim"),
  bold: tagged("bold"),
};

/** Runs of spaces and line breaks as one space: what the report says, however it is laid out. */
const said = (text: string) => text.replace(/\s+/g, " ");

describe("the terminal report", () => {
  it.each([...Object.entries(ALL_EXAMPLES), ["enormous run", enormous] as const])(
    "fits the columns: %s",
    (_name, build) => {
      const lines = terminalReport(build(), settings(), NO_PAINT).split("\n");
      // Lines to copy into a workflow are never wrapped; those with an expression are the longest.
      for (const line of lines.filter((one) => !one.includes("${"))) {
        expect([...line].length).toBeLessThanOrEqual(MAX_COLUMNS);
      }
    },
  );

  it.each([40, 60, 200])("is as wide as a window of %i columns", (columns) => {
    const screen = { columns, words: same };
    for (const build of Object.values(ALL_EXAMPLES)) {
      const lines = terminalReport(build(), settings(), NO_PAINT, "brief", screen).split("\n");
      // Lines to copy are never wrapped.
      const prose = lines.filter((line) => !/[${}'"=]|^ +(-|npx|node|docker|curl|uses|with|probes:) /.test(line));
      expect(prose.filter((line) => widthOf(line) > columns)).toEqual([]);
      if (columns > MAX_COLUMNS) continue;
      expect(prose.length).toBeGreaterThan(10);
    }
  });

  it("says what the summary says, in its order", () => {
    const text = said(terminalReport(refusedCredential(), settings(), NO_PAINT));
    const parts = [
      "Rollback: the configured credential was refused (401)",
      "What to do next 1. Stop: ",
      "Probes Probe Result",
      "Rollback ",
      `Triggers (2 of ${TRIGGER_IDS.length} fired) Trigger Fired`,
      "Resolved configuration Base URL",
      "Decision record change_id",
      "Every attempt (14) Probe No.",
      "Tokens used by this run",
      "Readiness change-owner",
      "Reproduce from a terminal",
      "Strength of evidence: ",
      "Not tested: ",
      NEVER_CLAIMED,
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("aligns the probe table and puts the reason beneath its row", () => {
    const lines = terminalReport(refusedCredential(), settings(), NO_PAINT).split("\n");
    const head = lines.find((line) => line.startsWith("  Probe ")) ?? "";
    const row = lines.find((line) => line.startsWith("  chat ")) ?? "";
    expect(row.indexOf("fail")).toBe(head.indexOf("Result"));
    expect(row.indexOf("0/2")).toBe(head.indexOf("Passed"));
    expect(lines[lines.indexOf(row) + 1]).toBe("    why: 2 of 2 attempts failed");
  });

  it("paints the decision and the results", () => {
    const text = terminalReport(refusedCredential(), settings(), TAGS);
    expect(text).toMatch(/^<bold><bad>Rollback/);
    expect(text).toMatch(/<bad>fail +<\/bad>/);
    expect(text).toContain("<bold>What to do next</bold>");
  });

  it("shows problems of the settings with their place", () => {
    expect(said(terminalReport(invalidSettings(), null, NO_PAINT))).toContain(
      '.github/release-gate.yml:12:5 hold problem: unknown key "trigers"; how to mend it: Did you mean "triggers"?',
    );
  });

  it("says of a sandbox run that it proves nothing", () => {
    expect(said(terminalReport(sandboxRun(), null, NO_PAINT))).toContain(SANDBOX_NOTICE);
  });

  it("shows a command that a shell reads as one word per option", () => {
    const text = terminalReport(evidence({ configuration: { model: "it's $(rm)" } }), settings(), NO_PAINT);
    expect(text).toContain(`    --model 'it'\\''s $(rm)'\n`);
  });

  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))("obeys no label: %j", (_name, label) => {
    const example = evidence({
      run: { name: label, leg: label },
      configuration: { traffic: { control: label, weight: 1 } },
      checks: [{ id: "settings", result: "fail", findings: [finding({ message: label, file: label })] }],
      verdict: { reason: label },
    });
    const text = terminalReport(example, settings({ warnings: [label] }), NO_PAINT);
    expect(text).not.toMatch(/##\[|::|[\u202E\u200B\u0007\u001B\r]/);
  });
});

/** Any text, and text of what does not take one column: full-width, emoji of several parts, combining marks. */
const TEXT = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.string({ maxLength: 400, unit: "grapheme" }),
  fc.string({ maxLength: 400, unit: fc.constantFrom("漢", "ｱ", "👩‍👩‍👧", "🇩🇪", "e\u0301", "한", "x", " ") }),
);

describe("laying out", () => {
  it("counts columns, not characters", () => {
    expect(["漢字", "ｱ", "👩‍👩‍👧", "🇩🇪", "e\u0301", "✓", "\u001B[31mred\u001B[39m"].map(widthOf)).toEqual([
      4, 1, 2, 2, 1, 1, 3,
    ]);
  });

  it("wraps by the columns that a text takes, and parts no character", () => {
    expect(wrap("漢字".repeat(6), 2, 12)).toEqual(["  漢字漢字漢", "  字漢字漢字", "  漢字"]);
    expect(wrap("漢字漢 x 👍🏽👍🏽 🇩🇪", 0, 8)).toEqual(["漢字漢 x", "👍🏽👍🏽 🇩🇪"]);
    expect(wrap("e\u0301".repeat(10), 0, 6)).toEqual(["é".repeat(6), "é".repeat(4)]);
    expect(wrap("one  two   three", 1, 8)).toEqual([" one two", " three"]);
    expect(wrap("", 2)).toEqual(["  "]);
  });

  it("cuts and pads to the column", () => {
    expect(fixed("漢字", 6)).toBe("漢字  ");
    expect(fixed("漢字漢字", 6)).toBe("漢字… ");
    expect(fixed("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5)).toBe("👩‍👩‍👧👩‍👩‍👧…");
    expect(fixed("e\u0301e\u0301e\u0301", 3)).toBe("e\u0301e\u0301e\u0301");
    expect(padded("\u001B[31mred\u001B[39m", 5)).toBe("\u001B[31mred\u001B[39m  ");
    expect(columnWidths([["漢字漢", "x"]], 0)).toEqual([6, 4]);
    fc.assert(
      fc.property(TEXT, fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(widthOf(fixed(plain(text), width))).toBe(width);
      }),
    );
  });

  it("lets nothing that colours through, and colours after wrapping", () => {
    expect(wrap("\u001B[31mred\u001B[39m", 0).join("")).not.toContain("\u001B");
    const example = evidence({ run: { name: "漢字".repeat(60) } });
    const coloured = (code: number) => (text: string) => `\u001B[${code}m${text}\u001B[0m`;
    const paint = { good: coloured(32), bad: coloured(31), warn: coloured(33), quiet: coloured(2), bold: coloured(1) };
    const lines = (by: Paint) =>
      stripVTControlCharacters(terminalReport(example, settings(), by))
        .split("\n")
        .map((line) => line.trimEnd());
    expect(lines(paint)).toEqual(lines(NO_PAINT));
    for (const line of lines(paint).filter((one) => !one.includes("${")))
      expect(widthOf(line)).toBeLessThanOrEqual(MAX_COLUMNS);
    expect(lines(paint).join("\n")).toContain("漢字漢字");
  });

  it("wraps any text into lines that fit, without losing a character", () => {
    fc.assert(
      fc.property(TEXT, fc.integer({ min: 0, max: 20 }), (text, indent) => {
        const lines = wrap(text, indent);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(MAX_COLUMNS);
        const solid = (some: string) => some.normalize().replace(/[\s\p{Cc}\p{Cf}]/gu, "");
        expect(solid(lines.join(""))).toBe(solid(text));
      }),
    );
  });

  it("narrows the widest column until a row fits", () => {
    const widths = columnWidths([["x".repeat(200), "short"]], 2);
    expect(widths).toEqual([MAX_COLUMNS - 2 - 2 - 5, 5]);
    expect(fixed("x".repeat(200), 5)).toBe("xxxx…");
  });
});
