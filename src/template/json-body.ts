import { type DocumentNode, type Node, parse, type StringNode, type ValueNode } from "@humanwhocodes/momoa";
import { tooDeepAt } from "../contracts/request-template.ts";
import { LARGEST_TEMPLATE, TEMPLATE_BOUNDS } from "../evidence/request-template.ts";
import { exceededBound } from "../text/json.ts";
import { shownName } from "../text/shown.ts";
import { type BodyLocation, type Flaw, holds, informs } from "./flaw.ts";

/** A body with the place of everything in it, and what is wrong with its spelling. */
interface JsonBody {
  /** Null where the text could not be read at all. */
  readonly root: ValueNode | null;
  /** Every member name and string value. */
  readonly strings: readonly BodyString[];
  readonly flaws: readonly Flaw[];
}

/** A string of the body. */
export interface BodyString {
  /** Its text, with escapes undone. */
  readonly value: string;
  /** Empty for the name of a member, because a message repeats the path. */
  readonly path: string;
  /** Path of the object whose member has this name; absent: it is a value. */
  readonly parent?: string;
  /** Offset of the opening quote. */
  readonly start: number;
  /** Offset behind the closing quote. */
  readonly end: number;
}

/**
 * Reads a template as JSON (RFC 8259). Comments and trailing commas are flaws, and do not hide the flaws behind them. Why a
 * text could not be read at all says `sendableOf`.
 */
export function readBody(text: string): JsonBody {
  const nothing = { root: null, strings: [], flaws: [] };
  if (text.length > LARGEST_TEMPLATE || tooDeepAt(text) !== null) return nothing;
  if (exceededBound(TEMPLATE_BOUNDS, text) !== null) return nothing;
  let document: DocumentNode;
  try {
    document = parse(text, { mode: "jsonc", ranges: true, tokens: true, allowTrailingCommas: true });
  } catch {
    return nothing;
  }
  const flaws = [...lenient(document, text)];
  const strings: BodyString[] = [];
  visit(document.body, "", strings, flaws);
  return { root: document.body, strings, flaws };
}

/** Where in the text a node stands. */
export function startOf(node: Node): number {
  return node.loc.start.offset;
}

/** The path of a member below another path. */
export function pathOf(parent: string, name: string): string {
  return parent === "" ? shownName(name) : `${parent}.${shownName(name)}`;
}

/** Members of an object by name: the value, and the offset of the name. */
export type Members = ReadonlyMap<string, { readonly value: ValueNode; readonly at: number }>;

/** The members of an object; of a name that occurs twice the last one, as JSON.parse takes it. */
export function membersOf(node: ValueNode): Members {
  const members = node.type === "Object" ? node.members : [];
  return new Map(
    members.flatMap(({ name, value }) =>
      name.type === "String" ? [[name.value, { value, at: name.loc.start.offset }] as const] : [],
    ),
  );
}

/** The text of a string node, or null. */
export function textOf(node: ValueNode | undefined): string | null {
  return node?.type === "String" ? node.value : null;
}

/** What the parser forgives and JSON does not. */
function* lenient({ tokens = [] }: DocumentNode, text: string): Generator<Flaw> {
  let comma: number | null = null;
  for (const { type, loc } of tokens) {
    const { offset } = loc.start;
    const at = { path: "", offset };
    if (type === "LineComment" || type === "BlockComment") {
      yield notJson(at, "has a comment, which JSON does not know", "Remove the comment.");
      continue;
    }
    if ((type === "RBrace" || type === "RBracket") && comma !== null)
      yield notJson({ path: "", offset: comma }, "has a comma behind the last entry", "Remove the comma.");
    comma = type === "Comma" ? offset : null;
    const broken = type === "String" ? text.slice(offset, loc.end.offset).search(/[\u0000-\u001f]/) : -1;
    if (broken >= 0)
      yield notJson(
        { path: "", offset: offset + broken },
        "has a line break or another control character inside a text",
        "Write it as an escape, for example \\n.",
      );
  }
}

function notJson(at: BodyLocation, what: string, help: string): Flaw {
  return { ...holds("not-json", at, what, help), unsendable: true };
}

/** Walks the body: collects its strings, finds names that occur twice in one object. Its depth is bounded. */
function visit(node: ValueNode, path: string, strings: BodyString[], flaws: Flaw[]): void {
  if (node.type === "String") strings.push(stringOf(node, path));
  if (node.type === "Array")
    for (const [i, { value }] of node.elements.entries()) visit(value, `${path}[${i}]`, strings, flaws);
  if (node.type !== "Object") return;
  const seen = new Set<string>();
  for (const { name, value } of node.members) {
    if (name.type !== "String") continue;
    const here = pathOf(path, name.value);
    strings.push({ ...stringOf(name, ""), parent: path });
    if (seen.has(name.value)) {
      const help = "Remove one of them: readers of JSON disagree on which one counts.";
      flaws.push(informs("duplicate-field", { path: here, offset: startOf(name) }, `${here} is given twice`, help));
    }
    seen.add(name.value);
    visit(value, here, strings, flaws);
  }
}

function stringOf({ value, loc }: StringNode, path: string): BodyString {
  return { value, path, start: loc.start.offset, end: loc.end.offset };
}

/** Where a character of a string stands in the text; `index` counts UTF-16 units of its value. */
export function sourceOffset(text: string, { start }: BodyString, index: number): number {
  let at = start + 1;
  for (let decoded = 0; decoded < index && at < text.length; decoded++) {
    if (text[at] !== "\\") at++;
    else at += text[at + 1] === "u" ? 6 : 2;
  }
  return at;
}
