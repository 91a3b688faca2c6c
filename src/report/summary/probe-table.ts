import { answerFor, isJson, observedIn, type ProbeAnswer, requestIdOf, statusOf } from "../../evidence/answers.ts";
import type { Check, Evidence } from "../../evidence/evidence.ts";
import { PROBES } from "../../evidence/probes.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import { type Column, EMPTY, MAX_ROWS, type Row, rowsAtMost, type Section, type Tone, yesNo } from "../document.ts";

/** The pass/fail table: four columns, which a phone still shows. */
const COLUMNS: readonly Column[] = [
  { title: "Probe" },
  { title: "Result" },
  { title: "Passed" },
  { title: "Why", wide: true },
];

/** What the log templates of the sources ask about an answer. */
const DETAIL_COLUMNS: readonly Column[] = [
  { title: "Probe" },
  { title: "Status" },
  { title: "JSON" },
  { title: "Shape" },
  { title: "Required fields", wide: true },
  { title: "Terminal state", wide: true },
  { title: "Request id", wide: true },
];

const TONES: Readonly<Record<ProbeVerdict["result"], Tone>> = {
  pass: "good",
  fail: "bad",
  partial: "warn",
  not_tested: "quiet",
  not_provided: "quiet",
  unsupported: "quiet",
};

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
    tone: verdict.marginal || verdict.flaky ? "warn" : TONES[verdict.result],
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
    tone: TONES[check.result],
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
    blocks: [{ kind: "table", columns: COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, COLUMNS.length), toneColumn: 1 }],
  };
}

/** What the answer that speaks for each probe looked like; null when nothing was asked. */
export function probeDetails(evidence: Evidence): Section | null {
  const asked = evidence.verdict.probes.map((verdict) => answerFor(evidence, verdict)).filter(({ attempt }) => attempt);
  if (asked.length === 0) return null;
  const rows = rowsAtMost(asked.map(detailRow), MAX_ROWS, DETAIL_COLUMNS.length);
  return {
    title: "What each probe saw",
    folded: true,
    sheds: 5,
    blocks: [{ kind: "table", columns: DETAIL_COLUMNS, rows, toneColumn: 0 }],
  };
}
