/** How earlier runs of this workflow on this branch ended: what an issue waits for, and what it shows. */
import { z } from "zod";
import type { GitHubAnswer } from "../known-good/source.ts";
import type { RunMark } from "../report/threads.ts";
import { problem } from "../text/problem.ts";
import { type GitHubTarget, openClient, PER_PAGE, requestsOf } from "./client.ts";
import { runUrl, urlOfRun } from "./workflow-run.ts";

/** All requests of this question together, ms. */
const LIMIT_MS = 10_000;

/** Runs whose end an issue shows, this one included. */
const MARKS = 10;

/** Conclusions of a run that failed; any other but success says nothing (cancelled, skipped, still running). */
const FAILED = ["failure", "timed_out", "startup_failure"];

type Environment = Readonly<Record<string, string | undefined>>;

/** An earlier run that ended well or badly. */
interface EarlierRun {
  readonly id: number;
  readonly failed: boolean;
}

/** Which runs are meant: those of this one's workflow and branch, before it. */
interface RunsOf {
  /** Name of the workflow's file. */
  readonly workflow: string;
  readonly branch: string;
  /** `GITHUB_RUN_ID` and `GITHUB_RUN_NUMBER` of this run. */
  readonly id: number;
  readonly number: number;
}

const RunsSchema = z.object({
  workflow_runs: z.array(z.object({ id: z.int(), run_number: z.int(), conclusion: z.string().nullable() })),
});

/** Which runs those are by GitHub's variables; null where they do not say. */
function runsOf(env: Environment): RunsOf | null {
  const workflow = /\/([^/@]+\.ya?ml)@/.exec(env.GITHUB_WORKFLOW_REF ?? "")?.[1];
  const branch = env.GITHUB_REF_NAME || /^refs\/(?:heads|tags)\/(.+)$/.exec(env.GITHUB_REF ?? "")?.[1];
  const [id, number] = [Number(env.GITHUB_RUN_ID), Number(env.GITHUB_RUN_NUMBER)];
  if (workflow === undefined || branch === undefined || !(id > 0) || !(number > 0)) return null;
  return { workflow, branch, id, number };
}

/** The earlier runs that ended well or badly, the newest first: one page. Needs `actions: read`. */
async function earlierRuns(
  token: string,
  target: GitHubTarget,
  of: RunsOf | null,
): Promise<GitHubAnswer<readonly EarlierRun[]>> {
  const client = await openClient(token, target);
  if (!client.ok) return client;
  if (of === null) return { ok: false, problem: UNKNOWN };
  const { octokit, at } = client.value;
  const { again } = requestsOf(client.value, "actions: read", Date.now() + LIMIT_MS);
  const { workflow: workflow_id, branch } = of;
  const found = await again("looking at the earlier runs", RunsSchema, (request) =>
    octokit.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
      ...{ ...at, workflow_id, branch, per_page: PER_PAGE, request },
    }),
  );
  if (!found.ok) return found;
  const ended = found.value.workflow_runs
    .filter(({ id, run_number: number }) => id !== of.id && number < of.number)
    .toSorted((a, b) => b.run_number - a.run_number)
    .flatMap(({ id, conclusion }): EarlierRun[] => {
      const failed = FAILED.includes(conclusion ?? "");
      return failed || conclusion === "success" ? [{ id, failed }] : [];
    });
  return { ok: true, value: ended };
}

const UNKNOWN = problem(
  "github-not-configured",
  "the earlier runs cannot be looked at: GITHUB_WORKFLOW_REF, GITHUB_REF or GITHUB_RUN_NUMBER is missing",
  "Run this in a workflow on GitHub.",
);

/** How many runs in a row failed before this one. */
function failedInARow(runs: readonly EarlierRun[]): number {
  const good = runs.findIndex(({ failed }) => !failed);
  return good === -1 ? runs.length : good;
}

/** What came before this run: whether an issue is due now, and how the last runs ended, the oldest first. */
export interface Before {
  readonly due: boolean;
  readonly runs: readonly RunMark[];
  readonly warnings: readonly string[];
}

export const NOTHING_BEFORE: Before = { due: true, runs: [], warnings: [] };

/** Looks at the earlier runs of this workflow. Where that is not allowed, the issue is opened at once. */
export async function beforeThis(
  after: number,
  { env, token, target }: { readonly env: Environment; readonly token: string; readonly target: GitHubTarget },
): Promise<Before> {
  const found = await earlierRuns(token, target, runsOf(env));
  if (found.ok) {
    const runs = found.value.slice(0, MARKS - 1).toReversed();
    const marks = runs.map(({ id, failed }) => ({ failed, url: urlOfRun(env, String(id)) }));
    return {
      due: failedInARow(found.value) + 1 >= after,
      runs: [...marks, { failed: true, url: runUrl(env) }],
      warnings: [],
    };
  }
  if (after === 1) return NOTHING_BEFORE;
  const { message, help } = found.problem;
  return { ...NOTHING_BEFORE, warnings: [`issue.after: ${after} counts as 1: ${message}. ${help}`] };
}
