/** What is looked for in bytes is what a search in text would find. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { anchorScan } from "../../src/logs/anchors.ts";
import { finderOf } from "../../src/logs/needles.ts";
import { secretFinder } from "../../src/logs/secrets.ts";
import { KEY } from "./checking.ts";

const word = fc.string({ unit: fc.constantFrom(..."abAB1-"), minLength: 1, maxLength: 6 });

describe("a finder of several texts", () => {
  it("finds the first of them, in whichever case, wherever it stands", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abAB1- \n"), maxLength: 300 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), text, (words, content) => {
        const bytes = Buffer.from(content);
        const expected = Math.min(
          ...words.map((each) => content.toLowerCase().indexOf(each.toLowerCase())).map((at) => (at < 0 ? 1e9 : at)),
        );
        expect(finderOf(words).next(bytes, 0, bytes.length)).toBe(expected === 1e9 ? -1 : expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds short and long ones far behind one another", () => {
    const long = "0123456789abcdef".repeat(10);
    const finder = finderOf([long, "77"]);
    for (const gap of [10, 4_000, 4_416, 9_000, 40_000]) {
      const bytes = Buffer.from(`${"x".repeat(gap)}${long}${"y".repeat(gap)}77`);
      expect([finder.next(bytes, 0, bytes.length), finder.which()]).toEqual([gap, 0]);
      expect([finder.next(bytes, gap + 1, bytes.length), finder.which()]).toEqual([bytes.length - 2, 1]);
      expect(finder.next(bytes, bytes.length - 1, bytes.length)).toBe(-1);
    }
  });

  it("looks at nothing beyond the end", () => {
    const bytes = Buffer.from("xxabcd");
    expect(finderOf(["abcd"]).next(bytes, 0, 5)).toBe(-1);
    expect(finderOf(["abcd"]).next(bytes, 0, 6)).toBe(2);
    expect(finderOf([]).next(bytes, 0, 6)).toBe(-1);
  });
});

describe("a finder of secrets in bytes", () => {
  const finds = (text: string, secrets: readonly string[] = [KEY]) => {
    const bytes = Buffer.from(text);
    return secretFinder(secrets)(bytes, 0, bytes.length);
  };
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const ENCODINGS: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => JSON.stringify({ log: JSON.stringify({ text }) }),
    (text) => base64(`x${text}`),
    (text) => base64(`xy${text}`).replace(/.{20}/g, "$&\n"),
    (text) => encodeURIComponent(base64(text)),
    (text) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(""),
    (text) => [...text].map((sign) => `&#${sign.charCodeAt(0)};`).join(""),
    (text) => [...text].map((sign) => `&#x${sign.charCodeAt(0).toString(16)};`).join(""),
    (text) => [...text].map((sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join(""),
    (text) => [...text].map((sign) => `\\\\x${sign.charCodeAt(0).toString(16)}`).join(""),
    (text) => [...text].join("\u200b"),
    (text) => [...text].join("\0"),
    (text) => `${text.slice(0, 9)}\u001b[31m${text.slice(9)}\u001b[0m`,
    (text) => text.toUpperCase(),
    (text) => JSON.stringify(Buffer.from(text)),
    (text) => JSON.stringify(new Uint8Array(Buffer.from(text))),
    (text) => `[${[...Buffer.from(text)].join(" ")}]`,
    (text) => `0x${[...Buffer.from(text)].map((byte) => byte.toString(16)).join(", 0x")}`,
    (text) => [...Buffer.from(text)].map((byte) => byte.toString(16).toUpperCase()).join(":"),
    (text) => [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""),
  ];

  it("finds what a redactor finds, whatever stands around it", () => {
    const secret = fc.string({ unit: fc.constantFrom(..."aZ09-_+/=.~"), minLength: 16, maxLength: 40 });
    const around = fc.string({ unit: fc.constantFrom(...'a1 \n"{}:%\\&#;ü'), maxLength: 40 });
    fc.assert(
      fc.property(secret, around, around, fc.constantFrom(...ENCODINGS), (value, before, after, encoded) => {
        // The full stop ends an escape that was only begun: without white space it would swallow what follows.
        const text = `${before}.\n${encoded(value)}\n${after}`;
        fc.pre(createRedactor([value]).exposes(text));
        expect(finds(text, [value])).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds nothing in what is like it", () => {
    for (const encoded of ENCODINGS) {
      expect(finds(encoded(KEY))).toBe(true);
      expect(finds(encoded(KEY.replace("9", "8")))).toBe(false);
      expect(finds(encoded(KEY.slice(1)))).toBe(false);
    }
    expect(finds("a short secret", ["a short secret"])).toBe(false);
  });
});

describe("a scan for words", () => {
  it("finds each wherever it begins, though its letters are those of another in another case", () => {
    const found: string[] = [];
    const words = [
      { word: "ops_eyJ", exact: true as const, kind: "exact" },
      { word: "eyJ", kind: "any" },
      { word: "sk-", kind: "short" },
      { word: "csk-", kind: "long" },
    ];
    const bytes = Buffer.from("ops_eyJ OPS_EYJ csk-");
    anchorScan(words)(bytes, 0, bytes.length, (at, kind) => found.push(`${at} ${kind}`));
    expect(found.sort()).toEqual(["0 exact", "12 any", "16 long", "17 short", "4 any"]);
  });
});
