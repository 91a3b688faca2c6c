import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { FindingSchema } from "../../src/evidence/finding.ts";
import { BLOCK_BYTES, type FileMatch, findFiles } from "../../src/files/files.ts";
import { blocksOf, LONGEST_BLOCK, LONGEST_LINE } from "../../src/logs/blocks.ts";
import { checkIn, checkOf, folderWith, KEY, RECORD, RUN, removeFolders, rulesOf, TRACE } from "./checking.ts";

afterAll(removeFolders);

const json = JSON.stringify(RECORD);

describe("what is no log", () => {
  it("is said of a name and of a pattern that lead nowhere", async () => {
    const folder = folderWith({ "app.log": json });
    const check = await checkIn(folder, { patterns: ["app.log", "nowhere.log", "logs/*.jsonl"] });
    expect(check.result).toBe("fail");
    expect(check.findings).toMatchObject([
      { trigger: "log-fields", rule: "no-file", severity: "hold", message: "log nowhere.log matches no file" },
      { trigger: "log-fields", rule: "no-file", message: "log logs/*.jsonl matches no file" },
    ]);
  });

  it("is a folder and a pipe that are named; a pattern passes them by", async () => {
    const folder = folderWith({ "app.log": json });
    mkdirSync(join(folder, "old.log"));
    execFileSync("mkfifo", [join(folder, "pipe.log")]);
    expect(rulesOf(await checkIn(folder, { patterns: ["*.log"] }))).toEqual([]);
    expect(rulesOf(await checkIn(folder, { patterns: ["pipe.log", "old.log"] }))).toEqual(["not-a-file", "not-a-file"]);
    expect(rulesOf(await checkIn(folder, { patterns: ["/dev/zero"] }))).toEqual(["not-a-file"]);
  });

  it("is an empty file", async () => {
    const check = await checkOf("");
    expect(rulesOf(check)).toEqual(["no-record-of-this-run"]);
    expect(check.findings[0]?.message).toContain("among 0 records in 1 file");
  });

  it("is a file without permission", async () => {
    const folder = folderWith({ "app.log": json });
    chmodSync(join(folder, "app.log"), 0o000);
    const expected = process.getuid?.() === 0 ? [] : ["unreadable-file"];
    expect(rulesOf(await checkIn(folder))).toEqual(expected);
  });

  it("is a damaged gzip file; what was in it before stands", async () => {
    const packed = gzipSync(Array.from({ length: 20_000 }, (_, i) => `${KEY} ${Math.sin(i)}`).join("\n"));
    const check = await checkOf(packed.subarray(0, packed.length / 2));
    expect(rulesOf(check)).toEqual(["secret-in-log 1", "unreadable-file"]);
  });

  it("is a binary file, which is still searched", async () => {
    const noise = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 197 + (i >> 3)) % 256));
    expect(rulesOf(await checkOf(Buffer.concat([noise, Buffer.from(`\n${json}\n${KEY}\n`)])))).toEqual([
      expect.stringMatching(/^secret-in-log/),
      "not-text",
    ]);
    const sparse = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i % 64 === 0 ? 1 + (i % 5) : 0)));
    expect(rulesOf(await checkOf(sparse))).toEqual(["not-text"]);
  });
});

