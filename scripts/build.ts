/**
 * Builds the two bundles, `dist/index.js` (the action) and `dist/cli/index.js` (the terminal door): tsc compiles, ncc
 * bundles. `--check` builds into a temporary folder and compares, so that a committed bundle is always the one that
 * the sources build.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { licences } from "./licenses.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name: string) => join(root, "node_modules", name);

const BUNDLES = [
  { entry: "action.js", out: "." },
  { entry: "cli.js", out: "cli" },
];

function build(dist: string): void {
  const statistics = join(mkdtempSync(join(tmpdir(), "release-gate-statistics-")), "statistics.json");
  rmSync(join(root, "build"), { recursive: true, force: true });
  run(bin("typescript/bin/tsc"), "-p", "tsconfig.build.json");
  rmSync(dist, { recursive: true, force: true });
  for (const { entry, out } of BUNDLES) {
    run(
      bin("@vercel/ncc/dist/ncc/cli.js"),
      "build",
      join("build", entry),
      "-o",
      join(dist, out),
      "--minify",
      "--stats-out",
      statistics,
      "--quiet",
    );
    writeFileSync(join(dist, out, "licenses.txt"), licences(readFileSync(statistics, "utf8"), bin("")));
  }
}

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const committed = join(root, "dist");
if (process.argv.includes("--check")) {
  const fresh = mkdtempSync(join(tmpdir(), "release-gate-dist-"));
  build(fresh);
  const names = [...new Set([...filesIn(fresh), ...filesIn(committed)])];
  const read = (folder: string, name: string) => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return null;
    }
  };
  const differing = names.filter((name) => read(fresh, name) !== read(committed, name));
  rmSync(fresh, { recursive: true, force: true });
  if (differing.length > 0) {
    process.stderr.write(
      `dist/ is not what the sources build: ${differing.join(", ")}; run npm run build and commit it\n`,
    );
    process.exitCode = 1;
  }
} else {
  const fresh = mkdtempSync(join(tmpdir(), "release-gate-dist-"));
  build(fresh);
  rmSync(committed, { recursive: true, force: true });
  cpSync(fresh, committed, { recursive: true });
  rmSync(fresh, { recursive: true, force: true });
}
