/** The two sides of a comparison: the bundle at a git reference, and the one in the working tree. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Scenario } from "./worker.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Beside the packages and not in `build/`, which every build empties. */
const CACHE = join(ROOT, "node_modules/.cache/golden");
const HARNESS = fileURLToPath(new URL(".", import.meta.url));

/** Texts of cases by name. */
export type Texts = Record<string, string>;

/** The commit that a reference names. */
export function commitOf(reference: string): string {
  return execFileSync("git", ["rev-parse", "--verify", `${reference}^{commit}`], {
    cwd: ROOT,
    encoding: "utf8",
  }).trim();
}

/** The repository at a commit, with the packages of the working tree; its folder. */
export function extract(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), "golden-side-"));
  const archive = execFileSync("git", ["archive", commit], { cwd: ROOT, maxBuffer: 1 << 30 });
  execFileSync("tar", ["x", "-C", folder], { input: archive });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** A copy of the bundle in the working tree, at a path as long as that of the reference. */
export function copyBundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "golden-side-"));
  for (const name of ["dist", "action.yml", "package.json"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  return folder;
}

/** The scenarios that a bundle's sandbox has. */
export function scenariosOf(folder: string): readonly Scenario[] {
  const list = execFileSync(process.execPath, [join(folder, "dist/cli/index.js"), "--list", "--json"], {
    encoding: "utf8",
  });
  return JSON.parse(list).scenarios;
}

/** What is known of a commit from comparisons before, under this very harness and runtime. */
export function cacheOf(commit: string): { readonly texts: Texts; readonly keep: (texts: Texts) => void } {
  const hash = createHash("sha256").update(process.version);
  const files = readdirSync(HARNESS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(HARNESS, name)));
  const path = join(CACHE, `${commit.slice(0, 12)}-${hash.digest("hex").slice(0, 12)}.json`);
  return { texts: readTexts(path), keep: (texts) => writeTexts(path, texts) };
}

function readTexts(path: string): Texts {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

function writeTexts(path: string, texts: Texts): void {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path, JSON.stringify(texts));
}
