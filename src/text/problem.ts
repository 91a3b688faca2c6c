import { oneLine } from "./one-line.ts";

/** A place in a file; line and column are 1-based, null where only the file is known. */
export interface FilePosition {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** One thing that is wrong, written for a tired person. */
export interface Problem {
  /** Stable id, for example `unknown-key`; in a finding it is called the rule. */
  readonly code: string;
  /** What happened and where, one line. */
  readonly message: string;
  /** What to do next, one line. */
  readonly help: string;
  /** Null: no place in a file causes it. */
  readonly at: FilePosition | null;
}

/** A problem whose sentences fit the evidence's `label`: one printable line each (evidence/configuration.ts). */
export function problem(code: string, message: string, help: string, at: FilePosition | null = null): Problem {
  const place = at === null ? null : { ...at, file: oneLine(at.file) };
  return { code, message: oneLine(message), help: oneLine(help), at: place };
}
