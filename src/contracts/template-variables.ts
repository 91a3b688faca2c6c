import { CREDENTIAL_NAME } from "../text/credential-names.ts";
import { VARIABLE } from "../text/placeholder.ts";

/**
 * Variables in a request template (product.md, "What the gate sends"): the application fills them, and the gate has no
 * application. How they are written, and where a text that looks like one is none.
 */

/**
 * Where braces, brackets and words in capitals are meant: in prose, the values of schemas, grammars and templates of the
 * endpoint's own, in lists of words, and in the marks that open something.
 */
const MEANT =
  /(?:^|\.)(?:ebnf|guided_\w+)\b|(?:^|\.)(?:structured_outputs|structures|triggers)[.[]|(?:^|\.)logit_bias\[|\.(?:description|title|definition|pattern|instructions|properties|\$defs|enum\[\d+\]|required\[\d+\]|const|default|examples)(?:[[]|$)|(?:^|[._])(?:grammar|regex|(?:chat|prompt)_template|structural_tag)(?:[.[]|$)|(?:^|[._])(?:words|tokens?|tags?|breakers|strings)\[/;

/** Marks that end an answer may be of any form but that of a variable as a whole. */
const STOPS = /(?:^|\.)(?:stop|stop_sequences)\b/;
const WHOLE_VARIABLE = /^(?:\{\{\s*[\w.]{1,100}\s*\}\}|\$\{\w{1,100}\})$/;

/** Places below these are prompt text by the name that they have. */
const PROMPTS = String.raw`^(?:messages|input|system|instructions|prediction|prompt\.variables)\b.*\.`;

/** What the input and the arguments of a call in a history hold: the gate replaces it as a whole. */
const CALLED = String.raw`^(?:messages|input)\[.*\.(?:input|arguments)[.[]`;

/** Undocumented fields by which gateways and older endpoints take a single prompt text. */
export const PROMPT_TEXTS = ["prefix", "suffix", "system_prompt", "system_instruction", "context", "preamble", "query"];

/**
 * Places that the gate fills, sets or leaves out (product.md, "What the gate sends"): the model, texts, what stands for a
 * picture, a sound or a file, persons, and ids. What decides how a text is read, such as a role or a type, it cannot guess.
 */
const FILLED = new RegExp(
  [
    "^(?:model|stream|messages|input|system|instructions|user|safety_identifier|prompt_cache_key|previous_response_id)$",
    String.raw`^(?:conversation|container|diagnostics)\b`,
    `^(?:${PROMPT_TEXTS.join("|")})$`,
    String.raw`^(?:messages|input)(?:\[\d+\])+$`,
    String.raw`^messages\[\d+\]\.name$`,
    String.raw`^metadata\.`,
    String.raw`^prompt\.variables\.[^.[]+$`,
    String.raw`${PROMPTS}(?:content|text|refusal|title|context|summary|input|arguments|output)(?:\[\d+\])*$`,
    `${PROMPTS}(?:thinking|reasoning(?:_content|_details)?|(?:thought_)?signature|encrypted_content)$`,
    String.raw`${PROMPTS}(?:(?!audio_url)(?:\w+_)?(?:url|id)|data|file_data|filename|source|image|video)(?:\[\d+\])*$`,
    CALLED,
  ].join("|"),
);

/** A word between angle brackets; `</s>` and `<|end|>` are tokens of a model. */
const BRACKETED = /^<(?![/|!?])[^<>|]{1,100}>$/;

/** Whether a text at a path may look like a variable or a placeholder and is none. */
export function isMeant(path: string, text: string): boolean {
  // Moonshot's tools of its own, such as `$web_search`.
  if (STOPS.test(path)) return !WHOLE_VARIABLE.test(text);
  return MEANT.test(path) || (path.endsWith(".function.name") && /^\$[a-z_]+$/.test(text));
}

/** Whether a text in a body that is sent still is a variable, which nobody fills. */
export function isVariable(path: string, text: string): boolean {
  const whole = text.trim();
  return (
    !isMeant(path, whole) &&
    (VARIABLE.test(whole) || BRACKETED.test(whole) || variableAt(whole, 0)?.end === whole.length)
  );
}

/** Whether a variable in the file stands where the gate fills it. */
export function isFilled(path: string): boolean {
  return FILLED.test(path);
}

/** Keywords of JSON Schema (`$ref`, `$defs`), operators of filters (`$eq`) and names of introspection (`__typename__`). */
const NO_NAME_OF_A_VARIABLE = /^\$[a-z][A-Za-z]*$|^__\w+__$/;

/** Names that are free: what a tool was called with in a history is prompt text as a whole, and a bias has tokens, as `<pad>`. */
const FREE_NAME = new RegExp(String.raw`${CALLED}|^logit_bias\.<`);

/**
 * Whether the name of a member is a variable, which nobody fills in: a name is no prompt text, even where its object is the
 * team's own, as the properties of a schema are.
 * @param parent path of the object that has the member
 */
export function isVariableName(parent: string, name: string): boolean {
  if (NO_NAME_OF_A_VARIABLE.test(name) || FREE_NAME.test(`${parent}.${name}`)) return false;
  return isVariable(parent.replace(/\.(?:properties|\$defs)$/, ""), name);
}

/** The name of a member as a person finds it in a sentence. */
export function nameIn(parent: string): string {
  return `the name of a member of ${parent || "the body"}`;
}

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

/**
 * Paths of fields that hold a credential and nothing else, such as the headers of an MCP server and what Azure's `data_sources`
 * sign in with; a `prompt_cache_key`, a `sort_key` and an `eos_token` are none.
 */
export const CREDENTIAL_FIELD = new RegExp(
  String.raw`${CREDENTIAL_NAME.source}|(?:^|[._-])(?:authentication\.key|bearer[-_]?token|password|connection[-_]?string)$`,
  "i",
);

/** What to do about a variable that nobody fills in: a credential belongs in no file, whatever fills it in elsewhere. */
export function fillHelp(path: string): string {
  return CREDENTIAL_FIELD.test(path)
    ? "It stands for a credential, which belongs in no file of the repository, the gate file included: leave the field out of the template that the gate is given."
    : "Give it a value for the probe in the gate file, release.template-values: { NAME: value }, or leave the field out. The gate fills in the model and the prompt alone.";
}
