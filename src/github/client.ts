import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";

type Octokit = ReturnType<typeof import("@actions/github").getOctokit>;

/** One request to GitHub, ms: its own limit for an answer is 10 s, and a runner may be far away. */
export const ANSWER_LIMIT_MS = 15_000;

/** Where GitHub is, and whose repository is spoken of. */
export interface GitHubTarget {
  /** `GITHUB_API_URL`, which on GitHub Enterprise Server is its own. */
  readonly apiUrl: string;
  /** `GITHUB_REPOSITORY`: owner/name. */
  readonly repository: string;
  /** Limit of one request. @defaultValue `ANSWER_LIMIT_MS` */
  readonly limitMs?: number;
}

/** An open line to GitHub. */
export interface Line {
  readonly octokit: Octokit;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly limitMs: number;
  readonly repository: string;
  readonly at: { readonly owner: string; readonly repo: string };
}

/** Why there is no line. */
export const NOT_OPEN: Problem = problem(
  "github-not-configured",
  "GitHub cannot be asked: token, GITHUB_API_URL (a URL) or GITHUB_REPOSITORY (owner/name) is not usable",
  "Run this in a workflow, and leave the input github-token to its default.",
);

/**
 * Opens a line through `@actions/github` and therefore through the runner's proxy. Octokit is loaded here and only here,
 * so that a run without it starts faster (platform.md, "Runtime and packages"). Null where no client can be made.
 */
export async function openLine(token: string, target: GitHubTarget): Promise<Line | null> {
  const { apiUrl, repository, limitMs = ANSWER_LIMIT_MS } = target;
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined || token.trim() === "" || !URL.canParse(apiUrl)) return null;
  try {
    const { getOctokit } = await import("@actions/github");
    const baseUrl = apiUrl.replace(/\/+$/, "");
    const octokit = getOctokit(token, { baseUrl });
    return { octokit, apiUrl: baseUrl, limitMs, repository, at: { owner, repo } };
  } catch {
    return null;
  }
}

/** Whether GitHub says that there is another page. */
export function hasNextPage(headers: Readonly<Record<string, string | number | undefined>>): boolean {
  return /;\s*rel="?next"?/.test(String(headers.link ?? ""));
}
