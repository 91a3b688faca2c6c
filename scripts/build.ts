/**
 * Builds `dist/`: tsc compiles, ncc bundles, swc minifies. Both doors, `dist/index.js` (the action) and
 * `dist/cli/index.js` (the terminal), open one bundle, so that what they share is shipped once. `--check` builds into a
 * temporary folder and compares, so that a committed bundle is always the one that the sources build.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { minifySync } from "@swc/core";
import { licences } from "./licenses.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name: string) => join(root, "node_modules", name);

/**
 * The doors: which compiled function each enters, and with what it begins. A process that ends before there is a verdict
 * has the exit code of a hold: Node's own for a bundle that cannot be loaded is 1, which in a terminal is a rollback.
 */
const DOORS = [
  { name: "enterStep", module: "./github/door.js", file: "index.js", head: "process.exitCode = 1;\n" },
  {
    name: "enterTerminal",
    module: "./terminal/door.js",
    file: "cli/index.js",
    head: '#!/usr/bin/env node\nprocess.on("exit", () => {\n  process.exitCode = 2;\n});\n',
  },
];

/** Compiled, it needs no other module: the doors hold it themselves, so that no signal comes before it is listened to. */
const CANCEL = join("build", "run", "cancel.js");

/** Folder of the bundle in `dist/`. */
const BUNDLE = "bundle";

function build(dist: string): void {
  const statistics = join(mkdtempSync(join(tmpdir(), "release-gate-statistics-")), "statistics.json");
  rmSync(join(root, "build"), { recursive: true, force: true });
  run(bin("typescript/bin/tsc"), "-p", "tsconfig.build.json");
  const entry = join("build", "doors.js");
  writeFileSync(join(root, entry), DOORS.map(({ name, module }) => `export { ${name} } from "${module}";\n`).join(""));
  rmSync(dist, { recursive: true, force: true });
  const bundle = join(dist, BUNDLE);
  run(bin("@vercel/ncc/dist/ncc/cli.js"), "build", entry, "-o", bundle, "--stats-out", statistics, "--quiet");
  for (const file of readdirSync(bundle).filter((name) => name.endsWith(".js"))) minify(join(bundle, file));
  // Says that what lies beneath are ES modules.
  renameSync(join(bundle, "package.json"), join(dist, "package.json"));
  const cancel = readFileSync(join(root, CANCEL), "utf8").replace("export function", "function");
  for (const { name, file, head } of DOORS) {
    const door = join(dist, file);
    const path = relative(dirname(door), join(bundle, "index.js")).replaceAll("\\", "/");
    mkdirSync(dirname(door), { recursive: true });
    const opened = `
const cancelled = cancelledBySignal(() => process.exit());
const { ${name} } = await import("${path.startsWith(".") ? path : `./${path}`}");
await ${name}(process, cancelled);
`;
    writeFileSync(door, head + cancel + opened, { mode: head.startsWith("#!") ? 0o755 : 0o644 });
  }
  writeFileSync(join(dist, "licenses.txt"), licences(readFileSync(statistics, "utf8"), bin("")));
}

/**
 * ncc minifies its entry alone, and most of the code is in the chunks. Names of functions and classes stay, because
 * `error.name` and the names of constructors are read; nothing is rewritten. The licences are in a file of their own.
 */
function minify(file: string): void {
  const { code } = minifySync(readFileSync(file, "utf8"), {
    module: true,
    ecma: 2020,
    compress: false,
    mangle: { keep_classnames: true, keep_fnames: true },
    format: { comments: false },
  });
  writeFileSync(file, code);
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
      `dist/ is not what the sources build: ${differing.join(", ")}; run npm run bundle and commit it\n`,
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
