import type { TemplateRule } from "../evidence/request-template.ts";

/** A place in the body. */
export interface BodyLocation {
  /** Path of the field, for example `messages[0].role`, as a waiver names it; empty for the whole body. */
  readonly path: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
}

/** One thing that is wrong with a template, before it is known whether the team waived it. */
export interface Flaw extends BodyLocation {
  readonly rule: TemplateRule;
  readonly severity: "hold" | "advisory";
  /** What is wrong, without the path of the file. It never repeats a value: that may be a secret or a person's. */
  readonly what: string;
  /** The mend, one sentence. */
  readonly help: string;
  /** The template cannot be read, filled or sent: a `configuration` hold, and nothing that the contract is broken by. */
  readonly unsendable?: true;
}

/** A flaw that holds, which most do (product.md, trigger `template`). */
export function holds(rule: TemplateRule, { path, offset }: BodyLocation, what: string, help: string): Flaw {
  return { rule, severity: "hold", path, offset, what, help };
}

/** A flaw that holds nothing: endpoints answer such a body. */
export function informs(rule: TemplateRule, { path, offset }: BodyLocation, what: string, help: string): Flaw {
  return { rule, severity: "advisory", path, offset, what, help };
}

/** A flaw of an object, which begins at an offset, that lacks a field. */
export function missingField(path: string, offset: number, help: string): Flaw {
  return holds("missing-field", { path, offset }, `${path} is missing`, help);
}

/** A flaw of a prompt, or a part of one, in which nothing stands. */
export function emptyField(at: BodyLocation): Flaw {
  return holds("empty-messages", at, `${at.path} is empty`, "Write what is asked there, or leave it out.");
}

/** Whether a path lies below another one: `messages[0].role` below `messages`. */
export function isPartOf(path: string, field: string): boolean {
  return path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
