import { isFieldName, valueWord } from "./contract.ts";
import { plain } from "./piece.ts";
import { typeWord, wordsOfType } from "./type-words.ts";

/** A stretch of a paragraph: code, text in an element of its own (strong, a link, a span), or plain text. */
export interface Part {
  readonly text: string;
  readonly mark: "code" | "element" | "plain";
  /** Whether it stands in a paragraph of its own, and not beside other things. */
  readonly paragraph?: boolean;
}

/** What may stand between words of a type. */
const SEPARATOR = /^[\s,;:·•|/*\u2013\u2014.()[\]<>?-]+$/;
/** Words after which a colon announces values. */
const ANNOUNCING = /^(?:enum|values?|allowed|defaults?|min|max)$/;
/** Words that join words of a type. */
const JOINING = /^(?:of|or|and|optional|enum|type|to|is|value|allowed|values)$/;

const TOKEN = /\s+|\([^()]*\)|[$.[\]<>"'`-]{0,3}\w[\w$.[\]<>|,"'`/+-]*|[^\s\w]/g;

/** What a paragraph says of the contract, and the words that are left. */
export interface Definition {
  /** Name of the field, for what is nested in it. */
  readonly name: string;
  readonly words: readonly string[];
  /** Whether a type, or `required`, stands behind the name. */
  readonly typed: boolean;
  /** Whether what follows the name explains it, or goes on with a sentence: `temperature` or `top_p`, never both. */
  readonly explained: boolean;
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
  const text = plain(head.text).replace(/:$/, "");
  // References that are made for SDKs say `model: string` in one span of code.
  const [, name = text, type] = /^([\w$.[\]]+\??):\s(.+)$/.exec(text) ?? [];
  if (!isFieldName(name)) return null;
  const after = parts.slice(start + 1);
  // A way through the site (`API / Text`, `API > Text`) is no name with its type.
  const next = after.find(({ text }) => /\S/.test(text));
  if (/^\s*[/>\u203a\u00bb\u2192]/.test(next?.text ?? "")) return null;
  const { words, rest, joined } = typesIn(after);
  const all = [...(type === undefined ? [] : wordsOfType(type)), ...words];
  return {
    name: name.replace(/\?$/, ""),
    words: all,
    typed: all.length > 0 || type !== undefined || joined,
    explained: next === undefined || next.paragraph === true || /^\s*[:(\u2013\u2014=-]/.test(next.text),
    rest,
  };
}

/** Whether a paragraph is types alone, or types and then sentences: `string · required`, `integer. Any number will do.` */
export function beginsWithTypes(parts: readonly Part[]): boolean {
  const { words, joined, rest, ended } = typesIn(parts);
  return (words.length > 0 || joined) && (ended || !rest.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
}

/**
 * The types in front of a text, and what follows them.
 *
 * `joined`: `optional` or the like stood there. `ended`: a full stop, a colon or a dash ended them.
 */
export function typesIn(parts: readonly Part[]) {
  const words: string[] = [];
  let joined = false;
  let bound: "default" | "min" | "max" | null = null;
  /** A colon or a dash: an explanation begins, which may begin with a word that is a type elsewhere (`any`, `list`). */
  let explaining = false;
  let before = "";
  /** Takes a token; false: prose begins. */
  const take = (token: string, mark: Part["mark"]): boolean => {
    if (/^\(.*\)$/.test(token)) {
      const inside = wordsOfType(token.slice(1, -1));
      words.push(...inside);
      joined ||= /\boptional\b/i.test(token);
      return inside.length > 0 || words.length > 0 || joined;
    }
    if (SEPARATOR.test(token)) {
      const ends = /^[:.\u2013\u2014-]$/.test(token) && (words.length > 0 || joined) && !ANNOUNCING.test(before);
      explaining ||= ends && bound === null;
      return true;
    }
    const text = plain(token).replace(/[*_]{2,}|[:.,]$/g, "");
    const lower = text.toLowerCase();
    before = lower;
    const ends = token.endsWith(".");
    if (bound !== null) {
      if (/^(?:to|is|of|value)$/.test(lower) && mark !== "code") return true;
      const word = valueWord(bound, text);
      bound = null;
      if (word !== null) words.push(word);
      return true;
    }
    if (/^(?:defaults?|min(?:imum)?|max(?:imum)?)$/.test(lower)) {
      bound = lower.startsWith("default") ? "default" : lower.startsWith("min") ? "min" : "max";
      return true;
    }
    if (JOINING.test(lower)) {
      if (/^(?:optional|enum)$/.test(lower)) joined = true;
      return words.length > 0 || joined;
    }
    const known = typeWord(text);
    if (explaining && !/^(?:required|deprecated|nullable|read-?only)$/.test(lower)) return false;
    if (known !== null) {
      explaining ||= ends;
      return words.push(...known) > 0;
    }
    const literal = mark === "code" || /^["'].*["']$/.test(text);
    if (!literal || (words.length === 0 && !joined)) return false;
    const value = valueWord("value", text);
    if (value !== null) words.push(value);
    return true;
  };
  for (const [i, part] of parts.entries()) {
    let read = 0;
    for (const { 0: token, index } of part.text.matchAll(TOKEN)) {
      if (!/^\s+$/.test(token) && !take(token, part.mark)) {
        const rest: readonly Part[] = [{ ...part, text: part.text.slice(read) }, ...parts.slice(i + 1)];
        return { words, joined, ended: explaining, rest };
      }
      read = index + token.length;
    }
  }
  return { words, joined, ended: explaining, rest: [] };
}

const DEFAULT = /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*$/i;
const VALUES =
  /\b(?:one of|either|enum|(?:allowed|possible|accepted|supported|valid|available|permitted)\s+(?:values?|options?))(?:\s+(?:are|is|include))?\s*[:=(]*\s*$/i;
const BETWEEN = /^[\s,;|/"]*(?:\b(?:or|and)\b)?[\s,;|/"]*$/i;
const LONGEST_BETWEEN = 40;
const PLAIN_DEFAULT =
  /\bdefaults?(?:\s+value)?(?:\s+(?:to|is|of)\b|\s*[:=])+\s*("[^"]{0,80}"|-?\d[\d.,]*\w*|true|false|null|none|auto)\b/gi;

/** Defaults and allowed values that stand in prose: `Defaults to 1`, ``one of `low`, `high` ``. */
export function valuesIn(parts: readonly Part[]): readonly string[] {
  const words: (string | null)[] = [];
  let announced: "default" | "value" | null = null;
  for (const { text, mark } of parts) {
    if (mark === "code") {
      if (announced !== null) words.push(valueWord(announced, plain(text)));
      if (announced === "default") announced = null;
      continue;
    }
    const end = plain(text.slice(-100));
    for (const [, value] of text.matchAll(PLAIN_DEFAULT)) words.push(valueWord("default", plain(value ?? "")));
    if (DEFAULT.test(end)) announced = "default";
    else if (VALUES.test(end)) announced = "value";
    else if (announced !== null && (text.length > LONGEST_BETWEEN || !BETWEEN.test(text))) announced = null;
  }
  return words.filter((word) => word !== null);
}

/** A definition whose name stands in no element: `model (string): ...`; only its types tell it from a sentence. */
export function plainDefinition([first, ...rest]: readonly Part[]): Definition | null {
  const [, name, after] = /^\s*([a-z_][\w.]{0,79})(\s*[(:\u2013\u2014-][\s\S]*)$/.exec(first?.text ?? "") ?? [];
  if (name === undefined || after === undefined) return null;
  const parts: readonly Part[] = [{ text: name, mark: "element" }, { text: after, mark: "plain" }, ...rest];
  const found = definitionIn(parts);
  return found?.typed ? found : null;
}

/** Whether the name in front stands in code: only that makes a name without a type a definition. */
export function isMarked(parts: readonly Part[]): boolean {
  return parts.find(({ text }) => /[\p{L}\p{N}]/u.test(text))?.mark === "code";
}

/** What a paragraph such as `Type: string` says. */
export function labelWords(parts: readonly Part[], label: string): readonly string[] {
  // A default and a list of values are read with the word in front of them.
  if (/^(?:default|enum)/i.test(label)) return typesIn(parts).words;
  const said = parts.map((part, i) => (i === 0 ? { ...part, text: part.text.trimStart().slice(label.length) } : part));
  if (/^required/i.test(label))
    return /^\W*(?:yes|true)\b/i.test(said.map(({ text }) => text).join("")) ? ["required"] : [];
  return typesIn(said).words;
}
