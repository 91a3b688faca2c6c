import type { Evidence } from "../evidence/evidence.ts";
import type { ReportContext } from "./context.ts";
import { type Block, DECISION_TONES, EMPTY, type Section, type Tone } from "./document.ts";
import { MAX_COLUMNS, plain } from "./plain-text.ts";
import { content } from "./summary/summary.ts";
import { columnWidths, fixed, hanging, joined, wrap } from "./terminal-text.ts";

/** How text is emphasised; the identity for a terminal without colour. Must not change the visible characters. */
export type Paint = Readonly<Record<Tone | "bold", (text: string) => string>>;

/** How much is shown: everything, or what stands open in the summary, without the reasons of what passed. */
export type Detail = "full" | "brief";

/** The screen that a report is laid out for. */
export interface Screen {
  readonly columns: number;
  /** The gate's own sentences in the words of the door: an input of the action is a flag in a terminal. */
  readonly words: (text: string) => string;
}

/** A log, which no window is as wide as. */
const LOG: Screen = { columns: MAX_COLUMNS, words: (text) => text };

/** How one report is shown. */
interface Page extends Screen {
  readonly paint: Paint;
  readonly detail: Detail;
}

type Table = Extract<Block, { kind: "table" }>;

/** Columns that text of a section is indented by. */
const INDENT = 2;

/** Columns of the name beside a fact: the longest one, and a digest still fits beside it. */
const FACT_NAME = 26;

/** Narrow columns aligned; what a wide column says stands beneath its row, where it says something. */
function table({ columns, rows, toneColumn }: Table, page: Page): readonly string[] {
  const { paint, detail, words } = page;
  const narrow = columns.flatMap(({ wide }, index) => (wide === true ? [] : [index]));
  const pick = (cells: readonly string[]) => narrow.map((index) => plain(words(cells[index] ?? "")));
  const head = pick(columns.map(({ title }) => title));
  const widths = columnWidths([head, ...rows.map(({ cells }) => pick(cells))], INDENT, page.columns);
  const line = (cells: readonly string[], tone?: Tone) =>
    " ".repeat(INDENT) +
    joined(
      cells.map((text, place) => {
        const padded = fixed(text, widths[place] ?? 0);
        return tone !== undefined && narrow[place] === toneColumn ? paint[tone](padded) : padded;
      }),
    );
  return [
    paint.quiet(line(head)),
    ...rows.flatMap(({ cells, tone }, place) => {
      // One story is told once: the rows above and below say which probes share it.
      const repeats = (index: number) => detail === "brief" && cells[index] === rows[place - 1]?.cells[index];
      const beneath = columns.flatMap(({ title, wide }, index) =>
        wide === true && cells[index] !== EMPTY && !(detail === "brief" && tone === "good")
          ? [`${title.toLowerCase()}: ${repeats(index) ? "as above" : (cells[index] ?? "")}`]
          : [],
      );
      return [
        line(pick(cells), tone),
        ...(beneath.length === 0 ? [] : wrap(words(beneath.join("; ")), 2 * INDENT, page.columns)),
      ];
    }),
  ];
}

function block(part: Block, page: Page): readonly string[] {
  const { columns, words } = page;
  switch (part.kind) {
    case "text":
      return wrap(words(part.text), INDENT, columns);
    case "steps":
      return part.items.flatMap((item, index) => hanging(`  ${index + 1}. `, words(item), columns));
    case "facts":
      return part.rows.flatMap(([name, value, origin]) =>
        hanging(
          `  ${fixed(plain(name), FACT_NAME)} `,
          // A value is somebody's own text.
          origin === undefined ? value : `${value} (from ${words(origin)})`,
          columns,
        ),
      );
    case "command":
      // Not wrapped, so that it can be copied. Each line starts with our own word, so `::` is harmless; `##[` only
      // occurs inside single quotes, where two more of them change nothing.
      return part.lines.map((line) => " ".repeat(INDENT) + line.replaceAll("##[", "##''["));
    case "workflow":
      // Not wrapped either. The values in it are YAML scalars, which spell no workflow command.
      return part.lines.map((line) => " ".repeat(INDENT) + line);
    case "diagram":
      return [];
    case "table":
      return table(part, page);
  }
}

function section({ title, blocks }: Section, page: Page): string {
  return [page.paint.bold(plain(title)), ...blocks.flatMap((part) => block(part, page))].join("\n");
}

/** The summary as text, as wide as the screen but for commands to copy; `brief` leaves out what is folded there. */
export function terminalReport(
  evidence: Evidence,
  context: ReportContext,
  paint: Paint,
  detail: Detail = "full",
  screen: Screen = LOG,
): string {
  const report = content(evidence, context);
  const lines = (text: string) => wrap(text, 0, screen.columns);
  const said = (text: string) => lines(screen.words(text));
  const parts = [
    said(report.headline)
      .map((line) => paint.bold(paint[DECISION_TONES[report.decision]](line)))
      .join("\n"),
    said(report.reason).join("\n"),
    ...report.notices.map((notice) => said(notice).map(paint.warn).join("\n")),
    ...(report.changed === null ? [] : [said(`Changed since the known-good: ${report.changed}`).join("\n")]),
    lines(report.identity).map(paint.quiet).join("\n"),
    ...report.sections
      .filter(({ blocks, folded }) => !blocks.some(({ kind }) => kind === "diagram") && !(detail === "brief" && folded))
      .map((one) => section(one, { ...screen, paint, detail })),
    ...report.ending.map((line) => said(line).join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}
