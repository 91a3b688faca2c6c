import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { endsWithinJson, nestsDeeper } from "../../src/text/json.ts";

it("finds the end of a JSON object or list, wherever it was cut, and only there", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
      fc.nat(),
      (value, at) => {
        const text = JSON.stringify(value);
        expect(endsWithinJson(text)).toBe(false);
        expect(endsWithinJson(text.slice(0, 1 + (at % Math.max(1, text.length - 1))))).toBe(true);
      },
    ),
  );
});

it.each(["", "OK", '"a', "<html>[", '{"a":1,}', '{"a" "b"}'])("%s does not end within one", (text) => {
  expect(endsWithinJson(text)).toBe(false);
});

describe("brackets of a JSON text", () => {
  it.each([
    [false, "[[]]"],
    [true, "[[["],
    [true, '{"a":{"b":{}}}'],
    [false, '["[[[", "\\"[[["]'],
    [false, "[[],[],[]]"],
  ])("nest deeper than two levels: %s for %s", (deeper, text) => {
    expect(nestsDeeper(2, text)).toBe(deeper);
  });
});
