import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson, digestOf } from "../../src/evidence/digest.ts";

describe("canonical JSON", () => {
  it.each<[string, unknown, string]>([
    ["keys in order, at every level", { b: [{ d: 1, c: 2 }], a: null }, '{"a":null,"b":[{"c":2,"d":1}]}'],
    // As a request template has them in logit_bias; records of earlier versions have digests of this order.
    [
      "keys that are numbers by their number, before all others",
      { x: 1, 1234: 2, 50256: 3, 9: 4 },
      '{"9":4,"1234":2,"50256":3,"x":1}',
    ],
    [
      "a key that means something to the language",
      JSON.parse('{"b":1,"__proto__":{"a":2}}'),
      '{"__proto__":{"a":2},"b":1}',
    ],
    ["nothing where there is no value", { a: undefined, b: [undefined] }, '{"b":[null]}'],
    ["a value that is no object", "\u0001\u2028", '"\\u0001\u2028"'],
  ])("has %s", (_what, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("is one text, and so one digest, for equal values", () => {
    expect(digestOf({ a: 1, b: { c: 2, d: 3 } })).toBe(digestOf({ b: { d: 3, c: 2 }, a: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: "1" }));
  });

  it("is what the digest is of, whatever the value", () => {
    const member = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(member), fc.dictionary(fc.string(), fc.array(member))), (value) => {
        const text = createHash("sha256").update(canonicalJson(value)).digest("hex");
        expect(digestOf(value)).toBe(`sha256:${text}`);
      }),
    );
    expect(digestOf({ b: { x: 1, 1234: undefined, 9: [undefined] }, 7: [[], {}] })).toBe(
      `sha256:${createHash("sha256").update('{"7":[[],{}],"b":{"9":[null],"x":1}}').digest("hex")}`,
    );
  });
});
