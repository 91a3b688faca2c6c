import type { z } from "zod";
import { refused } from "../known-good/source.ts";
import { formatDuration } from "../text/duration.ts";
import { type Problem, problem } from "../text/problem.ts";
import { isTooLarge, MAX_ANSWER_MIB } from "./answer-size.ts";
import type { Patience } from "./patience.ts";

/** A reply as Octokit hands it over. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data?: unknown;
}

/** A question with its answer checked, or why there is none. */
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T; readonly headers: Reply["headers"] }
  | { readonly ok: false; readonly problem: Problem };

/** How a request is sent: with a limit, and without a word. */
export interface Sending {
  readonly signal: AbortSignal;
  readonly log: Readonly<Record<"debug" | "info" | "warn" | "error", () => void>>;
}

const silent = () => undefined;

/** Octokit prints what GitHub says about deprecations; the output of a step is read by the runner, and by people. */
const SILENT_LOG = { debug: silent, info: silent, warn: silent, error: silent };

/**
 * Sends one request to GitHub and checks the answer's status and shape. Never throws; nothing of the answer but the
 * checked value leaves.
 * @param limits time for this request, ms, and for all of a run together
 * @param send sends the request, as it is told; throws Octokit's error for a status from 400 on
 */
export async function ask<T>(
  { limitMs, patience }: { readonly limitMs: number; readonly patience: Patience },
  purpose: Purpose,
  expected: number,
  shape: z.ZodType<T>,
  send: (request: Sending) => Promise<Reply>,
): Promise<ApiResult<T>> {
  const ms = Math.max(0, Math.min(limitMs, Math.floor(patience.left.ms)));
  const limit = AbortSignal.timeout(ms);
  const started = performance.now();
  const reply = await replyTo(send, AbortSignal.any([patience.stop, limit]));
  patience.left.ms -= performance.now() - started;
  if (reply === "too-large") {
    const what = `the answer is larger than ${MAX_ANSWER_MIB} MiB, which is the most that the gate reads of one`;
    return refused("github-answer", `${purpose.doing}: ${what}`, `${INSTEAD}.`);
  }
  if (reply === null) {
    const why = patience.stop.aborted ? "stopped" : limit.aborted ? "late" : "unreachable";
    return { ok: false, problem: problemOfSilence(purpose, why, ms) };
  }
  if (reply.status !== expected) return { ok: false, problem: problemOfStatus(reply.status, reply.headers, purpose) };
  const parsed = shape.safeParse(reply.data);
  if (parsed.success) return { ok: true, value: parsed.data, headers: reply.headers };
  const help = `${INSTEAD}; on GitHub Enterprise Server, its version.`;
  return refused("github-answer", `${purpose.doing}: the answer is not what GitHub documents`, help);
}

const INSTEAD = "Check GITHUB_API_URL and whether a proxy answers in GitHub's place";

/** What came; null when nothing did, or only a part. */
async function replyTo(
  send: (request: Sending) => Promise<Reply>,
  signal: AbortSignal,
): Promise<Reply | "too-large" | null> {
  try {
    return await send({ signal, log: SILENT_LOG });
  } catch (error) {
    if (isTooLarge(error)) return "too-large";
    // The reply inside Octokit's error; where there was none, Octokit gives the error the status 500 too.
    if (typeof error !== "object" || error === null || !("response" in error)) return null;
    return (error.response as Reply | undefined) ?? null;
  }
}

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

/** Statuses that mean the same for every question. */
const MEANINGS: Readonly<Record<number, { readonly code: string; readonly what: string; readonly help: string }>> = {
  202: {
    code: "github-merged",
    what: "GitHub merged the default branch into the ref instead of recording it",
    help: "Check the branch for a merge commit that nobody made, then record again with a commit, not a branch.",
  },
  401: {
    code: "github-unauthorised",
    what: "GitHub does not accept the token",
    help: "Remove the input github-token to use the job's own, or renew the token in it.",
  },
  409: {
    code: "github-conflict",
    what: "GitHub sees a conflict with a branch or with required checks",
    help: "Look at the commit's checks and the branch protection of the repository, then run mode: record again.",
  },
};

/**
 * The problem behind a status that is not the expected one (platform.md, "Limits": a 403 must name the missing
 * permission). Nothing that GitHub wrote is repeated: neither its prose nor its documentation links.
 */
function problemOfStatus(status: number, headers: Reply["headers"], purpose: Purpose): Problem {
  const { doing, permission, refused: unknown, gone } = purpose;
  const say = (code: string, what: string, help: string) => problem(code, `${doing}: ${what}`, help);
  // The hourly limit says 0 remaining, the secondary one when to come back.
  const isLimited = String(headers["x-ratelimit-remaining"] ?? "") === "0" || headers["retry-after"] !== undefined;
  if (status === 429 || (status === 403 && isLimited)) {
    const help = `Run the job again ${whenAgain(headers)}.`;
    return say("github-rate-limited", `GitHub's rate limit is used up (${status})`, help);
  }
  if (status === 403)
    return say(
      "github-forbidden",
      `the token may not do this (403); it needs ${permission}`,
      `Add permissions: ${permission} to the job. On pull requests from forks GitHub gives no more than read; an organisation's policy may forbid it too.`,
    );
  if (status === 404) return say("github-not-found", `${unknown.what} (404)`, unknown.help);
  if (status === 422) return say("github-refused", `${unknown.what} (422)`, unknown.help);
  if (status === 410 && gone !== undefined) return say("github-gone", `${gone.what} (410)`, gone.help);
  const meaning = MEANINGS[status];
  if (meaning !== undefined) return say(meaning.code, `${meaning.what} (${status})`, meaning.help);
  if (status >= 500)
    return say(
      "github-unavailable",
      `GitHub failed (${status})`,
      "Run the job again in a few minutes; www.githubstatus.com says more. What did arrive is not written twice.",
    );
  return say(
    "github-answer",
    `GitHub answered with status ${status}, which it does not document here`,
    "Check GITHUB_API_URL and what stands between the runner and GitHub: a proxy, or a redirect of a renamed repository.",
  );
}

/**
 * The problem of a request without an answer.
 * @param ms the time that it had
 */
function problemOfSilence({ doing }: Purpose, why: "stopped" | "late" | "unreachable", ms: number): Problem {
  if (why === "stopped")
    return problem(
      "github-unreachable",
      `${doing}: GitHub had not answered when the job was cancelled or its deadline was reached`,
      "Run the job again; where GitHub is slow from this runner, raise the input deadline.",
    );
  return problem(
    "github-unreachable",
    `${doing}: GitHub ${why === "late" ? `did not answer within ${formatDuration(ms)}` : "could not be reached"}`,
    "Check the runner's network, proxy (HTTPS_PROXY, NO_PROXY) and GITHUB_API_URL, then run the job again. What did arrive is not written twice.",
  );
}

function whenAgain(headers: Reply["headers"]): string {
  const seconds = String(headers["retry-after"] ?? "");
  if (/^\d{1,6}$/.test(seconds)) return `in ${seconds} seconds`;
  const reset = String(headers["x-ratelimit-reset"] ?? "");
  if (/^\d{9,10}$/.test(reset)) return `after ${new Date(Number(reset) * 1_000).toISOString()}`;
  return "in a few minutes";
}
