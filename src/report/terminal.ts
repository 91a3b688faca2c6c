import type { Evidence } from "../evidence/evidence.ts";
import type { ReportContext } from "./context.ts";
import { type Block, DECISION_TONES, EMPTY, type Section, type Tone } from "./document.ts";
import { plain } from "./plain-text.ts";
import { content } from "./summary/summary.ts";
import { columnWidths, fixed, hanging, joined, wrap } from "./terminal-text.ts";

/** How text is emphasised; the identity for a terminal without colour. Must not change the visible characters. */
export type Paint = Readonly<Record<Tone | "bold", (text: string) => string>>;

/** How much is shown: everything, or what stands open in the summary, without the reasons of what passed. */
export type Detail = "full" | "brief";

type Table = Extract<Block, { kind: "table" }>;

/** Columns that text of a section is indented by. */
const INDENT = 2;

/** Columns of the name beside a fact: the longest one, and a digest still fits beside it. */
const FACT_NAME = 26;

/** Narrow columns aligned; what a wide column says stands beneath its row, where it says something. */
function table({ columns, rows, toneColumn }: Table, paint: Paint, detail: Detail): readonly string[] {
  const narrow = columns.flatMap(({ wide }, index) => (wide === true ? [] : [index]));
  const pick = (cells: readonly string[]) => narrow.map((index) => plain(cells[index] ?? ""));
  const head = pick(columns.map(({ title }) => title));
  const widths = columnWidths([head, ...rows.map(({ cells }) => pick(cells))], INDENT);
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
      return [line(pick(cells), tone), ...(beneath.length === 0 ? [] : wrap(beneath.join("; "), 2 * INDENT))];
    }),
  ];
}

function block(part: Block, paint: Paint, detail: Detail): readonly string[] {
  switch (part.kind) {
    case "text":
      return wrap(part.text, INDENT);
    case "steps":
      return part.items.flatMap((item, index) => hanging(`  ${index + 1}. `, item));
    case "facts":
      return part.rows.flatMap(([name, value, origin]) =>
        hanging(`  ${fixed(plain(name), FACT_NAME)} `, origin === undefined ? value : `${value} (from ${origin})`),
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
      return table(part, paint, detail);
  }
}

function section({ title, blocks }: Section, paint: Paint, detail: Detail): string {
  return [paint.bold(plain(title)), ...blocks.flatMap((part) => block(part, paint, detail))].join("\n");
}

/** The summary as text, `MAX_COLUMNS` wide but for commands to copy; `brief` leaves out what is folded there. */
export function terminalReport(
  evidence: Evidence,
  context: ReportContext,
  paint: Paint,
  detail: Detail = "full",
): string {
  const report = content(evidence, context);
  const parts = [
    paint.bold(paint[DECISION_TONES[report.decision]](plain(report.headline))),
    wrap(report.reason, 0).join("\n"),
    ...report.notices.map((notice) => wrap(notice, 0).map(paint.warn).join("\n")),
    ...(report.changed === null ? [] : [wrap(`Changed since the known-good: ${report.changed}`, 0).join("\n")]),
    wrap(report.identity, 0).map(paint.quiet).join("\n"),
    ...report.sections
      .filter(({ blocks, folded }) => !blocks.some(({ kind }) => kind === "diagram") && !(detail === "brief" && folded))
      .map((one) => section(one, paint, detail)),
    ...report.ending.map((line) => wrap(line, 0).join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}
