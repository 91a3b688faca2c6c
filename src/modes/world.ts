import type { GitHubApi } from "../known-good/source.ts";
import type { Runner } from "../run/describe.ts";
import type { ProgressEvent } from "../run/session.ts";
import type { SettingsSource } from "../settings/source.ts";

/** Everything that the gate takes from outside. The two doors, runner and terminal, each build one. */
export interface World {
  readonly source: SettingsSource;
  readonly runner: Runner;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal;
  readonly progress: (event: ProgressEvent) => void;
  /** Opens GitHub's API when something needs it; null where there is no token or no repository. */
  readonly github: () => Promise<GitHubApi | null>;
  /** How a terminal called the gate, with which flags, and how it says our sentences; absent: the runner did. */
  readonly terminal?: {
    readonly program: string;
    readonly flags: Readonly<Record<string, string>>;
    readonly words: (text: string) => string;
  };
}

/** What a door gives: `stop` is aborted when the run waits no more for what GitHub says. */
export interface OuterWorld extends Omit<World, "github"> {
  readonly github: (stop: AbortSignal) => ReturnType<World["github"]>;
}
