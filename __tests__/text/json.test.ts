import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { endsWithinJson, exceededBound } from "../../src/text/json.ts";

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

describe("a JSON text", () => {
  it.each([
    [null, "[[]]"],
    ["levels", "[[["],
    ["levels", '{"a":{"b":{}}}'],
    [null, '["[[[", "\\"[[["]'],
    [null, "[[],[],[]]"],
    [null, "[1,2,3,4,5,6]"],
    ["entries", "[1,2,3,4,5,6,7]"],
    ["entries", "[[1,2,3],[4,5]]"],
    [null, '["1,2,3,4,5,6,7","\\",[,,,,,,,,"]'],
    [null, '{"a":1,"b":{"c:d":2}}'],
    ["entries", '["\\\\",1,2,3,4,5,6,7]'],
    [null, '["\\\\\\",[,,,,,,,,"]'],
    [null, '["[,,,,,,,,'],
    ["members", '{"a":1,"b":{"c":2,"d":3}}'],
    ["members", '[{"a":1},{"a":1},{"a":1},{"a":1}]'],
  ])("exceeds two levels, six entries or three members by its %s: %s", (bound, text) => {
    expect(exceededBound({ levels: 2, entries: 6, members: 3 }, text)).toBe(bound);
  });
});
