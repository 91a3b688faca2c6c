import type { Configuration } from "../evidence/configuration.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { type Problem, problem } from "../text/problem.ts";

/** Whose record is looked for. */
export interface RecordKey {
  readonly name: string;
  readonly environment: string;
}

/** Everything that reading a known-good record takes from outside. */
export interface KnownGoodWorld {
  /** The checkout; relative paths start here. */
  readonly workingDirectory: string;
  /** Environment in which git is found. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null: there is no token. */
  readonly github: GitHubApi | null;
  /** Login that may write records besides `github-actions[bot]` (gate file, `deployments.creator`). */
  readonly creator: string;
  /** Families that this run probes: what a gate file at a ref is taken to use. Default: those of its templates. */
  readonly families?: readonly Family[];
  /** Reads the text of a gate file. Passed in: this room knows records, and no gate files. */
  readonly parseGateFile: (path: string, text: string) => GateFileAtRef;
  readonly now: Date;
}

/** The release that a gate file describes: all of its configuration that no other file has to be read for. */
export interface GateFileRelease {
  readonly configuration: Omit<Configuration, "families" | "templates">;
  readonly secretVersion: string | null;
}

/** What a gate file at a ref says, or why it says nothing. */
export type GateFileAtRef =
  /** `why` is the rest of a sentence. */
  | { readonly kind: "invalid"; readonly why: string }
  | {
      readonly kind: "valid";
      readonly environment: string | null;
      /** Paths of the request templates. */
      readonly templates: { readonly [F in Family]?: string | undefined };
      /** `missing`: the fields that a record would have to have, each as the beginning of a reason. */
      readonly release: GateFileRelease | { readonly missing: readonly string[] };
    };

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
export function unusable(reason: Problem) {
  return { kind: "unusable", problem: reason } as const;
}

/** A deployment, reduced to what a record needs. */
export interface Deployment {
  readonly id: number;
  /** Payload as GitHub returned it: an object, a JSON string, or a JSON string of a JSON string. */
  readonly payload: unknown;
  readonly creator: string | null;
}

/** A file as it was at a commit. */
export interface FileAt {
  readonly text: string;
  readonly commit: string;
  /** Committer time: ISO 8601, UTC. */
  readonly committedAt: string;
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
  readonly markSuccess: (id: number, description: string) => Promise<GitHubAnswer<unknown>>;
  readonly readFileAt: (path: string, ref: string) => Promise<GitHubAnswer<FileAt>>;
}

/** An answer of GitHub, or why there is none: never an exception. */
export type GitHubAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** An answer that did not come, and why. */
export function refused(code: string, message: string, help: string) {
  return { ok: false, problem: problem(code, message, help) } as const;
}
