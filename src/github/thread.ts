import { z } from "zod";

/** Entries per request: GitHub's maximum. */
export const PER_PAGE = 100;

const AuthorSchema = z.object({ login: z.string() }).nullable();

/** A comment as GitHub sends it. */
export const CommentSchema = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user: AuthorSchema,
  html_url: z.string(),
});

/** An issue as GitHub sends it; with a key `pull_request` it is one. */
export const IssueSchema = z.object({
  number: z.int(),
  body: z.string().nullish(),
  user: AuthorSchema,
  created_at: z.iso.datetime({ offset: true }),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  assignees: z.array(z.object({ login: z.string() })).nullish(),
  pull_request: z.unknown().optional(),
});

/** Whom a token belongs to, as GraphQL answers. */
export const ViewerSchema = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** A comment on a pull request or an issue. */
export interface Comment {
  readonly id: number;
  readonly author: string | null;
  readonly body: string;
  readonly url: string;
}

/** An issue. */
export interface Issue {
  readonly number: number;
  readonly author: string | null;
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** An issue that is about to be opened. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** What changes about an issue. */
export type IssueChange =
  | { readonly title: string; readonly body: string }
  | { readonly state: "closed"; readonly state_reason: "completed" | "duplicate" | "not_planned" };

/** A comment, reduced to what is needed. */
export function commentOf({ id, body, user, html_url }: z.infer<typeof CommentSchema>): Comment {
  return { id, author: user?.login ?? null, body: body ?? "", url: html_url };
}

/** Whether it is an issue: GitHub lists pull requests among them. */
export function isIssue(listed: z.infer<typeof IssueSchema>): boolean {
  return listed.pull_request === undefined;
}

/** An issue, reduced to what is needed. */
export function issueOf(issue: z.infer<typeof IssueSchema>): Issue {
  return {
    number: issue.number,
    author: issue.user?.login ?? null,
    body: issue.body ?? "",
    createdAt: issue.created_at,
    labels: issue.labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
  };
}
