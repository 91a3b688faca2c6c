import { observedIn, statusOf } from "../../evidence/answers.ts";
import type { Attempt, Timing } from "../../evidence/attempt.ts";
import { CATEGORY_FACTS } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { type Block, type Column, EMPTY, type Row, type Section, type Tone } from "../document.ts";
import { probeLabel } from "../probe-label.ts";

/**
 * Attempts that are shown. A smoke run has about 35; this leaves room for a large plan, and a row takes up to 1 KB of
 * the summary's 1 MiB.
 */
export const MAX_ATTEMPT_ROWS = 300;

const PHASES = [
  "resolve",
  "connect",
  "tls",
  "firstByte",
  "firstEvent",
  "lastEvent",
] as const satisfies (keyof Timing)[];
const PHASE_NAMES = ["resolve", "connect", "TLS", "first byte", "first event", "last event"];

const COLUMNS: readonly Column[] = [
  { title: "Probe" },
  { title: "No." },
  { title: "Look" },
  { title: "Outcome" },
  { title: "Category" },
  { title: "Status" },
  { title: "Start ms" },
  { title: "Total ms" },
  { title: "Layer", wide: true },
  { title: "Stage", wide: true },
  { title: "Code", wide: true },
  ...PHASE_NAMES.map((name) => ({ title: `${name} ms`, wide: true })),
  { title: "Waits ms", wide: true },
  { title: "Adapted", wide: true },
  { title: "Notes", wide: true },
];

const TONES: Readonly<Record<Attempt["outcome"]["kind"], Tone>> = {
  pass: "good",
  fail: "bad",
  unsupported: "quiet",
  error: "quiet",
};

const list = (items: readonly (string | number)[]) => (items.length === 0 ? EMPTY : items.join(", "));
const milliseconds = (value: number | null | undefined) => (value == null ? EMPTY : String(Math.round(value)));

/** Error code as the endpoint or the network gave it, then our own detail. */
function codeCell(attempt: Attempt): string {
  const observed = observedIn(attempt);
  const codes = [observed?.networkCode, observed?.errorCode, observed?.errorType, observed?.detail];
  return list(codes.filter((code) => code !== undefined));
}

function notes(attempt: Attempt): readonly string[] {
  return [
    ...(attempt.confirms === null ? [] : [`confirms #${attempt.confirms}`]),
    ...(attempt.requests.length > 1 ? [`${attempt.requests.length} requests, phases of the last`] : []),
    ...(observedIn(attempt)?.notes ?? []),
  ];
}

function attemptRow(label: string, attempt: Attempt, began: number): Row {
  const { outcome } = attempt;
  const facts = outcome.kind === "fail" ? CATEGORY_FACTS[outcome.category] : null;
  const timing = attempt.requests.at(-1)?.timing;
  return {
    tone: TONES[outcome.kind],
    cells: [
      label,
      String(attempt.n),
      attempt.look,
      outcome.kind === "error" ? `not asked: ${outcome.reason}` : outcome.kind,
      outcome.kind === "fail" ? outcome.category : EMPTY,
      String(statusOf(attempt) ?? EMPTY),
      milliseconds(Math.max(0, Date.parse(attempt.startedAt) - began)),
      milliseconds(attempt.durationMs),
      facts?.layer ?? EMPTY,
      facts?.stage ?? EMPTY,
      codeCell(attempt),
      ...PHASES.map((phase) => milliseconds(timing?.[phase])),
      list(attempt.waitsMs.map(Math.round)),
      list(attempt.adaptations),
      list(notes(attempt)),
    ],
  };
}

/** Every attempt in the order of the probes. Over the cap, passes make room for the rest, which explain more. */
export function attemptTable(evidence: Evidence): Section | null {
  const all = evidence.probes.flatMap((probe) =>
    probe.attempts.map((attempt) => ({ label: probeLabel(probe), attempt })),
  );
  if (all.length === 0) return null;
  const telling = all.toSorted(
    (a, b) => Number(a.attempt.outcome.kind === "pass") - Number(b.attempt.outcome.kind === "pass"),
  );
  const kept = new Set(telling.slice(0, MAX_ATTEMPT_ROWS));
  const began = Date.parse(evidence.run.startedAt);
  const rows = all.filter((one) => kept.has(one)).map(({ label, attempt }) => attemptRow(label, attempt, began));
  const cut = all.length - kept.size;
  const remark: Block[] =
    cut === 0
      ? []
      : [
          {
            kind: "text",
            text: `${cut} of ${all.length} attempts are left out, passes first; evidence.json has them all.`,
          },
        ];
  return {
    title: `Every attempt (${all.length})`,
    folded: true,
    sheds: 1,
    blocks: [...remark, { kind: "table", columns: COLUMNS, rows, toneColumn: 3 }],
  };
}
