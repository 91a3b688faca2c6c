import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { type Asked, ask, type Reply, type Sending } from "../known-good/github-ask.ts";
import type { Purpose } from "../known-good/github-problem.ts";
import type { GitHubAnswer } from "../known-good/source.ts";
import { problem } from "../text/problem.ts";
import { hasNextPage, type Line } from "./line.ts";
import { PER_PAGE } from "./thread.ts";

/** Pages that are read: GitHub ends a conversation at 2,500 comments, and more open issues of one label nobody has. */
const MOST_PAGES = 25;

/** Pause before the one retry after a 5xx, ms. */
const RETRY_MS = 1_000;

type Send = (request: Sending) => Promise<Reply>;

/** Asks one thing; `doing` begins the sentence about why it failed. */
export interface Asking {
  /** What changes nothing when it is asked twice: asked again after a 5xx. */
  readonly again: <T>(doing: string, shape: z.ZodType<T>, send: Send) => Promise<Asked<T>>;
  /** What would be there twice: GitHub may have written it before it failed. */
  readonly once: <T>(doing: string, shape: z.ZodType<T>, send: Send) => Promise<Asked<T>>;
}

/**
 * Questions over a line, each with the permission that it needs in its refusal, and all of them within one limit.
 * @param until end of all requests together, ms since 1970
 */
export function askingFor({ limitMs, repository }: Line, permission: string, until: number): Asking {
  const purpose = (doing: string): Purpose => ({
    doing: `${doing} in ${repository}`,
    permission,
    refused: {
      what: "GitHub does not take it, or the token may not see it",
      help: `Add permissions: ${permission} to the job, and look at whether the conversation is locked.`,
    },
    gone: {
      what: "issues are disabled in this repository",
      help: "Enable them in the repository's settings, or set the input to never.",
    },
  });
  const left = () => Math.max(1, Math.min(limitMs, until - Date.now()));
  const once = <T>(status: number, doing: string, shape: z.ZodType<T>, send: Send) =>
    ask(left(), purpose(doing), status, shape, send);
  return {
    once: (doing, shape, send) => once(201, doing, shape, send),
    again: async (doing, shape, send) => {
      const first = await once(200, doing, shape, send);
      if (first.ok || first.problem.code !== "github-unavailable" || left() <= RETRY_MS) return first;
      await pause(RETRY_MS);
      return once(200, doing, shape, send);
    },
  };
}

/** All entries over all pages; more pages than are read are a problem, not a shorter list. */
export async function everyPage<T>(
  what: string,
  read: (page: number) => Promise<Asked<readonly T[]>>,
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
