import type { Evidence } from "../../evidence/evidence.ts";
import { resultWords } from "../../evidence/results.ts";
import { type Block, MAX_LISTED, text } from "../document.ts";

/** What the tests of an earlier step said; nothing where none were read. */
export function resultBlocks({ results }: Evidence): readonly Block[] {
  if (results === undefined) return [];
  const { files, failed, failures, flaky, flakes = [] } = results;
  const counts = `${resultWords(results)} (${files} ${files === 1 ? "file" : "files"}).`;
  return [text(counts), ...named("Failed", failures, failed), ...named("Passed only when run again", flakes, flaky)];
}

function named(what: string, names: readonly string[], count: number): readonly Block[] {
  if (names.length === 0) return [];
  const more = count > names.length ? ` and ${count - names.length} more` : "";
  return [text(`${what}: ${names.slice(0, MAX_LISTED).join("; ")}${more}.`)];
}
