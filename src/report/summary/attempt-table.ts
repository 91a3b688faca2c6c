import { observedIn, probeLabel, statusOf } from "../../evidence/answers.ts";
import type { Attempt, Timing } from "../../evidence/attempt.ts";
import { categoryName, factsOf } from "../../evidence/categories.ts";
import type { Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { judgedOutcome } from "../../evidence/not-here.ts";
import { type Block, columns, EMPTY, type Row, type Tone, text } from "../document.ts";

/** Attempts shown. A smoke run has about 35, and a row takes up to 1 KB of the summary's 1 MiB. */
const MAX_ATTEMPT_ROWS = 300;

/** Phases of a request and their names in the head of the table. */
const PHASES = [
  ["resolve", "resolve"],
  ["connect", "connect"],
  ["tls", "TLS"],
  ["firstByte", "first byte"],
  ["firstEvent", "first event"],
  ["lastEvent", "last event"],
] as const satisfies (readonly [keyof Timing, string])[];

const COLUMNS = columns(
  ["Probe", "No.", "Look", "Outcome", "Category", "Status", "Start ms", "Total ms"],
  ["Layer", "Stage", "Code", ...PHASES.map(([, name]) => `${name} ms`), "Waits ms", "Adapted", "Notes"],
);

const TONES: Readonly<Record<Attempt["outcome"]["kind"], Tone>> = {
  pass: "good",
  fail: "bad",
  unsupported: "quiet",
  error: "quiet",
};

const list = (items: readonly (string | number)[]) => (items.length === 0 ? EMPTY : items.join(", "));
const milliseconds = (value: number | null | undefined) => (value == null ? EMPTY : String(Math.round(value)));

function attemptRow(probe: ProbeRun, attempt: Attempt, { run, verdict }: Evidence): Row {
  const verdicts = probe.subject === "candidate" ? verdict.probes : (verdict.rehearsal?.probes ?? []);
  const outcome = judgedOutcome(
    attempt,
    verdicts.find(({ key }) => key === probe.key),
  );
  const facts = outcome.kind === "fail" ? factsOf(outcome.category, probe.id) : null;
  const timing = attempt.requests.at(-1)?.timing;
  const observed = observedIn(attempt);
  // As the endpoint or the network gave it, then our own detail.
  const codes = [observed?.networkCode, observed?.errorCode, observed?.errorType, observed?.detail, observed?.header];
  const notes = [
    ...(attempt.confirms === null ? [] : [`confirms attempt ${attempt.confirms}`]),
    ...(attempt.requests.length > 1 ? [`${attempt.requests.length} requests, phases of the last`] : []),
    ...(observed?.notes ?? []),
  ];
  return {
    tone: TONES[outcome.kind],
    cells: [
      probeLabel(probe),
      String(attempt.n),
      attempt.look,
      outcome.kind === "error" ? `not asked: ${outcome.reason}` : outcome.kind,
      outcome.kind === "fail" ? categoryName(outcome.category, probe.id) : EMPTY,
      String(statusOf(attempt) ?? EMPTY),
      milliseconds(Math.max(0, Date.parse(attempt.startedAt) - Date.parse(run.startedAt))),
      milliseconds(attempt.durationMs),
      facts?.layer ?? EMPTY,
      facts?.stage ?? EMPTY,
      list(codes.filter((code) => code !== undefined)),
      ...PHASES.map(([phase]) => milliseconds(timing?.[phase])),
      list(attempt.waitsMs.map(Math.round)),
      list(attempt.adaptations),
      list(notes),
    ],
  };
}

/** Every attempt in the order of the probes. Over the cap, passes make room for the rest, which explain more. */
export function attemptTable(evidence: Evidence): readonly Block[] {
  const all = evidence.probes.flatMap((probe) => probe.attempts.map((attempt) => ({ probe, attempt })));
  if (all.length === 0) return [];
  const telling = all.toSorted(
    (a, b) => Number(a.attempt.outcome.kind === "pass") - Number(b.attempt.outcome.kind === "pass"),
  );
  const kept = new Set(telling.slice(0, MAX_ATTEMPT_ROWS));
  const rows = all.filter((one) => kept.has(one)).map(({ probe, attempt }) => attemptRow(probe, attempt, evidence));
  const cut = all.length - kept.size;
  const remark = `${cut} of ${all.length} attempts are left out, passes first; evidence.json has them all.`;
  return [...(cut === 0 ? [] : [text(remark)]), { kind: "table", columns: COLUMNS, rows, toneColumn: 3 }];
}
