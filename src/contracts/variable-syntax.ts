/** How variables are written in the template languages whose templates stay JSON, quoted or bare. */

/** A variable in a text. */
interface TemplateVariable {
  /** Without filters, defaults and marks of trimming. */
  readonly name: string;
  /** Offset behind it, UTF-16 units. */
  readonly end: number;
}

/** Longest variable with its filters, UTF-16 units. */
const LONGEST = 500;

/** How a variable begins and ends that may hold an expression, the longer one first; and what behind the beginning makes it none. */
const PAIRS: readonly { readonly open: string; readonly close: string; readonly not?: RegExp }[] = [
  { open: "{{{", close: "}}}", not: /^\s*["{]/ },
  { open: "${{", close: "}}" },
  // Sections, blocks of Go, and the doubled braces of Python belong to a language.
  {
    open: "{{",
    close: "}}",
    not: /^[#/^>!]|^-?\s*(?:"|(?:if|else if|with|range|each)\s+\S|(?:end|else)\s*-?\}|(?:template|define|block)\s+")/,
  },
  { open: "${", close: "}" },
  { open: "#{", close: "}" },
  { open: "@{", close: "}" },
  { open: "$(", close: ")" },
  { open: "<%", close: "%>", not: /^[^=-]/ },
  { open: "[[", close: "]]", not: /^\s*(?![A-Za-z_$.])|^\s*(?:true|false|null)\b/ },
];

/** What is looked at behind the beginning of a variable, UTF-16 units. */
const FIRST_WORDS = 40;

/** Variables that are a name between two marks. */
const NAMED =
  /<<([A-Za-z_][\w .-]{0,99})>>|<([A-Za-z_][^<>"/|\n]{0,99})>|%\{?([A-Za-z_]\w{0,99})\}?%|%\(([A-Za-z_]\w{0,99})\)s|@@([A-Za-z_]\w{0,99})@@|@([A-Za-z_][\w.-]{0,99})@|__([A-Za-z]\w{0,99}?)__|\{([A-Za-z_][\w.]{0,99})\}|\$([A-Za-z_]\w{0,99})/y;

/** The variable that begins at an offset; null: none does. */
export function variableAt(text: string, start: number): TemplateVariable | null {
  const pair = PAIRS.find(({ open }) => text.startsWith(open, start));
  if (pair !== undefined) {
    const { open, close, not } = pair;
    const inner = start + open.length;
    if (not?.test(text.slice(inner, inner + FIRST_WORDS)) === true) return null;
    const end = endOfExpression(text, inner, close);
    return end === null ? null : { name: nameOf(text.slice(inner, end - close.length)), end };
  }
  NAMED.lastIndex = start;
  const match = NAMED.exec(text);
  return match === null
    ? null
    : { name: match.slice(1).find((name) => name !== undefined) ?? "", end: NAMED.lastIndex };
}

/** The name in an expression: `x | default("low")`, `X:-low`, `- x -`, `= x`. */
function nameOf(inner: string): string {
  const bare = inner
    .trim()
    .replace(/^[-~=&]+/, "")
    .replace(/\|[\s\S]*$/, "")
    .replace(/[-~]$/, "");
  return bare.replace(/:?[-=?+][\s\S]*$/, (rest) => (/^[\w.]+$/.test(bare) ? rest : "")).trim();
}

/** Offset behind the end of an expression; what is quoted in it, also as JSON escapes it, and braces within braces do not end it. */
function endOfExpression(text: string, start: number, close: string): number | null {
  const last = Math.min(text.length, start + LONGEST);
  let depth = 0;
  let quote = "";
  for (let i = start; i < last; i++) {
    const character = text[i] ?? "";
    const opened = character === "\\" && text[i + 1] === '"' ? '\\"' : character;
    if (quote !== "") {
      if (opened === quote) quote = "";
      if (character === "\\") i++;
    } else if (depth === 0 && text.startsWith(close, i)) return i + close.length;
    else if (opened === '"' || opened === "'" || opened === '\\"') {
      quote = opened;
      i += opened.length - 1;
    } else if (character === "{") depth++;
    else if (character === "}" && depth > 0) depth--;
  }
  return null;
}
