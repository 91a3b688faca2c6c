/**
 * A page in reading order, whatever it was written in: Markdown, MDX and HTML all become this stream, so that one reader
 * tells contract from prose.
 */
export type Piece =
  /** An element begins. Names of HTML are lower case; a component keeps its capital (`ParamField`). */
  | { readonly kind: "open"; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string }
  /** A whole block of code; `info` is its language and whatever else stands beside it. */
  | { readonly kind: "code"; readonly info: string; readonly text: string }
  /** A paragraph begins or ends, where nothing is opened or closed. */
  | { readonly kind: "break" };

/** How deep elements may lie in each other, on one page; no page for people comes near. */
export const DEEPEST = 250;

/** An element or a list begins. */
export function open(name: string, attributes: Readonly<Record<string, string>> = {}): Piece {
  return { kind: "open", name, attributes };
}

/** It ends. */
export function close(name: string): Piece {
  return { kind: "close", name };
}

const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u2032]/g, "'"],
  [/[\u201C\u201D\u201E\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/\u2026/g, "..."],
  [/[\p{Cc}\p{Cf}\p{Z}]+/gu, " "],
];

/** Text without what only a typesetter sees: quotes and dashes are plain ones, white space is one space, at most. */
export function plain(text: string): string {
  return TYPOGRAPHY.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text.replace(/\p{Cf}/gu, "")).trim();
}
