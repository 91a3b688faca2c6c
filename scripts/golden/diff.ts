/** Two texts side by side, as a person reads it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Most lines of one difference: what follows is more of the same. */
const MOST_LINES = 60;
/** Longest line that is shown whole. */
const WIDEST = 400;

/** A unified diff of two texts, bounded. */
export function diff(before: string, after: string, most = MOST_LINES): string {
  const folder = mkdtempSync(join(tmpdir(), "golden-diff-"));
  const [a, b] = [join(folder, "reference"), join(folder, "working-tree")];
  writeFileSync(a, `${broken(before)}\n`);
  writeFileSync(b, `${broken(after)}\n`);
  const args = ["diff", "--no-index", "--no-color", "--unified=2", "--inter-hunk-context=1", a, b];
  const { stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  rmSync(folder, { recursive: true });
  const lines = stdout.split("\n").slice(4).map(narrow);
  const rest = lines.length - most;
  return [...lines.slice(0, most), ...(rest > 0 ? [`… ${rest} more lines`] : [])].join("\n");
}

/** Long lines in pieces: the output `result` is one line of many kilobytes, and the difference somewhere in it. */
function broken(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.length > WIDEST ? line.replace(/,(?=\\?["{])|\\n/g, "$&\n") : line))
    .join("\n");
}

function narrow(line: string): string {
  return line.length > WIDEST ? `${line.slice(0, WIDEST)}… (${line.length} characters)` : line;
}
