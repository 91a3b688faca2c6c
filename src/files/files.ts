import { closeSync, readSync, realpathSync, statSync } from "node:fs";
import { glob } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { errorCode } from "../text/error-code.ts";
import { isWithin } from "../text/path-within.ts";
import { openRegular } from "./read.ts";

/** Files that one check looks at: a log store exports one for each minute and instance; more is a pattern that matches a disk. */
export const MOST_FILES = 100_000;

/** Bytes of a log that are looked at together; at least as many as a source gives at once. */
export const BLOCK_BYTES = 256 * 1024;

/** Begins every gzip file (RFC 1952, section 2.3.1), whatever its name. */
const GZIP = [0x1f, 0x8b];

/** Reads after which timers and signals get their turn: reading waits for nothing, and a run must be stoppable. */
const READS_BETWEEN_TURNS = 8;

/** A file that was found, or why a name leads to none. */
export type FileMatch =
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "absent" | "not-a-file" | "unreadable" | "too-many"; readonly name: string };

/**
 * The regular files behind paths and globs, each once however often it is named, in the order of their names.
 * @param confined what a link outside the working directory leads to is absent
 */
export async function* findFiles(
  patterns: readonly string[],
  workingDirectory: string,
  stop: AbortSignal,
  confined = false,
): AsyncGenerator<FileMatch> {
  const look = lookIn(workingDirectory, confined);
  const seen = new Set<string>();
  for (const pattern of patterns) {
    // A file may be called app[1].log.
    const isGlob = /[*?[{]/.test(pattern) && look(pattern).kind !== "file";
    const names = isGlob ? await matches(pattern, workingDirectory, stop) : [pattern];
    let files = 0;
    for (const name of names.slice(0, MOST_FILES)) {
      const { id, ...found } = look(name);
      // What a glob matches beside files (folders, sockets) was not asked for.
      if (isGlob && found.kind !== "file" && found.kind !== "unreadable") continue;
      files += 1;
      if (!seen.has(id)) yield found;
      seen.add(id);
    }
    if (files === 0 && !stop.aborted) yield { kind: "absent", name: pattern };
    if (names.length > MOST_FILES) yield { kind: "too-many", name: pattern };
  }
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
function lookIn(workingDirectory: string, confined: boolean): (name: string) => FileMatch & { readonly id: string } {
  return (name) => {
    const path = resolve(workingDirectory, name);
    try {
      const found = statSync(path, { bigint: true });
      if (confined && !isWithin(realpathSync(path), realpathSync(workingDirectory)))
        return { kind: "absent", name, id: path };
      if (found.isFile()) return { kind: "file", name, path, id: `${found.dev}:${found.ino}` };
      return { kind: "not-a-file", name, id: path };
    } catch (error) {
      const absent = ["ENOENT", "ENOTDIR"].includes(errorCode(error));
      return { kind: absent ? "absent" : "unreadable", name, id: path };
    }
  };
}

/** Where the bytes of a file lie until the next ones are asked for: one file is read at a time. */
const chunk = Buffer.allocUnsafe(BLOCK_BYTES);

/**
 * The bytes of a file, unpacked if it is gzipped, up to the length that it has now: a log may grow faster than it is read.
 * What was given is gone when the next is asked for.
 */
export async function* bytesOf(path: string, stop: AbortSignal): AsyncGenerator<Buffer> {
  const { file, opened } = openRegular(path);
  try {
    const chunks = plain(file, opened.size, stop);
    const { value: first, done } = await chunks.next();
    if (done) return;
    const whole = after(first, chunks);
    yield* GZIP.every((byte, i) => first[i] === byte) ? unpacked(whole, stop) : whole;
  } finally {
    closeSync(file);
  }
}

async function* after(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* plain(file: number, size: number, stop: AbortSignal): AsyncGenerator<Buffer> {
  let reads = 0;
  for (let at = 0; at < size && !stop.aborted; ) {
    const length = readSync(file, chunk, 0, Math.min(chunk.length, size - at), at);
    if (length === 0) return;
    yield chunk.subarray(0, length);
    at += length;
    reads += 1;
    if (reads % READS_BETWEEN_TURNS === 0) await setImmediate();
  }
}

async function* unpacked(packed: AsyncIterable<Buffer>, stop: AbortSignal): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: BLOCK_BYTES });
  const copies = async function* () {
    for await (const bytes of packed) yield Buffer.from(bytes);
  };
  // A failure reaches whoever reads the last stage; the callback has nothing to add.
  for await (const bytes of pipeline(Readable.from(copies()), gunzip, () => {})) {
    if (stop.aborted) return;
    yield bytes;
  }
}
