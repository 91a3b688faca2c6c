import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Position } from "../origin.ts";
import type { Cause } from "./causes.ts";

/** Longest gate file: a hundred times the documented example, and small enough to parse in a blink. */
export const LARGEST_GATE_FILE = 64 * 1024;

/** Expansions of anchors in one file, the `yaml` package's own default; only single values can be repeated anyway. */
const MOST_ALIASES = 100;

/** A parsed text: its plain value, and where each key stands. */
export interface ParsedYaml {
  readonly value: unknown;
  /** Position of the value at `path`, of its key for `key: true`; the nearest enclosing key where there is none. */
  readonly positionOf: (path: readonly PropertyKey[], key?: boolean) => Position;
}

/** What the parser's codes mean to a person, and what to do. Its own messages may quote the text and are never shown. */
// biome-ignore format: a table reads by its rows
const SAYS: Readonly<Record<string, readonly [what: string, help: string]>> = {
  BAD_ALIAS: ["an alias (*name) is malformed", "Write the value itself, or put a text that begins with * in quotes."],
  BAD_DQ_ESCAPE: ["a text in double quotes has an unknown escape", "Use single quotes, in which a backslash is one."],
  BAD_INDENT: ["this line is indented otherwise than the keys above it", "Let the keys of one section begin in the same column."],
  BAD_SCALAR_START: ["a value begins with a character that needs quotes", "Put the value in quotes."],
  BLOCK_AS_IMPLICIT_KEY: ["there is a second colon on the line", "Put the value in quotes, or begin the inner key on a line of its own."],
  DUPLICATE_KEY: ["this key is given twice in the same section", "Keep one of them: only one can count."],
  MISSING_CHAR: ["a colon, a comma, a closing quote or a bracket is missing", "Write what is missing at this place."],
  MULTIPLE_DOCS: ["there is a second document (---); one file holds one gate", "Remove the line of --- and what does not belong to this gate."],
  NON_STRING_KEY: ["a key must be plain text", "Write a name in front of the colon."],
  TAB_AS_INDENT: ["a tab is used for indentation", "Use spaces: two for each level."],
  TAG_RESOLVE_FAILED: ["tags (!name) are not supported", "Write the value itself."],
};
const UNKNOWN = ["this is not valid YAML", "Correct the YAML at this place."] as const;

/** Parses YAML 1.2 (core schema): no merge keys, no tags, no duplicate keys, no repeated sections. */
export function parseYaml(text: string): ParsedYaml | readonly Cause[] {
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
    const problems: Cause[] = [...document.errors, ...document.warnings]
      // What has no words of its own follows from an earlier one.
      .filter(({ code }, i) => i === 0 || code in SAYS)
      .map(({ code, pos }) => {
        const [what, help] = SAYS[code] ?? UNKNOWN;
        return { position: at(pos[0]), what, help };
      });
    problems.push(...refusedNodes(document, at));
    if (problems.length > 0) return problems;
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value, positionOf: (path, key = false) => locate(document, path, key, at) };
  } catch {
    // Resource limits of the parser (nesting, aliases) are the only thing that throws; they have no position.
    return [
      {
        position: { line: 1, column: 1 },
        what: "this is nested too deeply or repeats too much to be read",
        help: "Shorten the file.",
      },
    ];
  }
}

const ALIAS_HELP = "Write the value itself, or the keys of the section where they belong.";

/** Aliases of whole sections (how a small text becomes a huge or endless value) and keys that JavaScript reserves. */
function refusedNodes(document: Document, at: (offset: number) => Position): readonly Cause[] {
  const problems: Cause[] = [];
  const refuse = (node: { range?: readonly number[] | null }, what: string, help: string) =>
    problems.push({ position: at(node.range?.[0] ?? 0), what, help });
  // What an anchor stands for where an alias comes: asking the parser for it would search the file for each alias again.
  const anchors = new Map<string, unknown>();
  let aliases = 0;
  visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias(_, node: Alias) {
      aliases += 1;
      if (aliases > MOST_ALIASES) {
        refuse(node, `there are more than ${MOST_ALIASES} aliases (*name), which is the most that is read`, ALIAS_HELP);
        return visit.BREAK;
      }
      const target = anchors.get(node.source);
      if (target === undefined) refuse(node, "an alias (*name) has no anchor (&name) before it", ALIAS_HELP);
      else if (!isScalar(target))
        refuse(node, "an alias (*name) may repeat one value, not a whole section", ALIAS_HELP);
      return undefined;
    },
    Pair(_, { key }) {
      if (isAlias(key)) refuse(key, "a key must be plain text", "Write the name itself.");
      else if (isScalar(key) && key.value === "__proto__") refuse(key, "this key is not allowed", "Remove it.");
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
