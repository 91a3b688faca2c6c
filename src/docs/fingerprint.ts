/** What a page comes down to: two digests, and whether it documents what the gate relies on. Pure. */
import { FAMILY } from "../contracts/families.ts";
import { digestOf } from "../evidence/digest.ts";
import type { DocsForm } from "../evidence/docs.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { isDescriptionOfApi } from "./code.ts";
import { contractDigest } from "./contract.ts";
import { htmlPieces } from "./html.ts";
import { markdownPieces } from "./markdown.ts";
import type { Piece } from "./piece.ts";
import { type PageContent, readPage } from "./read-page.ts";

/** Types that say nothing of a text, and that of a site map. */
const TEXTS = ["application/octet-stream", "application/xml"];

/** The form of a text: what it is called counts less than what it is, because servers guess. */
export function formOf(mediaType: string | null, text: string): DocsForm | null {
  const start = text
    .slice(0, 1_000)
    .replace(/^\uFEFF/, "")
    .trimStart()
    .toLowerCase();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body)\b/.test(start))
    return "html";
  if (mediaType === "text/html" || mediaType === "application/xhtml+xml") return "html";
  if (isDescriptionOfApi(text.replace(/^\uFEFF/, ""))) return "openapi";
  if (mediaType === null || TEXTS.includes(mediaType) || mediaType.startsWith("text/")) return "markdown";
  return null;
}

/** Reads a page of each form into pieces; null where it lies too deep in itself to be read. */
const PIECES: Readonly<Record<DocsForm, (text: string) => readonly Piece[] | null>> = {
  openapi: (text) => [{ kind: "code", info: "openapi", text }],
  html: htmlPieces,
  markdown: markdownPieces,
};

/**
 * A page as it is compared and recorded: its contract and every other word, as digests. Null where it has nothing of a
 * contract, or lies too deep in itself to be read.
 *
 * @param family whose page it is: of a description of a whole API only the family's own endpoint counts
 */
export function fingerprint(form: DocsForm, text: string, family: Family) {
  const pieces = PIECES[form](text);
  if (pieces === null) return null;
  const content = readPage(pieces, FAMILY[family].path);
  if (content.contract.length === 0) return null;
  return { contract: contractDigest(content.contract), prose: digestOf(content.prose.join(" ")), content };
}

/** Whether the page names the endpoint of the family, and every one of the request fields. */
export function documents(
  { contract, code, names }: PageContent,
  family: Family,
  fields: readonly string[],
): { readonly endpoint: boolean; readonly fields: boolean } {
  const { path } = FAMILY[family];
  const said = new Set(names.flatMap((name) => name.match(/[A-Za-z_]\w*/g) ?? []));
  return {
    endpoint:
      contract.some((piece) => /^path \S*: .*\bPOST\b/.test(piece) && piece.split(": ")[0]?.endsWith(path)) ||
      code.some((block) => postsTo(path, block) || opensPath(path, block)),
    fields: fields.every((field) => said.has(field)),
  };
}

/** Whether a description of an API has the path with `post` below it. */
function opensPath(path: string, block: string): boolean {
  const at = block.search(new RegExp(`${path.replaceAll("/", "\\/")}["']?\\s*:`));
  return at !== -1 && /["']?post["']?\s*:/.test(block.slice(at));
}

/** Whether an example calls the path with a body: what a shell, Python or JavaScript does with POST. */
function postsTo(path: string, code: string): boolean {
  const at = code.indexOf(path);
  if (at === -1 || /[\w/-]/.test(code[at + path.length] ?? "")) return false;
  return /\bpost\b|--data|--json|\s-d\s/i.test(code);
}
