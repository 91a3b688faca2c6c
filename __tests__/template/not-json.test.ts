/** A template that is no JSON says what it is, where, and what to do: nobody is left with "is not JSON" (issue of real files). */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { sendableOf } from "../../src/contracts/request-template.ts";
import { findingsOf } from "./checking.ts";

const BODY = '{\n  "model": "m",\n  "messages": [{ "role": "user", "content": "hi" }],\n  "temperature": 0.2\n}\n';
/** As files are read: UTF-8, whatever they are. */
const read = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const utf16 = Buffer.from(BODY, "utf16le");
const instead = (value: string) => BODY.replace("0.2", value);

async function said(text: string) {
  const [first] = await findingsOf(text, { model: "m" });
  return `${first?.line}:${first?.column} ${first?.message.replace(/^.*?:\d+:\d+: /, "")} ${first?.help}`;
}

describe("a file of another kind", () => {
  it.each<[what: string, text: string, place: string, words: RegExp]>([
    [
      "UTF-16 with a mark",
      read(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])),
      "1:1",
      /UTF-16 .* Save it as UTF-8/,
    ],
    ["UTF-16 without a mark", read(utf16), "1:1", /UTF-16 .* Save it as UTF-8/],
    ["UTF-16, the other way", read(Buffer.from(utf16).swap16()), "1:1", /UTF-16/],
    ["gzip", read(gzipSync(BODY)), "1:1", /gzip.* gunzip/],
    ["a PDF", "%PDF-1.7\n%\u00e2", "1:1", /a document/],
    ["base64", Buffer.from(BODY).toString("base64"), "1:1", /base64.* Decode it/],
    [
      "a pointer of Git LFS",
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
      "1:1",
      /Git LFS.* lfs: true/,
    ],
    [
      "a merge conflict",
      BODY.replace('  "temp', '<<<<<<< HEAD\n  "temp').replace("0.2\n", '0.2\n=======\n  "seed": 1\n>>>>>>> b\n'),
      "4:1",
      /merge conflict.* Resolve/,
    ],
    ["two bodies", BODY + BODY, "5:1", /JSON Lines/],
    [
      "a curl command",
      `curl https://api.example/v1 \\\n  -d '{"model":"m"}'\n`,
      "1:1",
      /a curl command.* behind --data/,
    ],
    [
      "a curl command behind a prompt",
      `$ curl https://api.example/v1 -d '{"a":1}'\n`,
      "1:1",
      /a curl command.* behind --data/,
    ],
    ["a script", `#!/bin/sh\ncurl -s https://api.example/v1 -d '{"a":1}'\n`, "2:1", /a curl command.* behind --data/],
    ["TypeScript", "const body: Body = {\n  model: 'm',\n};\n", "1:1", /source code/],
    ["Python", '"""The body."""\nBODY = dict(model="m")\n', "1:1", /source code/],
    ["an assignment", 'body = {\n  "model": "m",\n}\n', "1:1", /source code/],
    ["a call", "client.chat.completions.create(model='m')\n", "1:1", /source code/],
    ["a Python dictionary", "{'model': 'm', 'stream': True, 'stop': None}", "1:1", /literal of Python.* json\.dumps/],
    ["True", '{"model": "m", "stream": True, "messages": []}', "1:24", /literal of Python/],
    ["JSON5", "{\n  model: 'm',\n  messages: [],\n}\n", "1:1", /names that have no quotes.* JSON\.stringify/],
    ["YAML", "# body\nmodel: m\nmessages: []\n", "1:1", /YAML.* yq/],
    ["YAML with quotes", '"model": m\n', "1:1", /YAML/],
    ["TOML", 'model = "m"\n[[messages]]\n', "1:1", /TOML/],
    ["XML", "<body><model>m</model></body>", "1:1", /HTML or XML/],
    ["comments of a shell", `# the body\n${BODY}`, "1:1", /JSON with comments/],
    ["prose", `This is the body:\n${BODY}`, "1:1", /text around the body/],
  ])("is named: %s", async (_what, text, place, words) => {
    expect(await said(text)).toMatch(words);
    expect(await said(text)).toMatch(new RegExp(`^${place} `));
  });
});

describe("a place where a text stops being JSON", () => {
  it.each<[what: string, text: string, place: string, words: RegExp]>([
    [
      "members by a variable",
      BODY.replace('  "temperature": 0.2', "  {{ extra }}"),
      "4:3",
      /template variable.* Render/,
    ],
    ["a variable behind a member", BODY.replace("0.2", "0.2\n  [[more]]"), "5:3", /template variable/],
    ["entries by a variable", BODY.replace("[{", "[ {{ history }} {"), "3:17", /template variable/],
    ["a spread", instead("0.2, ...more"), "4:23", /code spreads/],
    ["a spread of Python", instead("0.2, **more"), "4:23", /code spreads/],
    ["dots", BODY.replace("[{", "[ ..., {"), "3:17", /left out/],
    ["a typographic quote", BODY.replace('"model"', "\u201cmodel\u201d"), "2:3", /plain quotes/],
    ["a no-break space", BODY.replace('  "model"', '\u00a0 "model"'), "2:1", /no-break/],
    ["a missing comma", BODY.replace('"m",', '"m"'), "3:3", /no comma in front/],
    ["two commas", BODY.replace('"m",', '"m",,'), "2:16", /two commas/],
    ["a name without a value", instead(""), "5:1", /without a value/],
    ["an end that is missing", BODY.replace(/\}\n$/, ""), "4:21", /ends before everything/],
    ["a bracket too many", `${BODY}}`, "6:1", /behind the end/],
    ["a wrong bracket", BODY.replace(/\}\n$/, "]\n"), "5:1", /closes another one/],
    ["a text that is not closed", BODY.replace('"hi"', '"hi'), "3:45", /not closed on its line/],
    ["a quote within a text", BODY.replace('"hi"', '"say "hi""'), "3:51", /behind a text that is closed/],
    ["an escape", BODY.replace('"hi"', '"it\\\'s"'), "3:48", /escape/],
    ["other quotes", BODY.replace('"hi"', "`hi`"), "3:45", /double quotes/],
    ["a semicolon", BODY.replace('"m",', '"m";'), "2:15", /semicolon/],
    ["an arrow", BODY.replace('"model":', '"model" =>'), "2:11", /equals sign/],
    ...[".2", "+1", "01", "NaN", "undefined", "TRUE", "0x1F"].map((value): [string, string, string, RegExp] => [
      value,
      instead(value),
      "4:1",
      /JSON does not know|as JSON writes it/,
    ]),
  ])("says what a person did: %s", async (_what, text, place, words) => {
    expect(await said(text)).toMatch(words);
    expect(await said(text)).toMatch(new RegExp(`^${place}`));
    // The door that checks no fields, and sends, says the same.
    const sendable = sendableOf({ family: null, path: "b.json", text });
    expect(sendable).toMatchObject({ kind: "none", why: expect.stringMatching(/^(?!is not JSON$)/) });
  });

  it("repeats nothing of the file", async () => {
    for (const text of [
      instead("sk-live-0123456789abcdef"),
      `secret-0123 = ${BODY}`,
      BODY.replace('"m"', "'secret-0123'"),
    ])
      expect(await said(text)).not.toMatch(/sk-live|secret-0123/);
  });
});
