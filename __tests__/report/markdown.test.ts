import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import {
  cell,
  inert,
  MAX_CELL_CHARACTERS,
  MAX_PARAGRAPH_CHARACTERS,
  paragraph,
  printable,
} from "../../src/report/inert-text.ts";
import { commandLines, details, table } from "../../src/report/markdown.ts";
import { anyCharacter } from "../text/any-character.ts";
import { HOSTILE_LABELS } from "./evidence-examples.ts";

/** Undoes character references and the breaks in mentions, as a browser would show the text. */
const rendered = (markdown: string) =>
  markdown.replaceAll("<wbr>", "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

/** What a page shows of Markdown that is one fenced block and nothing else. */
const blocks = (markdown: string) =>
  new MarkdownIt({ html: true }).parse(markdown, {}).map(({ type, content }) => (type === "fence" ? content : type));

const visibleLine = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");

const hostile = fc.oneof(fc.constantFrom(...HOSTILE_LABELS), fc.string({ unit: anyCharacter }));

describe("the escaper", () => {
  it("leaves nothing that could start markup, a table border, a mention or a workflow command", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = inert(text)
          .replaceAll("<wbr>", "")
          .replace(/&#\d+;/g, "");
        expect(safe).not.toMatch(/[&<>|`\\*[\]~#@$\p{Cc}\p{Cf}]|::|:\/\/|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/u);
        expect(inert(text)).not.toMatch(/::|##\[/);
      }),
    );
  });

  it("shows the same text, apart from invisible characters", () => {
    fc.assert(fc.property(hostile, (text) => expect(rendered(inert(text)).trim()).toBe(printable(text))));
  });

  it("breaks mentions and issue numbers without changing what is copied", () => {
    expect(inert("@team #12")).toBe("&#64;<wbr>team &#35;<wbr>12");
  });

  it("leaves ordinary words, dates and model names readable in the source", () => {
    for (const text of ["chat 200 at 10:11, vendor/model-1:free", "change_id", "error-path:responses:missing-field"])
      expect([inert(text), cell(text)]).toEqual([text, text]);
  });
});

describe("cells and paragraphs", () => {
  it.each([
    ["Tell @team-llm (change owner) in #release-llm.", "Tell `@team-llm` (change owner) in `#release-llm`."],
    [
      "at http://127.0.0.1:4100/v1, not https://a.example:1/",
      "at `http://127.0.0.1:4100/v1`, not `https://a.example:1/`",
    ],
    ["error-path:responses:unknown-model: 2", "`error-path:responses:unknown-model`: 2"],
    ["(www.a.example) :tada: GH-2; #1", "(`www.a.example`) `:tada:` `GH-2`; `#1`"],
  ])("show what GitHub would act on as code: %s", (text, shown) => {
    expect([paragraph(text), cell(text)]).toEqual([shown, shown]);
  });

  it.each(["`@team`", "a|@team", "##[error]x", "::error::x"])("escape what no code can hold: %s", (text) => {
    expect([paragraph(text), cell(text)]).toEqual([inert(text), inert(text)]);
  });

  it("cut long text visibly, and never inside a character", () => {
    expect(cell("😀".repeat(MAX_CELL_CHARACTERS + 1))).toBe(`${"😀".repeat(MAX_CELL_CHARACTERS)}…`);
    expect(cell("x".repeat(MAX_CELL_CHARACTERS))).not.toContain("…");
    expect(paragraph("x".repeat(MAX_PARAGRAPH_CHARACTERS + 1))).toHaveLength(MAX_PARAGRAPH_CHARACTERS + 1);
  });

  it("keep plain https addresses links, and nothing else", () => {
    expect(cell("https://grafana.example/d/llm_2")).toBe("<https://grafana.example/d/llm_2>");
    expect(paragraph("Ask: https://a.example/b c")).toBe("Ask: <https://a.example/b> c");
    for (const text of [
      "http://a.example",
      "https://a.example/<b>",
      "https://a.example/|",
      "javascript:alert(1)",
      "https://a.example:443/",
      `https://a.example/${"x".repeat(MAX_CELL_CHARACTERS)}`,
    ]) {
      expect(cell(text)).not.toMatch(/<(?!wbr>)/);
    }
  });
});

describe("tables", () => {
  it("have the same number of cells in every row, whatever the cells say", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, hostile), { maxLength: 5 }), (rows) => {
        const lines = table(["one", "two", "three"], rows).split("\n");
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) expect(line.match(/\|/g)).toHaveLength(4);
      }),
    );
  });
});

describe("links", () => {
  it("lead to the one page that they name, whatever they show and whatever stands in the address", () => {
    fc.assert(
      fc.property(hostile, hostile, (text, path) => {
        const markdown = table(["one", "two"], [[{ text: `x${text}`, url: `https://host.example/${path}` }, text]]);
        expect(markdown.split("\n").map((line) => line.match(/\|/g)?.length)).toEqual([3, 3, 3]);
        const inline = new MarkdownIt({ html: true }).parseInline(
          cell({ text: `x${text}`, url: `https://host.example/${path}` }),
          {},
        );
        const links = inline.flatMap(({ children }) => children ?? []).filter(({ type }) => type === "link_open");
        expect(links.map((link) => String(link.attrGet("href")).startsWith("https://host.example/"))).toEqual([true]);
      }),
    );
  });
});

describe("folds and commands", () => {
  it("cannot be left by what they hold", () => {
    for (const label of HOSTILE_LABELS) {
      expect(details(label, "body").match(/<\/?(details|summary)>/g)).toHaveLength(4);
      const shown = commandLines([label, "next"]);
      expect(blocks(shown)).toEqual(shown.startsWith("<pre>") ? ["html_block"] : [`${visibleLine(label)}\nnext\n`]);
      expect(shown).not.toMatch(/^\s*::|##\[|<(?!\/?pre>|wbr>)/m);
    }
  });

  it("leave a command as it is to be typed, in the page and in the file", () => {
    for (const host of ["host.example:8443", "[2001:db8::1]:8443"]) {
      const command = ["npx gate \\", `  --base-url 'https://${host}/v1?a=b&c=d' --probes 'chat,a_b' --name std::x`];
      const markdown = commandLines(command);
      expect(markdown.split("\n").slice(1, -1)).toEqual(command);
      expect(blocks(markdown)).toEqual([`${command.join("\n")}\n`]);
    }
  });
});
