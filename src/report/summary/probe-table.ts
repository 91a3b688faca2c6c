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
import { isOfService, PROBES } from "../../evidence/probes.ts";
import { type Block, columns, EMPTY, RESULT_TONES, type Row, tableIfAny, text, yesNo } from "../document.ts";

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

/** The service's own id says so: nobody at the provider knows it. */
function requestIdCell({ verdict, attempt }: ProbeAnswer): string {
  const id = requestIdOf(attempt);
  if (id === null) return EMPTY;
  return isOfService(verdict.id) ? `${id} (the service's own)` : id;
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
      requestIdCell(answer),
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

/** One row per probe and check, in the order of the verdict. */
export function probeTable(evidence: Evidence): readonly Block[] {
  const probes = evidence.verdict.probes.map((verdict) => probeRow(answerFor(evidence, verdict)));
  return tableIfAny(COLUMNS, [...probes, ...evidence.checks.map(checkRow)], 1);
}

/** What the answer that speaks for each probe looked like. */
export function detailTable(evidence: Evidence): readonly Block[] {
  const answers = evidence.verdict.probes.map((verdict) => answerFor(evidence, verdict));
  return tableIfAny(DETAIL_COLUMNS, answers.filter(({ attempt }) => attempt !== null).map(detailRow), 0);
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

/** Tokens per probe as the endpoint reported them; nothing when it reported none. */
export function tokenBlocks(evidence: Evidence): readonly Block[] {
  const rows = evidence.probes.flatMap(tokenRow);
  const remark = text("As the endpoint reported them, this run only; not a statement about billing.");
  return rows.length === 0 ? [] : [...tableIfAny(TOKEN_COLUMNS, rows, 0), remark];
}
