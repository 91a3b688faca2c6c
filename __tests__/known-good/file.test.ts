import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareRecords, type KnownGood } from "../../src/evidence/known-good.ts";
import { LARGEST_RECORD_TEXT } from "../../src/known-good/parse.ts";
import { readKnownGood } from "../../src/known-good/read.ts";
import { recordFile } from "../../src/known-good/write.ts";
import { KEY, NOW, recordOf, worldOf } from "./examples.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "known-good-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (text: string, name = "known-good.json") => writeFileSync(join(folder, name), text);
const text = (name = "known-good.json") => readFileSync(join(folder, name), "utf8");
const read = (path = "known-good.json", now = NOW) =>
  readKnownGood({ kind: "file", path }, KEY, worldOf({ workingDirectory: folder, now }));
const write = (record: KnownGood, path = "known-good.json", now = NOW) =>
  recordFile(path, record, KEY, { workingDirectory: folder, now });

describe("none", () => {
  it("is none without a notice: it was said out loud", async () => {
    expect(await readKnownGood({ kind: "none" }, KEY, worldOf())).toEqual({ kind: "none", notice: null });
  });
});

describe("a record in a file", () => {
  it("is read with its origin, from a relative and from an absolute path", async () => {
    put(JSON.stringify(recordOf(1)));
    const found = { kind: "record", record: recordOf(1), warnings: [] };
    expect(await read()).toEqual({ ...found, origin: "file:known-good.json" });
    const absolute = join(folder, "known-good.json");
    expect(await read(absolute)).toEqual({ ...found, origin: `file:${absolute}` });
  });

  it("that does not exist is unusable, and the first release is told how to begin", async () => {
    const result = await read("no/such.json");
    expect(result).toMatchObject({ kind: "unusable", problem: { code: "record-missing" } });
    expect(JSON.stringify(result)).toMatch(/known-good: none.*next-known-good/);
  });

  it("warns when it is stale", async () => {
    put(JSON.stringify(recordOf(1)));
    const result = await read("known-good.json", new Date("2027-01-20T00:00:00Z"));
    expect(result).toMatchObject({ kind: "record", warnings: [expect.stringContaining("60 days ago")] });
  });

  it.each([
    ["record-malformed", "{"],
    ["record-malformed", ""],
    ["record-tampered", JSON.stringify({ ...recordOf(1), attempts: 99 })],
    ["record-of-another-release", JSON.stringify(recordOf(1, { environment: "staging" }))],
    ["record-from-newer-version", JSON.stringify({ ...recordOf(1), version: 2 })],
    ["record-too-large", " ".repeat(LARGEST_RECORD_TEXT + 1)],
    ["record-too-large", " ".repeat(5 * LARGEST_RECORD_TEXT)],
  ])("is unusable: %s", async (code, content) => {
    put(content);
    expect(await read()).toMatchObject({ kind: "unusable", problem: { code } });
  });

  it.each([
    ["a folder", "."],
    ["a device", "/dev/null"],
    ["a name that no file can have", "a\0b"],
  ])("is unreadable when it is %s", async (_, path) => {
    expect(await read(path)).toMatchObject({ kind: "unusable", problem: { code: "record-unreadable" } });
  });
});

describe("recording into a file", () => {
  it("writes a record that reads back, in sorted keys, and leaves nothing else behind", async () => {
    expect(await write(recordOf(1), "ops/known-good.json")).toEqual({
      kind: "recorded",
      origin: "file:ops/known-good.json",
      warnings: [],
    });
    expect(await read("ops/known-good.json")).toMatchObject({ kind: "record", record: recordOf(1) });
    const keys = Object.keys(JSON.parse(text("ops/known-good.json")));
    expect(keys).toEqual([...keys].sort());
    expect(readdirSync(join(folder, "ops"))).toEqual(["known-good.json"]);
  });

  it("replaces an older record, and changes nothing on a re-run", async () => {
    await write(recordOf(1));
    expect(await write(recordOf(2))).toMatchObject({ kind: "recorded" });
    const before = text();
    expect(await write(recordOf(2))).toEqual({ kind: "already-recorded", origin: "file:known-good.json" });
    expect(await write(recordOf(2, { parent: recordOf(1).recordDigest }))).toMatchObject({
      kind: "already-recorded",
    });
    expect(text()).toBe(before);
  });

  it("is superseded by a newer one: nothing is written", async () => {
    await write(recordOf(2));
    const before = text();
    expect(await write(recordOf(1))).toMatchObject({ kind: "superseded", warning: expect.stringContaining("newer") });
    expect(text()).toBe(before);
    expect(readdirSync(folder)).toEqual(["known-good.json"]);
  });

  it.each([
    ["record-malformed", '{"name":"a package"}'],
    ["record-tampered", JSON.stringify({ ...recordOf(1), attempts: 99 })],
    ["record-of-another-release", JSON.stringify(recordOf(1, { name: "other" }))],
    ["record-from-newer-version", JSON.stringify({ ...recordOf(1), version: 2 })],
  ])("never overwrites what is not a record of this release: %s", async (code, content) => {
    put(content);
    expect(await write(recordOf(2))).toMatchObject({ kind: "refused", problem: { code } });
    expect(text()).toBe(content);
  });

  it.each([
    ["record-of-another-release", recordOf(1, { name: "other" }), NOW],
    ["record-tampered", { ...recordOf(1), passes: 3 }, NOW],
    ["record-malformed", { ...recordOf(1), runId: "a\nb" }, NOW],
    ["record-from-the-future", recordOf(1), new Date("2026-11-20T09:00:00Z")],
  ])("refuses a record that could not be used: %s", async (code, record, now) => {
    expect(await write(record, "known-good.json", now)).toMatchObject({ kind: "refused", problem: { code } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says why it cannot write", async () => {
    put("", "file");
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o500);
    for (const path of ["file/known-good.json", "a\0b", ...(process.getuid?.() === 0 ? [] : ["locked/a.json"])])
      expect(await write(recordOf(1), path)).toMatchObject({ kind: "refused", problem: { code: "record-unwritable" } });
  });

  it("ends with the newest record in whatever order they are written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), async (order) => {
        rmSync(join(folder, "known-good.json"), { force: true });
        for (const n of order) {
          const before = await read();
          await write(recordOf(n));
          const after = await read();
          if (before.kind === "record" && after.kind === "record")
            expect(compareRecords(after.record, before.record)).toBeGreaterThanOrEqual(0);
        }
        expect(await read()).toMatchObject({ record: recordOf(Math.max(...order)) });
      }),
      { numRuns: 60 },
    );
  });
});
