import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import type { GitHubAnswer } from "../known-good/source.ts";
import { problem } from "../text/problem.ts";
import { bounded } from "./answer-size.ts";
import { type ApiResult, ask, type Purpose, type Reply, type Sending } from "./ask.ts";
import type { Patience } from "./patience.ts";

type Octokit = ReturnType<typeof import("@actions/github").getOctokit>;

/** Entries per request: GitHub's maximum. */
export const PER_PAGE = 100;

/** Pages that are read: GitHub ends a conversation at 2,500 comments, and more open issues of one label nobody has. */
const MOST_PAGES = 25;

/** Pause before the one retry after a 5xx, ms. */
const RETRY_MS = 1_000;

/** One request to GitHub, ms: its own limit for an answer is 10 s, and a runner may be far away. */
const ANSWER_LIMIT_MS = 15_000;

/** Where GitHub is, and whose repository is spoken of. */
export interface GitHubTarget {
  /** `GITHUB_API_URL`, which on GitHub Enterprise Server is its own. */
  readonly apiUrl: string;
  /** `GITHUB_REPOSITORY`: owner/name. */
  readonly repository: string;
  readonly patience: Patience;
  /** Limit of one request. @defaultValue `ANSWER_LIMIT_MS` */
  readonly limitMs?: number;
}

/** A client for one repository. */
export interface Client {
  readonly octokit: Octokit;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly limitMs: number;
  readonly patience: Patience;
  readonly repository: string;
  readonly at: { readonly owner: string; readonly repo: string };
}

/** Why there is no client. */
const NO_CLIENT = problem(
  "github-not-configured",
  "GitHub cannot be asked: token, GITHUB_API_URL (a URL) or GITHUB_REPOSITORY (owner/name) is not usable",
  "Run this in a workflow, and leave the input github-token to its default.",
);

/**
 * Makes a client through `@actions/github` and therefore through the runner's proxy. Octokit is loaded here and only here,
 * so that a run without it starts faster (platform.md, "Runtime and packages").
 */
export async function openClient(token: string, target: GitHubTarget): Promise<GitHubAnswer<Client>> {
  const { apiUrl, repository, patience, limitMs = ANSWER_LIMIT_MS } = target;
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined || token.trim() === "" || !URL.canParse(apiUrl))
    return { ok: false, problem: NO_CLIENT };
  try {
    const { getOctokit } = await import("@actions/github");
    const baseUrl = apiUrl.replace(/\/+$/, "");
    const { fetch } = getOctokit(token, { baseUrl }).request.endpoint.DEFAULTS.request ?? {};
    const octokit = getOctokit(token, { baseUrl, request: { fetch: bounded(fetch as typeof globalThis.fetch) } });
    return { ok: true, value: { octokit, apiUrl: baseUrl, limitMs, patience, repository, at: { owner, repo } } };
  } catch {
    return { ok: false, problem: NO_CLIENT };
  }
}

/** Whether GitHub says that there is another page. */
export function hasNextPage(headers: Readonly<Record<string, string | number | undefined>>): boolean {
  return /;\s*rel="?next"?/.test(String(headers.link ?? ""));
}

type Send = (request: Sending) => Promise<Reply>;

/** Requests of a client to one purpose; `doing` begins the sentence about why one failed. */
export type Requests = ReturnType<typeof requestsOf>;

/**
 * Requests of a client, each with the permission that it needs in its refusal, and all of them within one limit.
 * @param until end of all requests together, ms since 1970
 * @param refused what a refusal means; by default that of a conversation
 */
export function requestsOf(
  { limitMs, patience, repository }: Client,
  permission: string,
  until: number,
  refused: Purpose["refused"] = {
    what: "GitHub does not take it, or the token may not see it",
    help: `Add permissions: ${permission} to the job, and look at whether the conversation is locked.`,
  },
) {
  const purpose = (doing: string): Purpose => ({
    doing: `${doing} in ${repository}`,
    permission,
    refused,
    gone: {
      what: "issues are disabled in this repository",
      help: "Enable them in the repository's settings, or set the input to never.",
    },
  });
  const left = () => Math.max(1, Math.min(limitMs, until - Date.now()));
  const request = <T>(status: number, doing: string, shape: z.ZodType<T>, send: Send) =>
    ask({ limitMs: left(), patience }, purpose(doing), status, shape, send);
  return {
    /** What would be there twice: GitHub may have written it before it failed. */
    once: <T>(doing: string, shape: z.ZodType<T>, send: Send) => request(201, doing, shape, send),
    /** What changes nothing when it is asked twice: sent again after a 5xx. */
    again: async <T>(doing: string, shape: z.ZodType<T>, send: Send) => {
      const first = await request(200, doing, shape, send);
      if (first.ok || first.problem.code !== "github-unavailable" || left() <= RETRY_MS) return first;
      await pause(RETRY_MS, undefined, { signal: patience.stop }).catch(() => undefined);
      return request(200, doing, shape, send);
    },
  };
}

/** All entries over all pages; more pages than are read are a problem, not a shorter list. */
export async function everyPage<T>(
  what: string,
  read: (page: number) => Promise<ApiResult<readonly T[]>>,
): Promise<GitHubAnswer<readonly T[]>> {
  const found: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await read(page);
    if (!answer.ok) return answer;
    found.push(...answer.value);
    if (!hasNextPage(answer.headers)) return { ok: true, value: found };
  }
  // One that was not found among so many may be there all the same: writing another would be the second.
  const sentence = `there are more than ${MOST_PAGES * PER_PAGE} ${what}, so ours cannot be looked for`;
  return { ok: false, problem: problem("github-too-many", sentence, "Close some, or use a label of the gate's own.") };
}
