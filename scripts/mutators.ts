/** Small changes to a source text that a test should notice. */
import { parseSync } from "@swc/core";

/** One change: these bytes of the file become that text. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

/** What takes the place of an operator. */
const OPERATORS = new Map(
  Object.entries({
    "<": ["<=", ">="],
    "<=": ["<", ">"],
    ">": [">=", "<="],
    ">=": [">", "<"],
    "===": ["!=="],
    "!==": ["==="],
    "&&": ["||"],
    "||": ["&&"],
    "??": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["/"],
    "/": ["*"],
    "||=": ["&&="],
    "+=": ["-="],
  }),
);

/** What takes the place of a method; an empty word: the call is left out and its object stays. */
const METHODS = new Map(
  Object.entries({
    ...{ some: "every", every: "some", min: "max", max: "min", startsWith: "endsWith", endsWith: "startsWith" },
    ...{ find: "findLast", findLast: "find", ceil: "floor", floor: "ceil" },
    ...{ filter: "", sort: "", slice: "", trim: "", toLowerCase: "", toUpperCase: "", toSorted: "", toReversed: "" },
  }),
);

/** All mutants of a TypeScript source, in the order of the text. */
export function mutantsOf(source: string): readonly Mutant[] {
  // The parser counts bytes and goes on counting from one text to the next; a statement of one byte shows where it is.
  const bytes = Buffer.from(`;${source}`);
  const { body } = parseSync(bytes.toString(), { syntax: "typescript", target: "es2024" });
  const base = body[0]?.span.start ?? 0;
  const found: Mutant[] = [];
  const text = (start: number, end: number) => bytes.subarray(start - base, end - base).toString();
  const add = (start: number, end: number, after: string) => {
    const line = text(base, start).split("\n").length;
    const before = text(start, end);
    if (before !== after) found.push({ start: start - base - 1, end: end - base - 1, before, after, line });
  };
  for (const node of body.slice(1)) visit(node, add, text);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

type Add = (start: number, end: number, after: string) => void;
type Text = (start: number, end: number) => string;

function visit(value: unknown, add: Add, text: Text): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, add, text);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  if (isOfTypes(node)) return;
  mutate(node, add, text);
  for (const [name, member] of Object.entries(node)) if (name !== "span") visit(member, add, text);
}

/** What is erased before it runs. */
function isOfTypes({ type = "" }: Node): boolean {
  if (type === "ImportDeclaration" || type === "ExportNamedDeclaration" || type === "ExportAllDeclaration") return true;
  return type.startsWith("Ts") && !/^Ts(As|Satisfies|NonNull|Const)/.test(type);
}

function mutate(node: Node, add: Add, text: Text): void {
  const { start, end } = node.span ?? {};
  const at = (name: string) => node[name] as Node;
  switch (node.type) {
    case "BinaryExpression":
    case "AssignmentExpression": {
      const operator = String(node.operator);
      const from = at("left").span.end;
      const place = from + Math.max(0, text(from, at("right").span.start).indexOf(operator));
      for (const other of OPERATORS.get(operator) ?? []) add(place, place + operator.length, other);
      break;
    }
    case "BooleanLiteral":
      add(start, end, String(!node.value));
      break;
    case "NumericLiteral":
      for (const step of [1, -1]) add(start, end, `(${Number(node.value) + step})`);
      break;
    case "StringLiteral":
      // A sentence is for people: its wording is reviewed and not tested.
      if (!String(node.value).includes(" ")) add(start, end, node.value === "" ? '"mutant"' : '""');
      break;
    case "RegExpLiteral":
      for (const other of patternsFor(String(node.pattern), String(node.flags))) add(start, end, other);
      break;
    case "ConditionalExpression":
    case "IfStatement":
      for (const other of ["true", "false"]) add(at("test").span.start, at("test").span.end, other);
      break;
    case "UnaryExpression":
      if (node.operator === "!" || node.operator === "-") add(start, at("argument").span.start, "");
      break;
    case "ReturnStatement":
      if (node.argument && !/Literal|Identifier/.test(at("argument").type)) add(start, end, "return undefined;");
      break;
    case "ExpressionStatement":
      if (/Call|Assignment|Update/.test(at("expression").type)) add(start, end, ";");
      break;
    case "ArrayExpression":
      for (const element of node.elements as readonly ({ expression: Node; spread: { start: number } | null } | null)[])
        if (element !== null)
          add(element.spread?.start ?? element.expression.span.start, element.expression.span.end, "...[]");
      break;
    case "SpreadElement":
      add((node.spread as { start: number }).start, at("arguments").span.end, "...{}");
      break;
    case "CallExpression":
      mutateCall(node, add, text);
      break;
  }
}

function mutateCall(node: Node, add: Add, text: Text): void {
  const callee = node.callee as Node;
  if (callee.type !== "MemberExpression") return;
  const property = callee.property as Node;
  const other = METHODS.get(text(property.span.start, property.span.end));
  if (other === undefined) return;
  if (other === "") add((callee.object as Node).span.end, node.span.end, "");
  else add(property.span.start, property.span.end, other);
}

/** A pattern without an anchor, without a flag, with other bounds, and one that nothing matches. */
function patternsFor(pattern: string, flags: string): readonly string[] {
  const others = [
    "(?!)",
    pattern.replace(/^\^/, ""),
    pattern.replace(/\$$/, ""),
    ...[...pattern.matchAll(/\{\d+,(\d+)\}/g)].flatMap(({ 0: whole, 1: most, index }) =>
      [1, -1].map((step) => {
        const bounds = whole.replace(`,${most}`, `,${Number(most) + step}`);
        return pattern.slice(0, index) + bounds + pattern.slice(index + whole.length);
      }),
    ),
  ];
  const unlike = others.filter((other) => other !== pattern).map((other) => `/${other}/${flags}`);
  return flags.includes("i") ? [...unlike, `/${pattern}/${flags.replace("i", "")}`] : unlike;
}
