import { VARIABLE } from "../text/placeholder.ts";

/**
 * Variables in a request template (product.md, "What the gate sends"): the application fills them, and the gate has no
 * application. Declared values are put in; what is left stands as a text, so that the rest can be read as JSON.
 */

/** Prose, schemas, grammars and templates of the endpoint's own, where braces are meant, and marks that end an answer. */
const MEANT =
  /(?:^|\.)(?:stop|stop_sequences|bad_words|ebnf|guided_\w+)\b|\.(?:description|parameters|schema|input_schema|definition|pattern|instructions)\b|(?:^|[._])(?:grammar|regex|chat_template|structural_tag)\b/;

/** A word between angle brackets, in a field that holds no prose. */
const BRACKETED = /^<[^<>]{1,100}>$/;

/** Fields that the gate fills, or whose values it replaces by harmless ones (product.md, "What the gate sends"). */
const FILLED =
  /^(?:model|messages|system|input|instructions|prompt|prediction|metadata|user|safety_identifier|prompt_cache_key|previous_response_id|conversation)\b/;

/** Whether a text in a body that is sent still is a variable, which nobody fills. */
export function isVariable(path: string, text: string): boolean {
  // Moonshot's tools of its own, such as `$web_search`.
  if (path.endsWith(".function.name") && /^\$[a-z_]+$/.test(text)) return false;
  return !MEANT.test(path) && (VARIABLE.test(text) || BRACKETED.test(text));
}

/** Whether a variable in the file stands where the gate fills it. */
export function isFilled(path: string): boolean {
  return FILLED.test(path);
}

/** A value for a variable, from the gate file (`release.template-values`). */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** A template as JSON text, and where each of its characters stands in the file. */
export interface FilledTemplate {
  readonly json: string;
  /** Offset in the file of an offset in `json`, both in UTF-16 units. */
  readonly offsetInFile: (offset: number) => number;
}

/** Forms of a variable, its name in the one group that matches: `{{{ x }}}`, `{{ x }}`, `${x}`, `<x>`, `%x%`, `$x`. */
const FORMS =
  '\\{\\{\\{([^{}"]{1,200})\\}\\}\\}|\\{\\{([^{}"]{1,200})\\}\\}|\\$\\{([^{}"]{1,200})\\}|<([^<>"\\s]{1,100})>|%(\\w{1,100})%|\\$(\\w{1,100})';

const VARIABLE_HERE = new RegExp(FORMS, "y");
const VARIABLES = new RegExp(FORMS, "g");
const WHOLE = new RegExp(`^\\s*(?:${FORMS})\\s*$`);

/** Offset behind a string of JSON that begins at `start`; the end of the text where it is not closed. */
export function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

/** The text of a template with the values put in, and every other bare variable in quotes. */
export function filledTemplate(text: string, values: TemplateValues = {}): FilledTemplate {
  const declared = Object.keys(values).length > 0;
  const pieces: string[] = [];
  /** Ends of what was replaced: in the new text, and in the file. */
  const ends: { readonly json: number; readonly file: number }[] = [];
  let copied = 0;
  let length = 0;
  const put = (start: number, end: number, next: string) => {
    const before = text.slice(copied, start);
    pieces.push(before, next);
    copied = end;
    length += before.length + next.length;
    ends.push({ json: length, file: end });
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      const end = endOfString(text, i);
      if (declared) put(i, end, stringWith(text.slice(i, end), values));
      i = end - 1;
    } else if (character === "{" || character === "$" || character === "<" || character === "%") {
      VARIABLE_HERE.lastIndex = i;
      const match = VARIABLE_HERE.exec(text);
      if (match === null) continue;
      const end = i + match[0].length;
      put(i, end, bareValue(match[0], nameIn(match), values));
      i = end - 1;
    }
  }
  return {
    json: pieces.join("") + text.slice(copied),
    offsetInFile: (offset) => {
      const last = ends.findLast(({ json }) => json <= offset);
      return last === undefined ? Math.min(offset, text.length) : last.file + (offset - last.json);
    },
  };
}

/** The name in one of the forms, without the filters of a template language. */
function nameIn([, ...groups]: readonly (string | undefined)[]): string {
  const inner = groups.find((group) => group !== undefined) ?? "";
  return inner.replace(/\|[\s\S]*$/, "").trim();
}

function bareValue(token: string, name: string, values: TemplateValues): string {
  return JSON.stringify(Object.hasOwn(values, name) ? values[name] : token);
}

/** A string of JSON with the values in it; one that is a variable as a whole becomes the value itself. */
function stringWith(token: string, values: TemplateValues): string {
  const whole = WHOLE.exec(token.slice(1, -1));
  if (whole !== null && Object.hasOwn(values, nameIn(whole))) return JSON.stringify(values[nameIn(whole)]);
  return token.replace(VARIABLES, (variable) => {
    const name = nameIn(WHOLE.exec(variable) ?? []);
    if (!Object.hasOwn(values, name)) return variable;
    const value = values[name];
    return JSON.stringify(typeof value === "string" ? value : JSON.stringify(value)).slice(1, -1);
  });
}
