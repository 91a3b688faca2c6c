import { closeSync, constants, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redactor } from "../evidence/redaction.ts";
import type { ReportFile } from "../report/records/log-records.ts";
import { errorCode } from "../text/error-code.ts";

/** Where files went, and which could not be written and why (one sentence each). */
export interface WriteResult {
  /** File name to absolute path; only files that exist. */
  readonly paths: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * A link in the place of a file is not followed: in a folder of the checkout somebody may have committed one. Windows has
 * no such flag, and makes no links from a checkout by default.
 */
const NO_LINKS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

/**
 * Writes the evidence folder. A file that holds a secret in any encoding is not written at all: the last line of
 * defence behind evidence that is sanitised by construction.
 */
export function writeFiles(directory: string, files: readonly ReportFile[], redactor: Redactor): WriteResult {
  const paths: Record<string, string> = {};
  const problems: string[] = [];
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    return {
      paths,
      problems: [`evidence-dir ${directory} cannot be created (${errorCode(error)}); choose another folder`],
    };
  }
  for (const { fileName, content } of files) {
    const path = join(directory, fileName);
    if (redactor.exposes(content)) {
      problems.push(`${fileName} was not written: it would have contained a secret`);
      continue;
    }
    try {
      writeHere(path, content);
      paths[fileName] = path;
    } catch (error) {
      problems.push(`${path} cannot be written (${errorCode(error)})`);
    }
  }
  return { paths, problems };
}

function writeHere(path: string, content: string): void {
  const file = openSync(path, NO_LINKS);
  try {
    writeFileSync(file, content);
  } finally {
    closeSync(file);
  }
}
