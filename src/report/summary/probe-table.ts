import {
  answerFor,
  isJson,
  observedIn,
  type ProbeAnswer,
  probeLabel,
  requestIdOf,
  statusOf,
} from "../../evidence/answers.ts";
import type { Check, Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { PROBES } from "../../evidence/probes.ts";
import { columns, EMPTY, RESULT_TONES, type Row, type Section, table, text, yesNo } from "../document.ts";

/** The pass/fail table: four columns, which a phone still shows. */
const COLUMNS = columns(["Probe", "Result", "Passed"], ["Why"]);

/** What the log templates of the sources ask about an answer. */
const DETAIL_COLUMNS = columns(
  ["Probe", "Status", "JSON", "Shape"],
  ["Required fields", "Terminal state", "Request id"],
);

/** A pass with a remark where some attempts failed, and that a probe only informs. */
function resultCell({ verdict, run }: ProbeAnswer): string {
  const remarks = [
    ...(verdict.marginal ? ["marginal"] : []),
    ...(verdict.flaky ? ["flaky"] : []),
    ...(run?.polarity === "advisory" ? ["advisory"] : []),
  ];
  const result = verdict.result.replace("_", " ");
  return remarks.length === 0 ? result : `${result} (${remarks.join(", ")})`;
}

/** Which documented fields were missing; complete where the shape was as documented. */
function requiredFieldsCell({ verdict, attempt }: ProbeAnswer): string {
  const observed = observedIn(attempt);
  if (observed?.missing !== undefined && observed.missing.length > 0)
    return `${PROBES[verdict.id].target === "application" ? "not as expected:" : "missing"} ${observed.missing.join(", ")}`;
  return observed?.shape === true ? "complete" : EMPTY;
}

function probeRow(answer: ProbeAnswer): Row {
  const { verdict } = answer;
  return {
    tone: verdict.marginal || verdict.flaky ? "warn" : RESULT_TONES[verdict.result],
    cells: [verdict.key, resultCell(answer), `${verdict.passes}/${verdict.attempts}`, verdict.reason],
  };
}

function detailRow(answer: ProbeAnswer): Row {
  const { verdict, run, attempt } = answer;
  const observed = observedIn(attempt);
  return {
    cells: [
      verdict.key,
      String(statusOf(attempt) ?? observed?.networkCode ?? EMPTY),
      yesNo(observed === null ? undefined : isJson(observed)),
      // The documented shape of a request that has to fail is the error envelope.
      yesNo(observed?.shape ?? (run?.polarity === "must-fail" ? observed?.errorEnvelope : undefined)),
      requiredFieldsCell(answer),
      observed?.terminalState ?? EMPTY,
      requestIdOf(attempt) ?? EMPTY,
    ],
  };
}

function checkRow(check: Check): Row {
  const reason =
    check.findings.length === 0 ? EMPTY : `${check.findings.length} finding${check.findings.length === 1 ? "" : "s"}`;
  return {
    tone: RESULT_TONES[check.result],
    cells: [`${check.id} (check)`, check.result.replace("_", " "), EMPTY, reason],
  };
}

/** One row per probe and check, in the order of the verdict; null when there is none. */
export function probeTable(evidence: Evidence): Section | null {
  const rows = [
    ...evidence.verdict.probes.map((verdict) => probeRow(answerFor(evidence, verdict))),
    ...evidence.checks.map(checkRow),
  ];
  if (rows.length === 0) return null;
  return {
    title: "Probes",
    // Of a fan-in the legs are the table that is read.
    folded: evidence.legs.length > 0,
    sheds: 9,
    blocks: [table(COLUMNS, rows, 1)],
  };
}

/** What the answer that speaks for each probe looked like; null when nothing was asked. */
export function probeDetails(evidence: Evidence): Section | null {
  const asked = evidence.verdict.probes.map((verdict) => answerFor(evidence, verdict)).filter(({ attempt }) => attempt);
  if (asked.length === 0) return null;
  return {
    title: "What each probe saw",
    folded: true,
    sheds: 5,
    blocks: [table(DETAIL_COLUMNS, asked.map(detailRow), 0)],
  };
}

const TOKEN_COLUMNS = columns(["Probe", "Attempts that reported", "Input", "Output", "Total"]);

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
      table(TOKEN_COLUMNS, rows, 0),
      text("As the endpoint reported them, this run only; not a statement about billing."),
    ],
  };
}
