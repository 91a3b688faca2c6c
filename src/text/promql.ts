/** Queries in PromQL that a gate file writes, with placeholders for what differs from release to release. */
import { isDeepStrictEqual } from "node:util";
import { didYouMean } from "./nearest.ts";
import { isSameVersion } from "./version.ts";

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
interface Literal {
  readonly label: string;
  readonly operator: string;
  readonly text: string;
}

/** A label and its operator, as the end of what stands before a literal. */
const COMPARED = /(?:([A-Za-z_]\w*)"?\s*)?([=!]~|!?=)\s*$/;

/** Characters of a label with its operator; what comes before a literal is looked at no further, since a query may be long. */
const LONGEST_LABEL = 120;

/** The pieces of a query in order, text as it is and holes, and its literals. Comments are text. */
function partsOf(query: string) {
  const pieces: (string | Hole)[] = [];
  const literals: Literal[] = [];
  let quote: string | null = null;
  let [label, operator, opened, from] = ["", "", 0, 0];
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
        literals.push({ label, operator, text: query.slice(opened, i) });
        quote = null;
      }
    } else if (character === "#") {
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

/** Labels under which services are told apart by what they run. */
const VERSION_LABEL =
  /^(?:label_)?(?:(?:app|app_kubernetes_io|service|deployment|workload|destination|image|artifact|build)_)?(?:version|release|tag|revision)$/i;

/** A word for what is under test, whatever its version. */
const CANARY = /(?<![a-z])(?:canary|candidate)(?![a-z])/i;

const OWN_PLACEHOLDER = /\{\{\s*(?:version|commit)\s*\}\}/;

/** Several numbers: a version, and no name of a track. */
const NUMBERS = /\d+(?:\.\d+)+/;

/**
 * Whose numbers a query asks for: those of the release under test (by a placeholder, by its version as the literal of a label,
 * or as the canary), those of whoever serves, or those of another version alone, which then is named. A label that the baseline
 * does not have tells the release from it, too; an hour before does not.
 */
export function askedFor(
  query: string,
  { version, commit }: QueryValues,
  baseline: string | null = null,
): "release" | "any" | { readonly other: string } {
  const wanted = wantedIn(query);
  const compared = baseline === null ? wanted : wantedIn(baseline);
  const isOwn = (text: string) => [version, commit].some((own) => own !== null && isSameVersion(text, own));
  const isRelease = (literal: Literal) => {
    const { label, text } = literal;
    const isVersion = VERSION_LABEL.test(label) || /\D/.test(text);
    return (
      OWN_PLACEHOLDER.test(text) ||
      CANARY.test(text) ||
      (isVersion && text.split("|").every((each) => isOwn(bare(each)))) ||
      !compared.some((other) => isDeepStrictEqual(literal, other))
    );
  };
  if (wanted.some(isRelease)) return "release";
  const form = (text: string) => text.replace(/^v/i, "").replace(/\d+/g, "0");
  const isOther = ({ label, operator, text }: Literal) =>
    version !== null &&
    operator === "=" &&
    VERSION_LABEL.test(label) &&
    NUMBERS.test(text) &&
    form(text) === form(version);
  const other = wanted.find(isOther);
  return other === undefined ? "any" : { other: `${other.label}="${other.text}"` };
}

/** What a query wants labels to be. */
function wantedIn(query: string): readonly Literal[] {
  return partsOf(query).literals.filter(({ operator }) => operator === "=" || operator === "=~");
}

/** A pattern of one version without what makes it one. */
function bare(pattern: string): string {
  return pattern.replace(/^\^?\(?(?:\?:)?|(?:[-.]?\.[*+])?\)?\$?$/g, "").replaceAll("\\", "");
}

/** The release's own query with its placeholders filled in; one that asks for another version says nothing of this one. */
export function fillOwnQuery(query: string, values: QueryValues): FilledQuery {
  const asked = askedFor(query, values);
  return typeof asked === "string"
    ? fillQuery(query, values)
    : unusable(
        `asks for ${asked.other}, and the version under test is ${values.version}`,
        "Write {{version}} in its place, which is filled in with the version under test.",
      );
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

function unusable(what: string, help: string): FilledQuery {
  return { kind: "unusable", what, help };
}
