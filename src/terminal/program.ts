/** How the gate was called: which words reach it again, and in which folder the person is who called it. */
import { basename, relative } from "node:path";

/** Name of the program where it is installed. */
export const PROGRAM = "cometapi-release-gate";

/** First major version of Node that the gate runs on; the action has it from `runs.using` (node24). */
const NODE_MAJOR = 24;

/** The door of the command line, as the process knows it. */
export interface Door {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the script; undefined: not started from a file. */
  readonly script: string | undefined;
  /** Folder of the process. npm makes it the folder of the package. */
  readonly folder: string;
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
export function programOf({ env, script = PROGRAM, folder }: Door): string {
  const typed = typedIn(env);
  if (typed !== null)
    return typed === folder ? "npm start --" : `npm --prefix ${word(relative(typed, folder))} start --`;
  return basename(script).startsWith(PROGRAM) ? PROGRAM : `node ${word(relative(folder, script))}`;
}

function word(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : JSON.stringify(path);
}

/** Why this Node cannot run the gate, and what can; null: it can. */
export function nodeProblem(version: string): string | null {
  const major = Number(/^v?(\d+)/.exec(version)?.[1] ?? Number.NaN);
  if (major >= NODE_MAJOR) return null;
  return `release gate: needs Node ${NODE_MAJOR} or later, and this is ${version}. A clone brings its own: npm --prefix PATH-OF-THE-CLONE start -- FLAGS`;
}
