import type { TemplateRule } from "../evidence/request-template.ts";

/** One thing that is wrong with a template, before it is known whether the team waived it. */
export interface Flaw {
  readonly rule: TemplateRule;
  readonly severity: "hold" | "advisory";
  /** Path of the field, for example `messages[0].role`; empty for the whole body. What a waiver names. */
  readonly field: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  /** What is wrong, without the path of the file. It never repeats a value: that may be a secret or a person's. */
  readonly what: string;
  /** The mend, one sentence. */
  readonly help: string;
}

/** A flaw that holds, which most do (product.md, trigger `template`). */
export function holds(rule: TemplateRule, at: BodyLocation, what: string, help: string): Flaw {
  return { rule, severity: "hold", field: at.path, offset: at.offset, what, help };
}

/** A place in the body. */
export interface BodyLocation {
  readonly path: string;
  readonly offset: number;
}

/** Line and column of an offset, both from 1; columns are UTF-16 units, as GitHub and editors count them. */
export function positions(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
