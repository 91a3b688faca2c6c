/** Foreign text in a page, as an engine of GitHub-flavoured Markdown reads it: text, and nothing else. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { cell, inert, paragraph } from "../../src/report/inert-text.ts";
import { table } from "../../src/report/markdown.ts";
import { anyCharacter } from "../text/any-character.ts";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const read = (markdown: string): Node =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;

function nodesIn(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** Kinds of nodes; the element that only allows a line to break is the gate's own. */
function kindsIn(markdown: string): ReadonlySet<string> {
  return new Set(nodesIn(read(markdown)).map(({ type, value }) => (value === "<wbr>" ? "break in a word" : type)));
}

/** What GitHub reads in the text that is left, each node by itself. */
const GITHUB = /www\.|https?:\/\/|@\w|#\d|\bGH-\d|:[a-z+][\w+-]*:/i;

const HOSTILE = [
  ...["www.evil.example", "GH-2", "gh-17", "owner/repo#1", "#1", "@octocat", "@org/team", "a@b.example"],
  ...[
    "0123abc",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
    "owner/repo@0123abc",
    ":tada:",
    ":+1:",
    ":100:",
    "::error::x",
  ],
  ...["http://evil.example", "<https://evil.example>", "<a@b.example>", "[a](https://evil.example)", "![a](b)", "[^1]"],
  ...["[^1]: note", "[a]: b", "<b>x</b>", "<!-- x -->", "<img src=x>", "**a**", "_a_", "~~a~~", "`a`", "$a$", "a | b"],
  ...[
    "&lt;b&gt;",
    "&#35;1",
    "\\#1",
    "- [ ] a",
    "- a",
    "1. a",
    "# a",
    "> a",
    "---",
    "+ a",
    "    a",
    "mailto:a@b.example",
  ],
];
const texts = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: anyCharacter, maxLength: 8 })), { maxLength: 6 })
    .map((parts) => parts.join(" ")),
  fc.array(fc.constantFrom(...HOSTILE, "a", "."), { maxLength: 4 }).map((parts) => parts.join("")),
);

/** Before it stands what a page has there; a heading or a list may begin only where a line does. */
const PLAIN = ["root", "paragraph", "text", "break in a word"];

describe("foreign text on a line of a page", () => {
  it.each(HOSTILE)("%s is text", (text) => {
    const markdown = `Gate for ${inert(text)}`;
    expect([...kindsIn(markdown)].filter((kind) => !PLAIN.includes(kind))).toEqual([]);
    expect(nodesIn(read(markdown)).filter(({ type, value = "" }) => type === "text" && GITHUB.test(value))).toEqual([]);
  });

  it.each(HOSTILE.filter((text) => !/(^|\s)https:/.test(text)))("%s is text or code in a sentence", (text) => {
    const markdown = `Gate for ${paragraph(text)}`;
    expect([...kindsIn(markdown)].filter((kind) => ![...PLAIN, "inlineCode"].includes(kind))).toEqual([]);
    expect(nodesIn(read(markdown)).filter(({ type, value = "" }) => type === "text" && GITHUB.test(value))).toEqual([]);
  });

  it("is text, whatever it is, and in a sentence text or code", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([...kindsIn(`Gate for ${inert(text)}`)].filter((kind) => !PLAIN.includes(kind))).toEqual([]);
        fc.pre(!/(^|\s)https:/.test(text));
        const sentence = nodesIn(read(`Gate for ${paragraph(text)}`));
        expect(
          sentence.filter(({ type, value }) => ![...PLAIN, "inlineCode"].includes(type) && value !== "<wbr>"),
        ).toEqual([]);
        expect(sentence.filter(({ type, value = "" }) => type === "text" && GITHUB.test(value))).toEqual([]);
      }),
    );
  });

  it("is text in a cell of a table, which keeps its columns", () => {
    fc.assert(
      fc.property(texts, (text) => {
        // A plain https address stays a link, by itself: the report's own sentences have them.
        fc.pre(!/(^|\s)https:/.test(text));
        const markdown = table(["Field", "Value"], [["name", text]]);
        const kinds = [...kindsIn(markdown)].filter((kind) => ![...PLAIN, "inlineCode"].includes(kind));
        expect(kinds.toSorted()).toEqual(["table", "tableCell", "tableRow"]);
        expect(nodesIn(read(markdown)).filter(({ type }) => type === "tableCell")).toHaveLength(4);
      }),
    );
  });

  it("a time of day needs no escape", () => {
    expect(cell("started 2026-11-29T00:25:20Z")).toBe("started 2026-11-29T00:25:20Z");
  });
});
