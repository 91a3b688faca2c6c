/** How the diagrams look to people who see no red, to a dark page, and to a screen reader. */

/**
 * Bar colours that stand out from GitHub's white and from its dark page alike, at least 3:1, and carry white text at 4.5:1
 * (WCAG 2.2, 1.4.11 and 1.4.3; a test computes them). All other text keeps the colour of the reader's theme.
 */
export const BARS = {
  connect: "#8250df",
  wait: "#656d76",
  body: "#0969da",
  failed: "#cf222e",
  text: "#ffffff",
} as const;

/** The same without text on it, and against the dark grey that mermaid's dark theme lays behind such a chart. */
export const CHART_BAR = "#4493f8";

const GANTT_COLOURS: readonly (readonly [variable: string, colour: string])[] = [
  ...(["activeTaskBkgColor", "activeTaskBorderColor"] as const).map((name) => [name, BARS.connect] as const),
  ...(["doneTaskBkgColor", "doneTaskBorderColor"] as const).map((name) => [name, BARS.wait] as const),
  ...(["taskBkgColor", "taskBorderColor"] as const).map((name) => [name, BARS.body] as const),
  ...(["critBkgColor", "critBorderColor"] as const).map((name) => [name, BARS.failed] as const),
  ...(["taskTextColor", "taskTextDarkColor"] as const).map((name) => [name, BARS.text] as const),
  // Bands behind the bars would lower their contrast.
  ...(["sectionBkgColor", "sectionBkgColor2", "altSectionBkgColor"] as const).map(
    (name) => [name, "transparent"] as const,
  ),
];

/** Bars of one probe share rows where they do not overlap, and the longest label of a probe fits beside them. */
export const GANTT_LOOK = [
  ...["---", "displayMode: compact", "config:", "  gantt:", "    leftPadding: 230", "  themeVariables:"],
  ...GANTT_COLOURS.map(([variable, colour]) => `    ${variable}: "${colour}"`),
  "---",
];

/** Beside the red frame, which not everybody sees. */
export const FAILURE_MARK = "✗";

/** Where the same is told in words, for who does not see a diagram. */
const TOLD = "Every figure stands in the table of attempts";

/** What a screen reader says of a diagram. */
export const accessible = (title: string) => [`  accTitle: ${title}`, `  accDescr: ${TOLD}`];

/** The name of what failed bears the mark. */
export const marked = (name: string, failed: boolean) => (failed ? `${FAILURE_MARK} ${name}` : name);
