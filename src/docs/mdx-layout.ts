/** Markers of a list item. */
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** A fence, in quotes and list items too. */
const FENCE = /^(?:>\s*|(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;
/** A line that is one tag and nothing else. */
const TAG_ALONE = /^<\/?[A-Za-z][^<>]*>$/;

/**
 * Markdown whose indentation means only what Markdown means by it. Components indent what is inside of them, which
 * Markdown would take for code, and their tags touch tables, which would swallow them; so lines outside of lists lose
 * their indentation and a tag alone on its line gets room.
 */
export function unindented(text: string): string {
  const lines: string[] = [];
  let fence: { readonly mark: string; readonly indent: number } | null = null;
  /** Indentation of the list that is open; null outside of lists. */
  let list: number | null = null;
  for (const line of text.split("\n")) {
    const body = line.trimStart();
    const indent = columns(line.slice(0, line.length - body.length));
    if (fence !== null) {
      lines.push(without(line, fence.indent));
      if (body.startsWith(fence.mark) && /^(`+|~+)\s*$/.test(body)) fence = null;
      continue;
    }
    if (body !== "" && ITEM.test(body)) list ??= indent;
    else if (body !== "" && list !== null && indent <= list) list = null;
    const base: number = list ?? indent;
    const mark = FENCE.exec(body)?.[1];
    if (mark !== undefined) fence = { mark, indent: base };
    const alone = mark === undefined && TAG_ALONE.test(body.trimEnd());
    lines.push(...(alone ? ["", without(line, base), ""] : [without(line, base)]));
  }
  return lines.join("\n");
}

/** The metadata block at the top of a page; null where there is none. */
export function frontMatter(text: string): string | null {
  if (!text.startsWith("---\n")) return null;
  const end = text.indexOf("\n---\n", 3);
  return end === -1 ? null : text.slice(0, end + "\n---\n".length);
}

const TAB = 4;

function columns(indentation: string): number {
  return [...indentation].reduce((sum, character) => sum + (character === "\t" ? TAB : 1), 0);
}

/** The line without its first columns of white space; one that has fewer loses what it has. */
function without(line: string, amount: number): string {
  let at = 0;
  for (let column = 0; column < amount && /\s/.test(line[at] ?? ""); at++) column += line[at] === "\t" ? TAB : 1;
  return line.slice(at);
}
