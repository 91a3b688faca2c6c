/**
 * Longest end of a cancelled run, ms: GitHub sends SIGINT, SIGTERM 7.5 s later and kills after another 2.5 s, and whoever
 * pressed Ctrl-C waits.
 */
const LONGEST_END_MS = 5_000;

/**
 * Signals within this time of the first one are the same wish, ms: `timeout` signals its child and then its group, npm and
 * npx pass on the Ctrl-C that the terminal gave to all of them. Nobody changes their mind faster.
 */
const SAME_WISH_MS = 500;

/**
 * Aborted by the first SIGINT or SIGTERM, so that what was gathered is still written. A second wish ends the process, and
 * so does time: `end` is called then, with whatever is written by that moment.
 */
export function cancelledBySignal(end: () => void): AbortSignal {
  const cancelled = new AbortController();
  let first: number | null = null;
  const onSignal = () => {
    if (first === null) setTimeout(end, LONGEST_END_MS).unref();
    else if (performance.now() - first >= SAME_WISH_MS) end();
    first ??= performance.now();
    cancelled.abort();
  };
  // Not `once`: what redraws a terminal ends the process at a signal that nobody else listens to.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  return cancelled.signal;
}
