import type { z } from "zod";
import type { Problem } from "../text/problem.ts";
import { type Purpose, problemOfShape, problemOfSilence, problemOfStatus } from "./github-problem.ts";

/** A reply as Octokit hands it over. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data?: unknown;
}

/** A question with its answer checked, or why there is none. */
export type Asked<T> =
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
 * @param limitMs time for the whole request, ms
 * @param send sends the request, as it is told; throws Octokit's error for a status from 400 on
 */
export async function ask<T>(
  limitMs: number,
  purpose: Purpose,
  expected: number,
  shape: z.ZodType<T>,
  send: (request: Sending) => Promise<Reply>,
): Promise<Asked<T>> {
  const signal = AbortSignal.timeout(limitMs);
  let reply: Reply;
  try {
    reply = await send({ signal, log: SILENT_LOG });
  } catch (error) {
    const refusal = replyIn(error);
    if (refusal === null) return { ok: false, problem: problemOfSilence(purpose, signal.aborted ? limitMs : null) };
    reply = refusal;
  }
  if (reply.status !== expected) return { ok: false, problem: problemOfStatus(reply.status, reply.headers, purpose) };
  const parsed = shape.safeParse(reply.data);
  if (!parsed.success) return { ok: false, problem: problemOfShape(purpose) };
  return { ok: true, value: parsed.data, headers: reply.headers };
}

/** The reply inside Octokit's error; null when there was none: Octokit gives those errors the status 500 too. */
function replyIn(error: unknown): Reply | null {
  if (typeof error !== "object" || error === null || !("response" in error)) return null;
  return (error.response as Reply | undefined) ?? null;
}
