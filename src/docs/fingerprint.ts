/** What a page comes down to: two digests, and whether it documents what the gate relies on. Pure. */
import { FAMILY } from "../contracts/families.ts";
import { digestOf } from "../evidence/digest.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { htmlPieces } from "./html.ts";
import { markdownPieces } from "./markdown.ts";
import type { DocsForm } from "./piece.ts";
import { type PageContent, readPage } from "./read-page.ts";

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
  if (mediaType === null || mediaType === "application/octet-stream" || mediaType.startsWith("text/"))
    return "markdown";
  return null;
}

/**
 * A page as it is compared and recorded: its contract (fields, types, tables, code, endpoints) and every other word, as
 * digests. Null where it has nothing of a contract, or lies too deep in itself to be read.
 */
export function fingerprint(form: DocsForm, text: string) {
  const pieces = form === "html" ? htmlPieces(text) : markdownPieces(text);
  if (pieces === null) return null;
  const content = readPage(pieces);
  if (content.contract.length === 0) return null;
  return { contract: digestOf(content.contract), prose: digestOf(content.prose.join(" ")), content };
}

/** Whether the page names the endpoint of the family, and every one of the request fields. */
export function documents(
  { endpoints, code, names }: PageContent,
  family: Family,
  fields: readonly string[],
): { readonly endpoint: boolean; readonly fields: boolean } {
  const { path } = FAMILY[family];
  const said = new Set(names.flatMap((name) => name.match(/[A-Za-z_]\w*/g) ?? []));
  return {
    endpoint:
      endpoints.some((found) => found.startsWith("POST ") && found.endsWith(path)) ||
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
