/** The reader of diagrams refuses what mermaid would not draw, or would draw as something else. */
import { describe, expect, it } from "@jest/globals";
import { readDiagram } from "./mermaid.ts";

const GANTT = `---
displayMode: compact
config:
  gantt:
    leftPadding: 230
---
gantt
  dateFormat x
  axisFormat %Q ms
  section chat default
    1 :crit, active, 0, 20
    · :20, 21
`;
const CHART = `xychart-beta horizontal
  title "Longest attempt"
  x-axis ["chat", "responses"]
  y-axis 0 --> 30
  bar [30, 12]
`;
const FLOW = `flowchart LR
  A[attempts] --> B{any fired?}
  B -- yes --> R[rollback]
`;

describe("reading a diagram", () => {
  it("gives the tasks of a gantt chart", () => {
    expect(readDiagram(GANTT)).toEqual({
      type: "gantt",
      tasks: [
        { section: "chat default", name: "1", critical: true, start: 0, end: 20 },
        { section: "chat default", name: "·", critical: false, start: 20, end: 21 },
      ],
    });
  });

  it("gives the bars of a chart, and the boxes of a flow", () => {
    expect(readDiagram(CHART)).toEqual({ type: "xychart", labels: ["chat", "responses"], bars: [30, 12] });
    expect(readDiagram(FLOW)).toEqual({ type: "flowchart", nodes: ["attempts", "any fired?", "rollback"], arrows: 2 });
  });

  it.each([
    ["a setting that does not exist", GANTT.replace("leftPadding", "leftPading")],
    ["settings that do not end", GANTT.replace(/---\ngantt/, "gantt")],
    ["another kind", "pie\n  a : 1\n"],
    ["a date format that is not ours", GANTT.replace("dateFormat x", "dateFormat YYYY")],
    ["no section", GANTT.replace("section chat default", "")],
    ["a section that a colon cuts", GANTT.replace("chat default", "chat: default")],
    ["a section that a comment cuts", GANTT.replace("chat default", "chat %% default")],
    ["a section that ends its statement", GANTT.replace("chat default", "chat; default")],
    ["a task without a name", GANTT.replace("· :20", ":20")],
    ["a task that is a statement", GANTT.replace("· :20", "title :20")],
    ["a tag that does not exist", GANTT.replace("crit,", "critical,")],
    ["a task that ends before it starts", GANTT.replace("20, 21", "20, 20")],
    ["a time that is no whole number", GANTT.replace("20, 21", "20, 21.5")],
    ["no task", GANTT.slice(0, GANTT.indexOf("    1"))],
    ["a label that its own quote ends", CHART.replace('"chat"', '"c"hat"')],
    ["a chart with a bar too few", CHART.replace("30, 12", "30")],
    ["a bar beyond the axis", CHART.replace("30, 12", "31, 12")],
    ["a second axis", CHART.replace("  bar", "  y-axis 0 --> 40\n  bar")],
    ["a box that its own bracket ends", FLOW.replace("attempts", "a]ttempts")],
    ["an arrow to nowhere", FLOW.replace("R[rollback]", "")],
    ["a box without a text", FLOW.replace("R[rollback]", "R")],
  ])("refuses %s", (_what, text) => {
    expect(() => readDiagram(text)).toThrow();
  });
});
