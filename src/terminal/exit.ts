/**
 * Exit codes of every command. `hold` is also what `validate` says about a file that is wrong, `doctor` about an endpoint
 * that cannot be used, and every command about its own defects: only a verdict may say rollback. 64 is EX_USAGE of
 * sysexits.
 */
export const EXIT = { proceed: 0, rollback: 1, hold: 2, usage: 64 } as const;

/** One of the four. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
