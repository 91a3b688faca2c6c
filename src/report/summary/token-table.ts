import { observedIn } from "../../evidence/answers.ts";
import type { Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { EMPTY, MAX_ROWS, type Row, rowsAtMost, type Section } from "../document.ts";
import { probeLabel } from "../probe-label.ts";

const TITLES = ["Probe", "Attempts that reported", "Input", "Output", "Total"];

/** Sum of what was reported; a dash when no attempt reported this number. */
function sum(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? EMPTY : String(known.reduce((total, value) => total + value, 0));
}

function tokenRow(probe: ProbeRun): readonly Row[] {
  const { attempts } = probe;
  const usages = attempts.flatMap((attempt) => observedIn(attempt)?.usage ?? []);
  if (usages.length === 0) return [];
  return [
    {
      cells: [
        probeLabel(probe),
        `${usages.length} of ${attempts.length}`,
        sum(usages.map(({ input }) => input)),
        sum(usages.map(({ output }) => output)),
        sum(usages.map(({ total }) => total)),
      ],
    },
  ];
}

/** Tokens per probe as the endpoint reported them; null when it reported none. */
export function tokenTable(evidence: Evidence): Section | null {
  const rows = evidence.probes.flatMap(tokenRow);
  if (rows.length === 0) return null;
  return {
    title: "Tokens used by this run",
    folded: true,
    sheds: 2,
    blocks: [
      {
        kind: "table",
        columns: TITLES.map((title) => ({ title })),
        rows: rowsAtMost(rows, MAX_ROWS, TITLES.length),
        toneColumn: 0,
      },
      { kind: "text", text: "As the endpoint reported them, this run only; not a statement about billing." },
    ],
  };
}
