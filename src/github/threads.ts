import { z } from "zod";
import { DEFAULT_CREATOR } from "../evidence/known-good-source.ts";
import type { Asked } from "../known-good/github-ask.ts";
import type { GitHubAnswer } from "../known-good/source.ts";
import { type Asking, askingFor, everyPage } from "./asking.ts";
import { type GitHubTarget, type Line, NOT_OPEN, openLine } from "./line.ts";
import {
  type Comment,
  CommentSchema,
  commentOf,
  type Issue,
  type IssueChange,
  IssueSchema,
  isIssue,
  issueOf,
  type NewIssue,
  PER_PAGE,
  ViewerSchema,
} from "./thread.ts";

/** All requests of one comment or issue together, ms: a verdict is there already, and its step must not hang for this. */
const TOTAL_LIMIT_MS = 30_000;

/** Problems after which it is not known whose token this is; after any other, GitHub just does not say. */
const NOBODY_THERE = ["github-unavailable", "github-unreachable", "github-rate-limited", "github-unauthorised"];

/** What of GitHub's API comments and issues need; answers, never exceptions. Nothing that only reads or replaces fails on a single 5xx. */
export interface Threads {
  /** The login that the token writes as. */
  readonly author: () => Promise<GitHubAnswer<string>>;
  /** All comments, the oldest first. */
  readonly comments: (thread: number) => Promise<GitHubAnswer<readonly Comment[]>>;
  readonly addComment: (thread: number, body: string) => Promise<GitHubAnswer<null>>;
  readonly editComment: (id: number, body: string) => Promise<GitHubAnswer<null>>;
  /** All open issues with a label, the oldest first. */
  readonly openIssues: (label: string) => Promise<GitHubAnswer<readonly Issue[]>>;
  /** The newest open issues of any label: one page. */
  readonly newestIssues: () => Promise<GitHubAnswer<readonly Issue[]>>;
  readonly createIssue: (issue: NewIssue) => Promise<GitHubAnswer<Issue>>;
  readonly editIssue: (issue: number, change: IssueChange) => Promise<GitHubAnswer<null>>;
}

/** Where GitHub is; `totalMs` bounds all requests together (@defaultValue `TOTAL_LIMIT_MS`). */
export type ThreadsTarget = GitHubTarget & { readonly totalMs?: number };

/** Opens the API for one kind of report, whose permission every refusal names. */
export async function openThreads(
  token: string,
  target: ThreadsTarget,
  permission: "pull-requests: write" | "issues: write",
): Promise<GitHubAnswer<Threads>> {
  const line = await openLine(token, target);
  if (line === null) return { ok: false, problem: NOT_OPEN };
  const until = Date.now() + (target.totalMs ?? TOTAL_LIMIT_MS);
  return { ok: true, value: speaking(line, askingFor(line, permission, until)) };
}

function speaking(line: Line, asking: Asking): Threads {
  return { author: () => authorOf(line, asking), ...conversation(line, asking), ...tracker(line, asking) };
}

async function authorOf({ octokit, apiUrl }: Line, { again }: Asking): Promise<GitHubAnswer<string>> {
  // An absolute address: GitHub Enterprise Server has GraphQL beside its REST API, not below it.
  const url = `${apiUrl.replace(/\/v3$/, "")}/graphql`;
  const asked = await again("asking who the token belongs to", ViewerSchema, (request) =>
    octokit.request({ method: "POST", url, query: "query { viewer { login } }", request }),
  );
  if (asked.ok) return { ok: true, value: asked.value.data.viewer.login };
  return NOBODY_THERE.includes(asked.problem.code) ? asked : { ok: true, value: DEFAULT_CREATOR };
}

function conversation(
  { octokit, at }: Line,
  { once, again }: Asking,
): Pick<Threads, "comments" | "addComment" | "editComment"> {
  return {
    comments: async (issue_number) => {
      const found = await everyPage("comments", (page) =>
        again(`reading the comments of #${issue_number}`, z.array(CommentSchema), (request) =>
          octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
            ...{ ...at, issue_number, per_page: PER_PAGE, page },
            request,
          }),
        ),
      );
      return found.ok ? { ok: true, value: found.value.map(commentOf) } : found;
    },
    addComment: async (issue_number, body) =>
      done(
        await once(`commenting on #${issue_number}`, CommentSchema, (request) =>
          octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
            ...{ ...at, issue_number, body },
            request,
          }),
        ),
      ),
    editComment: async (comment_id, body) =>
      done(
        await again("updating the comment", CommentSchema, (request) =>
          octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
            ...{ ...at, comment_id, body },
            request,
          }),
        ),
      ),
  };
}

function tracker(
  { octokit, at }: Line,
  { once, again }: Asking,
): Pick<Threads, "openIssues" | "newestIssues" | "createIssue" | "editIssue"> {
  const issues = (page: number, more: { readonly labels?: string; readonly direction: "asc" | "desc" }) =>
    again("looking for the issue", z.array(IssueSchema), (request) =>
      octokit.request("GET /repos/{owner}/{repo}/issues", {
        ...{ ...at, ...more, state: "open", sort: "created", per_page: PER_PAGE, page },
        request,
      }),
    );
  return {
    openIssues: async (labels) => {
      const found = await everyPage("open issues", (page) => issues(page, { labels, direction: "asc" }));
      return found.ok ? { ok: true, value: found.value.filter(isIssue).map(issueOf) } : found;
    },
    newestIssues: async () => {
      const found = await issues(1, { direction: "desc" });
      return found.ok ? { ok: true, value: found.value.filter(isIssue).map(issueOf) } : found;
    },
    createIssue: async ({ labels, assignees, ...text }) => {
      const created = await once("opening an issue", IssueSchema, (request) =>
        octokit.request("POST /repos/{owner}/{repo}/issues", {
          ...{ ...at, ...text, labels: [...labels] },
          ...(assignees.length === 0 ? {} : { assignees: [...assignees] }),
          request,
        }),
      );
      return created.ok ? { ok: true, value: issueOf(created.value) } : created;
    },
    editIssue: async (issue_number, change) =>
      done(
        await again(`updating issue #${issue_number}`, IssueSchema, (request) =>
          octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
            ...at,
            issue_number,
            ...change,
            request,
          }),
        ),
      ),
  };
}

function done(asked: Asked<unknown>): GitHubAnswer<null> {
  return asked.ok ? { ok: true, value: null } : asked;
}
