import { endOfString, parseJson } from "../text/json.ts";
import { variableAt } from "./variable-syntax.ts";

/** A value for a variable, from the gate file (`release.template-values`). */
type TemplateValues = Readonly<Record<string, unknown>>;

/** A template as JSON text, and where each of its characters stands in the file. */
export interface FilledTemplate {
  readonly json: string;
  /** What the text says; undefined: it is no JSON. */
  readonly value: unknown;
  /** Offset in the file of an offset in `json`, both in UTF-16 units. */
  readonly offsetInFile: (offset: number) => number;
}

/** As `endOfString`, but a quote inside of a variable does not end the string, as before the template is rendered. */
function endOfTemplateString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const character = text[i] ?? "";
    if (character === "\\") i++;
    else if (character === '"') return i + 1;
    else if ("{$#<".includes(character)) i = (variableAt(text, i)?.end ?? i + 1) - 1;
  }
  return text.length;
}

/** Longest text that is read a second time, UTF-16 units: what a person writes a template in is short. */
const LONGEST_WRITTEN = 256 * 1024;

/** Variables that do not end, after which no more is looked for: each costs a look at what follows. */
const MOST_UNENDED = 2_000;

/** The text of a template with the values put in, and every other bare variable in quotes. */
export function filledTemplate(text: string, values: TemplateValues = {}): FilledTemplate {
  const plain = filled(text, values, endOfString);
  if (plain.value !== undefined || text.length > LONGEST_WRITTEN) return plain;
  // In JSON a quote ends its string, whatever braces stand before it: only a text that is none may be read otherwise.
  const quoted = filled(text, values, endOfTemplateString);
  return quoted.value === undefined ? plain : quoted;
}

/** Characters that a bare variable begins with. */
const BEGINNINGS = /["{$<%#@_[]/g;
const BEGINNINGS_INSIDE = /[{$<%#@_[]/g;

function filled(text: string, values: TemplateValues, endOf: typeof endOfString): FilledTemplate {
  const pieces: string[] = [];
  /** Ends of what was replaced: in the new text, and in the file. */
  const ends: { readonly json: number; readonly file: number }[] = [];
  let copied = 0;
  let length = 0;
  let unended = 0;
  const put = (start: number, end: number, next: string) => {
    const before = text.slice(copied, start);
    pieces.push(before, next);
    copied = end;
    length += before.length + next.length;
    ends.push({ json: length, file: end });
  };
  const replaces = endOf === endOfTemplateString || Object.keys(values).length > 0;
  BEGINNINGS.lastIndex = 0;
  for (let found = BEGINNINGS.exec(text); found !== null; found = BEGINNINGS.exec(text)) {
    const { index } = found;
    if (found[0] === '"') {
      const end = endOf(text, index);
      if (replaces) put(index, end, stringWith(text.slice(index, end), values));
      BEGINNINGS.lastIndex = end;
      continue;
    }
    const variable = variableAt(text, index);
    if (variable === null) {
      if ("{([%".includes(text[index + 1] ?? " ") && ++unended > MOST_UNENDED) break;
      continue;
    }
    const { name, end } = variable;
    put(index, end, JSON.stringify(Object.hasOwn(values, name) ? values[name] : text.slice(index, end)));
    BEGINNINGS.lastIndex = end;
  }
  const json = pieces.join("") + text.slice(copied);
  return {
    json,
    value: parseJson(json),
    offsetInFile: (offset) => {
      const last = ends.findLast(({ json }) => json <= offset);
      return last === undefined ? Math.min(offset, text.length) : last.file + (offset - last.json);
    },
  };
}

/** A string of JSON with the values in it; one that is a variable as a whole becomes the value itself. */
function stringWith(token: string, values: TemplateValues): string {
  const inner = token.slice(1, -1);
  const whole = variableAt(inner.trim(), 0);
  if (whole?.end === inner.trim().length && Object.hasOwn(values, whole.name))
    return JSON.stringify(values[whole.name]);
  const pieces: string[] = [];
  let copied = 0;
  for (const { index } of inner.matchAll(BEGINNINGS_INSIDE)) {
    const variable = index < copied ? null : variableAt(inner, index);
    if (variable === null) continue;
    const { name, end } = variable;
    const text = inner.slice(index, end);
    pieces.push(inner.slice(copied, index), Object.hasOwn(values, name) ? within(values[name]) : escaped(text));
    copied = end;
  }
  return `"${pieces.join("")}${inner.slice(copied)}"`;
}

/** A value inside of a string of JSON. */
function within(value: unknown): string {
  return JSON.stringify(typeof value === "string" ? value : JSON.stringify(value)).slice(1, -1);
}

/** A variable inside of a string of JSON: its quotes and line breaks are escaped unless they are. */
function escaped(variable: string): string {
  return variable.replace(/\\[\s\S]|["\n\r\t]/g, (found) =>
    found.length === 2 ? found : JSON.stringify(found).slice(1, -1),
  );
}
