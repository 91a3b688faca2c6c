/** Posting what a run says, as the runner's door does it, to the double. */
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { GateResult } from "../../src/gate.ts";
import { patienceUntil } from "../../src/github/patience.ts";
import { post } from "../../src/github/post.ts";
import type { ReportSettings, Settings } from "../../src/settings/settings.ts";
import { settings } from "../report/evidence-examples.ts";
import { contextOf } from "../report/reports.ts";
import { ample, type Double, REPOSITORY, TOKEN } from "./double.ts";

/** What a test changes about a run. */
export interface Run {
  readonly evidence: Evidence;
  readonly report?: Partial<ReportSettings>;
  /** Null: they were not usable. */
  readonly settings?: Settings | null;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly event?: unknown;
  readonly token?: string;
  readonly cancelled?: boolean;
  readonly limits?: { readonly limitMs?: number; readonly totalMs?: number };
}

/** The run's address in every text. */
export const RUN_URL = `https://github.com/${REPOSITORY}/actions/runs/4711/attempts/2`;

/** Variables of a run for pull request 1. */
export const ON_PULL_REQUEST = {
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_REF: "refs/pull/1/merge",
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_RUN_ID: "4711",
  GITHUB_RUN_NUMBER: "100",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_WORKFLOW_REF: `${REPOSITORY}/.github/workflows/gate.yml@refs/pull/1/merge`,
  GITHUB_JOB: "gate",
} as const;

/** Variables of a nightly run. */
export const AT_NIGHT = { ...ON_PULL_REQUEST, GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" } as const;

/** @returns the warnings */
export function posted(double: Double, run: Run): Promise<readonly string[]> {
  const usable = run.settings === undefined ? settings() : run.settings;
  const report = { ...settings().report, ...run.report };
  const result: GateResult = {
    evidence: run.evidence,
    context: contextOf(run.evidence, usable),
    settings: usable,
    report,
    outputs: {} as GateResult["outputs"],
    summary: "",
    failed: false,
    problems: [],
  };
  return post(result, {
    env: { ...ON_PULL_REQUEST, GITHUB_API_URL: double.apiUrl, ...run.env },
    event: run.event === undefined ? null : JSON.stringify(run.event),
    token: run.token ?? TOKEN,
    patience: run.cancelled ? patienceUntil(AbortSignal.abort()) : ample(),
    ...(run.limits === undefined ? {} : { limits: run.limits }),
  });
}

/** The double as it is before every test. */
export function reset(double: Double): void {
  double.forum.clear();
  double.calls.length = 0;
  Object.assign(double.behaviour, {
    issues: "write",
    pullRequests: "write",
    actions: "read",
    conclusions: [],
    fault: null,
    faults: null,
    creator: "github-actions[bot]",
    viewer: true,
    issuesEnabled: true,
    assignable: null,
    dropsLabels: false,
    old: false,
    before: () => undefined,
  });
}

/** The same evidence of a run that began so many seconds later. */
export function later(evidence: Evidence, seconds: number): Evidence {
  const at = (text: string) => new Date(Date.parse(text) + seconds * 1_000).toISOString();
  const { run, verdict } = evidence;
  return {
    ...evidence,
    run: { ...run, startedAt: at(run.startedAt), endedAt: at(run.endedAt) },
    verdict: { ...verdict, decidedAt: at(verdict.decidedAt) },
  };
}

/** Evidence as that of a run for the same release in production: the same key as `refusedCredential()`. */
export function inProduction(evidence: Evidence): Evidence {
  return { ...evidence, run: { ...evidence.run, kind: "release", environment: "production" } };
}
