/**
 * Longest end of a cancelled run, ms: GitHub sends SIGINT, SIGTERM 7.5 s later and kills after another 2.5 s, and whoever
 * pressed Ctrl-C waits.
 */
const LONGEST_END_MS = 5_000;

/**
 * Aborted by the first SIGINT or SIGTERM, so that what was gathered is still written. The second one ends the process, and
 * so does time: `end` is called then, with whatever is written by that moment.
 */
export function cancelledBySignal(end: () => void): AbortSignal {
  const cancelled = new AbortController();
  const onSignal = () => {
    if (cancelled.signal.aborted) end();
    else setTimeout(end, LONGEST_END_MS).unref();
    cancelled.abort();
  };
  // Not `once`: what redraws a terminal ends the process at a signal that nobody else listens to.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  return cancelled.signal;
}
