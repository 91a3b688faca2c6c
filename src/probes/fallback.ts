/** Texts that say no. */
const NO = new Set(["", "0", "false", "no", "off", "none", "null"]);

/** Whether a header or a value in a body that marks an answer of the fallback says that it is one. */
export function saysYes(mark: unknown): boolean {
  if (typeof mark === "string") return !NO.has(mark.trim().toLowerCase());
  return Array.isArray(mark) ? mark.length > 0 : Boolean(mark);
}
