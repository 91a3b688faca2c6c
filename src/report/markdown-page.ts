import type { Decision } from "../evidence/vocabulary.ts";
import { type Block, EMPTY, type Report, type Row, type Section, type Tone } from "./document.ts";
import { cell, details, fenced, inert, paragraph, preformatted, table } from "./markdown.ts";

/** One icon and one word say it: a reader never depends on colour alone. */
const DECISION_ICONS: Readonly<Record<Decision, string>> = { proceed: "✅", hold: "✋", rollback: "❌" };

const TONE_ICONS: Readonly<Record<Tone, string>> = { good: "✅", warn: "⚠️", bad: "❌", quiet: "➖" };

function withIcon({ cells, tone }: Row, column: number): readonly string[] {
  return tone === undefined
    ? cells
    : cells.map((text, index) => (index === column ? `${TONE_ICONS[tone]}\u00A0${text}` : text));
}

function block(part: Block): string {
  switch (part.kind) {
    case "text":
      return paragraph(part.text);
    case "steps":
      return part.items.map((item, index) => `${index + 1}. ${paragraph(item)}`).join("\n");
    case "facts":
      return part.rows.every(([, , origin]) => origin === undefined)
        ? table(
            ["Field", "Value"],
            part.rows.map(([name, value]) => [name, value]),
          )
        : table(
            ["Field", "Value", "From"],
            part.rows.map(([name, value, origin]) => [name, value, origin ?? EMPTY]),
          );
    case "command":
      return preformatted(part.lines);
    case "workflow":
      return fenced("yaml", part.lines);
    case "diagram":
      return fenced("mermaid", part.lines);
    case "table":
      return table(
        part.columns.map(({ title }) => title),
        part.rows.map((row) => withIcon(row, part.toneColumn)),
      );
  }
}

function section({ title, folded, blocks }: Section): string {
  const body = blocks.map(block).join("\n\n");
  return folded ? details(title, body) : `### ${inert(title)}\n\n${body}`;
}

/** Leaves sections out, the least needed first, until the rest fits; returns what is left and what is gone. */
function withinBudget(
  sections: readonly Section[],
  budget: number,
): { kept: readonly Section[]; left: readonly Section[] } {
  const order = sections.filter(({ sheds }) => sheds !== null).toSorted((a, b) => (a.sheds ?? 0) - (b.sheds ?? 0));
  const size = new Map(sections.map((one) => [one, Buffer.byteLength(section(one)) + "\n\n".length]));
  const left = new Set<Section>();
  let total = sections.reduce((sum, one) => sum + (size.get(one) ?? 0), 0);
  for (const one of order) {
    if (total <= budget) break;
    left.add(one);
    total -= size.get(one) ?? 0;
  }
  return { kept: sections.filter((one) => !left.has(one)), left: order.filter((one) => left.has(one)) };
}

/** Bytes kept free for the sentence that says what was left out; it names section titles only. */
const REMARK_BYTES = 1_000;

/**
 * A report in GitHub-flavoured Markdown, with the sections that fit into `limit` bytes. Head and ending are always whole,
 * so a page of very long notices can still be longer.
 */
export function page(report: Report, limit: number): string {
  const head = [
    `## ${DECISION_ICONS[report.decision]} ${paragraph(report.headline)}`,
    ...report.notices.map((notice) => `> **${cell(notice)}**`),
    ...(report.changed === null ? [] : [`**Changed since the known-good:** ${paragraph(report.changed)}`]),
    paragraph(report.identity),
  ];
  const ending = report.ending.map(paragraph);
  const frame = Buffer.byteLength([...head, ...ending].join("\n\n")) + REMARK_BYTES;
  const { kept, left } = withinBudget(report.sections, limit - frame);
  const remark =
    left.length === 0
      ? []
      : [
          `Left out to stay below GitHub's limit (see evidence.json): ${inert(left.map(({ title }) => title).join(", "))}.`,
        ];
  return `${[...head, ...kept.map(section), ...remark, ...ending].join("\n\n")}\n`;
}
