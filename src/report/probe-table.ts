import type { Check, Evidence } from "../evidence/evidence.ts";
import { type Answered, answered, isJson, observedIn, requestIdOf, statusOf } from "../evidence/records/attempts.ts";
import type { ProbeVerdict } from "../evidence/verdict.ts";
import { type Column, EMPTY, MAX_ROWS, type Row, rowsAtMost, type Section, type Tone, yesNo } from "./document.ts";

/** Pass and fail fields of a probe (product.md: "a pass/fail table"). */
const COLUMNS: readonly Column[] = [
  { title: "Probe" },
  { title: "Result" },
  { title: "Status" },
  { title: "JSON" },
  { title: "Shape" },
  { title: "Required fields", wide: true },
  { title: "Terminal state", wide: true },
  { title: "Passed" },
  { title: "Request id", wide: true },
  { title: "Reason", wide: true },
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
function resultCell({ verdict, run }: Answered): string {
  const remarks = [
    ...(verdict.marginal ? ["marginal"] : []),
    ...(verdict.flaky ? ["flaky"] : []),
    ...(run?.polarity === "advisory" ? ["advisory"] : []),
  ];
  const result = verdict.result.replace("_", " ");
  return remarks.length === 0 ? result : `${result} (${remarks.join(", ")})`;
}

/** Which documented fields were missing; complete where the shape was as documented. */
function requiredFieldsCell({ attempt }: Answered): string {
  const observed = observedIn(attempt);
  if (observed?.missing !== undefined && observed.missing.length > 0) return `missing ${observed.missing.join(", ")}`;
  return observed?.shape === true ? "complete" : EMPTY;
}

function probeRow(answer: Answered): Row {
  const { verdict, run, attempt } = answer;
  const observed = observedIn(attempt);
  return {
    tone: verdict.marginal || verdict.flaky ? "warn" : TONES[verdict.result],
    cells: [
      verdict.key,
      resultCell(answer),
      String(statusOf(attempt) ?? observed?.networkCode ?? EMPTY),
      yesNo(observed === null ? undefined : isJson(observed)),
      // The documented shape of a request that has to fail is the error envelope.
      yesNo(observed?.shape ?? (run?.polarity === "must-fail" ? observed?.errorEnvelope : undefined)),
      requiredFieldsCell(answer),
      observed?.terminalState ?? EMPTY,
      `${verdict.passes}/${verdict.attempts}`,
      requestIdOf(attempt) ?? EMPTY,
      verdict.reason,
    ],
  };
}

function checkRow(check: Check): Row {
  const reason =
    check.findings.length === 0 ? EMPTY : `${check.findings.length} finding${check.findings.length === 1 ? "" : "s"}`;
  return {
    tone: TONES[check.result],
    cells: [`${check.id} (check)`, check.result.replace("_", " "), ...Array.from({ length: 7 }, () => EMPTY), reason],
  };
}

/** One row per probe and check, in the order of the verdict; null when there is none. */
export function probeTable(evidence: Evidence): Section | null {
  const rows = [
    ...evidence.verdict.probes.map((verdict) => probeRow(answered(evidence, verdict))),
    ...evidence.checks.map(checkRow),
  ];
  if (rows.length === 0) return null;
  return {
    title: "Probes",
    folded: false,
    sheds: 9,
    blocks: [{ kind: "table", columns: COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, COLUMNS.length), toneColumn: 1 }],
  };
}
