import { plain } from "./piece.ts";

/** A stretch of a paragraph: code, text in an element of its own (strong, a link, a span), or plain text. */
export interface Part {
  readonly text: string;
  readonly mark: "code" | "element" | "plain";
  /** Whether it stands in a paragraph of its own, and not beside other things. */
  readonly paragraph?: boolean;
}

/** Words that say what a field is, not what it is for. */
const TYPE_WORDS = new Set(
  (
    "string strings integer integers int number numbers float double boolean booleans bool array arrays object objects " +
    "null nullable enum list map file binary any unknown date datetime uuid uri url json int32 int64 required optional " +
    "deprecated readonly read-only writeonly write-only or of and default defaults not min max minimum maximum"
  ).split(" "),
);

/** What may stand between type words. */
const SEPARATOR = /^[\s,;:·•|/*\u2013\u2014-]+$/;

/** Longest text in parentheses that can be a type. */
const LONGEST_PARENTHESIS = 200;

const TOKEN = /\s+|\([^()]*\)|[$.[\]<>"'-]{0,3}\w[\w$.[\]<>"'-]*|[^\s\w]/g;

/** What a paragraph says of the contract, and the words that are left. */
export interface Definition {
  /** Name of the field, for what is nested in it. */
  readonly name: string;
  /** Name, types, required, as one text. */
  readonly says: string;
  readonly typed: boolean;
  readonly rest: readonly Part[];
}

/**
 * Reads `model (string, required): Which model answers.` as a definition: the name in front and the types that follow
 * it, up to the first word of prose. Null where the paragraph does not begin with a name.
 */
export function definitionIn(parts: readonly Part[]): Definition | null {
  const start = parts.findIndex(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const head = parts[start];
  if (head === undefined || head.mark === "plain") return null;
  const name = plain(head.text).replace(/:$/, "");
  if (!isFieldName(name)) return null;
  const { said, rest } = typesIn(parts.slice(start + 1));
  return { name, says: [name, ...said].join(" "), typed: said.length > 0, rest };
}

/** Whether a text is written as the name of a field is: `tools[].function`, `stream_options.include_usage`, `$ref`. */
export function isFieldName(text: string): boolean {
  return /^[A-Za-z_$][\w$.[\]*-]{0,79}\??$/.test(text);
}

/** Whether a paragraph is types alone: `string · required`. */
export function isTypesAlone(parts: readonly Part[]): boolean {
  const { said, rest } = typesIn(parts);
  return said.length > 0 && !rest.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** The types in front of a text, as words, and what follows them. */
export function typesIn(parts: readonly Part[]): { readonly said: readonly string[]; readonly rest: readonly Part[] } {
  const said: string[] = [];
  for (const [i, part] of parts.entries()) {
    let read = 0;
    for (const { 0: token, index } of part.text.matchAll(TOKEN)) {
      const word = typeWord(token, part.mark, said);
      if (word === null) {
        const rest = part.text.slice(read);
        return { said, rest: [{ ...part, text: rest }, ...parts.slice(i + 1)] };
      }
      if (word !== "") said.push(word);
      read = index + token.length;
    }
  }
  return { said, rest: [] };
}

/** The word as the contract has it; empty for a separator, null for prose. */
function typeWord(token: string, mark: Part["mark"], said: readonly string[]): string | null {
  if (SEPARATOR.test(token) || /^[.()[\]]$/.test(token)) return "";
  const word = plain(token.replace(/[*_`]/g, "")).toLowerCase();
  if (/^\(.*\)$/.test(word))
    return word.length <= LONGEST_PARENTHESIS
      ? word
          .slice(1, -1)
          .replace(/\s*,\s*/g, ", ")
          .trim()
      : null;
  const bare = word.replace(/[.:]$/, "");
  if (said.at(-1)?.startsWith("default") && mark !== "code" && /^(?:to|is|of|value)$/.test(bare)) return "";
  if (TYPE_WORDS.has(bare) || /^(?:array|list|map|record)<.*>$/.test(bare) || /^\w+\[\]$/.test(bare)) return bare;
  // Its value stands behind a `default`, and further names or values may stand in code.
  return said.at(-1)?.startsWith("default") || (mark === "code" && said.length > 0) ? plain(token) : null;
}

const DEFAULT = /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*$/i;
const VALUES =
  /\b(?:one of|either|enum|(?:allowed|possible|accepted|supported|valid|available|permitted)\s+(?:values?|options?))(?:\s+(?:are|is|include))?\s*[:=(]*\s*$/i;
const BETWEEN = /^[\s,;|/]*(?:\b(?:or|and)\b)?[\s,;|/]*$/i;
const PLAIN_DEFAULT =
  /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*("[^"]{0,80}"|-?\d[\d.,]*\w*|true|false|null|none|auto)\b/gi;

/** Defaults and allowed values that stand in prose: `Defaults to 1`, ``one of `low`, `high` ``. */
export function valuesIn(parts: readonly Part[]): readonly string[] {
  const said: string[] = [];
  let announced: "default" | "values" | null = null;
  for (const { text, mark } of parts) {
    if (mark === "code") {
      if (announced !== null) said.push(`${announced} ${plain(text)}`);
      if (announced === "default") announced = null;
      continue;
    }
    const end = plain(text.slice(-100));
    for (const [, value] of text.matchAll(PLAIN_DEFAULT))
      said.push(`default ${plain(value ?? "").replace(/[.,]$/, "")}`);
    if (DEFAULT.test(end)) announced = "default";
    else if (VALUES.test(end)) announced = "values";
    else if (!BETWEEN.test(text)) announced = null;
  }
  return said;
}

/** Attributes that name a field: where it travels, or just its name. */
const NAMING = ["body", "query", "path", "header", "cookie", "param", "field", "name"];
/** Attributes that belong to the contract beside the name. */
// biome-ignore format: a list of words reads by lines
const MEANINGFUL = [
  ...NAMING, "type", "required", "optional", "deprecated", "nullable", "default", "initialValue", "enum", "options",
  "values", "min", "max", "minimum", "maximum", "method",
];
const FIELD_COMPONENT = /(?:Param|Field|Prop|Attribute|Argument|Schema)/;

/**
 * Reads a component such as `<ParamField body="model" type="string" required>`: the name of the field, and component and
 * attributes as one text, whatever their order. Null for one that documents no field.
 */
export function fieldComponent(component: string, attributes: Readonly<Record<string, string>>) {
  const name = NAMING.map((one) => attributes[one]).find((value) => value !== undefined && value !== "true");
  const typed = attributes.type !== undefined && /^[A-Z]/.test(component);
  if (name === undefined || !(typed || FIELD_COMPONENT.test(component))) return null;
  const said = MEANINGFUL.flatMap((key) => {
    const value = attributes[key];
    return value === undefined || value === "false" ? [] : [`${key}=${plain(value)}`];
  });
  return { name: plain(name), says: [component, ...said].join(" ") };
}

/** An endpoint as a page writes it: `POST /v1/responses`, with the host or without. */
const MENTION =
  /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:`"']{0,5}(?:https?:\/\/[^\s/"'`<>)]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{0,200})/gi;

/** Method and path of every endpoint in a text, without host. */
export function endpointsIn(text: string): readonly string[] {
  return [...text.matchAll(MENTION)].map(([, method = "", path = ""]) => `${method.toUpperCase()} ${trimmed(path)}`);
}

/** A path or an address on its own, as in code: `/v1/responses`; null for anything else. */
export function pathAlone(text: string): string | null {
  const [, path] = /^(?:https?:\/\/[^\s/]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{1,200})$/.exec(text.trim()) ?? [];
  return path === undefined ? null : trimmed(path);
}

function trimmed(path: string): string {
  return path.replace(/[.,:;/]+$/, "");
}
