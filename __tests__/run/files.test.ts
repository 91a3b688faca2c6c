import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { writeFiles } from "../../src/run/write.ts";
import { KEY } from "./running.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writing the evidence folder", () => {
  const redactor = createRedactor([KEY]);

  it("makes the folder with everything above it and says where each file is", () => {
    const directory = join(folder, "a", "b");
    const written = writeFiles(directory, [{ fileName: "x.json", content: "{}" }], redactor);
    expect(written).toEqual({ paths: { "x.json": join(directory, "x.json") }, problems: [] });
    expect(readFileSync(join(directory, "x.json"), "utf8")).toBe("{}");
  });

  it.each([
    ["as it is", KEY],
    ["in base64", Buffer.from(`key=${KEY}`).toString("base64")],
    ["in hex", Buffer.from(KEY).toString("hex")],
  ])("refuses a file that holds the key %s, and still writes the others", (_form, content) => {
    const files = [
      { fileName: "bad.json", content: `{"a":"${content}"}` },
      { fileName: "good.json", content: "{}" },
    ];
    const { paths, problems } = writeFiles(folder, files, redactor);
    expect(readdirSync(folder)).toEqual(["good.json"]);
    expect(Object.keys(paths)).toEqual(["good.json"]);
    expect(problems).toEqual(["bad.json was not written: it would have contained a secret"]);
  });

  it("says what is in the way of a folder, and writes nothing", () => {
    writeFileSync(join(folder, "file"), "");
    const { paths, problems } = writeFiles(join(folder, "file", "sub"), [{ fileName: "x", content: "" }], redactor);
    expect(paths).toEqual({});
    expect(problems).toEqual([expect.stringMatching(/^evidence-dir .* cannot be created \(ENOTDIR\); choose another/)]);
  });

  it("says which file could not be written and why, and goes on with the next", () => {
    mkdirSync(join(folder, "taken.json"));
    const files = ["taken.json", "free.json"].map((fileName) => ({ fileName, content: "{}" }));
    const { paths, problems } = writeFiles(folder, files, redactor);
    expect(Object.keys(paths)).toEqual(["free.json"]);
    expect(problems).toEqual([expect.stringMatching(/taken\.json cannot be written \(EISDIR\)$/)]);
  });
});

describe("links that somebody committed", () => {
  it("are not written through: what they lead to stays as it is", () => {
    writeFileSync(join(folder, "precious"), "mine");
    mkdirSync(join(folder, "evidence"));
    symlinkSync(join(folder, "precious"), join(folder, "evidence", "summary.md"));
    const files = [{ fileName: "summary.md", content: "ours" }];
    const { problems } = writeFiles(join(folder, "evidence"), files, createRedactor([]));
    expect(readFileSync(join(folder, "precious"), "utf8")).toBe("mine");
    expect(problems).toEqual([expect.stringMatching(/summary\.md cannot be written \(ELOOP\)$/)]);
  });

  it("are not read when they lead out of the folder that the file must be in, and are when they stay in it", () => {
    const checkout = join(folder, "checkout");
    mkdirSync(checkout);
    writeFileSync(join(folder, "outside.json"), "{}");
    writeFileSync(join(checkout, "inside.json"), "{}");
    symlinkSync(join(folder, "outside.json"), join(checkout, "out.json"));
    symlinkSync("inside.json", join(checkout, "in.json"));
    expect(() => readFileIfPresent(join(checkout, "out.json"), checkout)).toThrow("is a link that leads out");
    expect(readFileIfPresent(join(checkout, "in.json"), checkout)).toBe("{}");
    expect(readFileIfPresent(join(checkout, "out.json"))).toBe("{}");
  });
});

describe("reading a file that may be absent", () => {
  it("gives its text", () => {
    writeFileSync(join(folder, "x"), "ä\n");
    expect(readFileIfPresent(join(folder, "x"))).toBe("ä\n");
  });

  it("gives null when it is not there, or when a part of its path is a file", () => {
    writeFileSync(join(folder, "x"), "");
    expect(readFileIfPresent(join(folder, "none"))).toBeNull();
    expect(readFileIfPresent(join(folder, "x", "y"))).toBeNull();
  });

  it("throws for a folder", () => {
    expect(() => readFileIfPresent(folder)).toThrow("is a folder");
  });

  const onUnix = process.platform === "win32" ? it.skip : it;
  onUnix("throws for a pipe, which might never end", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(() => readFileIfPresent(join(folder, "pipe"))).toThrow("is no regular file");
  });

  const asUser = process.platform === "win32" || process.getuid?.() === 0 ? it.skip : it;
  asUser("throws for a file without permission: it is there", () => {
    writeFileSync(join(folder, "x"), "");
    chmodSync(join(folder, "x"), 0);
    expect(() => readFileIfPresent(join(folder, "x"))).toThrow("may not be read");
  });
});
