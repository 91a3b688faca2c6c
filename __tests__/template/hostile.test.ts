import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { familyOf } from "../../src/contracts/template-family.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { LARGEST_TEMPLATE, TEMPLATE_BOUNDS, templateDigest } from "../../src/evidence/request-template.ts";
import { FAMILIES } from "../../src/evidence/vocabulary.ts";
import { anyCharacter } from "../text/any-character.ts";
import { findingsOf, GOOD, rulesOf } from "./checking.ts";

const GOOD_TEXT = JSON.stringify(GOOD.responses, null, 2);

describe("what is not JSON", () => {
  it.each<[string, string, readonly string[]]>([
    ["nothing", " \n", ["not-json 1:1"]],
    ["a comment", '{"model":"some-model",// why\n"input":"hi"}', ["not-json 1:23"]],
    ["a block comment", '{"model":"some-model",\n/* why */"input":"hi"}', ["not-json 2:1"]],
    [
      "a trailing comma",
      '{"model":"some-model",\n"input":["hi",],}',
      ["not-json 2:14", "not-json 2:16", "wrong-type 2:10"],
    ],
    ["a missing comma", '{"model":"some-model"\n"input":"hi"}', ["not-json 2:1"]],
    ["an open bracket", '{"model":"some-model","input":["hi"', ["not-json 1:32"]],
    ["something behind the end", '{"model":"some-model","input":"hi"} x', ["not-json 1:37"]],
    ["NaN", '{"model":"some-model","input":"hi","top_p":NaN}', ["not-json 1:44"]],
    ["a line break inside a text", '{"model":"some-model","input":"h\ni"}', ["not-json 1:33"]],
    ["a byte-order mark", `\uFEFF${GOOD_TEXT}`, ["(not-json 1:1)"]],
    ["a program", "process.exit(1)", ["not-json 1:1"]],
  ])("%s", async (_, text, expected) => {
    expect([...(await rulesOf(text))].sort()).toEqual([...expected].sort());
  });

  it("hides nothing else that can still be read", async () => {
    expect(await rulesOf('\uFEFF{"model":"some-model", // why\r\n"input":"hi",\r\n"max_tokens":1,}')).toEqual([
      "not-json 1:24",
      "other-family 3:1",
      "not-json 3:15",
      "(not-json 1:1)",
    ]);
  });

  it("and line ends of every kind give the same places", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      expect(await rulesOf(`{${end}  "input": "hi",${end}  "model": "some-model",${end}  "n": 1${end}}`)).toEqual([
        "other-family 4:3",
      ]);
  });
});

describe("what is too much", () => {
  it("10 MB end in one finding, at once", async () => {
    const text = `{"input":"${"a".repeat(10_000_000)}"}`;
    const started = performance.now();
    expect(await rulesOf(text)).toEqual(["too-large 1:1"]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([TEMPLATE_BOUNDS.levels * 2, 100_000])("%i levels do not overflow", async (levels) => {
    const text = `{"model":"some-model","input":"hi","metadata":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(await rulesOf(text)).toEqual([`too-large 1:${46 + TEMPLATE_BOUNDS.levels}`]);
    expect(templateDigest(text)).toMatch(/^sha256:/);
  });

  it.each([
    ["members", `{"input":"hi",${'"k":1,'.repeat(TEMPLATE_BOUNDS.members)}"l":1}`],
    ["entries", `{"input":[${"1,".repeat(TEMPLATE_BOUNDS.entries)}1]}`],
  ])("too many %s end in one finding, and are not parsed for a digest either", async (_, text) => {
    expect(await rulesOf(text)).toEqual(["too-large 1:1"]);
    expect(templateDigest(text)).toBe(digestOf(text));
    expect(templateDigest(`{ "a": "${"b".repeat(LARGEST_TEMPLATE)}" }`)).not.toBe(
      templateDigest(`{"a":"${"b".repeat(LARGEST_TEMPLATE)}"}`),
    );
  });

  it.each([
    ["@", "a@".repeat(LARGEST_TEMPLATE / 2 - 40)],
    ["digits", "1 ".repeat(LARGEST_TEMPLATE / 2 - 40)],
    ["plus signs", "+1".repeat(LARGEST_TEMPLATE / 2 - 40)],
    ["dashes", "sk-".repeat(LARGEST_TEMPLATE / 3 - 40)],
    ["letters", "A".repeat(LARGEST_TEMPLATE - 80)],
    ["quotes", '\\"'.repeat(LARGEST_TEMPLATE / 2 - 40)],
  ])("a megabyte of %s is read in seconds", async (_, filler) => {
    const started = performance.now();
    await findingsOf(`{"model":"some-model","input":"${filler}"}`);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe("whatever is in the file", () => {
  const fits = (findings: unknown) =>
    EvidenceSchema.shape.checks.safeParse([{ id: "template", result: "fail", findings }]).success;

  it("arbitrary JSON never throws, and every finding fits the evidence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), fc.constantFrom(...FAMILIES, null), async (text, family) => {
        expect(fits(await findingsOf(text, { family }))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("nor do arbitrary bodies of documented fields, nor arbitrary texts", async () => {
    const names = FAMILIES.flatMap((family) => Object.keys(GOOD[family])).concat(
      "stream",
      "stream_options",
      "n",
      "__proto__",
    );
    const body = fc
      .dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 }))
      .map((value) => JSON.stringify(value));
    const broken = fc
      .tuple(body, fc.nat(), fc.string())
      .map(([text, at, more]) => text.slice(0, at % (text.length + 1)) + more);
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, broken, fc.string({ unit: anyCharacter })), async (text) => {
        expect(fits(await findingsOf(text))).toBe(true);
        familyOf(text);
        expect(templateDigest(text)).toMatch(/^sha256:[0-9a-f]{64}$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the family", () => {
  it.each([
    ['{"messages":[]}', "chat-completions"],
    ['{"input":""}', "responses"],
    ['{"messages":[],"input":"","instructions":"","max_output_tokens":16}', "responses"],
    ['{"messages":[],"input":""}', null],
    ["{}", null],
    ['{"metadata":{"input":1},"messages":[]}', "chat-completions"],
    ['{"input": "hi", // not JSON', "responses"],
    ['{"max_tokens":9,"messages":[],"system":""}', "messages"],
    ['{"max_tokens":9,"messages":[],"stop_sequences":[]}', "messages"],
    ['{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}', "messages"],
    ['{"messages":[],"tools":[{"name":"n","input_schema":{}}]}', "messages"],
    ['{"max_tokens":9,"messages":[],"top_k":1,"thinking":{"type":"disabled"}}', "chat-completions"],
    ['{"messages":[{"role":"system","content":"\\"system\\": x"}],"response_format":{}}', "chat-completions"],
    ['{"input":[{"role":"user","content":"a"}]}', "responses"],
    ['{"input":"a","dimensions":256}', "embeddings"],
    ['{"input":["a","b"]}', "embeddings"],
    ['{"input":[[1,2],[3]],"user":"a"}', "embeddings"],
    ['{"input":["a"],"instructions":"b","reasoning":{}}', "responses"],
  ])("of %s is %s", (text, family) => {
    expect(familyOf(text)).toBe(family);
  });

  it("of a body that may be either is the one that is asked", () => {
    const either = '{"max_tokens":9,"messages":[]}';
    expect([familyOf(either), familyOf(either, ["messages"])]).toEqual(["chat-completions", "messages"]);
    expect(familyOf(either, ["chat-completions", "messages"])).toBe("chat-completions");
    expect(familyOf('{"messages":[],"response_format":{}}', ["messages"])).toBe("chat-completions");
  });
});
