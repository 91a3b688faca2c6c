/** Runs one of the two doors of a bundle in a fresh workspace, and keeps everything that it left behind. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** How a door is run. */
export interface Run {
  /** Inputs of the action; the terminal takes flags instead. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the workspace by relative path. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** The workspace is a git checkout with one commit, on the branch `main`. */
  readonly git?: boolean;
  readonly whileRunning?: (child: ChildProcess) => void;
}

/** What a finished door left behind. */
export interface Step {
  readonly door: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Name to text: the command files, and every file that is new in the workspace or below it. */
  readonly files: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the texts have to be freed of: where it ran. */
  readonly workspace: string;
}

/** Nothing that a case does takes longer, not even on a machine that is busy with other things, ms. */
const LIMIT = 180_000;

/** A proxy that is not there: a case that asks a real host by mistake reaches nobody. */
const NO_WAY_OUT = { https_proxy: "http://127.0.0.1:9" };

/** Times of the commit, so that its id is always the same. */
const GIT = {
  ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@b.example", GIT_AUTHOR_DATE: "2026-11-20T00:00:00Z" },
  ...{ GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b.example", GIT_COMMITTER_DATE: "2026-11-20T00:00:00Z" },
  ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
};

/** The action as GitHub's runner starts it. */
export async function runAction(bundle: string, run: Run = {}): Promise<Step> {
  const given = Object.entries(run.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return runDoor(join(bundle, "dist/index.js"), [], run, (root, workspace) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: commandFile(root, "output"),
    GITHUB_STEP_SUMMARY: commandFile(root, "summary"),
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    GITHUB_EVENT_NAME: "workflow_dispatch",
    RUNNER_TEMP: join(root, "temp"),
    ...Object.fromEntries(given),
  }));
}

/** The terminal door with these arguments. */
export function runTerminal(bundle: string, args: readonly string[], run: Run = {}): Promise<Step> {
  return runDoor(join(bundle, "dist/cli/index.js"), args, run, () => ({ NO_COLOR: "1" }));
}

async function runDoor(
  script: string,
  args: readonly string[],
  { files = {}, env = {}, git = false, whileRunning }: Run,
  surroundings: (root: string, workspace: string) => Readonly<Record<string, string>>,
): Promise<Step> {
  const root = mkdtempSync(join(tmpdir(), "golden-step-"));
  const workspace = join(root, "shop");
  mkdirSync(workspace);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), content);
  }
  if (git) commit(workspace);
  // The compiled code is kept beside the bundle: most steps take hardly longer than to start.
  const known = {
    PATH: process.env.PATH ?? "",
    TMPDIR: root,
    NODE_COMPILE_CACHE: `${bundleOf(script)}/compiled`,
    ...NO_WAY_OUT,
  };
  const child = spawn(process.execPath, [script, ...args], {
    cwd: workspace,
    env: { ...known, ...surroundings(root, workspace), ...env },
    timeout: LIMIT,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (chunk: string) => {
      said[stream] += chunk;
    });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  whileRunning?.(child);
  const exitCode = await closed;
  const left = filesBelow(root).filter((name) => files[name.replace(/^shop\//, "")] === undefined);
  const texts = Object.fromEntries(left.map((name) => [name, readFileSync(join(root, name), "utf8")]));
  rmSync(root, { recursive: true, force: true });
  const { output = "", ...others } = texts;
  const door = args.length === 0 ? script.replace(/^.*\/dist\//, "") : args.join(" ");
  return { door, exitCode, ...said, files: others, outputs: parseOutputs(output), workspace: root };
}

const bundleOf = (script: string) => script.replace(/\/dist\/.*$/, "");

function commandFile(root: string, name: string): string {
  writeFileSync(join(root, name), "");
  return join(root, name);
}

function commit(workspace: string): void {
  const env = { PATH: process.env.PATH, ...GIT };
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    ["commit", "-q", "--allow-empty", "-m", "first"],
  ])
    execFileSync("git", args, { cwd: workspace, env });
}

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith("shop/.git/"))
    .sort();
}

function parseOutputs(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name = "", , value = ""]) => [name, value]));
}
