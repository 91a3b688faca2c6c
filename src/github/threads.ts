import { z } from "zod";
import { DEFAULT_CREATOR } from "../evidence/known-good-source.ts";
import type { GitHubAnswer } from "../known-good/source.ts";
import {
  type Client,
  everyPage,
  type GitHubTarget,
  openClient,
  PER_PAGE,
  type Requests,
  requestsOf,
} from "./client.ts";

/** All requests of one comment or issue together, ms: a verdict is there already, and its step must not hang for this. */
const TOTAL_LIMIT_MS = 30_000;

/** Problems after which it is not known whose token this is; after any other, GitHub just does not say. */
const NOBODY_THERE = ["github-unavailable", "github-unreachable", "github-rate-limited", "github-unauthorised"];

/** Whom a token belongs to, as GraphQL answers. */
const ViewerSchema = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** Null: the account is gone. */
const AuthorSchema = z
  .object({ login: z.string() })
  .nullable()
  .transform((user) => user?.login ?? null);

const BodySchema = z
  .string()
  .nullish()
  .transform((body) => body ?? "");

/** A comment on a pull request or an issue as GitHub sends it, reduced to what is needed. */
const CommentSchema = z
  .object({ id: z.int(), body: BodySchema, user: AuthorSchema, html_url: z.string() })
  .transform(({ id, body, user, html_url }) => ({ id, author: user, body, url: html_url }));

/** An issue as GitHub sends it, reduced to what is needed; `createdAt` is ISO 8601. */
const IssueSchema = z
  .object({
    number: z.int(),
    body: BodySchema,
    user: AuthorSchema,
    created_at: z.iso.datetime({ offset: true }),
    labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
    assignees: z.array(z.object({ login: z.string() })).nullish(),
    pull_request: z.unknown().optional(),
  })
  .transform(({ number, body, user, created_at, labels, assignees, pull_request }) => ({
    number,
    author: user,
    body,
    createdAt: created_at,
    labels: labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
    assignees: (assignees ?? []).map(({ login }) => login),
    isPullRequest: pull_request !== undefined,
  }));

/** Issues without the pull requests, which GitHub lists among them. */
const IssuesSchema = z.array(IssueSchema).transform((listed) => listed.filter(({ isPullRequest }) => !isPullRequest));

type Comment = z.infer<typeof CommentSchema>;

export type Issue = z.infer<typeof IssueSchema>;

/** Which issues are listed, by GitHub's own parameters. */
interface IssueSearch {
  readonly labels?: string;
  readonly state: "open" | "closed";
  readonly sort: "created" | "updated";
  readonly direction: "asc" | "desc";
  readonly page?: number;
}

/** Title and text of an issue. */
interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** What changes about an issue. */
type IssueChange =
  | (IssueText & { readonly state?: "open" })
  | (IssueText & { readonly state: "closed"; readonly state_reason: "completed" })
  | { readonly state: "closed"; readonly state_reason: "duplicate" | "not_planned" };

/** What of GitHub's API comments and issues need; answers, never exceptions. Nothing that only reads or replaces fails on a single 5xx. */
export interface Threads {
  /** The login that the token writes as. */
  readonly author: () => Promise<GitHubAnswer<string>>;
  /** All comments, the oldest first. */
  readonly comments: (thread: number) => Promise<GitHubAnswer<readonly Comment[]>>;
  readonly addComment: (thread: number, body: string) => Promise<GitHubAnswer<unknown>>;
  readonly editComment: (id: number, body: string) => Promise<GitHubAnswer<unknown>>;
  /** All open issues with a label, the oldest first. */
  readonly openIssues: (label: string) => Promise<GitHubAnswer<readonly Issue[]>>;
  /** The newest open issues of any label: one page. */
  readonly newestIssues: () => Promise<GitHubAnswer<readonly Issue[]>>;
  /** The closed issues with a label that were changed last: one page. */
  readonly closedIssues: (label: string) => Promise<GitHubAnswer<readonly Issue[]>>;
  readonly createIssue: (
    issue: IssueText & Readonly<Record<"labels" | "assignees", readonly string[]>>,
  ) => Promise<GitHubAnswer<Issue>>;
  readonly editIssue: (issue: number, change: IssueChange) => Promise<GitHubAnswer<unknown>>;
}

