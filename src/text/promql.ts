/** Queries in PromQL that a gate file writes, with placeholders for what differs from release to release. */
import { didYouMean } from "./nearest.ts";

/** What a query may be filled with: `{{version}}`. */
const QUERY_VALUES = ["version", "environment", "commit"] as const;
type QueryValue = (typeof QUERY_VALUES)[number];

/** What is known of each; null: nothing, and a query that asks for it cannot be sent. */
export type QueryValues = Readonly<Record<QueryValue, string | null>>;

/** A query that can be sent, or the rest of a sentence that begins with its key and says why not. */
export type FilledQuery =
  | { readonly kind: "query"; readonly query: string }
  | { readonly kind: "unusable"; readonly what: string; readonly help: string };

/** A placeholder, and the string literal that it stands in; quote null: it stands in none. */
interface Hole {
  readonly name: string;
  readonly quote: string | null;
  /** The literal is compared as a regular expression (`=~`, `!~`). */
  readonly pattern: boolean;
}

const HOLE = /\{\{\s*([^{}]*?)\s*\}\}/y;

/** Variables of dashboards and of shells, which nobody fills in here; a `$` that ends a pattern is none. */
const FOREIGN = /\$\{?[A-Za-z_]\w*\}?|\[\[\w+\]\]|<[A-Z][A-Z0-9_-]+>/;

/** A string literal as it is written, and the label that is compared with it; operator empty: it is compared with none. */
export interface Literal {
  readonly label: string;
  readonly operator: string;
  readonly text: string;
  /** In which pair of braces it stands, counted from the front. */
  readonly selector: number;
}

/** A label and its operator, as the end of what stands before a literal. */
const COMPARED = /(?:([A-Za-z_]\w*)"?\s*)?([=!]~|!?=)\s*$/;

/** Characters of a label with its operator; what comes before a literal is looked at no further, since a query may be long. */
const LONGEST_LABEL = 120;

/** The pieces of a query in order, text as it is and holes, and its literals. Comments are text. */
export function partsOf(query: string) {
  const pieces: (string | Hole)[] = [];
  const literals: Literal[] = [];
  let quote: string | null = null;
  let [label, operator, opened, from, selector] = ["", "", 0, 0, 0];
  for (let i = 0; i < query.length; i++) {
    const character = query.charAt(i);
    HOLE.lastIndex = i;
    const hole = HOLE.exec(query);
    if (hole !== null) {
      pieces.push(query.slice(from, i), { name: hole[1] ?? "", quote, pattern: operator.endsWith("~") });
      from = HOLE.lastIndex;
      i = from - 1;
    } else if (quote !== null) {
      if (character === "\\" && quote !== "`") i++;
      else if (character === quote) {
        literals.push({ label, operator, text: query.slice(opened, i), selector });
        quote = null;
      }
    } else if (character === "{") selector++;
    else if (character === "#") {
      const end = query.indexOf("\n", i);
      i = end === -1 ? query.length : end;
    } else if (`"'\``.includes(character)) {
      quote = character;
      opened = i + 1;
      [, label = "", operator = ""] = COMPARED.exec(query.slice(Math.max(0, i - LONGEST_LABEL), i)) ?? [];
    }
  }
  return { pieces: [...pieces, query.slice(from)], literals };
}

/** The query with its placeholders filled in, each as the literal around it has to spell the value. */
export function fillQuery(query: string, values: QueryValues): FilledQuery {
  const foreign = FOREIGN.exec(query);
  if (foreign !== null)
    return unusable(
      `has the variable ${foreign[0]}, which nobody fills in`,
      "Write the value out: [5m], a label's value.",
    );
  let filled = "";
  for (const piece of partsOf(query).pieces) {
    const text = typeof piece === "string" ? piece : valueIn(piece, values);
    if (typeof text !== "string") return text;
    filled += text;
  }
  return { kind: "query", query: filled };
}

function valueIn({ name, quote, pattern }: Hole, values: QueryValues): string | FilledQuery {
  const known = QUERY_VALUES.find((each) => each === name);
  if (known === undefined) {
    const shown = /^[\w.-]{1,40}$/.test(name) ? ` {{${name}}}` : "";
    const names = QUERY_VALUES.map((each) => `{{${each}}}`).join(", ");
    return unusable(`has an unknown placeholder${shown}${didYouMean(name, QUERY_VALUES)}`, `There are ${names}.`);
  }
  const value = values[known];
  if (value === null) return unusable(`asks for {{${known}}}, and this run has none`, SOURCES[known]);
  if (quote === null)
    return unusable(`has {{${known}}} outside of quotes`, `Write it as a label's value: app_version="{{${known}}}".`);
  const literal = pattern ? value.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&") : value;
  if (quote !== "`") return literal.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
  return literal.includes("`")
    ? unusable(`has {{${known}}} in backticks, and so has its value`, "Use quotes.")
    : literal;
}

const SOURCES: Readonly<Record<QueryValue, string>> = {
  version: "Say it: the input deployment-version, or release.deployment-version.",
  environment: "Say it: the input environment, or release.environment.",
  commit: "Say it with the input commit.",
};

export function unusable(what: string, help: string): FilledQuery {
  return { kind: "unusable", what, help };
}
