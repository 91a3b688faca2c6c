import { type Place, type Problem, problem } from "../text/problem.ts";

/** A place in a file, both 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a setting was found: what a problem with it points to. */
export type Origin =
  | { readonly kind: "input"; readonly name: string }
  | { readonly kind: "gate-file"; readonly file: string; readonly key: string; readonly position: Position | null }
  | { readonly kind: "environment"; readonly name: string };

/** Receives every problem; resolving goes on, so that one run reports all of them. */
export type Report = (problem: Problem) => void;

/** An origin as a sentence begins with it, for example `gate file a.yml:3:5: sampling.samples`. */
export function nameOf(origin: Origin): string {
  if (origin.kind === "input") return `input ${origin.name}`;
  if (origin.kind === "environment") return `environment variable ${origin.name}`;
  return `${inFile(origin.file, origin.position)}: ${origin.key}`;
}

function inFile(file: string, position: Position | null): string {
  return `gate file ${file}${position === null ? "" : `:${position.line}:${position.column}`}`;
}

/**
 * A problem with the value that was found at `origin`.
 * @param what the rest of the sentence, for example `must be a whole number`
 */
export function problemAt(origin: Origin, code: string, what: string, help: string): Problem {
  const at = origin.kind === "gate-file" ? placeOf(origin.file, origin.position) : null;
  return problem(code, `${nameOf(origin)} ${what}`, help, at);
}

/** A problem with the gate file itself or with one of its keys. */
export function problemInFile(
  file: string,
  position: Position | null,
  code: string,
  what: string,
  help: string,
): Problem {
  return problem(code, `${inFile(file, position)}: ${what}`, help, placeOf(file, position));
}

function placeOf(file: string, position: Position | null): Place {
  return { file, line: position?.line ?? null, column: position?.column ?? null };
}
