import { Parser } from "htmlparser2";
import { endpointsIn } from "./endpoint.ts";
import { close, DEEPEST, open, type Piece } from "./piece.ts";

/** What surrounds a page and is none of it, or is no text. */
const SKIPPED = new Set(
  "script style noscript template nav header footer aside svg math iframe object canvas audio video button select dialog head time form".split(
    " ",
  ),
);
/** Elements that hold the page itself, the nearest first. */
const CONTENT = ["main", "article"];
/** Elements without an end: they may still separate words. */
const EMPTY = new Set(["br", "hr", "img", "wbr", "input", "link", "meta", "source", "col", "area", "embed"]);

/** Fed in parts of this size, characters: how deep the page is gets looked at in between. */
const PART = 16 * 1024;

/**
 * The pieces of a page in HTML: of its `main` or `article` where there is one. Attributes never count, so build ids,
 * class names and addresses of assets do not either. Null when elements lie too deep in each other.
 */
export function htmlPieces(page: string): readonly Piece[] | null {
  const pieces: Piece[] = [];
  /** Whether each of the open elements is skipped. */
  const levels: boolean[] = [];
  const ranges: { readonly name: string; readonly from: number; to: number }[] = [];
  let skipping = 0;
  // Redoc writes method and path of an endpoint on a button; every other button is a tool of the page.
  let button: string[] | null = null;
  let pre: { info: string; readonly text: string[] } | null = null;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const skip = SKIPPED.has(name) || isHidden(attributes);
      levels.push(skip);
      if (skip) skipping++;
      if (name === "button" && skipping === 1) button = [];
      if (skipping > 0) return;
      if (pre !== null) {
        pre.info ||= languageOf(attributes.class);
        if (name === "br") pre.text.push("\n");
      } else if (name === "pre") pre = { info: languageOf(attributes.class), text: [] };
      else if (EMPTY.has(name)) pieces.push({ kind: "text", text: " " });
      else pieces.push(open(name, attributes.href === undefined ? {} : { href: attributes.href }));
      const content = attributes.role === "main" ? "main" : name;
      if (CONTENT.includes(content)) ranges.push({ name: content, from: pieces.length, to: Number.POSITIVE_INFINITY });
    },
    ontext: (text) => {
      if (skipping > 0) return void button?.push(text);
      if (pre === null) pieces.push({ kind: "text", text });
      else pre.text.push(text);
    },
    onclosetag: (name) => {
      const skipped = levels.pop() === true;
      if (skipped) skipping--;
      if (name === "button" && skipped && skipping === 0) {
        const text = button?.join(" ") ?? "";
        button = null;
        if (endpointsIn(text).length > 0) pieces.push({ kind: "break" }, { kind: "text", text }, { kind: "break" });
      }
      if (skipping > 0 || skipped) return;
      if (name === "pre" && pre !== null) {
        pieces.push({ kind: "code", info: pre.info, text: pre.text.join("") });
        pre = null;
      } else if (pre === null && !EMPTY.has(name)) pieces.push(close(name));
      const range = ranges.findLast((one) => one.name === name);
      if (range?.to === Number.POSITIVE_INFINITY) range.to = pieces.length;
    },
  });
  for (let at = 0; at < page.length; at += PART) {
    parser.write(page.slice(at, at + PART));
    if (levels.length > DEEPEST) return null;
  }
  parser.end();
  const candidates = CONTENT.flatMap((name) => ranges.filter((range) => range.name === name));
  const range = candidates.find(({ from, to }) =>
    pieces.slice(from, to).some((piece) => piece.kind === "code" || (piece.kind === "text" && /\S/.test(piece.text))),
  );
  return range === undefined ? pieces : pieces.slice(range.from, range.to);
}

/** Class names of what asks or announces something on every page of a site. */
const ASIDE = /(?:^|\s)(?:cookie|consent|onetrust|gdpr|announcement|newsletter)[\w-]*/i;

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return (
    ASIDE.test(`${attributes.class ?? ""} ${attributes.id ?? ""}`) ||
    "hidden" in attributes ||
    attributes["aria-hidden"] === "true" ||
    ["navigation", "banner", "contentinfo", "complementary", "search"].includes(attributes.role ?? "")
  );
}

/** The language of a block of code, as highlighters write it: `language-json`, `highlight-json`. */
function languageOf(classes: string | undefined): string {
  return /\b(?:language|lang|highlight)-([a-z0-9]+)/i.exec(classes ?? "")?.[1] ?? "";
}
