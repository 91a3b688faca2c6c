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
import { waitWords } from "../../evidence/pace-words.ts";
import { isDoubtful, listed } from "../../evidence/pass-words.ts";
import { isOfService, PROBES } from "../../evidence/probes.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import type { Decision } from "../../evidence/vocabulary.ts";
import { type Block, columns, EMPTY, RESULT_TONES, type Row, tableIfAny, text, yesNo } from "../document.ts";

/** The pass/fail table. */
const COLUMNS = columns(["Probe", "Result", "Passed", "Latency"], ["Why"]);

/** Routes of the service that a row names; what more have in common is told by their number. */
const MOST_ROUTES = 5;

/** A probe or a check by how it came out. */
type Ranked = Pick<ProbeVerdict, "result"> & Partial<Pick<ProbeVerdict, "marginal" | "flaky">>;

/** A pass with a failure in it. */
const DOUBTFUL = "doubtful";

/** What a reader has to see first; that something was not asked matters where it may be why nothing ships. */
function failingFirst(decision: Decision): (a: Ranked, b: Ranked) => number {
  const asked = [DOUBTFUL, "pass"];
  const order = ["fail", "partial", ...(decision === "proceed" ? [...asked, "not_tested"] : ["not_tested", ...asked])];
  const place = (ranked: Ranked) => {
    const at = order.indexOf(ranked.result === "pass" && isDoubtful(ranked) ? DOUBTFUL : ranked.result);
    return at === -1 ? order.length : at;
  };
  return (a, b) => place(a) - place(b);
}

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

/** `43 ms`, `0.8 s – 2.1 s`: the fastest and the slowest attempt that ended; no percentile at so few (decision.md). */
function latencyCell(answers: readonly ProbeAnswer[]): string {
  const all = answers
    .flatMap(({ run }) => run?.attempts ?? [])
    .flatMap(({ outcome, durationMs }) => (outcome.kind === "error" ? [] : [durationMs]));
  if (all.length === 0) return EMPTY;
  const [fastest, slowest] = [waitWords(Math.min(...all)), waitWords(Math.max(...all))];
  return fastest === slowest ? slowest : `${fastest} – ${slowest}`;
}

/** The probes of a row: `chat, responses and 4 error-path probes`. */
function nameCell(answers: readonly ProbeAnswer[]): string {
  const byId = Object.values(Object.groupBy(answers, ({ verdict }) => verdict.id));
  return listed(
    byId.flatMap((all) => {
      const few =
        all.length === 1 || (all.length <= MOST_ROUTES && all.every(({ verdict }) => isOfService(verdict.id)));
      return few ? all.map(({ verdict }) => verdict.key) : [`${all.length} ${all[0]?.verdict.id} probes`];
    }),
  );
}

/** Rows that say the same are one row; what passes stands by its kind. */
function probeRows(evidence: Evidence, probes: readonly ProbeVerdict[]): readonly Row[] {
  const answers = probes.map((verdict) => answerFor(evidence, verdict));
  const same = Object.groupBy(answers, (answer) => {
    const { id, result, passes, attempts, reason } = answer.verdict;
    return JSON.stringify([result === "pass" ? id : "", resultCell(answer), passes, attempts, reason]);
  });
  return Object.values(same).flatMap((all = []) => {
    const [first] = all;
    if (first === undefined) return [];
    const { result, passes, attempts, reason } = first.verdict;
    const cells = [
      nameCell(all),
      resultCell(first),
      `${passes}/${attempts}${all.length > 1 ? " each" : ""}`,
      latencyCell(all),
      reason,
    ];
    return [{ tone: isDoubtful(first.verdict) ? ("warn" as const) : RESULT_TONES[result], cells }];
  });
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
    cells: [`${check.id} (check)`, check.result.replace("_", " "), EMPTY, EMPTY, reason],
  };
}

/** What failed first, the rest in the order of the verdict; then the checks. */
export function probeTable(evidence: Evidence): readonly Block[] {
  const order = failingFirst(evidence.verdict.decision);
  const probes = evidence.verdict.probes.toSorted(order);
  const checks = evidence.checks.toSorted(order);
  return tableIfAny(COLUMNS, [...probeRows(evidence, probes), ...checks.map(checkRow)], 1);
}

/** The probes that did not pass; what a check found stands in a table of its own. */
export function failedProbeTable(evidence: Evidence): readonly Block[] {
  const failed = evidence.verdict.probes.filter(({ result }) => result === "fail" || result === "partial");
  return tableIfAny(COLUMNS, probeRows(evidence, failed), 1);
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
