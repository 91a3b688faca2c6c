import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createRedactor, MIN_SCANNABLE_CHARS, maskedForms } from "../../src/evidence/redaction.ts";
import { inert, paragraph } from "../../src/report/inert-text.ts";
import { anyCharacter } from "../text/any-character.ts";

const KEY = "sk-Ab3_dEf-9hIjKlMnOpQrStUv";

/** A secret of printable ASCII; 16 characters are the least that is looked for. A header's value may have a scheme. */
const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const plain = fc.string({ unit: visible, minLength: 16, maxLength: 64 });
const secrets = fc.oneof(
  plain,
  plain.map((secret) => `Bearer ${secret}`),
);

/**
 * What stands around it: anything at all, also what looks like the beginning of an escape. Only not a lone backslash:
 * before an escape it makes another text of it.
 */
const anything = fc.string({ unit: anyCharacter, maxLength: 40 }).filter((text) => !text.endsWith("\\"));
const surroundings = fc.oneof(
  anything,
  fc.tuple(anything, fc.constantFrom("%", "%2", "\\u00", "&#", "&#x", "=")).map((parts) => parts.join("")),
);

const bytesOf = (text: string) => [...Buffer.from(text)];
const hexByte = (byte: number) => byte.toString(16).padStart(2, "0");

/** Base64 of something that contains the secret, so that it starts at any of the three places of a group. */
const base64 = (encoding: "base64" | "base64url", place: number) => (secret: string) =>
  Buffer.from(`${"p".repeat(place)}${secret}~after`).toString(encoding);

/** Every way in which a secret has been seen to come back. */
const ENCODINGS: readonly { readonly name: string; readonly encode: (secret: string) => string }[] = [
  { name: "as it is", encode: (secret) => secret },
  { name: "in upper case, as a header name might be", encode: (secret) => secret.toUpperCase() },
  ...[0, 1, 2].map((place) => ({ name: `base64, at place ${place} of a group`, encode: base64("base64", place) })),
  ...[0, 1, 2].map((place) => ({
    name: `base64url, at place ${place} of a group`,
    encode: base64("base64url", place),
  })),
  { name: "base64 in lines", encode: (secret) => base64("base64", 1)(secret).replace(/(.{7})/g, "$1\r\n") },
  {
    name: "base64 in lines, inside a JSON string",
    encode: (secret) => JSON.stringify(base64("base64", 1)(secret).replace(/(.{7})/g, "$1\r\n")),
  },
  { name: "hex", encode: (secret) => Buffer.from(secret).toString("hex") },
  { name: "hex in upper case", encode: (secret) => Buffer.from(secret).toString("hex").toUpperCase() },
  { name: "percent-encoded where it has to be", encode: encodeURIComponent },
  {
    name: "percent-encoded in lower case",
    encode: (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  },
  {
    name: "percent-encoded everywhere",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `%${hexByte(byte)}`)
        .join(""),
  },
  { name: "a JSON string", encode: (secret) => JSON.stringify(secret) },
  { name: "a JSON string in a JSON string", encode: (secret) => JSON.stringify(JSON.stringify(secret)) },
  {
    name: "JSON escapes everywhere",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `\\u00${hexByte(byte)}`)
        .join(""),
  },
  {
    name: "JSON escapes in a JSON string",
    encode: (secret) =>
      JSON.stringify(
        bytesOf(secret)
          .map((byte) => `\\u00${hexByte(byte)}`)
          .join(""),
      ),
  },
  {
    name: "byte escapes, as in a Python repr",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `\\x${hexByte(byte)}`)
        .join(""),
  },
  {
    name: "decimal character references",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `&#${byte};`)
        .join(""),
  },
  {
    name: "hexadecimal character references",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `&#x${hexByte(byte)};`)
        .join(""),
  },
  { name: "bytes as JSON", encode: (secret) => JSON.stringify(Buffer.from(secret)) },
  { name: "an array of bytes as JSON", encode: (secret) => JSON.stringify(new Uint8Array(Buffer.from(secret))) },
  { name: "bytes as Go prints them", encode: (secret) => `[${bytesOf(secret).join(" ")}]` },
  { name: "bytes laid out", encode: (secret) => JSON.stringify(bytesOf(secret), null, 2) },
  {
    name: "octal escapes",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `\\${byte.toString(8).padStart(3, "0")}`)
        .join(""),
  },
  { name: "UTF-16 read as UTF-8", encode: (secret) => Buffer.from(secret, "utf16le").toString("utf8") },
  {
    name: "UTF-16 with its mark, read as UTF-8",
    encode: (secret) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(secret, "utf16le")]).toString("utf8"),
  },
  ...[":", " ", ", ", "-", "\n"].map((separator) => ({
    name: `hex with ${JSON.stringify(separator)} in between`,
    encode: (secret: string) => bytesOf(secret).map(hexByte).join(separator),
  })),
  {
    name: "hex as in source code",
    encode: (secret) =>
      bytesOf(secret)
        .map((byte) => `0x${hexByte(byte)},`)
        .join(" "),
  },
  { name: "soft hyphens in between", encode: (secret) => [...secret].join("\u00ad") },
  { name: "zero-width joiners in between", encode: (secret) => [...secret].join("\u200d") },
];

