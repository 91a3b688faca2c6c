/** The summary as GitHub would show it: read by a Markdown engine and as HTML, its diagrams as mermaid reads them. */

import { describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { MAX_SUMMARY_BYTES } from "../../src/report/summary/summary.ts";
import { BARS, CHART_BAR } from "../../src/report/summary/timeline-look.ts";
import { readDiagram } from "../mermaid.ts";
import { elementsOf } from "../page.ts";
import { attempt, enormous, evidence, fail, HOSTILE_LABELS, pass, probe, settings } from "./evidence-examples.ts";
import { titles } from "./reading.ts";
import { ALL_EXAMPLES } from "./release-examples.ts";
import { summary } from "./reports.ts";

/** Tables, links and HTML as on GitHub, which then strips what is dangerous. */
const engine = new MarkdownIt({ html: true, linkify: true });
const pageOf = (markdown: string) => elementsOf(engine.render(markdown));
const diagramsOf = (markdown: string) =>
  engine
    .parse(markdown, {})
    .filter(({ type, info }) => type === "fence" && info === "mermaid")
    .map(({ content }) => content);

/** The bars of a gantt chart. */
function tasksOf(text: string) {
  const diagram = readDiagram(text);
  if (diagram.type !== "gantt") throw new Error(`a ${diagram.type}`);
  return diagram.tasks;
}

/** A run of so many probes with so many attempts each; every tenth attempt fails. */
function run(probes: number, attempts: number): Evidence {
  const outcome = (n: number) => (n % 10 === 0 ? fail("provider-5xx", { status: 502 }) : pass());
  const at = (n: number) => new Date(Date.parse("2026-11-20T10:11:12.000Z") + n * 200).toISOString();
  return evidence({
    probes: Array.from({ length: probes }, (_, p) =>
      probe("error-path", [], {
        key: `error-path:responses:case-${p}`,
        attempts: Array.from({ length: attempts }, (_, i) => attempt(i + 1, outcome(i + 1), { startedAt: at(i) })),
      }),
    ),
  });
}

describe("the summary, rendered", () => {
  it.each(Object.entries(ALL_EXAMPLES))(
    "is headings, tables and folds, and nothing that did not close: %s",
    (_name, build) => {
      const markdown = summary(build(), settings());
      const html = pageOf(markdown);
      const rows = markdown.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
      // Every line that was meant as a row is one.
      expect(html.filter(({ name }) => name === "tr")).toHaveLength(rows.length);
      const shown = html
        .filter(({ name }) => name === "h3" || name === "summary")
        .map(({ name, text }) => (name === "h3" ? text : `(${text})`));
      expect(shown).toEqual(
        titles(markdown).map((title) => title.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))),
      );
      for (const { parent } of html.filter(({ name }) => name === "details")) expect(parent).toBe("body");
      const active = ["script", "style", "img", "iframe", "form"];
      expect(html.filter(({ name }) => active.includes(name))).toEqual([]);
    },
  );

  it("begins with the decision, which is the only heading of its size", () => {
    const sizes = pageOf(summary(run(1, 5), settings()))
      .map(({ name }) => name)
      .filter((name) => /^h[1-4]$/.test(name));
    expect(sizes[0]).toBe("h2");
    expect(new Set(sizes.slice(1))).toEqual(new Set(["h3"]));
  });

  it.each(HOSTILE_LABELS.map((label) => [label.slice(0, 30), label] as const))(
    "has no element of a label: %j",
    (_name, label) => {
      const markdown = summary(
        evidence({ run: { name: label }, verdict: { reason: label } }),
        settings({ warnings: [label] }),
      );
      const allowed = new Set(
        "html head body h2 h3 p ol li table thead tbody tr th td details summary pre code a blockquote strong wbr".split(
          " ",
        ),
      );
      expect(
        pageOf(markdown)
          .map(({ name }) => name)
          .filter((name) => !allowed.has(name)),
      ).toEqual([]);
    },
  );
});

describe("the timeline", () => {
  it("draws the phases of every attempt of a smoke run, and marks what failed", () => {
    const [gantt = "", chart = ""] = diagramsOf(summary(run(3, 10), settings()));
    const tasks = tasksOf(gantt);
    expect(new Set(tasks.map(({ section }) => section))).toEqual(
      new Set(["error-path responses case-0", "error-path responses case-1", "error-path responses case-2"]),
    );
    // Connect, wait and body of thirty attempts; the longest of the three carries the number.
    expect(tasks).toHaveLength(90);
    expect(tasks.filter(({ name }) => name.endsWith("10"))).toHaveLength(3);
    const failed = tasks.filter(({ critical }) => critical);
    expect(failed.length).toBe(tasks.length / 10);
    // Never by colour alone.
    expect(tasks.filter(({ name }) => name.startsWith("✗"))).toEqual(failed.filter(({ name }) => name !== "·"));
    expect(failed.filter(({ name }) => name.startsWith("✗"))).toHaveLength(3);
    for (const { start, end } of tasks) expect(end).toBeGreaterThan(start);
    expect(readDiagram(chart).type).toBe("xychart");
  });

  it("has a title and a description for a screen reader", () => {
    for (const diagram of diagramsOf(summary(run(3, 10), settings()))) {
      expect(diagram).toMatch(/^ *accTitle: \S/m);
      expect(diagram).toMatch(/^ *accDescr: .*table of attempts/m);
    }
  });

  it.each(Object.values(BARS).filter((colour) => colour !== BARS.text))(
    "stands out from both of GitHub's pages, and carries its text: %s",
    (bar) => {
      for (const page of ["#ffffff", "#0d1117"]) expect(contrast(bar, page)).toBeGreaterThanOrEqual(3);
      expect(contrast(BARS.text, bar)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("draws the bars of the chart in a colour that stands out from the pages and from mermaid's dark grey", () => {
    for (const page of ["#ffffff", "#0d1117", "#333333"]) expect(contrast(CHART_BAR, page)).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ["attempts", 10, 12, 120],
    ["probes", 30, 20, 30],
    ["the first probes", 130, 1, 120],
  ])("falls back to %s where there is more than can be drawn", (_level, probes, attempts, bars) => {
    const [gantt = ""] = diagramsOf(summary(run(probes, attempts), settings()));
    expect(tasksOf(gantt)).toHaveLength(bars);
  });

  it("is absent where nothing was sent", () => {
    expect(diagramsOf(summary(evidence({ probes: [probe("chat", [])] }), settings()))).toEqual([]);
  });

  it("stays within the limit with thirty probes of twenty attempts, and drops no section for it", () => {
    const markdown = summary(run(30, 20), settings());
    expect(Buffer.byteLength(markdown)).toBeLessThan(MAX_SUMMARY_BYTES / 2);
    expect(markdown).not.toContain("Left out to stay below");
    expect(Buffer.byteLength(summary(enormous(), settings()))).toBeLessThan(MAX_SUMMARY_BYTES);
  });
});

/** Contrast ratio of two colours (WCAG 2.2, "relative luminance" and "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
