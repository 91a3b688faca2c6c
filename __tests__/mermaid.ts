/**
 * Reads the diagrams of this project: the little of mermaid's language that they are written in, and nothing else. What
 * is read here is drawn by mermaid (held against mermaid 11.17, light and dark); a diagram in other words is
 * refused, and then belongs here first.
 *
 * Sources: mermaid.js.org/syntax/gantt, /syntax/xyChart, /syntax/flowchart, and the grammars that mermaid publishes.
 */
import { parse } from "yaml";

export interface Task {
  readonly section: string;
  readonly name: string;
  /** Marked as critical: a red frame. */
  readonly critical: boolean;
  readonly start: number;
  readonly end: number;
}

export type Diagram =
  | { readonly type: "gantt"; readonly tasks: readonly Task[] }
  | { readonly type: "xychart"; readonly labels: readonly string[]; readonly bars: readonly number[] }
  | { readonly type: "flowchart"; readonly nodes: readonly string[]; readonly arrows: number };

/** Settings before a diagram that change its look. */
const LOOK = /^---\n(.*?)^---\n/ms;
const SETTINGS = new Set([
  "displayMode",
  "config.gantt.leftPadding",
  "config.xyChart.height",
  "config.xyChart.titleFontSize",
  "config.themeVariables.xyChart.plotColorPalette",
  ...[
    "taskBkgColor",
    "activeTaskBkgColor",
    "doneTaskBkgColor",
    "critBkgColor",
    "taskTextColor",
    "taskTextDarkColor",
  ].map((name) => `config.themeVariables.${name}`),
  ...["taskBorderColor", "activeTaskBorderColor", "doneTaskBorderColor", "critBorderColor"].map(
    (name) => `config.themeVariables.${name}`,
  ),
  ...["sectionBkgColor", "sectionBkgColor2", "altSectionBkgColor"].map((name) => `config.themeVariables.${name}`),
]);

/** What a screen reader says; every kind of diagram has it (mermaid.js.org/config/accessibility). */
const SPOKEN = /^acc(Title|Descr): (?!.*[#;%{}]).+$/;

const KINDS: readonly (readonly [first: RegExp, read: (lines: readonly string[], first: string) => Diagram])[] = [
  [/^gantt$/, gantt],
  [/^xychart-beta(?: horizontal)?$/, xychart],
  [/^flowchart (?:LR|TD)$/, flowchart],
];

/** @throws with the line that is not understood */
export function readDiagram(text: string): Diagram {
  const look = LOOK.exec(text)?.[1];
  const unknown = look === undefined ? [] : leaves(parse(look)).filter((key) => !SETTINGS.has(key));
  if (unknown.length > 0) throw new Error(`not a known setting: ${unknown.join(", ")}`);
  const [first = "", ...lines] = text
    .replace(LOOK, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !SPOKEN.test(line));
  const kind = KINDS.find(([pattern]) => pattern.test(first));
  if (kind === undefined) throw new Error(`not a known diagram: ${first}`);
  return kind[1](lines, first);
}

function leaves(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

/** Reads a line by the one pattern that fits it. */
function read(line: string, patterns: readonly (readonly [RegExp, (...groups: string[]) => void])[]): void {
  for (const [pattern, take] of patterns) {
    const found = pattern.exec(line);
    if (found === null) continue;
    take(...found.slice(1));
    return;
  }
  throw new Error(`not understood: ${line}`);
}

/**
 * Names of sections and tasks: `:` ends a name, `#` and `;` end a statement, `%` begins a comment, and a name that
 * begins like a statement is one.
 */
const NAME =
  "(?!(?:gantt|title|section|dateFormat|axisFormat|tickInterval|todayMarker|weekday|weekend|includes|excludes|inclusiveEndDates|topAxis|accTitle|accDescr|click|call|href|\\d{4}-\\d\\d-\\d\\d)\\b)[^:#;%{}]+?";
const TASK = new RegExp(`^(${NAME}) *:((?:(?:crit|active|done), )*)(\\d+), (\\d+)$`);
const SECTION = new RegExp(`^section (${NAME})$`);

function gantt(lines: readonly string[]): Diagram {
  const [format, axis, ...rest] = lines;
  // Milliseconds since the epoch.
  if (format !== "dateFormat x") throw new Error(`not a known date format: ${format}`);
  if (!/^axisFormat %[A-Za-z](?: m?s)?$/.test(axis ?? "")) throw new Error(`not a known axis format: ${axis}`);
  const tasks: Task[] = [];
  let section: string | null = null;
  for (const line of rest)
    read(line, [
      [
        SECTION,
        (name = "") => {
          section = name;
        },
      ],
      [
        TASK,
        (name = "", tags = "", start = "", end = "") => {
          if (section === null) throw new Error(`stands in no section: ${line}`);
          if (Number(end) <= Number(start)) throw new Error(`ends before it starts: ${line}`);
          tasks.push({ section, name, critical: tags.includes("crit"), start: Number(start), end: Number(end) });
        },
      ],
    ]);
  if (tasks.length === 0) throw new Error("draws nothing");
  return { type: "gantt", tasks };
}

function xychart(lines: readonly string[]): Diagram {
  const found = new Map<string, unknown>();
  const once = (name: string, value: unknown) => {
    if (found.has(name)) throw new Error(`stands twice: ${name}`);
    found.set(name, value);
  };
  for (const line of lines)
    read(line, [
      [/^title "[^"]*"$/, () => once("title", null)],
      [/^x-axis \[("[^"]+"(?:, "[^"]+")*)\]$/, (labels = "") => once("labels", labels.slice(1, -1).split('", "'))],
      [/^y-axis (\d+ --> \d+)$/, (range = "") => once("range", range.split(" --> ").map(Number))],
      [/^bar \[(\d+(?:, \d+)*)\]$/, (bars = "") => once("bars", bars.split(", ").map(Number))],
    ]);
  const { labels, bars, range } = Object.fromEntries(found) as Record<"labels", string[]> &
    Record<"bars" | "range", number[]>;
  if (labels === undefined || bars === undefined || range === undefined) throw new Error("has no axes or no bars");
  if (labels.length !== bars.length) throw new Error(`has ${labels.length} labels and ${bars.length} bars`);
  const [least = 0, most = 0] = range;
  if (least >= most || bars.some((bar) => bar < least || bar > most)) throw new Error("has bars beyond its axis");
  return { type: "xychart", labels, bars };
}

/** A node: its name, and where it is seen first the text in its box. `"` and brackets would end the text. */
const NODE = String.raw`([A-Z])(?:\[([^\[\]{}()"|<>]+)\]|\{([^\[\]{}()"|<>]+)\})?`;
const ARROW = new RegExp(`^${NODE}(?: -- [a-z ]+)? --> ${NODE}$`);

function flowchart(lines: readonly string[]): Diagram {
  const nodes = new Map<string, string>();
  let arrows = 0;
  for (const line of lines)
    read(line, [
      [
        ARROW,
        (from = "", fromBox, fromRhombus, to = "", toBox, toRhombus) => {
          arrows += 1;
          for (const [node, text] of [
            [from, fromBox ?? fromRhombus],
            [to, toBox ?? toRhombus],
          ] as const) {
            if ((text === undefined) !== nodes.has(node)) throw new Error(`${node} needs one text, at first sight`);
            if (text !== undefined) nodes.set(node, text);
          }
        },
      ],
    ]);
  if (arrows === 0) throw new Error("draws nothing");
  return { type: "flowchart", nodes: [...nodes.values()], arrows };
}
