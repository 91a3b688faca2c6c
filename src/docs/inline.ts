import { close, open, type Piece } from "./piece.ts";
import { sticky, tagAt } from "./tag.ts";

/** Tags that did not close, in one paragraph, after which `<` is only a character: each of them costs a look ahead. */
const MOST_BROKEN_TAGS = 50;

/** Beginning and end of comments, in Markdown and in MDX. */
const COMMENTS = [
  ["<!--", "-->"],
  ["{/*", "*/}"],
] as const;
/** Destination of a link or an image: pages move, and their addresses are no part of what a sentence says. */
const DESTINATION = /\]\([^()\s<>]{0,2000}(?:\s{1,10}"[^"]{0,500}")?\)/y;
const RUN = /[^`<*\]\\_]+/y;

/**
 * The pieces of one paragraph: code spans, strong text and tags are seen, links keep their text and end in an empty element, and every other mark of
 * Markdown is left to the reader, which looks at words.
 *
 * @param unescaped undoes escapes and character references
 */
export function inlinePieces(raw: string, unescaped: (text: string) => string): readonly Piece[] {
  const text = COMMENTS.reduce((rest, [from, to]) => without(rest, from, to), raw);
  const closers = backtickPairs(text);
  const pieces: Piece[] = [];
  const say = (said: string) => pieces.push({ kind: "text", text: said });
  let strong = false;
  let broken = 0;
  for (let at = 0; at < text.length; ) {
    const run = sticky(RUN, text, at)?.[0];
    if (run !== undefined) {
      say(unescaped(run));
      at += run.length;
      continue;
    }
    const closer = closers.get(at);
    const tag = text[at] === "<" && broken < MOST_BROKEN_TAGS ? tagAt(text, at) : null;
    if (text[at] === "<" && tag === null) broken++;
    const destination = text[at] === "]" ? sticky(DESTINATION, text, at)?.[0] : undefined;
    if (closer !== undefined) {
      pieces.push(open("code"), { kind: "text", text: text.slice(at + closer.length, closer.at) }, close("code"));
      at = closer.at + closer.length;
    } else if (tag !== null) {
      if (tag.kind !== "close") pieces.push(open(tag.name, tag.attributes));
      if (tag.kind !== "open") pieces.push(close(tag.name));
      at = tag.end;
    } else if (destination !== undefined) {
      pieces.push(open("a"), close("a"));
      at += destination.length;
    } else if (text.startsWith("**", at)) {
      pieces.push(strong ? close("strong") : open("strong"));
      strong = !strong;
      at += 2;
    } else if (text[at] === "\\") {
      say(text[at + 1] ?? "");
      at += 2;
    } else {
      // An underscore inside a word is part of a name; at its edge it is emphasis, like every asterisk.
      if (text[at] !== "_" || (/\w/.test(text[at - 1] ?? "") && /\w/.test(text[at + 1] ?? "")))
        say(text[at] === "*" ? "" : (text[at] ?? ""));
      at++;
    }
  }
  if (strong) pieces.push(close("strong"));
  return pieces;
}

/** A run of backticks. */
interface Backticks {
  readonly length: number;
  readonly at: number;
}

/** For each run of backticks that begins a code span: the run that ends it. */
function backtickPairs(text: string): ReadonlyMap<number, Backticks> {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ length: run.length, at: index }));
  const later = new Map<number, Backticks>();
  const closers = new Map<number, Backticks>();
  for (const run of runs.toReversed()) {
    const closer = later.get(run.length);
    if (closer !== undefined) closers.set(run.at, closer);
    later.set(run.length, run);
  }
  let inside = -1;
  for (const { at } of runs) {
    if (at <= inside) closers.delete(at);
    else inside = closers.get(at)?.at ?? inside;
  }
  return closers;
}

/** Text without everything between two marks; a beginning without an end is text. */
function without(text: string, from: string, to: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = text.indexOf(from); start !== -1; start = text.indexOf(from, at)) {
    const end = text.indexOf(to, start + from.length);
    if (end === -1) break;
    kept.push(text.slice(at, start), " ");
    at = end + to.length;
  }
  return kept.join("") + text.slice(at);
}
