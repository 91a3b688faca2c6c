import MarkdownIt from "markdown-it";
import { inlinePieces } from "./inline.ts";
import { frontMatter, unindented } from "./mdx-layout.ts";
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
