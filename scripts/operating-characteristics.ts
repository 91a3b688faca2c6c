/**
 * How often the default sampling plan answers rollback, hold and proceed for a given true failure rate, and how many
 * requests that takes (decision.md, "Sampling one must-pass live probe"). Exact: it walks every course that a probe can
 * take through the real `nextStep` and lets the real `decide` judge each. Run as a script it prints the Markdown that
 * stands in the README between the markers `operating-characteristics:start` and `:end`.
 */
import { decide } from "../src/decision/decide.ts";
import { nextStep, samplingPlan } from "../src/decision/sampling.ts";
import type { Attempt } from "../src/evidence/attempt.ts";
import type { Category } from "../src/evidence/categories.ts";
import { digestOf } from "../src/evidence/digest.ts";
import { EVIDENCE_VERSION, type ObservedRun, type ProbeRun } from "../src/evidence/evidence.ts";
import type { Policy } from "../src/evidence/policy.ts";
import type { Decision } from "../src/evidence/vocabulary.ts";
import { defaultPolicy } from "../src/settings/policy/policy.ts";

/** True failure rates of the published table, 0 to 1. */
export const RATES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8] as const;

/** Must-pass probes of the `smoke` preset (product.md, "Probes"). */
export const SMOKE_PROBES = 3;

/** Legs of the matrix that the table is also computed for. */
export const MATRIX_LEGS = 12;

/** Failure of the published table: a provider error, which counts as a rate and fires as a rollback. */
const RATE_FAILURE: Category = "provider-5xx";

/** One way in which the sampling of a probe can go. */
export interface Course {
  readonly passes: number;
  readonly failures: number;
  readonly decision: Decision;
}

/** Probabilities of the three decisions, 0 to 1, and the mean number of requests. */
export interface Characteristic {
  readonly rollback: number;
  readonly hold: number;
  readonly proceed: number;
  readonly requests: number;
}

/** When the evidence of this file was gathered: always the same instant, so that it is always the same evidence. */
const AT = "2026-11-20T10:11:12.000Z";

/** Evidence of a check that saw these probes and nothing else. */
export function bareRun(probes: readonly ProbeRun[], policy: Policy): ObservedRun {
  return {
    schema: "cometapi-release-gate/evidence",
    version: EVIDENCE_VERSION,
    run: {
      id: "20261120T101112Z-deadbeef",
      traceId: "0123456789abcdef0123456789abcdef",
      mode: "gate",
      kind: "check",
      name: "chat-service",
      environment: null,
      leg: null,
      live: false,
      sandbox: false,
      migration: false,
      startedAt: AT,
      endedAt: AT,
      changeId: null,
      reviewer: null,
      commit: null,
      repository: null,
      workflowRun: null,
      runNumber: null,
      runAttempt: null,
    },
    runner: { gate: "0", node: "v24", undici: "8", platform: "linux-x64", proxy: false, extraCa: false, region: null },
    release: {
      digest: null,
      configuration: null,
      deploymentVersion: null,
      secretVersion: null,
      apiKeyRef: null,
      flagRollbackValue: null,
    },
    policy,
    policyDigest: digestOf(policy),
    knownGood: { kind: "not-required" },
    rehearsal: { kind: "off" },
    stops: [],
    probes: [...probes],
    checks: [],
    docs: [],
    waived: [],
    legs: [],
    recorded: null,
    requests: probes.reduce((sum, probe) => sum + probe.attempts.length, 0),
  };
}

/** Attempt number `n` with this outcome. */
export function bareAttempt(n: number, look: Attempt["look"], confirms: number | null, outcome: Attempt["outcome"]) {
  const attempt: Attempt = {
    n,
    look,
    confirms,
    startedAt: AT,
    durationMs: 100,
    requests: [],
    waitsMs: [],
    adaptations: [],
    outcome,
  };
  return attempt;
}

/** A must-pass probe that was named explicitly, with these attempts. */
export function bareProbe(attempts: readonly Attempt[]): ProbeRun {
  return {
    key: "chat",
    id: "chat",
    family: "chat-completions",
    case: null,
    polarity: "must-pass",
    subject: "candidate",
    selected: "explicit",
    attempts: [...attempts],
  };
}

