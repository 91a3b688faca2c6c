import { parse } from "@humanwhocodes/momoa";

/** Where a text stops being JSON (RFC 8259), UTF-16 units; null where it is JSON. `JSON.parse` does not say it of every text. */
export function offsetOfMistake(text: string): number | null {
  try {
    parse(text, { mode: "json" });
    return null;
  } catch (error) {
    return error instanceof Error && "offset" in error ? Number(error.offset) : 0;
  }
}
