import type { Position } from "../origin.ts";

/**
 * What a person did, where the parser or the schema only sees what follows from it. One cause takes the place of all that
 * follows; nothing of the text is quoted, which may hold a pasted key.
 */
export interface Cause {
  readonly position: Position;
  /** Rest of a sentence about the file. */
  readonly what: string;
  readonly help: string;
}

/** A complete expression of GitHub Actions. */
export const EXPRESSION = /\$\{\{.*?\}\}/s;

/** What is wrong with a value that has one. */
export const EXPRESSION_SAYS = "has an expression of GitHub ($" + "{{ }}), which is filled in workflow files only";
/** What to do about it where nothing more exact is known. */
export const EXPRESSION_HELP =
  "Give the value as an input of the step, write it here as it is, or render the file in an earlier step.";

/** White space that looks like a space and is none for YAML: no-break, typographic and zero-width ones. */
const ODD_SPACE = "[\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff]";

const ODD_SPACE_SAYS = {
  what: "has a no-break or zero-width space here, which is no space for YAML",
  help: "Replace it with a plain space; it comes with text that is pasted from a page.",
} as const;

/** What a form matches ends where the cause stands. */
interface LineForm {
  readonly form: RegExp;
  /** The parser may point to the line above. */
  readonly above?: true;
  readonly what: string;
  readonly help: string;
}

/** Things on the line of a problem that are its cause, the first one first. */
const OF_A_LINE: readonly LineForm[] = [
  {
    // Neither in quotes nor in a comment.
    form: new RegExp(`^[^"'#]*?(?=${ODD_SPACE})`, "u"),
    ...ODD_SPACE_SAYS,
  },
  {
    form: new RegExp(`^[ ]*(?=${ODD_SPACE})`, "u"),
    above: true,
    ...ODD_SPACE_SAYS,
  },
  { form: /^.*?(?=\$\{\{.*?\}\})/, what: EXPRESSION_SAYS, help: EXPRESSION_HELP },
  {
    form: /^.*?[:[{,-]\s*(?=\{\{)/,
    what: "has a template variable ({{ }}), which nobody fills",
    help: "Write the value itself, or render the file in an earlier step.",
  },
  {
    form: /^(?:.*?[:[{,]|\s*-)\s*(?=\*+[^\s\w*])/,
    what: "has a value that begins with *, which YAML takes for an alias",
    help: 'Put it in quotes, as in "*.jsonl".',
  },
  {
    form: /^\s*(?:- )?[A-Za-z][\w-]*:(?=[^\s:/][^:]*$)/,
    what: "has a colon without a space after it",
    help: "Write a space between key and value.",
  },
  {
    form: /^\s*-(?=[A-Za-z])/,
    above: true,
    what: "has a dash without a space after it",
    help: "Write a space between the dash and the entry.",
  },
];

/** Things that make a whole text unreadable, however much the parser finds in it. */
const OF_THE_TEXT: readonly { readonly form: RegExp; readonly what: string; readonly help: string }[] = [
  {
    form: /\0/,
    what: "is not UTF-8 text, but UTF-16 or no text at all",
    help: "Save it as UTF-8, in PowerShell with -Encoding utf8.",
  },
  { form: /\ufffd/, what: "has a character that is not UTF-8", help: "Save the file as UTF-8." },
  {
    form: /^(?:<{7}|>{7}) /m,
    what: "has a merge conflict that was not resolved",
    help: "Resolve the conflict, and remove its marks.",
  },
  {
    form: /^[ \t]*```/m,
    what: "has the fence of a code block, which is Markdown and no YAML",
    help: "Remove the lines that begin with ```.",
  },
  { form: /\r(?!\n)/, what: "has line ends of CR alone", help: "Save it with line ends of LF." },
];

/** The cause of everything that is wrong with a text; null: its places have to be looked at one by one. */
export function causeOfText(text: string): Cause | null {
  const found = OF_THE_TEXT.find(({ form }) => form.test(text));
  if (found === undefined) return null;
  const before = text.slice(0, text.search(found.form)).split(/\r?\n/);
  return { ...found, position: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
}

/**
 * The cause of a problem at a place, by what stands on its line and around it; null: the problem says it all.
 * @param syntax the parser found it, not the schema
 */
export function causeAt(text: string, position: Position, syntax: boolean): Cause | null {
  const lines = text.split(/\r?\n/);
  for (const { form, above, what, help } of OF_A_LINE)
    for (const line of above === true ? [position.line, position.line + 1] : [position.line]) {
      const found = form.exec(lines[line - 1] ?? "");
      if (found !== null) return { position: { line, column: found[0].length + 1 }, what, help };
    }
  if (!syntax) return null;
  return causeOfIndent(lines, position.line) ?? causeOfQuote(lines) ?? causeOfBracket(lines, position.line);
}

/** A line that is indented further than its neighbour that already has a value, or less than the first key. */
function causeOfIndent(lines: readonly string[], line: number): Cause | null {
  const help = "Let the keys of one section begin in the same column.";
  const isFilled = (text: string) => /^\s*[^\s#]/.test(text);
  for (const above of [line - 1, lines.findLastIndex((text, i) => i < line - 1 && isFilled(text))]) {
    const below = lines.findIndex((text, i) => i > above && isFilled(text));
    const [one = "", next = ""] = [lines[above], lines[below]];
    if (/^\s*[^\s#:]+:\s+[^\s|>{[&#]/.test(one) && /^\s*[\w"'-]+:/.test(next) && indentOf(next) > indentOf(one))
      return {
        position: { line: below + 1, column: indentOf(next) + 1 },
        what: "has a key here that is indented further than the one above, which has a value already",
        help,
      };
  }
  const here = lines[line - 1] ?? "";
  const first = lines.find(isFilled) ?? "";
  return indentOf(here) < indentOf(first)
    ? { position: { line, column: 1 }, what: "has a key here that is indented less than the first one", help }
    : null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A quote that is opened on the only line that has an odd number of them; the parser notices it at the end. */
function causeOfQuote(lines: readonly string[]): Cause | null {
  const odd = lines.flatMap((text, i) => ((text.match(/"/g)?.length ?? 0) % 2 === 1 ? [i] : []));
  const [only, ...others] = odd;
  if (only === undefined || others.length > 0) return null;
  const column = (lines[only] ?? "").indexOf('"') + 1;
  return { position: { line: only + 1, column }, what: "has a quote here that is not closed", help: "Close it." };
}

/** A bracket that is opened before a line and not closed there; what stands in quotes and comments is none. */
function causeOfBracket(lines: readonly string[], end: number): Cause | null {
  const open: Position[] = [];
  for (const [i, text] of lines.slice(0, end - 1).entries()) {
    const plain = text.replace(/"[^"]*"|'[^']*'|(?:^|\s)#.*$/g, (part) => " ".repeat(part.length));
    for (const { 0: bracket, index } of plain.matchAll(/[{}[\]]/g))
      if (bracket === "{" || bracket === "[") open.push({ line: i + 1, column: index + 1 });
      else open.pop();
  }
  const position = open.at(-1);
  return position === undefined ? null : { position, what: "has a bracket here that is not closed", help: "Close it." };
}
