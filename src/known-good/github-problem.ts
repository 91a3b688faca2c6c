import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";

/** What was asked of GitHub, for the sentence about why there is no answer. */
export interface Purpose {
  /** Begins the sentence: `reading the deployments of owner/name`. */
  readonly doing: string;
  /** As a workflow writes it: `deployments: read`. */
  readonly permission: string;
  /** What a 404 or 422 means for this question. */
  readonly refused: { readonly what: string; readonly help: string };
  /** What a 410 means for it, where GitHub documents one. */
  readonly gone?: { readonly what: string; readonly help: string };
}

/** Header names in lower case. */
type Headers = Readonly<Record<string, string | number | undefined>>;

/**
 * The problem behind a status that is not the expected one (platform.md, "Limits": a 403 must name the missing
 * permission). Nothing that GitHub wrote is repeated: neither its prose nor its documentation links.
 */
export function problemOfStatus(status: number, headers: Headers, purpose: Purpose): Problem {
  const { doing, permission } = purpose;
  if (status === 429 || (status === 403 && isRateLimited(headers)))
    return problem(
      "github-rate-limited",
      `${doing}: GitHub's rate limit is used up (${status})`,
      `Run the job again ${whenAgain(headers)}.`,
    );
  if (status === 401)
    return problem(
      "github-unauthorised",
      `${doing}: GitHub does not accept the token (401)`,
      "Remove the input github-token to use the job's own, or renew the token in it.",
    );
  if (status === 403)
    return problem(
      "github-forbidden",
      `${doing}: the token may not do this (403); it needs ${permission}`,
      `Add permissions: ${permission} to the job. On pull requests from forks GitHub gives no more than read; an organisation's policy may forbid it too.`,
    );
  if (status === 404 || status === 422)
    return problem(
      status === 404 ? "github-not-found" : "github-refused",
      `${doing}: ${purpose.refused.what} (${status})`,
      purpose.refused.help,
    );
  if (status === 410 && purpose.gone !== undefined)
    return problem("github-gone", `${doing}: ${purpose.gone.what} (410)`, purpose.gone.help);
  if (status === 202)
    return problem(
      "github-merged",
      `${doing}: GitHub merged the default branch into the ref instead of recording it (202)`,
      "Check the branch for a merge commit that nobody made, then record again with a commit, not a branch.",
    );
  if (status === 409)
    return problem(
      "github-conflict",
      `${doing}: GitHub sees a conflict with a branch or with required checks (409)`,
      "Look at the commit's checks and the branch protection of the repository, then run mode: record again.",
    );
  if (status >= 500)
    return problem(
      "github-unavailable",
      `${doing}: GitHub failed (${status})`,
      "Run the job again in a few minutes; www.githubstatus.com says more. What did arrive is not written twice.",
    );
  return problem(
    "github-answer",
    `${doing}: GitHub answered with status ${status}, which it does not document here`,
    "Check GITHUB_API_URL and what stands between the runner and GitHub: a proxy, or a redirect of a renamed repository.",
  );
}

/** The problem of a success whose body is not what GitHub documents. */
export function problemOfShape({ doing }: Purpose): Problem {
  return problem(
    "github-answer",
    `${doing}: the answer is not what GitHub documents`,
    "Check GITHUB_API_URL and whether a proxy answers in GitHub's place; on GitHub Enterprise Server, its version.",
  );
}

/**
 * The problem of a request without an answer.
 * @param limitMs the limit that it ran into, ms; null: the connection failed
 */
export function problemOfSilence({ doing }: Purpose, limitMs: number | null): Problem {
  return problem(
    "github-unreachable",
    `${doing}: GitHub ${limitMs === null ? "could not be reached" : `did not answer within ${limitMs} ms`}`,
    "Check the runner's network, proxy (HTTPS_PROXY, NO_PROXY) and GITHUB_API_URL, then run the job again. What did arrive is not written twice.",
  );
}

/** GitHub's two limits: the hourly one says 0 remaining, the secondary one says when to come back. */
function isRateLimited(headers: Headers): boolean {
  return String(headers["x-ratelimit-remaining"] ?? "") === "0" || headers["retry-after"] !== undefined;
}

function whenAgain(headers: Headers): string {
  const seconds = String(headers["retry-after"] ?? "");
  if (/^\d{1,6}$/.test(seconds)) return `in ${seconds} seconds`;
  const reset = String(headers["x-ratelimit-reset"] ?? "");
  if (/^\d{9,10}$/.test(reset)) return `after ${new Date(Number(reset) * 1_000).toISOString()}`;
  return "in a few minutes";
}