/** What could not be done, and why, as warnings; none where it was done. */
export const warningsOf = (what: string) => (answer: GitHubAnswer<unknown>) =>
  answer.ok ? [] : [`${what}: ${answer.problem.message}. ${answer.problem.help}`];

/** Where GitHub is; `totalMs` bounds all requests together (@defaultValue `TOTAL_LIMIT_MS`). */
export type ThreadsTarget = GitHubTarget & { readonly totalMs?: number };

/** Opens the API for one kind of report, whose permission every refusal names. */
export async function openThreads(
  token: string,
  target: ThreadsTarget,
  permission: "pull-requests: write" | "issues: write",
): Promise<GitHubAnswer<Threads>> {
  const client = await openClient(token, target);
  if (!client.ok) return client;
  const requests = requestsOf(client.value, permission, Date.now() + (target.totalMs ?? TOTAL_LIMIT_MS));
  return { ok: true, value: threadsOf(client.value, requests) };
}

async function authorOf({ octokit, apiUrl }: Client, { again }: Requests): Promise<GitHubAnswer<string>> {
  // An absolute address: GitHub Enterprise Server has GraphQL beside its REST API, not below it.
  const url = `${apiUrl.replace(/\/v3$/, "")}/graphql`;
  const viewer = await again("asking who the token belongs to", ViewerSchema, (request) =>
    octokit.request({ method: "POST", url, query: "query { viewer { login } }", request }),
  );
  if (viewer.ok) return { ok: true, value: viewer.value.data.viewer.login };
  return NOBODY_THERE.includes(viewer.problem.code) ? viewer : { ok: true, value: DEFAULT_CREATOR };
}

function threadsOf(client: Client, requests: Requests): Threads {
  const { octokit, at } = client;
  const { once, again } = requests;
  const ofThread = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
  const issues = (wanted: IssueSearch) =>
    again("looking for the issue", IssuesSchema, (request) =>
      octokit.request("GET /repos/{owner}/{repo}/issues", { ...at, ...wanted, per_page: PER_PAGE, request }),
    );
  return {
    author: () => authorOf(client, requests),
    comments: (issue_number) =>
      everyPage("comments", (page) =>
        again(`reading the comments of #${issue_number}`, z.array(CommentSchema), (request) =>
          octokit.request(`GET ${ofThread}`, { ...at, issue_number, per_page: PER_PAGE, page, request }),
        ),
      ),
    addComment: (issue_number, body) =>
      once(`commenting on #${issue_number}`, CommentSchema, (request) =>
        octokit.request(`POST ${ofThread}`, { ...at, issue_number, body, request }),
      ),
    editComment: (comment_id, body) => {
      const parameters = { ...at, comment_id, body };
      return again("updating the comment", CommentSchema, (request) =>
        octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...parameters, request }),
      );
    },
    openIssues: (labels) =>
      everyPage("open issues", (page) => issues({ labels, state: "open", sort: "created", direction: "asc", page })),
    newestIssues: () => issues({ state: "open", sort: "created", direction: "desc", page: 1 }),
    closedIssues: (labels) => issues({ labels, state: "closed", sort: "updated", direction: "desc" }),
    createIssue: ({ labels, assignees, ...text }) => {
      const parameters = { ...at, ...text, labels: [...labels] };
      const assigned = assignees.length === 0 ? {} : { assignees: [...assignees] };
      return once("opening an issue", IssueSchema, (request) =>
        octokit.request("POST /repos/{owner}/{repo}/issues", { ...parameters, ...assigned, request }),
      );
    },
    editIssue: (issue_number, change) => {
      const parameters = { ...at, issue_number, ...change };
      return again(`updating issue #${issue_number}`, IssueSchema, (request) =>
        octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { ...parameters, request }),
      );
    },
  };
}
