import { probeLabel } from "../../evidence/answers.ts";
import type { Attempt } from "../../evidence/attempt.ts";
import type { Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { type Block, text } from "../document.ts";

import { accessible, CHART_BAR, FAILURE_MARK, GANTT_LOOK, marked } from "./timeline-look.ts";

/** Bars that can still be told apart on a screen; above it the next coarser level is drawn. */
const MOST_BARS = 120;

/** Height of the duration chart: title and axis, and a row for each probe. */
const CHART_FRAME_PX = 80;
const CHART_ROW_PX = 28;

/** Probes of the duration chart: more labels than this overlap. */
const MOST_CHARTED = 40;

/** A probe with attempts that were really sent. */
interface ProbeTimeline {
  readonly label: string;
  readonly attempts: readonly Attempt[];
}

/** One bar: ms since the run began. */
interface Bar {
  /** Shown in the bar. */
  readonly name: string;
  /** Mermaid's words for the look of a bar. */
  readonly tags: readonly ("crit" | "active" | "done")[];
  readonly from: number;
  readonly to: number;
}

/** When what was asked, for the eye only: the table of attempts says the same (platform.md: a fence is never alone). */
export function timelineBlocks(evidence: Evidence): readonly Block[] {
  const drawn = evidence.probes.map(timelineOf).filter(({ attempts }) => attempts.length > 0);
  if (drawn.length === 0) return [];
  const began = Date.parse(evidence.run.startedAt);
  const { sections, remark } = ganttSections(drawn, began);
  const gantt = ["dateFormat x", `axisFormat ${axisFormat(sections)}`, ...sections.flatMap(ganttLines)];
  return [
    text(`${remark} ${FAILURE_MARK} and a red frame mark a failure. The same figures stand in the table of attempts.`),
    {
      kind: "diagram",
      lines: [...GANTT_LOOK, "gantt", ...accessible("Timeline of the attempts"), ...gantt.map((line) => `  ${line}`)],
    },
    { kind: "diagram", lines: chartLines(drawn) },
  ];
}

function timelineOf(probe: ProbeRun): ProbeTimeline {
  return { label: probeLabel(probe), attempts: probe.attempts.filter(({ requests }) => requests.length > 0) };
}

interface GanttSection {
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** From the finest to the coarsest; the first one is drawn that can still be read. */
const LEVELS = [
  { barsOf: phaseBars, remark: "Each attempt with its number: connect (bright), wait (grey), body (dark)." },
  { barsOf: attemptBars, remark: "One bar for each attempt; there were too many to draw their phases." },
  {
    barsOf: probeBar,
    remark: "One bar for each probe, from its first attempt to its last; there were too many attempts to draw each.",
  },
];

function ganttSections(
  drawn: readonly ProbeTimeline[],
  began: number,
): { readonly sections: readonly GanttSection[]; readonly remark: string } {
  for (const { barsOf, remark } of LEVELS) {
    const sections = drawn.map(({ label, attempts }) => ({ label, bars: barsOf(attempts, began) }));
    if (sections.flatMap(({ bars }) => bars).length <= MOST_BARS) return { sections, remark };
  }
  const sections = drawn.slice(0, MOST_BARS).map(({ label, attempts }) => ({ label, bars: probeBar(attempts, began) }));
  return { sections, remark: `One bar for each of the first ${MOST_BARS} of ${drawn.length} probes.` };
}

const isFailed = ({ outcome }: Attempt) => outcome.kind === "fail";

const FAILED = (attempt: Attempt) => (isFailed(attempt) ? (["crit"] as const) : []);

/** From the first request to the last byte, ms since the run began. */
function spanOf(attempt: Attempt, began: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Date.parse(attempt.startedAt) - began);
  return { from, to: from + attempt.durationMs };
}

function attemptBars(attempts: readonly Attempt[], began: number): readonly Bar[] {
  return attempts.map((attempt) => ({
    name: marked(String(attempt.n), isFailed(attempt)),
    tags: [...FAILED(attempt), "done"],
    ...spanOf(attempt, began),
  }));
}

/** A name for a bar whose neighbour carries the number: a gantt line has to have one. */
const NO_NAME = "·";

/** The phases of the last request of each attempt; the ones before it, and waits, are not drawn. */
function phaseBars(attempts: readonly Attempt[], began: number): readonly Bar[] {
  return attempts.flatMap((attempt): readonly Bar[] => {
    const { from, to } = spanOf(attempt, began);
    const timing = attempt.requests.at(-1)?.timing;
    if (timing === undefined) return [];
    const start = Math.max(from, to - timing.total);
    const connected = start + (timing.tls ?? timing.connect ?? 0);
    const answered = start + (timing.firstByte ?? timing.total);
    const phases = [
      { tags: ["active"], from: start, to: connected },
      { tags: ["done"], from: connected, to: answered },
      { tags: [], from: answered, to: start + timing.total },
    ] as const;
    const longest = Math.max(...phases.map((phase) => phase.to - phase.from));
    return phases
      .filter((phase) => Math.round(phase.to) > Math.round(phase.from) || phase.to - phase.from === longest)
      .map((phase) => ({
        ...phase,
        name: phase.to - phase.from === longest ? marked(String(attempt.n), isFailed(attempt)) : NO_NAME,
        tags: [...FAILED(attempt), ...phase.tags],
      }));
  });
}

function probeBar(attempts: readonly Attempt[], began: number): readonly Bar[] {
  const spans = attempts.map((attempt) => spanOf(attempt, began));
  const failures = attempts.filter(isFailed).length;
  const name = attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`;
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return failures === 0
    ? [{ name, tags: ["done"], from, to }]
    : [{ name: marked(`${failures} of ${name} failed`, true), tags: ["crit", "done"], from, to }];
}

/** Ms since the epoch of the axis, which is the start of the run: independent of the reader's time zone. */
const LONG_RUN_MS = 10_000;

function axisFormat(sections: readonly GanttSection[]): string {
  const end = Math.max(...sections.flatMap(({ bars }) => bars.map(({ to }) => to)));
  return end > LONG_RUN_MS ? "%s s" : "%Q ms";
}

/** Colons end a name in a gantt line; our own labels have no other character that means anything there. */
const plain = (label: string) => label.replaceAll(":", " ");

function ganttLines({ label, bars }: GanttSection): readonly string[] {
  const line = ({ name, tags, from, to }: Bar) => {
    const start = Math.round(from);
    return `  ${name} :${[...tags, start, Math.max(Math.round(to), start + 1)].join(", ")}`;
  };
  return [`section ${plain(label)}`, ...bars.map(line)];
}

function chartLines(drawn: readonly ProbeTimeline[]): readonly string[] {
  const charted = drawn.slice(0, MOST_CHARTED);
  const longest = charted.map(({ attempts }) => Math.round(Math.max(...attempts.map(({ durationMs }) => durationMs))));
  const height = CHART_FRAME_PX + CHART_ROW_PX * charted.length;
  return [
    ...["---", "config:", "  xyChart:", `    height: ${height}`, "    titleFontSize: 14"],
    ...["  themeVariables:", "    xyChart:", `      plotColorPalette: "${CHART_BAR}"`, "---"],
    "xychart-beta horizontal",
    ...accessible("Longest attempt of each probe"),
    '  title "Longest attempt of each probe, ms"',
    `  x-axis [${charted.map(({ label, attempts }) => `"${marked(plain(label), attempts.some(isFailed))}"`).join(", ")}]`,
    `  y-axis 0 --> ${Math.max(1, ...longest)}`,
    `  bar [${longest.join(", ")}]`,
  ];
}
