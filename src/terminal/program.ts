/** How the gate was called: which words reach it again, and in which folder the person is who called it. */
import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { isObject, parseJson } from "../text/json.ts";
import { shellWord } from "../text/shell-word.ts";

/** Name of the program where it is installed. */
export const PROGRAM = "cometapi-release-gate";

/** First major version of Node that the gate runs on; the action has it from `runs.using` (node24). */
const NODE_MAJOR = 24;

/** The door of the command line, as the process knows it. */
interface Door {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the script; undefined: not started from a file. */
  readonly script: string | undefined;
  /** Folder of the process. npm makes it the folder of the package. */
  readonly folder: string;
  /** The package that npx was asked for, for example `github:owner/name#v1`; null: npx did not start this. */
  readonly npxPackage: string | null;
}

/** What npx notes in the folder that it installs into: the packages as they were typed (npm, `libnpmexec`). */
export function packageOfNpx(script: string | undefined): string | null {
  const folder = /^(.*[\\/]_npx[\\/][^\\/]+)[\\/]node_modules[\\/]/.exec(script ?? "")?.[1];
  if (folder === undefined) return null;
  try {
    const note = parseJson(readFileSync(join(folder, "package.json"), "utf8"));
    const packages = isObject(note) && isObject(note._npx) ? note._npx.packages : null;
    return Array.isArray(packages) && typeof packages[0] === "string" ? packages[0] : null;
  } catch {
    return null;
  }
}

/** What npm says about `npm start`: the folder in which it was typed; null: npm did not start this. */
function typedIn({ npm_lifecycle_event: event, INIT_CWD: folder }: Door["env"]): string | null {
  return event === "start" && folder ? folder : null;
}

/** `npm start` in the clone itself: somebody tries the gate, and no pipeline of theirs hangs on what it says. */
export function triedInItsClone(env: Door["env"]): boolean {
  const folder = typedIn(env);
  return folder !== null && folder === env.npm_config_local_prefix;
}

/** Folder of the person: with `npm --prefix CLONE start` it is not the clone. */
export function workingFolder({ env, folder }: Door): string {
  return typedIn(env) ?? folder;
}

/** What to type to get here again, so that every command in a hint can be copied. */
export function programOf({ env, script = PROGRAM, folder, npxPackage }: Door): string {
  if (npxPackage !== null) return `npx --yes ${shellWord(npxPackage)}`;
  const typed = typedIn(env);
  if (typed !== null)
    return typed === folder ? "npm start --" : `npm --prefix ${shellWord(relative(typed, folder))} start --`;
  return basename(script).startsWith(PROGRAM) ? PROGRAM : `node ${shellWord(relative(folder, script))}`;
}

/**
 * Why this Node cannot run the gate, and the same call on one that can; null: it can.
 * @param args words of the call
 */
export function nodeProblem(version: string, script: string = PROGRAM, args: readonly string[] = []): string | null {
  const major = Number(/^v?(\d+)/.exec(version)?.[1] ?? Number.NaN);
  if (major >= NODE_MAJOR) return null;
  const again = ["npx --yes", `node@${NODE_MAJOR}`, ...[script, ...args].map(shellWord)].join(" ");
  return `release gate: needs Node ${NODE_MAJOR} or later, and this is ${version}. The same with a Node of its own, which npm downloads once:\n  ${again}`;
}

/** How our texts name the gate in a step; whoever publishes it replaces the account everywhere. */
export const USES = "OWNER/cometapi-release-gate@v1";

/**
 * A text that names the gate as the documentation does, with the name by which npx was asked for it where that is a repository
 * of GitHub at a ref.
 */
export function withGateName(text: string, program: string): string {
  const [, name, ref] = /^npx .*\bgithub:([\w.-]+\/[\w.-]+)#([\w./-]+)$/.exec(program) ?? [];
  if (name === undefined || ref === undefined) return text;
  return text
    .replaceAll(USES, `${name}@${ref}`)
    .replaceAll("OWNER/cometapi-release-gate/v1", `${name}/${ref}`)
    .replaceAll(`  ${PROGRAM} `, `  ${program} `);
}