describe("a log", () => {
  it("is read through a link, and once however often it is named", async () => {
    const folder = folderWith({ "real/app.txt": `${json.replace("status", "x")}\n` });
    symlinkSync("real/app.txt", join(folder, "app.log"));
    symlinkSync("nowhere", join(folder, "broken.txt"));
    const check = await checkIn(folder, { patterns: ["app.log", "real/*.txt", "./real/app.txt"] });
    expect(check.findings.map(({ message }) => message)).toEqual([
      "field status is missing in 1 of 1 requests of this run, first at app.log:1",
    ]);
    expect(rulesOf(await checkIn(folder, { patterns: ["broken.txt"] }))).toEqual(["no-file"]);
  });

  it("may have an absolute path, and a name that looks like a pattern", async () => {
    const folder = folderWith({ "app[1].log": json });
    expect(rulesOf(await checkIn("/", { patterns: [join(folder, "app[1].log")] }))).toEqual([]);
    expect(rulesOf(await checkIn("/", { patterns: [join(folder, "*.log")] }))).toEqual([]);
  });

  it("may have a hostile name: findings are one clean line without secrets", async () => {
    const names = [`::error::\n${KEY}.log`, `${"x".repeat(240)}.log`, `${Buffer.from(KEY).toString("hex")}.log`];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, "authorization: Bearer kD9x2LmQ7pVz"])));
    const { findings } = await checkIn(folder);
    expect(findings.filter(({ rule }) => rule === "authorization-header")).toHaveLength(names.length);
    for (const finding of findings) expect(FindingSchema.safeParse(finding).success).toBe(true);
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("first at ::error:: ***.log:1"),
    );
    expect(JSON.stringify(findings)).not.toMatch(new RegExp(`${KEY}|${Buffer.from(KEY).toString("hex")}`));
  });

  it("may have a required field with a hostile name", async () => {
    const { findings } = await checkOf(json, { require: [KEY, "x".repeat(300), "a\u0007b"] });
    expect(findings).toHaveLength(3);
    for (const finding of findings) expect(FindingSchema.safeParse(finding).success).toBe(true);
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });

  it("has at most so many findings, and every trigger is among them", async () => {
    const names = Array.from({ length: 70 }, (_, i) => `${i}.log`);
    const files = Object.fromEntries(names.map((name) => [name, "authorization: Bearer kD9x2LmQ7pVz"]));
    const check = await checkIn(folderWith(files));
    expect(check.findings).toHaveLength(52);
    expect(check.findings.slice(50)).toMatchObject([
      { trigger: "sensitive-exposure", rule: "more-findings", severity: "rollback" },
      { trigger: "log-fields", rule: "more-findings", severity: "hold" },
    ]);
  });

  it("is deep or wide and is read all the same", async () => {
    const deep = `{"trace_id":"${TRACE}","status":1,"a":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`;
    const wide = JSON.stringify({
      trace_id: TRACE,
      status: 1,
      ...Object.fromEntries([..."x".repeat(9_000)].map((_, i) => [`k${i}`, i])),
    });
    const quotes = `${TRACE} ${'a="\\'.repeat(100_000)}`;
    const gap = `[{}${" ".repeat(500_000)} ${TRACE}`;
    const braces = `${TRACE} ${"{".repeat(200_000)}`;
    for (const [line, expected] of [
      [deep],
      [wide],
      [quotes, "missing-field 1"],
      [braces, "missing-field 1"],
      [gap, "missing-field 1"],
    ])
      expect(rulesOf(await checkOf(line ?? "", { require: ["status"] }))).toEqual(
        expected === undefined ? [] : [expected],
      );
  });
});

describe("an over-long line", () => {
  const filler = "x".repeat(3 * LONGEST_LINE);

  it("is searched to its end, also where two windows meet", async () => {
    expect(rulesOf(await checkOf(`${json}\n${filler}${KEY}\n${json}`))).toEqual(["secret-in-log 2"]);
    const first = `${"x".repeat(LONGEST_LINE)}${KEY.slice(0, 10)}`;
    const chunks = Readable.from([Buffer.from(first), Buffer.from(`${KEY.slice(10)}y\nz`)]);
    const blocks: unknown[] = [];
    for await (const { bytes, to, line, whole } of blocksOf(chunks, Buffer.alloc(LONGEST_BLOCK)))
      blocks.push([bytes.subarray(0, to).includes(KEY), line, whole]);
    expect(blocks).toEqual([
      [false, 1, false],
      [true, 1, false],
      [false, 2, true],
    ]);
  });

  it("holds when it is of this run: it was not taken apart", async () => {
    const check = await checkOf(`{}\n{"trace_id":"${TRACE}","body":"${filler}"}\n${json}\n`);
    expect(check.findings).toMatchObject([{ trigger: "log-fields", rule: "record-too-long", line: 2 }]);
    expect(check.findings[0]?.message).toMatch(/^1 record of this run could not be read/);
    const often = await checkOf(`${TRACE} ${filler} ${TRACE} ${filler} ${TRACE}`);
    expect(often.findings[0]?.message).toMatch(/^1 record of this run/);
  });

  it("does not move the lines that follow", async () => {
    expect(rulesOf(await checkOf(`${filler}\n\n${json.replace("status", "x")}\n`))).toEqual(["missing-field 3"]);
  });

  it("also is JSON over several lines that never closes", async () => {
    const open = `{\n  "trace_id": "${TRACE}",\n${'  "x": 1,\n'.repeat(200_000)}`;
    expect(rulesOf(await checkOf(open))).toEqual(["record-too-long 1"]);
  });

  it("is cut into windows of bounded size", async () => {
    const chunks = (async function* () {
      for (let i = 0; i < 200; i++) yield Buffer.alloc(65_536, "y");
    })();
    let largest = 0;
    for await (const { to } of blocksOf(chunks, Buffer.alloc(LONGEST_BLOCK))) largest = Math.max(largest, to);
    expect(largest).toBeLessThanOrEqual(LONGEST_LINE + 65_536);
  });
});

