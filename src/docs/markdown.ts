import MarkdownIt from "markdown-it";
import { inlinePieces } from "./inline.ts";
import { close, open, type Piece } from "./piece.ts";

/**
 * Blocks alone: paragraphs, lists, tables, headings, fences. The words of a paragraph are read by `inline.ts`, because
 * components are not HTML. Neither indentation nor a tag begins a block of its own in MDX.
 */
const blocks = new MarkdownIt("default").disable(["code", "html_block", "reference"]);
blocks.core.ruler.enableOnly(["normalize", "block"]);

/** Elements of the reader for tokens of the parser; a token that is not listed only separates. */
const ELEMENTS: Readonly<Record<string, string>> = {
  bullet_list: "ul",
  ordered_list: "ul",
  list_item: "li",
  table: "table",
  tr: "tr",
  th: "th",
  td: "td",
};

/** Blocks at the top in which a platform speaks about its own index. */
const BANNER_BLOCKS = 3;

/** The pieces of a page in Markdown or MDX, without its metadata and the platform's banner. */
export function markdownPieces(page: string): readonly Piece[] {
  const text = page.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const meta = frontMatter(text) ?? "";
  const body = text.slice(meta.length);
  const pieces: Piece[] = [];
  // What generates a page from a description names the endpoint there: `openapi: "POST /v1/responses"`.
  const endpoint = /^(?:openapi|api):(.{1,500})$/m.exec(meta)?.[1];
  if (endpoint !== undefined) pieces.push({ kind: "text", text: endpoint }, { kind: "break" });
  let top = 0;
  let quiet = 0;
  const tokens = blocks.parse(unindented(body), {});
  for (const [i, token] of tokens.entries()) {
    if (token.level === 0 && token.nesting >= 0) {
      top++;
      if (token.type === "heading_open") top += BANNER_BLOCKS;
      if (top <= BANNER_BLOCKS && isBanner(tokens, i)) quiet = 1;
    }
    const name = token.type.replace(/_(open|close)$/, "");
    if (quiet > 0) {
      if (token.level === 0 && token.nesting <= 0) quiet = 0;
    } else if (token.type === "inline") {
      for (const piece of inlinePieces(token.content, blocks.utils.unescapeAll)) pieces.push(piece);
    } else if (token.type === "fence") pieces.push({ kind: "code", info: token.info, text: token.content });
    else {
      const element = name === "heading" ? token.tag : ELEMENTS[name];
      if (element === undefined || token.nesting === 0) pieces.push({ kind: "break" });
      else pieces.push(token.nesting === 1 ? open(element) : close(element));
    }
  }
  return pieces;
}

/** Whether the block that begins here speaks of `llms.txt` (contracts.md, 1.1: page banners). */
function isBanner(tokens: ReturnType<typeof blocks.parse>, start: number): boolean {
  const first = tokens[start];
  if (first?.type !== "blockquote_open" && first?.type !== "paragraph_open") return false;
  for (let i = start + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || (token.level === 0 && token.nesting === -1)) return false;
    if (token.type === "inline" && token.content.includes("llms.txt")) return true;
  }
  return false;
}

/** Markers of a list item. */
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** A fence, in quotes and list items too. */
const FENCE = /^(?:>\s*|(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;
/** A line that is a block of GitBook: `{% openapi-operation path="/v1/responses" method="post" %}`. */
const BLOCK = /\{%\s{0,5}(end)?([a-z][a-z-]{0,40})((?:\s[^%{}]{0,1000})?)%\}/;
/** A line that is one tag and nothing else. */
const TAG_ALONE = /^<\/?[A-Za-z][^<>]*>$/;

/**
 * Markdown whose indentation means only what Markdown means by it. Components indent what is inside of them, which
 * Markdown would take for code, and their tags touch tables, which would swallow them; so lines outside of lists lose
 * their indentation and a tag alone on its line gets room.
 */
function unindented(text: string): string {
  const lines: string[] = [];
  let fence: { readonly mark: string; readonly indent: number } | null = null;
  /** Indentation of the list that is open; null outside of lists. */
  let list: number | null = null;
  for (const raw of text.split("\n")) {
    const line: string =
      fence === null ? raw.replace(BLOCK, (_, end, name, rest) => (end ? `</${name}>` : `<${name} ${rest}>`)) : raw;
    const body = line.trimStart();
    const blanks = [...line.slice(0, line.length - body.length)];
    const indent = blanks.reduce((sum, character) => sum + (character === "\t" ? TAB : 1), 0);
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
function frontMatter(text: string): string | null {
  if (!text.startsWith("---\n")) return null;
  const end = text.indexOf("\n---\n", 3);
  return end === -1 ? null : text.slice(0, end + "\n---\n".length);
}

const TAB = 4;

/** The line without its first columns of white space; one that has fewer loses what it has. */
function without(line: string, amount: number): string {
  let at = 0;
  for (let column = 0; column < amount && /\s/.test(line[at] ?? ""); at++) column += line[at] === "\t" ? TAB : 1;
  return line.slice(at);
}
