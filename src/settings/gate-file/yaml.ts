import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Position } from "../origin.ts";

/** Longest gate file: a hundred times the documented example, and small enough to parse in a blink. */
export const LARGEST_GATE_FILE = 64 * 1024;

/** Expansions of anchors in one file, the `yaml` package's own default; only single values can be repeated anyway. */
const MOST_ALIASES = 100;

/** One thing that is wrong with the text as YAML. */
interface SyntaxProblem {
  readonly position: Position;
  /** Rest of a sentence; never quotes the text, which may hold a pasted key. */
  readonly what: string;
}

/** A parsed text: its plain value, and where each key stands. */
export interface ParsedYaml {
  readonly value: unknown;
  /** Position of the value at `path`, of its key for `key: true`; the nearest enclosing key where there is none. */
  readonly positionOf: (path: readonly PropertyKey[], key?: boolean) => Position;
}

/** What the parser's codes mean to a person. Its own messages may quote the text and are never shown. */
const SAYS: Readonly<Record<string, string>> = {
  BAD_ALIAS: "an alias (*name) is malformed",
  BAD_DQ_ESCAPE: "a text in double quotes has an unknown escape; use single quotes",
  BAD_INDENT: "this line is indented otherwise than the keys above it",
  BAD_SCALAR_START: "a value begins with a character that needs quotes",
  BLOCK_AS_IMPLICIT_KEY: "there is a second colon on the line; put the value in quotes",
  DUPLICATE_KEY: "this key is given twice in the same section",
  MISSING_CHAR: "a colon, a comma, a closing quote or a bracket is missing",
  MULTIPLE_DOCS: "there is a second document (---); one file holds one gate",
  NON_STRING_KEY: "a key must be plain text",
  TAB_AS_INDENT: "a tab is used for indentation; use spaces",
  TAG_RESOLVE_FAILED: "tags (!name) are not supported",
};

/** Parses YAML 1.2 (core schema): no merge keys, no tags, no duplicate keys, no repeated sections. */
export function parseYaml(text: string): ParsedYaml | readonly SyntaxProblem[] {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: "core",
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
      logLevel: "error",
    });
    const problems: SyntaxProblem[] = [...document.errors, ...document.warnings]
      // What has no words of its own follows from an earlier one.
      .filter(({ code }, i) => i === 0 || code in SAYS)
      .map((error) => ({ position: at(error.pos[0]), what: SAYS[error.code] ?? "this is not valid YAML" }));
    problems.push(...refusedNodes(document, at));
    if (problems.length > 0) return problems;
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value, positionOf: (path, key = false) => locate(document, path, key, at) };
  } catch {
    // Resource limits of the parser (nesting, aliases) are the only thing that throws; they have no position.
    return [{ position: { line: 1, column: 1 }, what: "this is nested too deeply or repeats too much to be read" }];
  }
}

/** Aliases of whole sections (how a small text becomes a huge or endless value) and keys that JavaScript reserves. */
function refusedNodes(document: Document, at: (offset: number) => Position): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const refuse = (node: { range?: readonly number[] | null }, what: string) =>
    problems.push({ position: at(node.range?.[0] ?? 0), what });
  visit(document, {
    Alias(_, node: Alias) {
      const target = node.resolve(document);
      if (target === undefined) refuse(node, "an alias (*name) has no anchor (&name) before it");
      else if (!isScalar(target)) refuse(node, "an alias (*name) may repeat one value, not a whole section");
    },
    Pair(_, { key }) {
      if (isAlias(key)) refuse(key, "a key must be plain text");
      else if (isScalar(key) && key.value === "__proto__") refuse(key, "this key is not allowed");
    },
  });
  return problems;
}

function locate(document: Document, path: readonly PropertyKey[], wantKey: boolean, at: (offset: number) => Position) {
  let node: unknown = document.contents;
  let found = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      found = (last && !wantKey ? startOf(pair.value) : undefined) ?? startOf(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      found = startOf(item) ?? found;
      node = item;
    } else break;
  }
  return at(found);
}

/** Offset of a node; undefined for an empty value, which has no text of its own. */
function startOf(node: unknown): number | undefined {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) {
    const [start, end] = node.range ?? [];
    return start === end ? undefined : start;
  }
  return undefined;
}