describe("a secret in a text", () => {
  it.each(ENCODINGS)("is found $name", ({ encode }) => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
        expect(createRedactor([secret]).exposes(before + encode(secret) + after)).toBe(true);
      }),
    );
  });

  it.each(ENCODINGS)("is found among others $name", ({ encode }) => {
    expect(createRedactor(["another-secret-of-the-run", KEY]).exposes(encode(KEY))).toBe(true);
  });
});

/** One layer of each kind, as it is found beside others. */
const ONE_LAYER: Readonly<Record<string, (text: string) => string>> = {
  percent: (text) => text.replace(/./gsu, (one) => `%${hexByte(one.charCodeAt(0))}`),
  json: (text) => text.replace(/./gsu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`),
  reference: (text) => text.replace(/./gsu, (one) => `&#${one.charCodeAt(0)};`),
  name: (text) => text.replaceAll("&", "&amp;").replaceAll("-", "&hyphen;").replaceAll("_", "&lowbar;"),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(`x${text}`).toString("base64url"),
  hex: (text) => Buffer.from(text).toString("hex"),
  dump: (text) => Buffer.from(text).toString("hex").replace(/../g, "$&:"),
  "soft hyphens": (text) => [...text].join("\u00ad"),
};

describe("two layers of escapes and encodings", () => {
  const pairs = Object.entries(ONE_LAYER).flatMap(([inner, first]) =>
    Object.entries(ONE_LAYER).map(([outer, second]) => ({
      inner,
      outer,
      encode: (text: string) => second(first(text)),
    })),
  );
  it.each(pairs)("$inner in $outer", ({ encode }) => {
    const { exposes, redact } = createRedactor([KEY]);
    // Decoders of base64 need its beginning, so nothing of its alphabet stands before it.
    const text = `{"said": "${encode(KEY)}"}`;
    expect(exposes(text)).toBe(true);
    expect(exposes(redact(text))).toBe(false);
    expect(createRedactor(["another-secret-of-the-run"]).exposes(text)).toBe(false);
  });

  it("three of them are the most", () => {
    const { exposes } = createRedactor([KEY]);
    const wrapped = (layers: number) =>
      Array.from({ length: layers }).reduce<string>((text) => ONE_LAYER.percent?.(text) ?? "", KEY);
    expect([exposes(wrapped(3)), exposes(wrapped(4))]).toEqual([true, false]);
  });
});

describe("a secret with other letters than ASCII", () => {
  const secret = "Schlüssel-für-Größe-42";
  it.each([
    ["UTF-8 in base64", Buffer.from(secret).toString("base64")],
    ["UTF-8 in hex", Buffer.from(secret).toString("hex")],
    ["Latin-1 in base64", Buffer.from(secret, "latin1").toString("base64")],
    ["Latin-1 in hex", Buffer.from(secret, "latin1").toString("hex")],
    ["UTF-16 in base64", Buffer.from(secret, "utf16le").toString("base64")],
    ["UTF-8, percent-encoded", encodeURIComponent(secret)],
    ["Latin-1, percent-encoded", ONE_LAYER.percent?.(secret) ?? ""],
    ["UTF-8, in base64 of base64", btoa(Buffer.from(secret).toString("base64"))],
  ])("is found as %s", (_how, text) => {
    expect(createRedactor([secret]).exposes(`said: ${text}.`)).toBe(true);
  });
});

describe("a text without the secret", () => {
  it("is not flagged, whatever it is", () => {
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.string(),
      fc.json(),
      fc.base64String({ maxLength: 200 }),
    );
    fc.assert(fc.property(texts, (text) => !createRedactor([KEY]).exposes(text)));
  });

  it.each(ENCODINGS)("is not flagged for a near miss $name: one character in the middle differs", ({ encode }) => {
    fc.assert(
      fc.property(secrets, surroundings, fc.constantFrom("#", "!"), (secret, around, other) => {
        const middle = Math.floor(secret.length / 2);
        const near = secret.slice(0, middle) + (secret[middle] === other ? "A" : other) + secret.slice(middle + 1);
        // Runs of one character contain their own near misses, and case alone does not count.
        fc.pre(!near.toLowerCase().includes(secret.toLowerCase()));
        expect(createRedactor([secret]).exposes(around + encode(near) + around)).toBe(false);
      }),
    );
  });

  it("is not flagged in a large ordinary body: a picture in base64, a dump, minified JSON", () => {
    const { exposes } = createRedactor([KEY, "another-secret-of-the-run"]);
    // Bytes that are the same in each run of the test.
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i * 31 + (i >> 3) * 17) & 0xff));
    const chunk = {
      id: "chatcmpl-0123456789abcdefABCDEF",
      choices: [{ delta: { content: 'a "b"\n100% &amp; more' } }],
    };
    for (const body of [
      JSON.stringify({ b64_json: bytes.toString("base64") }),
      bytes.toString("hex").replace(/../g, "$& "),
      JSON.stringify(Array.from({ length: 3_000 }, () => chunk)),
    ])
      expect(exposes(body)).toBe(false);
  });

  it("half a secret is not one", () => {
    expect(createRedactor([KEY]).exposes(`${KEY.slice(0, -1)} ${KEY.slice(1)}`)).toBe(false);
  });
});

