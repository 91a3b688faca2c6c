import type { Position } from "../origin.ts";
import { COMMENT_HELP, OF_A_LINE } from "./line-causes.ts";

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

/** Things that make a whole text unreadable, however much the parser finds in it. */
// biome-ignore format: a table reads by its rows, not by one field a line
const OF_THE_TEXT: readonly { readonly form: RegExp; readonly what: string; readonly help: string }[] = [
  {
    form: /^\u001f/, what: "is compressed (gzip)",
    help: "Decompress it in a step before the gate, or commit it as it is.",
  },
  {
    form: /\0/, what: "is not UTF-8 text, but UTF-16 or no text at all",
    help: "Save it as UTF-8, in PowerShell with -Encoding utf8.",
  },
  { form: /\ufffd/, what: "has a character that is not UTF-8", help: "Save the file as UTF-8." },
  {
    form: /^version https:\/\/git-lfs/, what: "is the pointer that Git LFS keeps in place of the file",
    help: "Check out with lfs: true (actions/checkout), or keep the gate file out of Git LFS.",
  },
  {
    form: /^jobs:[\s\S]*?\bruns-on:|^["']?on["']?:[\s\S]*?^jobs:|^- (?:.*\n\s+)?uses:/m,
    what: "is a workflow or a step of one, and no gate file",
    help: "Name the gate file in the input gate-file; init writes one.",
  },
  { form: /^\s*<(?:!doctype|!--|html|\?xml)/i, what: "is HTML or XML, and no YAML", help: "Name the gate file itself." },
  {
    form: /^\[+[\w.-]+\]+[ \t]*$/m, what: "has a section of TOML or INI here, which is no YAML",
    help: "Write it as YAML: the name with a colon, and its keys indented below it.",
  },
  {
    form: /^(?:(?:<{7}|>{7}) |={7}$)/m, what: "has a merge conflict that was not resolved",
    help: "Resolve the conflict, and remove its marks.",
  },
  {
    form: /^[ \t]*```/m, what: "has the fence of a code block, which is Markdown and no YAML",
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

/** Longest line that is looked into, UTF-16 units: people write shorter ones, and some forms look at a line again and again. */
const LONGEST_LINE = 1_000;

/**
 * Finds the cause of a problem at a place, by what stands on its line and around it; null: the problem says it all.
 * `syntax`: the parser found it, not the schema.
 */
export function causesIn(text: string): (position: Position, syntax: boolean) => Cause | null {
  const lines = text.split(/\r?\n/).map((line) => (line.length > LONGEST_LINE ? "" : line));
  return (position, syntax) => {
    for (const { form, above, what, help } of OF_A_LINE)
      for (const line of above === true ? [position.line, position.line + 1] : [position.line]) {
        const found = form.exec(lines[line - 1] ?? "");
        if (found !== null) return { position: { line, column: found[0].length + 1 }, what, help };
      }
    if (!syntax) return null;
    return (
      causeOfEntry(lines, position.line) ??
      causeOfIndent(lines, position.line) ??
      causeOfQuote(lines) ??
      causeOfBracket(lines, position.line)
    );
  };
}

const ENTRY = /^\s*-(?:\s|$)/;

/** An entry of a list that stands among the keys of a section, or not below the one above it. */
function causeOfEntry(lines: readonly string[], line: number): Cause | null {
  const [entry = "", above = ""] = [
    lines[line - 1],
    lines.slice(0, line - 1).findLast((text) => /^\s*[^\s#]/.test(text)),
  ];
  if (ENTRY.test(entry) && ENTRY.test(above) && indentOf(entry) !== indentOf(above))
    return {
      position: { line, column: indentOf(entry) + 1 },
      what: "has an entry of a list here that is indented otherwise than the one above",
      help: "Let the entries of one list begin in the same column.",
    };
  for (const at of [line, line + 1]) {
    const here = lines[at - 1] ?? "";
    const above = lines.slice(0, at - 1).findLast((text) => /^\s*[^\s#]/.test(text) && !ENTRY.test(text)) ?? "";
    if (ENTRY.test(here) && /^\s*[\w"'-]+:\s+\S/.test(above) && indentOf(above) === indentOf(here))
      return {
        position: { line: at, column: indentOf(here) + 1 },
        what: "has an entry of a list here, among keys",
        help: "Remove the dash, or write the list below a key of its own.",
      };
  }
  return null;
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
  const odd = lines.flatMap((text, i) => {
    // In plain text an apostrophe is none.
    const quotes = /(?:^|[:,-]\s+|[[{]\s*)'/.test(text) ? /["']/g : /"/g;
    const found = text.match(quotes) ?? [];
    const unclosed = ['"', "'"].find((quote) => found.filter((each) => each === quote).length % 2 === 1);
    return unclosed === undefined ? [] : [{ line: i + 1, column: text.indexOf(unclosed) + 1 }];
  });
  const [position, ...others] = odd;
  if (position === undefined || others.length > 0) return null;
  return { position, what: "has a quote here that is not closed", help: "Close it." };
}

const CLOSES: Readonly<Record<string, string>> = { "}": "{", "]": "[" };

/** A bracket that is opened and not closed before a line or by another one on it, or closed and not opened; what stands in quotes and comments is none. */
function causeOfBracket(lines: readonly string[], end: number): Cause | null {
  const open: (Position & { readonly bracket: string })[] = [];
  const unclosed = (position: Position): Cause => {
    const { line, column } = position;
    const [, behind] = /^((?:[^"'#]|"[^"]*"|'[^']*')*?\s)(?=#.*[\]}])/.exec(lines[line - 1]?.slice(column) ?? "") ?? [];
    if (behind !== undefined) {
      const what = "has a # here, and YAML takes what follows for a comment, the closing bracket included";
      return { position: { line, column: column + behind.length + 1 }, what, help: COMMENT_HELP };
    }
    return { position: { line, column }, what: "has a bracket here that is not closed", help: "Close it." };
  };
  for (const [i, text] of lines.slice(0, end).entries()) {
    const before = open.at(-1);
    if (i === end - 1 && before !== undefined) return unclosed(before);
    const plain = text.replace(/"[^"]*"|'[^']*'|(?:^|\s)#.*$/g, (part) => " ".repeat(part.length));
    for (const { 0: bracket, index } of plain.matchAll(/[{}[\]]/g)) {
      const position = { line: i + 1, column: index + 1 };
      const opened = CLOSES[bracket];
      if (opened === undefined) {
        open.push({ ...position, bracket });
        continue;
      }
      const last = open.pop();
      if (last === undefined)
        return {
          position,
          what: "has a bracket here that closes nothing",
          help: "Remove it, or put the value in quotes.",
        };
      if (last.bracket !== opened) return unclosed(last);
    }
  }
  const last = open.at(-1);
  return last === undefined ? null : unclosed(last);
}
