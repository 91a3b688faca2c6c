/** Everything that one run asks of GitHub together, ms: its answers decide little, and a step must not hang for them. */
const LONGEST_WAIT_MS = 30_000;

/** How long one run waits for GitHub, whatever it asks. */
export interface Patience {
  /** Aborted as soon as nobody waits any more: the job was cancelled, or its deadline is reached. */
  readonly stop: AbortSignal;
  /** What is left of the time for all requests; each takes its own from it. */
  readonly left: { ms: number };
}

/** The patience of a run, before it asks anything. */
export function patienceUntil(stop: AbortSignal, ms = LONGEST_WAIT_MS): Patience {
  return { stop, left: { ms } };
}

/** The same time, of which nothing is used after another moment. */
export function shortened({ stop, left }: Patience, by: AbortSignal): Patience {
  return { stop: AbortSignal.any([stop, by]), left };
}
