import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { looksSecret } from "../../src/text/key-shapes.ts";
import { nearest } from "../../src/text/nearest.ts";
import { oneLine } from "../../src/text/one-line.ts";
import { isPlaceholder } from "../../src/text/placeholder.ts";
import { shown } from "../../src/text/shown.ts";
import { anyCharacter } from "./any-character.ts";

describe("wording", () => {
  it("puts any text on one printable line of at most 300 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 600 }), (text) =>
        /^[^\p{Cc}\p{Cf}]{0,300}$/u.test(oneLine(text)),
      ),
    );
  });

  it.each([
    ["short", '"short"'],
    ["sk-1", "a text of 4 characters"],
    ["abcdefghij0123456789", "a text of 20 characters"],
    ["a ".repeat(30), "a text of 60 characters"],
    ["a\nb", '"a b"'],
  ])("repeats %j as %s", (value, expected) => {
    expect(shown(value)).toBe(expected);
  });

  it.each([
    ["trigers", "triggers"],
    ["TRIGGERS", "triggers"],
    ["readyness", "readiness"],
    ["zebra", null],
  ])("suggests for %s: %s", (word, expected) => {
    expect(nearest(word, ["triggers", "readiness", "probes"])).toBe(expected);
  });

  it("takes swapped letters for the likelier mistake than a missing one", () => {
    expect(nearest("modle", ["mode", "model"])).toBe("model");
  });

  it.each(["<MODEL>", "REPLACE_WITH_X", "YOUR_KEY", "TODO", "changeme", "$MODEL", "{{ model }}", "xxx"])(
    "knows the placeholder %s",
    (text) => {
      expect(isPlaceholder(text)).toBe(true);
    },
  );

  it.each(["gpt-5", "enterprise-model", "yourmodel", "xx", "replacement"])("takes %s for a value", (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe("what may be a credential", () => {
  it.each([
    "sk-1",
    "abcdefghij0123456789",
    "AbCdEfGhIjKlMnOpQrSt",
    "Bearer ghp_0123456789abcdefghij",
    "0123456789abcdef0123",
  ])("includes %s", (text) => {
    expect(looksSecret(text)).toBe(true);
  });

  it.each(["x-portkey-virtual-key-name", "REPLACE_WITH_APPROVED_MODEL", "gpt-5.4-mini", "task-force"])(
    "does not include %s",
    (text) => {
      expect(looksSecret(text)).toBe(false);
    },
  );
});
