/** Why a file that the system would open is not read or written: what takes the place of a system error's code. */
type Refusal = "not a regular file" | "too large" | "a link out" | "ENOTDIR" | "EISDIR";

/** An error with that code. */
export function refusal(code: Refusal): Error {
  return Object.assign(new Error(code), { code });
}
