/** Where each value of the resolved configuration comes from. */
import { describe, expect, it } from "@jest/globals";
import type { ConfigurationOrigin } from "../../src/evidence/configuration-origin.ts";
import { summary } from "../../src/report/summary/summary.ts";
import { terminalReport } from "../../src/report/terminal.ts";
import { evidence, settings } from "./evidence-examples.ts";
import { tables, under } from "./reading.ts";
import { contextOf } from "./reports.ts";

const ORIGINS: readonly ConfigurationOrigin[] = [
  {
    name: "release.model",
    value: "example/model-1",
    origin: "input model",
    overruled: [{ value: "example/model-0", origin: "gate file gate.yml:4:3" }],
  },
  { name: "limits.deadline", value: "5m", origin: "gate file gate.yml:9:3", overruled: [] },
  { name: "docs.index", value: "llms.txt", origin: "the default", overruled: [] },
];

const plain = (text: string) => text;
const paint = { good: plain, bad: plain, warn: plain, quiet: plain, bold: plain };
const context = contextOf(evidence(), settings());
const rowsOf = (origins: readonly ConfigurationOrigin[]) =>
  tables(under("Resolved configuration", summary(evidence(), { ...context, origins })))[0] ?? [];

describe("the resolved configuration", () => {
  it("has two columns where nobody said where the values come from", () => {
    expect(rowsOf([])[0]).toEqual(["Field", "Value"]);
    expect(rowsOf([]).every((cells) => cells.length === 2)).toBe(true);
  });

  it("says it beside each value, and what that one overrules", () => {
    const rows = rowsOf(ORIGINS);
    expect(rows[0]).toEqual(["Field", "Value", "From"]);
    expect(rows).toContainEqual([
      "Model",
      "example/model-1",
      "input model, overrules example/model-0 of gate file gate.yml:4:3",
    ]);
    expect(rows).toContainEqual(["Deadline", "5m", "gate file gate.yml:9:3"]);
    expect(rows).toContainEqual(["Platform", "linux-x64", "–"]);
  });

  it("shows a setting that has no row of its own under its key", () => {
    expect(rowsOf(ORIGINS).at(-1)).toEqual(["docs.index", "llms.txt", "the default"]);
  });

  it("says the same in a terminal", () => {
    const text = terminalReport(evidence(), { ...context, origins: ORIGINS }, paint);
    expect(text).toContain("5m (from gate file gate.yml:9:3)");
    expect(terminalReport(evidence(), context, paint)).not.toContain("(from ");
  });
});
