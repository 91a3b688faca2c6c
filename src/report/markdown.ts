/** A report in GitHub-flavoured Markdown. */
import type { Decision } from "../evidence/vocabulary.ts";
import { type Block, EMPTY, type Fact, type Link, type Report, type Row, type Section, type Tone } from "./document.ts";
import { cell, inert, paragraph, visible } from "./inert-text.ts";

/** A table; cells are raw text. A row with too few or too many cells is a bug of the caller and shows as such. */
export function table(head: readonly string[], rows: readonly (readonly (string | Link)[])[]): string {
  const line = (cells: readonly (string | Link)[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** A folded section; `body` is Markdown. */
export function details(title: string, body: string): string {
  return `<details><summary>${inert(title)}</summary>\n\n${body}\n\n</details>`;
}

/** A fenced block that keeps its lines as they are; no line of it can close the fence. */
function fenced(language: string, lines: readonly string[]): string {
  const text = lines.map(visible).join("\n");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * What a log that prints the file would act on, or a reader of HTML that does not know fences. GitHub's runner obeys `::` at the
 * beginning of a line alone, and `##[` wherever it stands.
 */
const ACTED_ON = /^\s*::|##\[|</;

/** Lines to copy into a terminal, from the page and from the file alike: in a fence they stand as they are typed. */
export function commandLines(lines: readonly string[]): string {
  if (!lines.some((line) => ACTED_ON.test(visible(line)))) return fenced("sh", lines);
  return `<pre>${lines.map(inert).join("\n")}</pre>`;
}

/** One icon and one word say it: a reader never depends on colour alone. */
const DECISION_ICONS: Readonly<Record<Decision, string>> = { proceed: "✅", hold: "✋", rollback: "❌" };

const TONE_ICONS: Readonly<Record<Tone, string>> = { good: "✅", warn: "⚠️", bad: "❌", quiet: "➖" };

/** The cells of a row, one of them with the icon of its tone, one of them as a link. */
function cellsOf({ cells, tone, link }: Row, toneColumn: number): readonly (string | Link)[] {
  return cells.map((content, index) => {
    const text = tone !== undefined && index === toneColumn ? `${TONE_ICONS[tone]}\u00A0${content}` : content;
    return link?.column === index ? { text, url: link.url } : text;
  });
}

function block(part: Block): string {
  switch (part.kind) {
    case "text":
      return paragraph(part.text);
    case "steps":
      return part.items.map((item, index) => `${index + 1}. ${paragraph(item)}`).join("\n");
    case "facts":
      return factTable(part.rows);
    case "command":
      return commandLines(part.lines);
    case "workflow":
      return fenced("yaml", part.lines);
    case "diagram":
      return fenced("mermaid", part.lines);
    case "table":
      return table(
        part.columns.map(({ title }) => title),
        part.rows.map((row) => cellsOf(row, part.toneColumn)),
      );
  }
}

function section({ title, folded, blocks }: Section): string {
  const body = blocks.map(block).join("\n\n");
  return folded ? details(title, body) : `### ${inert(title)}\n\n${body}`;
}

/** Names and values; a third column where somebody knows where they come from. */
function factTable(rows: readonly Fact[]): string {
  const traced = rows.some(([, , origin]) => origin !== undefined);
  return table(
    ["Field", "Value", ...(traced ? ["From"] : [])],
    rows.map(([name, value, origin = EMPTY]) => [name, value, ...(traced ? [origin] : [])]),
  );
}

/** The sections without which the rest fits, the least needed first. */
function leftOut(sections: readonly Section[], budget: number): readonly Section[] {
  const bytesOf = (one: Section) => Buffer.byteLength(section(one)) + "\n\n".length;
  const order = sections.filter(({ sheds }) => sheds !== null).toSorted((a, b) => (a.sheds ?? 0) - (b.sheds ?? 0));
  let total = sections.reduce((sum, one) => sum + bytesOf(one), 0);
  const left: Section[] = [];
  for (const one of order) {
    if (total <= budget) break;
    left.push(one);
    total -= bytesOf(one);
  }
  return left;
}

/** Bytes kept free for the sentence that says what was left out; it names section titles only. */
const REMARK_BYTES = 1_000;

/** A report in Markdown, with the sections that fit into `limit` bytes; head and ending are always whole. */
export function page(report: Report, limit: number): string {
  const head = [
    `## ${DECISION_ICONS[report.decision]} ${paragraph(report.headline)}`,
    paragraph(report.reason),
    ...report.notices.map((notice) => `> **${cell(notice)}**`),
    ...(report.changed === null ? [] : [`**Changed since the known-good:** ${paragraph(report.changed)}`]),
    paragraph(report.identity),
    ...(report.links.length === 0 ? [] : [report.links.map(cell).join(" · ")]),
  ];
  const ending = report.ending.map(paragraph);
  const frame = Buffer.byteLength([...head, ...ending].join("\n\n")) + REMARK_BYTES;
  const left = leftOut(report.sections, limit - frame);
  const kept = report.sections.filter((one) => !left.includes(one));
  const titles = inert(left.map(({ title }) => title).join(", "));
  const remark = left.length === 0 ? [] : [`Left out to stay below GitHub's limit (see evidence.json): ${titles}.`];
  return `${[...head, ...kept.map(section), ...remark, ...ending].join("\n\n")}\n`;
}
