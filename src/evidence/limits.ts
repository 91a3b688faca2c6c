/** Limits of the run, in ms unless named otherwise. */
export interface Limits {
  /** One attempt. */
  readonly timeoutMs: number;
  readonly connectMs: number;
  /** First byte of a streaming answer; a non-streaming one has `timeoutMs`. */
  readonly firstByteMs: number;
  /** Silence inside a stream; any byte resets it. */
  readonly idleMs: number;
  /** The whole run. */
  readonly deadlineMs: number;
  /** Requests, all probes together. */
  readonly maxRequests: number;
  /** Requests in flight at once. */
  readonly concurrency: number;
}
