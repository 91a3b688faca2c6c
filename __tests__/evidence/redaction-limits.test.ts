/** The limits of redaction, each from both sides. */
import { describe, expect, it } from "@jest/globals";
import { createRedactor, maskedForms } from "../../src/evidence/redaction.ts";

const KEY = "sk-Ab3_dEf-9hIjKlMnOpQrStUv";
/** Characters that neither repeat nor need an escape. */
const letters = (count: number) => "abcdefghijklmnopqrstuvwxyz0123456789".slice(0, count);

describe("a piece of a secret", () => {
  const { shares } = createRedactor([KEY]);

  it.each([0, 5, KEY.length - 10])("of ten characters must not be kept, from character %i on", (from) => {
    expect(shares(`x ${KEY.slice(from, from + 10)} x`)).toBe(true);
  });

  it.each([0, 5, KEY.length - 9])("of nine characters may be an accident, from character %i on", (from) => {
    expect(shares(`x ${KEY.slice(from, from + 9)} x`)).toBe(false);
  });

  it("is no piece of a short secret, which is too common to be looked for", () => {
    expect(createRedactor([letters(15)]).shares(letters(15))).toBe(false);
    expect(createRedactor([letters(16)]).shares(letters(16))).toBe(true);
  });

  it("is looked for in every secret", () => {
    expect(createRedactor(["another-secret-of-the-run", KEY]).shares(KEY)).toBe(true);
    expect(createRedactor([]).shares(KEY)).toBe(false);
  });
});

describe("a secret is looked for", () => {
  it.each([
    [15, false],
    [16, true],
  ])("with %i characters: %s", (count, found) => {
    const secret = letters(count);
    expect(createRedactor([secret]).exposes(`x${secret}x`)).toBe(found);
    expect(createRedactor([KEY, secret]).exposes(`x${secret}x`)).toBe(found);
    expect(maskedForms(secret).length > 1).toBe(found);
  });

  it.each([
    [15, false],
    [16, true],
  ])("without its spaces where %i characters are left: %s", (count, found) => {
    const secret = `${letters(count)} !`.replace("c", "c ");
    const text = Buffer.from(secret.replaceAll(" ", ""), "utf16le").toString("utf8");
    expect(createRedactor([secret]).exposes(text)).toBe(count + 1 >= 16);
    const bare = letters(count).replace("c", "c ");
    expect(createRedactor([bare]).exposes(letters(count))).toBe(found);
  });

  it("in any case, however long it is", () => {
    const secret = "k".repeat(20_000);
    expect(createRedactor([secret]).exposes(secret.toUpperCase())).toBe(true);
  });
});

describe("a secret is replaced in our own text", () => {
  it.each([
    [7, false],
    [8, true],
  ])("with %i characters: %s", (count, replaced) => {
    const secret = letters(count);
    expect(createRedactor([secret]).redact(`a ${secret} b`)).toBe(replaced ? "a *** b" : `a ${secret} b`);
  });

  it.each([
    ["percent-encoded", (secret: string) => encodeURIComponent(secret)],
    ["hex", (secret: string) => Buffer.from(secret).toString("hex")],
    ["HEX", (secret: string) => Buffer.from(secret).toString("hex").toUpperCase()],
  ])("%s, and nothing around it", (_how, encode) => {
    const secret = "a b/c+d=e-0123456789";
    expect(createRedactor([secret]).redact(`<${encode(secret)}>`)).toBe("<***>");
  });

  it("without the spaces that a pipeline took out of it", () => {
    expect(createRedactor(["Bearer 0123456789abcdef"]).redact("<Bearer0123456789abcdef>")).toBe("<***>");
  });
});

