import { constants } from "node:fs";
import { type FileHandle, glob, open, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { errorCode } from "../text/error-code.ts";
import { isWithin } from "../text/path-within.ts";

/** Files that one check reads; more is a pattern that matches a whole disk. */
export const MOST_FILES = 1_000;

/** Bytes that are read at once: large enough for the disk, small enough for the caches of the processor. */
const CHUNK_BYTES = 128 * 1024;

/** Begins every gzip file (RFC 1952, section 2.3.1), whatever its name. */
const GZIP = [0x1f, 0x8b];

/** A file that was found, or why a name leads to none. */
export type FileMatch =
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "absent" | "not-a-file" | "unreadable" | "too-many"; readonly name: string };

/**
 * The regular files behind paths and globs, each once however often it is named, in the order of their names.
 * @param confined what a link outside the working directory leads to is absent
 */
export async function findFiles(
  patterns: readonly string[],
  workingDirectory: string,
  stop: AbortSignal,
  confined = false,
): Promise<readonly FileMatch[]> {
  const look = (name: string) => lookAt(name, workingDirectory, confined);
  const found: FileMatch[] = [];
  const seen = new Set<string>();
  for (const pattern of patterns) {
    // A file may be called app[1].log.
    const isGlob = /[*?[{]/.test(pattern) && (await look(pattern)).kind !== "file";
    const names = isGlob ? await matches(pattern, workingDirectory, stop) : [pattern];
    // What a glob matches beside files (folders, sockets) was not asked for.
    const looked = await Promise.all(names.slice(0, MOST_FILES).map(look));
    const files = looked.filter(({ kind }) => !isGlob || kind === "file" || kind === "unreadable");
    if (files.length === 0 && !stop.aborted) found.push({ kind: "absent", name: pattern });
    if (names.length > MOST_FILES) found.push({ kind: "too-many", name: pattern });
    for (const file of files) {
      const { id, ...rest } = file;
      if (!seen.has(id)) found.push(rest);
      seen.add(id);
    }
  }
  return found;
}

async function matches(pattern: string, cwd: string, stop: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  try {
    // A search that finds nothing gives no name to stop at; once the run is over it must not go into further folders.
    for await (const name of glob(pattern, { cwd, exclude: () => stop.aborted })) {
      if (stop.aborted || names.length > MOST_FILES) break;
      names.push(name);
    }
  } catch {
    // A folder that cannot be listed: what was found so far stands, and nothing at all is said to be absent.
  }
  return names.sort();
}

/** What a name stands for; links are followed. `id` is the same for two names of one file. */
async function lookAt(
  name: string,
  workingDirectory: string,
  confined: boolean,
): Promise<FileMatch & { readonly id: string }> {
  const path = resolve(workingDirectory, name);
  try {
    const found = await stat(path, { bigint: true });
    if (confined && !isWithin(await realpath(path), await realpath(workingDirectory)))
      return { kind: "absent", name, id: path };
    if (found.isFile()) return { kind: "file", name, path, id: `${found.dev}:${found.ino}` };
    return { kind: "not-a-file", name, id: path };
  } catch (error) {
    const absent = ["ENOENT", "ENOTDIR"].includes(errorCode(error));
    return { kind: absent ? "absent" : "unreadable", name, id: path };
  }
}

/** The bytes of a file, unpacked if it is gzipped, up to the length that it has now: a log may grow faster than it is read. */
export async function* bytesOf(path: string, stop: AbortSignal): AsyncGenerator<Buffer> {
  // Between the look and now a pipe may have taken the file's place; opening one must not wait for its other end.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = await handle.stat();
    if (!opened.isFile()) throw new Error("not a regular file");
    if (opened.size === 0) return;
    yield* (await isGzip(handle)) ? unpacked(handle, opened.size, stop) : plain(handle, opened.size, stop);
  } finally {
    await handle.close();
  }
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
  return bytesRead === GZIP.length && GZIP.every((byte, i) => buffer[i] === byte);
}

async function* plain(handle: FileHandle, size: number, stop: AbortSignal): AsyncGenerator<Buffer> {
  for (let at = 0; at < size && !stop.aborted; ) {
    const { buffer, bytesRead } = await handle.read(
      Buffer.allocUnsafe(CHUNK_BYTES),
      0,
      Math.min(CHUNK_BYTES, size - at),
      at,
    );
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function* unpacked(handle: FileHandle, size: number, stop: AbortSignal): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // A failure reaches whoever reads the last stage; the callback has nothing to add.
  for await (const chunk of pipeline(plain(handle, size, stop), gunzip, () => {})) {
    if (stop.aborted) return;
    yield chunk;
  }
}
