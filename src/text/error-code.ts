/** Code of a system error, for example `ENOENT`; all that is said about it, because its message may hold anything. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" ? code : "unknown error";
}
