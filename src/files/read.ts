/** How a file comes in: a regular file, as it was opened, and no more of it than its reader takes. */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { isWithin } from "../text/path-within.ts";
import { refusal } from "./refusal.ts";

/** Opening a pipe must not wait for its other end. Windows has no such flag, and no such files. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Bytes that are read at once of a file that does not say how long it is (those of /proc say 0). */
const GROWTH_BYTES = 64 * 1024;

/** What a file must be. */
interface ReadLimits {
  /** Most bytes. */
  readonly most: number;
  /** Folder that the file must be in after every link is followed: somebody may have committed a link to a file of the machine. */
  readonly within?: string | undefined;
  /** A link in its place is none. */
  readonly noLinks?: boolean;
}

/**
 * Opens a regular file; whoever calls this closes the descriptor. A folder, a device and a pipe are an error, as is
 * everything that the system says.
 */
export function openRegular(path: string, noLinks = false): { readonly file: number; readonly opened: Stats } {
  const file = openSync(path, AT_ONCE | (noLinks ? (constants.O_NOFOLLOW ?? 0) : 0));
  // Between a look and this moment anything may have taken the file's place: what counts is what was opened.
  const opened = fstatSync(file);
  if (opened.isFile()) return { file, opened };
  closeSync(file);
  throw refusal(opened.isDirectory() ? "EISDIR" : "not a regular file");
}

/** The text of a regular file. Throws where there is none, and for one that is too large or lies elsewhere. */
export function readText(path: string, { most, within, noLinks }: ReadLimits): string {
  const { file, opened } = openRegular(path, noLinks);
  try {
    if (opened.size > most) throw refusal("too large");
    if (within !== undefined && !isIn(path, within, opened)) throw refusal("a link out");
    return textOf(file, opened.size, most);
  } finally {
    closeSync(file);
  }
}

/** Whether what was opened under a name lies within a folder. */
function isIn(path: string, folder: string, opened: Stats): boolean {
  const real = realpathSync(path);
  const there = statSync(real);
  return isWithin(real, realpathSync(folder)) && there.ino === opened.ino && there.dev === opened.dev;
}

/** What the file says its length is, and more if it grows while it is read: some have more in them than they say. */
function textOf(file: number, size: number, most: number): string {
  let bytes: Buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, { offset: length });
    length += read;
    if (length > most) throw refusal("too large");
    if (read === 0) return bytes.toString("utf8", 0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], length + GROWTH_BYTES);
  }
}
