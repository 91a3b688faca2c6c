/** How a file leaves: whole or not at all, and nowhere but where it is named. */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWithin } from "../text/path-within.ts";
import { refusal } from "./refusal.ts";

/** Nothing that is there already, and no link, takes the place of a file that is made. */
const ANEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** Opening a pipe must not wait for its other end. Windows has no such flag, and no such files. */
const AT_THE_END = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NONBLOCK ?? 0);

/**
 * Makes a folder with everything above it, one after the other: Node's own recursion never ends below /proc.
 * Throws a system error.
 */
export function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw refusal("ENOTDIR");
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it at this moment.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

/**
 * Whether a folder that is named below another one lies elsewhere: somebody may have committed a link on the way.
 * Throws a system error where that other one is not there any more.
 */
export function leadsOut(folder: string, within: string): boolean {
  if (!isWithin(folder, within)) return false;
  const home = realpathSync(within);
  let there = folder;
  while (lstatSync(there, { throwIfNoEntry: false }) === undefined && dirname(there) !== there) there = dirname(there);
  try {
    return !isWithin(realpathSync(there), home);
  } catch {
    // A link that leads nowhere.
    return true;
  }
}

/** A file whose text lies on the disk, under a name of its own. */
export interface PendingFile {
  /** Gives it its name: whoever reads it sees all of the former text or all of this one. Throws a system error. */
  readonly keep: () => void;
  /** Leaves nothing of it behind; may be called after `keep`. */
  readonly discard: () => void;
}

/**
 * Writes a text beside its place. A link there will be replaced, and what it leads to stays as it is; a pipe, a device or
 * a folder there is refused. Throws a system error.
 */
export function pendingFile(path: string, text: string): PendingFile {
  const taken = lstatSync(path, { throwIfNoEntry: false });
  if (taken?.isDirectory()) throw refusal("EISDIR");
  if (taken !== undefined && !taken.isFile() && !taken.isSymbolicLink()) throw refusal("not a regular file");
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const discard = () => rmSync(temporary, { force: true });
  const file = openSync(temporary, ANEW);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    discard();
    throw error;
  } finally {
    closeSync(file);
  }
  return { keep: () => renameSync(temporary, path), discard };
}

/** Writes one file, whole or not at all. Throws a system error. */
export function writeWhole(path: string, text: string): void {
  const file = pendingFile(path, text);
  try {
    file.keep();
  } finally {
    file.discard();
  }
}

/** Adds all of a text, or nothing, to a regular file. Throws a system error. */
export function appendWhole(path: string, text: string): void {
  const file = openSync(path, AT_THE_END);
  try {
    const before = fstatSync(file);
    if (!before.isFile()) throw refusal("not a regular file");
    try {
      writeFileSync(file, text);
    } catch (error) {
      ftruncateSync(file, before.size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}
