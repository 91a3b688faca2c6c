/** Text for terminals and logs, where no Markdown is read. */
import { oneLine } from "./markdown.ts";

/** Columns that every line fits into; CI logs and split panes are rarely wider. */
export const MAX_COLUMNS = 100;

/**
 * One line that no terminal and no runner obeys: control characters are gone, and the markers of workflow commands
 * (`::` and `##[`) are broken up.
 */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/:(?=:)/g, ": ")
    .replaceAll("##[", "# #[");
}
