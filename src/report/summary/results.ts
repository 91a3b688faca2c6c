import type { Evidence } from "../../evidence/evidence.ts";
import { resultWords } from "../../evidence/results.ts";
import { type Block, MAX_LISTED, text } from "../document.ts";

/** What the tests of an earlier step said; nothing where none were read. */
export function resultBlocks({ results }: Evidence): readonly Block[] {
  if (results === undefined) return [];
  const { files, failed, failures } = results;
  const counts = `${resultWords(results)} (${files} ${files === 1 ? "file" : "files"}).`;
  if (failures.length === 0) return [text(counts)];
  const more = failed > failures.length ? ` and ${failed - failures.length} more` : "";
  return [text(counts), text(`Failed: ${failures.slice(0, MAX_LISTED).join("; ")}${more}.`)];
}
