import type { KnownGood } from "../evidence/known-good.ts";
import type { Problem } from "../text/problem.ts";

/** Whose record is looked for. */
export interface RecordKey {
  readonly name: string;
  readonly environment: string;
}

/** What a source said. */
export type KnownGoodResult =
  /** Nothing to roll back to; `notice` says so where nobody said it out loud. */
  | { readonly kind: "none"; readonly notice: string | null }
  | {
      readonly kind: "record";
      readonly record: KnownGood;
      /** `file:...`, `git:...`, `deployments#123`. */
      readonly origin: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "unusable"; readonly problem: Problem };

/** The result of a source that cannot be used, which holds a release (decision.md, "Order of the decision"). */
export function unusable(reason: Problem): KnownGoodResult {
  return { kind: "unusable", problem: reason };
}

/** A deployment, reduced to what a record needs. */
export interface Deployment {
  readonly id: number;
  /** Payload as GitHub returned it: an object, a JSON string, or a JSON string of a JSON string. */
  readonly payload: unknown;
  readonly creator: string | null;
  readonly createdAt: string;
}

/** What of GitHub's API known-good records need. One implementation speaks to GitHub; nothing else knows Octokit. */
export interface GitHubApi {
  /** All deployments of an environment and task, newest first as GitHub orders them, over all pages up to a named limit. */
  readonly listDeployments: (environment: string, task: string) => Promise<GitHubAnswer<readonly Deployment[]>>;
  readonly createDeployment: (deployment: {
    readonly ref: string;
    readonly environment: string;
    readonly task: string;
    readonly description: string;
    readonly payload: unknown;
  }) => Promise<GitHubAnswer<{ readonly id: number }>>;
  /** Marks a deployment as a success, which is how people see it; a failure here loses nothing. */
  readonly markSuccess: (id: number, description: string) => Promise<GitHubAnswer<null>>;
  /** Text of a file at a ref, the commit that the ref stands for, and its committer time (ISO 8601, UTC). */
  readonly readFileAt: (
    path: string,
    ref: string,
  ) => Promise<GitHubAnswer<{ readonly text: string; readonly commit: string; readonly committedAt: string }>>;
}

/** An answer of GitHub, or why there is none: never an exception. */
export type GitHubAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };
