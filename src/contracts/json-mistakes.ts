import { endOfString, parseJson } from "../text/json.ts";
import { offsetOfMistake } from "../text/json-mistake.ts";
import type { FilledTemplate } from "./filled-template.ts";
import type { ForeignText } from "./template-language.ts";
import { variableAt } from "./variable-syntax.ts";

/** What stands where a text stops being JSON, by what comes before and behind. */
interface Mistake {
  /** Ends where the text stops being JSON; absent: anything. */
  readonly before?: RegExp;
  /** Begins there; absent: anything. */
  readonly behind?: RegExp;
  readonly why: string;
  readonly help: string;
}

/** How far around a place is looked, UTF-16 units. */
const LOOK = 200;

const VALUE_HELP = "Write a number such as 0.2, true, false or null, or a text in double quotes.";
const SEPARATOR_HELP = "Write a colon between a name and its value, and a comma between entries.";

/** The more exact one first. */
// biome-ignore format: a table reads by its rows, not by one field a line
const MISTAKES: readonly Mistake[] = [
  {
    behind: /^[\u201c\u201d\u201e\u2018\u2019\u00ab]/u, why: "has a typographic quote here, which is none for JSON",
    help: 'Write plain quotes: "…".',
  },
  {
    behind: /^[\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]/u,
    why: "has a no-break or zero-width space here, which is no space for JSON",
    help: "Replace it with a plain space; it comes with text that is pasted from a page.",
  },
  {
    before: /\.{0,2}$/, behind: /^(?:\.\.\.|…|\.{1,2}(?!\d)|\*\*)\s*(?=[A-Za-z_$({[])/,
    why: "has a value that code spreads here, which is JavaScript or Python and no JSON",
    help: "Write the members themselves, or let the application write the body in a step before the gate.",
  },
  {
    behind: /^(?:\.{1,3}(?!\d)|…)/, why: "has dots here, where something was left out",
    help: "Write what belongs there, or remove the dots.",
  },
  { behind: /^['`]/, why: "has a text in other quotes than double ones here", help: "Put it in double quotes." },
  { behind: /^(?:\/\/|\/\*|#)/, why: "has a comment here, which JSON does not know", help: "Remove the comment." },
  {
    before: /\\$/, why: "has an escape here that JSON does not know",
    help: 'Write the character itself; a quote within a text is \\", a backslash \\\\.',
  },
  {
    behind: /^\\/, why: "has an escape here that JSON does not know",
    help: 'Write the character itself; a quote within a text is \\", a backslash \\\\.',
  },
  {
    before: /,\s*$/, behind: /^[\]}]/, why: "has a comma in front of this bracket, behind the last entry",
    help: "Remove the comma.",
  },
  { before: /,\s*$/, behind: /^,/, why: "has two commas here", help: "Remove one, or write the entry between them." },
  {
    before: /:\s*$/, behind: /^[,}\]]/, why: "has a name without a value here",
    help: "Write the value, or remove the name.",
  },
  { behind: /^(?:=>|=)/, why: "has an equals sign here, where JSON has a colon", help: SEPARATOR_HELP },
  { behind: /^;/, why: "has a semicolon here, where JSON has a comma", help: SEPARATOR_HELP },
  {
    before: /(?:["}\]\d]|true|false|null)\s*$/, behind: /^["{[]/, why: "has no comma in front of this entry",
    help: "Write a comma between entries.",
  },
  {
    before: /"$/, behind: /^[^\s,:}\]]/, why: "has characters behind a text that is closed",
    help: 'Write a quote within a text as \\", and close the text where it ends.',
  },
  {
    before: /[\d.+-]$/, behind: /^[\w.+-]/, why: "has a number here that is not written as JSON writes it",
    help: VALUE_HELP,
  },
  { before: /[[:,]\s*$/, behind: /^[\w$+.-]/, why: "has a value here that JSON does not know", help: VALUE_HELP },
  {
    behind: /^[\]}]/, why: "has a bracket here that closes another one or nothing",
    help: "Let brackets close in pairs.",
  },
];

/** What a person did where a text stops being JSON; null: it is JSON, or nothing that is known. */
export function mistakeIn({ json, offsetInFile }: FilledTemplate): ForeignText | null {
  const offset = offsetOfMistake(json);
  if (offset === null) return null;
  const at = (place: number, why: string, help: string) => ({ why, help, offset: offsetInFile(place) });
  const last = lastStringBefore(json, offset);
  const variable = [last, stringAt(json, offset)].find((one) => one !== null && isVariable(one.text));
  if (variable != null)
    return at(
      variable.start,
      "has a template variable here that stands for several members or entries, which nobody fills",
      "Render the template first, in a step before the gate (run:), or write out what the variable stands for: release.template-values fills single values.",
    );
  if (last !== null && /[\n\r]/.test(last.text))
    return at(
      last.start,
      "has a text here that is not closed on its line",
      "Close it with a double quote; a line break within a text is \\n.",
    );
  if (json.slice(offset).trim() === "")
    return at(
      offset,
      "ends before everything in it is closed",
      "Close every bracket and text, or restore the rest of the file.",
    );
  if (parseJson(json.slice(0, offset)) !== undefined)
    return at(offset, "goes on here, behind the end of the body", "Remove what follows.");
  const start = offset - (/(?:\.{1,2}|\*)$/.exec(json.slice(0, offset))?.[0].length ?? 0);
  const before = json.slice(Math.max(0, start - LOOK), start);
  const behind = json.slice(start, start + LOOK);
  const found = MISTAKES.find((one) => (one.before?.test(before) ?? true) && (one.behind?.test(behind) ?? true));
  return found === undefined ? null : at(start, found.why, found.help);
}

interface Quoted {
  readonly start: number;
  readonly text: string;
}

/** The last string that ends before an offset, with nothing but white space, commas and colons behind it. */
function lastStringBefore(json: string, offset: number): Quoted | null {
  let last: Quoted & { readonly end: number } = { start: 0, text: "", end: -1 };
  for (let i = json.indexOf('"'); i !== -1 && i < offset; i = json.indexOf('"', last.end)) {
    const end = endOfString(json, i);
    if (end > offset) break;
    last = { start: i, text: json.slice(i + 1, end - 1), end };
  }
  return last.end !== -1 && /^[\s,:]*$/.test(json.slice(last.end, offset)) ? last : null;
}

function stringAt(json: string, offset: number): Quoted | null {
  return json[offset] === '"' ? { start: offset, text: json.slice(offset + 1, endOfString(json, offset) - 1) } : null;
}

function isVariable(text: string): boolean {
  const whole = text.trim();
  return whole !== "" && variableAt(whole, 0)?.end === whole.length;
}