/** Every course of one must-pass probe whose attempts pass or fail with this category. */
export function courses(policy: Policy = defaultPolicy(), category: Category = RATE_FAILURE): Course[] {
  const plan = samplingPlan({ id: "chat", polarity: "must-pass" }, policy);
  const outcomes: readonly Attempt["outcome"][] = [
    { kind: "pass", observed: {} },
    { kind: "fail", category, observed: {} },
  ];
  const walk = (attempts: readonly Attempt[], settled: boolean): Course[] => {
    const step = nextStep(attempts, plan, settled);
    if (step.kind === "settle") return walk(attempts, true);
    if (step.kind === "done") return [course(attempts, policy)];
    const [look, confirms, count] =
      step.kind === "confirm" ? (["confirmation", step.attempt, 1] as const) : ([step.look, null, step.count] as const);
    let ends: (readonly Attempt[])[] = [attempts];
    for (let asked = 0; asked < count; asked++)
      ends = ends.flatMap((end) =>
        outcomes.map((outcome) => [...end, bareAttempt(end.length + 1, look, confirms, outcome)]),
      );
    return ends.flatMap((end) => walk(end, settled));
  };
  return walk([], false);
}

function course(attempts: readonly Attempt[], policy: Policy): Course {
  const failures = attempts.filter(({ outcome }) => outcome.kind === "fail").length;
  const { decision } = decide(bareRun([bareProbe(attempts)], policy));
  return { passes: attempts.length - failures, failures, decision };
}

/** What one probe comes to when each attempt fails with this probability, independently. */
export function characteristicOf(rate: number, all: readonly Course[]): Characteristic {
  const sum = { rollback: 0, hold: 0, proceed: 0, requests: 0 };
  for (const { passes, failures, decision } of all) {
    const probability = (1 - rate) ** passes * rate ** failures;
    sum[decision] += probability;
    sum.requests += probability * (passes + failures);
  }
  return sum;
}

/** The same for several independent probes that are decided together, the worst one first. */
export function together({ rollback, proceed, requests }: Characteristic, probes: number): Characteristic {
  const all = { rollback: 1 - (1 - rollback) ** probes, proceed: proceed ** probes };
  return { ...all, hold: 1 - all.rollback - all.proceed, requests: requests * probes };
}

/** The section of the README: what the default plan can and cannot see. */
export function markdown(): string {
  const all = courses();
  const rows = RATES.map((rate) => {
    const one = characteristicOf(rate, all);
    return { rate, one, smoke: together(one, SMOKE_PROBES), matrix: together(one, SMOKE_PROBES * MATRIX_LEGS) };
  });
  const table = (heading: string, pick: (row: (typeof rows)[number]) => Characteristic) => [
    `**${heading}**`,
    "",
    "| true failure rate | rollback | hold | proceed | mean requests |",
    "|---|---:|---:|---:|---:|",
    ...rows.map((row) => {
      const { rollback, hold, proceed, requests } = pick(row);
      const cells = [rateName(row.rate), percent(rollback), percent(hold), percent(proceed), requests.toFixed(1)];
      return `| ${cells.join(" | ")} |`;
    }),
    "",
  ];
  return [
    ...table("One must-pass probe", ({ one }) => one),
    ...table(`One smoke run: ${SMOKE_PROBES} must-pass probes`, ({ smoke }) => smoke),
    ...table(`A matrix of ${MATRIX_LEGS} smoke runs, decided together`, ({ matrix }) => matrix),
    "Exact, for independent provider errors under the default policy; each must-fail probe adds one request.",
  ].join("\n");
}

function rateName(rate: number): string {
  const name = `${Math.round(rate * 100)}%`;
  return rate === defaultPolicy().tolerate ? `${name} (tolerated)` : name;
}

/** Two decimals; what is only nearly never or nearly always does not read as 0 or 100. */
function percent(share: number): string {
  if (share < 0.00005) return "<0.01%";
  return share > 0.99995 ? ">99.99%" : `${(share * 100).toFixed(2)}%`;
}

if (import.meta.main) process.stdout.write(`${markdown()}\n`);
