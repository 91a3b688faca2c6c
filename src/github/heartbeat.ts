/** How earlier runs of this workflow on this branch ended: what an issue waits for, and what it shows. */
import { z } from "zod";
import type { GitHubAnswer } from "../known-good/source.ts";
import { runUrl, urlOfRun } from "../report/addresses.ts";
import type { RunMark } from "../report/threads.ts";
import { problem } from "../text/problem.ts";
import { type GitHubTarget, hasNextPage, openClient, PER_PAGE, requestsOf } from "./client.ts";
import type { Environment } from "./runner-files.ts";

/** All requests of this question together, ms. */
const LIMIT_MS = 10_000;

/** Runs whose end an issue shows, this one included. */
const MARKS = 10;

/** Pages that are looked through: GitHub gives no more than 1,000 runs of a search. */
const MOST_PAGES = 10;

/** Conclusions of a run that failed; any other but success says nothing (cancelled, skipped, waiting for a person). */
const FAILED = ["failure", "timed_out", "startup_failure"];

/** A run of a workflow, by `GITHUB_RUN_ID` and `GITHUB_RUN_NUMBER`, that ended well or badly. */
interface EarlierRun {
  readonly id: number;
  readonly number: number;
  readonly failed: boolean;
}

const RunsSchema = z.object({
  workflow_runs: z.array(
    z.object({ id: z.int(), run_number: z.int(), event: z.string(), conclusion: z.string().nullable() }),
  ),
});

/** Which runs are meant, by GitHub's variables: those of this one's workflow and branch, before it; null: they do not say. */
function runsOf(env: Environment) {
  const workflow = /\/([^/@]+\.ya?ml)@/.exec(env.GITHUB_WORKFLOW_REF ?? "")?.[1];
  // Runs of pull requests run what is not on the branch yet, a fork's under the name of its own branch.
  const ofPullRequest = isOfPullRequest(env.GITHUB_EVENT_NAME ?? "");
  const ref = env.GITHUB_REF_NAME || /^refs\/(?:heads|tags)\/(.+)$/.exec(env.GITHUB_REF ?? "")?.[1];
  // GitHub lists the runs of a pull request under its head branch, and `GITHUB_REF` is its merge or its base.
  const branch = (ofPullRequest && env.GITHUB_HEAD_REF) || ref;
  const [id, number] = [Number(env.GITHUB_RUN_ID), Number(env.GITHUB_RUN_NUMBER)];
  if (workflow === undefined || branch === undefined || !(id > 0) || !(number > 0)) return null;
  return { workflow, branch, ofPullRequest, id, number };
}

function isOfPullRequest(event: string): boolean {
  return event.startsWith("pull_request");
}

/** The newest of the earlier runs that ended well or badly, the newest first, at least so many if there are. Needs `actions: read`. */
async function earlierRuns(
  token: string,
  target: GitHubTarget,
  of: ReturnType<typeof runsOf>,
  wanted: number,
): Promise<GitHubAnswer<readonly EarlierRun[]>> {
  const client = await openClient(token, target);
  if (!client.ok) return client;
  if (of === null) return { ok: false, problem: UNKNOWN };
  const { octokit, at } = client.value;
  const { again } = requestsOf(client.value, "actions: read", Date.now() + LIMIT_MS, NO_RUNS);
  const { workflow: workflow_id, branch } = of;
  const query = { ...at, workflow_id, branch, status: "completed", exclude_pull_requests: true } as const;
  const ended = new Map<number, EarlierRun>();
  for (let page = 1; page <= MOST_PAGES && ended.size < wanted; page++) {
    const found = await again("looking at the earlier runs", RunsSchema, (request) =>
      octokit.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
        ...{ ...query, per_page: PER_PAGE, page, request },
      }),
    );
    if (!found.ok) return found;
    for (const { id, run_number: number, event, conclusion } of found.value.workflow_runs) {
      const failed = FAILED.includes(conclusion ?? "");
      if (id === of.id || number >= of.number || isOfPullRequest(event) !== of.ofPullRequest) continue;
      // A run that is over in the meantime moves the others on: one may be on two pages.
      if (failed || conclusion === "success") ended.set(id, { id, number, failed });
    }
    if (!hasNextPage(found.headers)) break;
  }
  return { ok: true, value: [...ended.values()].toSorted((a, b) => b.number - a.number) };
}

/** What a 404 means here: GitHub says it of a private repository whose runs the token may not see, too. */
const NO_RUNS = {
  what: "there is no such workflow in this repository, or the token may not see its runs",
  help: "Add permissions: actions: read to the job. A workflow that an organisation requires lies elsewhere: leave issue.after out there.",
};

const UNKNOWN = problem(
  "github-not-configured",
  "the earlier runs cannot be looked at: GITHUB_WORKFLOW_REF, GITHUB_REF or GITHUB_RUN_NUMBER is missing",
  "Run this in a workflow on GitHub.",
);

/** What came before this run: whether an issue is due now, and how the last runs ended, the oldest first. */
interface Before {
  readonly due: boolean;
  readonly runs: readonly RunMark[];
  readonly warnings: readonly string[];
}

/** Where no earlier run counts: the issue is due at once. */
export const NOTHING_BEFORE: Before = { due: true, runs: [], warnings: [] };

/** Looks at the earlier runs of this workflow. Where that is not allowed, the issue is opened at once. */
export async function beforeThis(
  after: number,
  { env, token, target }: { readonly env: Environment; readonly token: string; readonly target: GitHubTarget },
): Promise<Before> {
  const found = await earlierRuns(token, target, runsOf(env), Math.max(after, MARKS) - 1);
  if (found.ok) {
    const runs = found.value.slice(0, MARKS - 1).toReversed();
    const marks = runs.map(({ id, failed }) => ({ failed, url: urlOfRun(env, String(id)) }));
    const good = found.value.findIndex(({ failed }) => !failed);
    const failedInARow = 1 + (good === -1 ? found.value.length : good);
    return { due: failedInARow >= after, runs: [...marks, { failed: true, url: runUrl(env) }], warnings: [] };
  }
  if (after === 1) return NOTHING_BEFORE;
  const { message, help } = found.problem;
  return { ...NOTHING_BEFORE, warnings: [`issue.after: ${after} counts as 1: ${message}. ${help}`] };
}
