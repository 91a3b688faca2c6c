import { type Problem, problem } from "../text/problem.ts";
import type { InputName } from "./inputs/inputs.ts";

/** A place in a file, both 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a setting was found: what a problem with it points to. */
export type Origin =
  | { readonly kind: "input"; readonly name: InputName }
  | { readonly kind: "gate-file"; readonly file: string; readonly key: string; readonly position: Position | null }
  | { readonly kind: "environment"; readonly name: string }
  /** The embedded sandbox brings it. */
  | { readonly kind: "sandbox"; readonly key: string }
  /** Nobody gave it. */
  | { readonly kind: "default"; readonly key: string };

/** What a rule finds: a problem, or our own sentence about a doubtful setting. */
export type Remark = Problem | string;

/** A rule about settings, pure: it yields all that it finds and returns the value that the run goes on with. */
export type Rule<T> = Generator<Remark, T, undefined>;

/** Runs a rule to its value; `take` receives what it finds, in order. Without it the remarks are made elsewhere. */
export function runRule<T>(rule: Rule<T>, take: (remark: Remark) => void = () => undefined): T {
  for (;;) {
    const { done, value } = rule.next();
    if (done === true) return value;
    take(value);
  }
}

/** An origin as a sentence begins with it, for example `gate file a.yml:3:5: sampling.samples`. */
export function nameOf(origin: Origin): string {
  const place = placeName(origin);
  return origin.kind === "input" || origin.kind === "environment" ? place : `${place}: ${origin.key}`;
}

/** The place alone, where the key is known, for example `gate file a.yml:3:5`. */
export function placeName(origin: Origin): string {
  switch (origin.kind) {
    case "input":
      return `input ${origin.name}`;
    case "environment":
      return `environment variable ${origin.name}`;
    case "gate-file":
      return inFile(origin.file, origin.position);
    case "sandbox":
      return "embedded sandbox";
    case "default":
      return "default";
  }
}

function inFile(file: string, position: Position | null): string {
  return `gate file ${file}${position === null ? "" : `:${position.line}:${position.column}`}`;
}

/** A problem with a value; `what` is the rest of the sentence, for example `must be a whole number`. */
export function problemAt(origin: Origin, code: string, what: string, help: string): Problem {
  return origin.kind === "gate-file"
    ? problemInFile(origin.file, origin.position, code, `${origin.key} ${what}`, help)
    : problem(code, `${nameOf(origin)} ${what}`, help);
}

/** A problem with the gate file itself or with one of its keys. */
export function problemInFile(
  file: string,
  position: Position | null,
  code: string,
  what: string,
  help: string,
): Problem {
  const at = { file, line: position?.line ?? null, column: position?.column ?? null };
  return problem(code, `${inFile(file, position)}: ${what}`, help, at);
}