describe("a large log", () => {
  it("is streamed: the one record of this run and the one leak are found with their lines", async () => {
    const folder = folderWith({ "app.log": "" });
    const file = openSync(join(folder, "app.log"), "w");
    const others = `${JSON.stringify({ ...RECORD, trace_id: "other" })}\n`.repeat(5_000);
    for (let i = 0; i < 10; i++) {
      writeSync(file, others);
      if (i === 4) writeSync(file, `${json.replace("provider", "x")}\n`);
      if (i === 7) writeSync(file, `x ${KEY}\n`);
    }
    closeSync(file);
    const check = await checkIn(folder);
    expect(rulesOf(check)).toEqual(["secret-in-log 40002", "missing-field 25001"]);
  });
});

describe("where what is read at once ends", () => {
  const wrapped = Buffer.from(KEY).toString("base64").replace(/.{12}/g, "$&\n");

  it.each<[string, string]>([
    ["within a line", KEY],
    ["within a key that is wrapped over lines", wrapped],
  ])("the key is found: %s", async (_name, written) => {
    for (const before of [1, 10, 20, written.length - 1]) {
      const filler = `${"x".repeat(99)}\n`.repeat(BLOCK_BYTES / 100).padEnd(BLOCK_BYTES - before - 1, "y");
      expect(rulesOf(await checkOf(`${filler}\n${written}\n${json}\n`))).toEqual([
        expect.stringMatching(/^secret-in-log 262\d$/),
      ]);
    }
  });
});

describe("JSON over several lines", () => {
  it("is one record also where it is longer than what is read at once", async () => {
    const filler = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`filler_${i}`, i]));
    const text = JSON.stringify({ status: 200, ...filler, trace_id: TRACE }, null, 2);
    expect(text.length).toBeGreaterThan(400_000);
    expect(rulesOf(await checkOf(text, { require: ["status"] }))).toEqual([]);
  });
});

describe("a run that ends early", () => {
  it("holds, and what was found before stands", async () => {
    const stopped = AbortSignal.abort();
    expect(rulesOf(await checkOf(json, { cancelled: stopped }))).toEqual(["not-read-to-the-end"]);
    const cancel = new AbortController();
    const large = `${KEY}\n`.repeat(400_000);
    setImmediate(() => setTimeout(() => cancel.abort(), 20));
    const check = await checkOf(large, { cancelled: cancel.signal });
    expect(check.result).toBe("fail");
    expect(rulesOf(check)).toContain("not-read-to-the-end");
  });

  it("also ends with its deadline", async () => {
    const run = { ...RUN, startedAt: new Date(Date.now() - 60_000) };
    expect(rulesOf(await checkOf(json, { run, limits: { deadlineMs: 30_000 } }))).toEqual(["not-read-to-the-end"]);
  });
});

describe("logs of a stranger (pull_request_target)", () => {
  it("are looked for in the checkout alone: what a link leads to elsewhere is absent, by name and by glob", async () => {
    const outside = folderWith({ "secret.bin": Buffer.from([0, 1, 2, 3]), "app.log": json });
    const folder = folderWith({ "own.log": json });
    symlinkSync(outside, join(folder, "logs"));
    const found = async (confined: boolean) => {
      const files: FileMatch[] = [];
      const { signal } = new AbortController();
      for await (const file of findFiles(["logs/*", "logs/app.log", "own.log"], folder, signal, confined))
        files.push(file);
      return files;
    };
    expect((await found(true)).map(({ kind, name }) => [kind, name])).toEqual([
      ["absent", "logs/*"],
      ["absent", "logs/app.log"],
      ["file", "own.log"],
    ]);
    expect((await found(false)).map(({ kind }) => kind)).toEqual(["file", "file", "file"]);
  });
});