describe("base64 of what holds a secret", () => {
  // The characters that the secret determines alone, by its place in a 3-byte group.
  const secret = "0123456789abcdef>?>?";
  const around = (place: number, before: string, after: string) =>
    Buffer.from(`${before.repeat(place)}${secret}${after}`).toString("base64");

  it.each([0, 1, 2])("is found at place %i of a group, whatever stands around it", (place) => {
    for (const before of ["\u0000", "p", "~"])
      for (const after of ["", "\u0000", "~after"]) {
        const text = around(place, before, after);
        expect(createRedactor([secret]).exposes(text)).toBe(true);
        expect(createRedactor([secret]).exposes(text.replaceAll("+", "-").replaceAll("/", "_"))).toBe(true);
      }
  });

  it.each([0, 1, 2])("at place %i is replaced as far as the secret alone determines it", (place) => {
    const left = createRedactor([secret]).redact(around(place, "~", "~"));
    expect(left).toMatch(/^[^*]*\*\*\*[^*]*$/);
    // Shared with what stands in front, and with what follows.
    const shared = { 0: [0, 4], 1: [2, 2], 2: [3, 4] }[place] ?? [];
    const [front = "", back = ""] = left.split("***");
    expect([front.length, back.length]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(front.length).toBe(shared[0]);
  });

  it("is masked in the form of each place", () => {
    const forms = maskedForms(secret);
    for (const place of [0, 1, 2])
      expect(forms.some((form) => form.length >= 24 && around(place, "~", "~").includes(form))).toBe(true);
    expect(forms).toEqual(expect.arrayContaining([secret, encodeURIComponent(secret)]));
    expect(forms).toContain(Buffer.from(secret).toString("hex"));
    expect(forms).toContain(Buffer.from(secret).toString("base64url"));
    expect(Buffer.from(secret).toString("base64")).toMatch(/=$/);
    expect(forms).toContain(Buffer.from(secret).toString("base64"));
  });
});

describe("escapes that hide a secret", () => {
  const secret = "ab<cd>ef_gh*ij:/kl-mn";
  const { exposes } = createRedactor([secret]);

  it.each([
    ["one reference, decimal", secret.replace("<", "&#60;"), true],
    ["one reference, hexadecimal", secret.replace("<", "&#x3C;"), true],
    ["a reference of seven digits", secret.replace("<", "&#0000060;"), true],
    ["a reference with many zeros, which browsers read", secret.replace("<", "&#000000000000060;"), true],
    ["a reference without its semicolon", secret.replace("<", "&#60"), true],
    ["a hexadecimal one without its semicolon", secret.replace("<c", "&#x3cc").replace("&#x3cc", "&#x3c;c"), true],
    [
      "a name",
      secret.replace("<", "&lt;").replace("_", "&lowbar;").replace("/", "&sol;").replace(":", "&colon;"),
      true,
    ],
    ["a name without its semicolon", secret.replace("<", "&lt").replace(">", "&GT"), true],
    ["a name that HTML does not have", secret.replace("<", "&less;"), false],
    ["a hexadecimal reference of six digits", secret.replace("<", "&#x00003c;"), true],
    ["a hexadecimal reference with many zeros", secret.replace("<", "&#x0000000000003c;"), true],
    ["a reference beyond Unicode, which shows nothing", secret.replace("<", "<&#1114112;"), true],
    ["the last one of Unicode", secret.replace("<", "<&#1114111;"), false],
    ["the element that breaks a word", secret.replace("<", "&#60;<wbr>"), true],
    ["one percent sign", secret.replace("<", "%3c"), true],
    ["one JSON escape", secret.replace("<", "\\u003C"), true],
    ["one byte escape", secret.replace("<", "\\x3C"), true],
    ["an escaped slash", secret.replace("/", "\\/"), true],
    ["an escaped line break", secret.replace("/", "\\n/"), true],
    ["an escaped tabulator and return", secret.replace("/", "\\t\\r/"), true],
    ["a letter behind a backslash, which is another text", secret.replace("m", "\\q"), false],
    ["a backslash in front of a letter", secret.replace("m", "\\m"), false],
    ["escapes in a string in a string", secret.replace("<", "\\\\u003c"), true],
    ["escapes in a string in a string in a string", secret.replace("<", "\\\\\\\\u003c"), true],
    ["one string further in, which nobody writes", secret.replace("<", "\\\\\\\\\\\\\\\\u003c"), false],
    ["an escape in braces", secret.replace("<", "\\u{3c}"), true],
    ["an escape of eight digits", secret.replace("<", "\\U0000003c"), true],
    ["references of JSON escapes", secret.replace("<", "&#92;u003c"), true],
    ["JSON escapes of references", secret.replace("<", "\\u0026#60;"), true],
    ["references of references", secret.replace("<", "&#38;#60;"), true],
    ["a zero byte", secret.replace("<", "<\u0000"), true],
    ["a joiner", secret.replace("<", "<\u200d"), true],
    ["a word joiner and a mark of order", secret.replace("<", "<\u2060\ufeff\ufffd"), true],
    ["a soft hyphen, as it is and by its name", secret.replace("<", "<\u00ad").replace("_", "_&shy;"), true],
    ["a mark of direction", secret.replace("<", "<\u200e"), true],
    ["a variation selector", secret.replace("<", "<\ufe0f"), true],
    ["a visible character", secret.replace("<", "<\u00b7"), false],
  ])("%s", (_how, text, found) => {
    expect(exposes(`before ${text} after`)).toBe(found);
  });

  it("a capital behind a backslash, which is another text", () => {
    expect(createRedactor([KEY]).exposes(KEY.replace("A", "\\A"))).toBe(false);
  });
});