describe("short secrets", () => {
  const short = "x".repeat(MIN_SCANNABLE_CHARS - 1);

  it("are too common to be looked for, but are replaced in our own text", () => {
    const redactor = createRedactor([short]);
    expect(redactor.exposes(short)).toBe(false);
    expect(redactor.redact(`a ${short} b`)).toBe("a *** b");
  });

  it("are not left decodable in our own text either", () => {
    const { redact } = createRedactor([short.replace("xx", "q7")]);
    const secret = short.replace("xx", "q7");
    for (const [name, encode] of Object.entries(ONE_LAYER)) {
      const text = redact(`a ${encode(secret)} b`);
      expect([name, text.includes(encode(secret)), text.includes("***")]).toEqual([name, false, true]);
    }
  });

  it("are no words that stand beside each other", () => {
    expect(createRedactor(["password"]).redact("a pass word")).toBe("a pass word");
  });

  it("of a few characters are left alone: replacing them would blank half a log", () => {
    expect(createRedactor(["abcdefg"]).redact("abcdefg")).toBe("abcdefg");
  });

  it("and no secret at all: nothing is flagged, nothing is replaced", () => {
    for (const none of [[], [""]]) {
      expect(createRedactor(none).exposes("anything")).toBe(false);
      expect(createRedactor(none).redact("anything")).toBe("anything");
    }
  });
});

describe("redact", () => {
  const written = [
    { name: "as it is", form: KEY },
    { name: "base64", form: Buffer.from(KEY).toString("base64").replace(/=+$/, "") },
    { name: "hex", form: Buffer.from(KEY).toString("hex") },
    { name: "upper-case hex", form: Buffer.from(KEY).toString("hex").toUpperCase() },
  ];
  it.each(written)("replaces every occurrence, $name", ({ form }) => {
    const text = createRedactor([KEY]).redact(`one ${form}, two ${form}.`);
    expect(text).toContain("***");
    expect(createRedactor([KEY]).exposes(text)).toBe(false);
  });

  it("replaces the longer of two secrets first, so that no tail of it is left", () => {
    expect(createRedactor([KEY, `${KEY}-and-more`]).redact(`${KEY}-and-more`)).toBe("***");
  });

  it("leaves all other text as it is", () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => createRedactor([KEY]).redact(text) === text));
  });
});

describe("a pasted file in place of a secret", () => {
  const file = "0123456789abcdef/+".repeat(4_000);

  it("is found and replaced all the same, although no pattern can be made of it", () => {
    const { exposes, redact } = createRedactor([file]);
    expect([exposes(`a ${file} b`), exposes("a b"), redact(`a ${file} b`)]).toEqual([true, false, "a *** b"]);
  });
});

describe("masked forms", () => {
  it("are the secret itself and, when it is long enough, what else it is found as", () => {
    const padded = `${KEY}+/=`;
    const forms = maskedForms(padded);
    for (const form of [padded, encodeURIComponent(padded), Buffer.from(padded).toString("base64")])
      expect(forms).toContain(form);
    for (const form of forms) expect(createRedactor([padded]).exposes(form)).toBe(true);
    expect(new Set(forms).size).toBe(forms.length);
  });

  it("of a short secret are the secret alone", () => {
    expect(maskedForms("short")).toEqual(["short"]);
  });
});

describe("the gate's own Markdown", () => {
  const secret = "ab#cd@ef_gh*ij:/kl-mn0pqrst";
  const unicode = [...secret].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const references = [...secret].map((one) => `&#${one.charCodeAt(0)};`).join("");
  it.each([
    ["as it is", secret],
    ["URL-encoded", encodeURIComponent(secret)],
    ["in JSON escapes", unicode],
    ["in character references", references],
    ["with spaces", [...secret].join(" ")],
  ])("does not hide a secret that it shows %s", (_, spelled) => {
    for (const page of [inert, paragraph].map((shown) => shown(`change ${spelled} of today`))) {
      expect(createRedactor([secret]).exposes(page)).toBe(true);
      expect(createRedactor(["another-secret-0123456789"]).exposes(page)).toBe(false);
    }
  });

  it("does not hide any secret in code", () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom("", "@", "#1", ":a:", "://"), (secret, acted) => {
        const both = `${secret}${acted}`;
        expect(createRedactor([both]).exposes(paragraph(`(${both}, of today`))).toBe(true);
      }),
    );
  });
});
