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
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { writeFiles } from "../../src/run/write.ts";
import { KEY } from "./running.ts";

const onUnix = process.platform === "win32" ? it.skip : it;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writing the evidence folder", () => {
  const redactor = createRedactor([KEY]);
  const into = (directory: string) => ({ directory, workingDirectory: folder, redactor });

  it("makes the folder with everything above it and says where each file is", () => {
    const directory = join(folder, "a", "b");
    const written = writeFiles([{ fileName: "x.json", content: "{}" }], into(directory));
    expect(written).toEqual({
      paths: { "x.json": join(directory, "x.json") },
      problems: [],
      writable: ["x.json"],
    });
    expect(readFileSync(join(directory, "x.json"), "utf8")).toBe("{}");
  });

  it.each([
    ["as it is", KEY],
    ["in base64", Buffer.from(`key=${KEY}`).toString("base64")],
    ["in hex", Buffer.from(KEY).toString("hex")],
  ])("refuses a file that holds the key %s, and says which could be written", (_form, content) => {
    const files = [
      { fileName: "bad.json", content: `{"a":"${content}"}` },
      { fileName: "good.json", content: "{}" },
    ];
    expect(writeFiles(files, into(folder))).toEqual({
      paths: {},
      problems: ["bad.json was not written: it would have contained a secret"],
      writable: ["good.json"],
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["below a file", "file/sub", "ENOTDIR"],
    ["a file", "file", "ENOTDIR"],
    ["below a link that leads nowhere", "dangling/sub", null],
    ["below /proc, where nothing can be made", "/proc/release-gate/evidence", "ENOENT"],
  ])("says what is in the way of a folder %s, and writes nothing", (_what, name, code) => {
    writeFileSync(join(folder, "file"), "");
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
    const { paths, problems } = writeFiles([{ fileName: "x", content: "" }], into(resolve(folder, name)));
    expect(paths).toEqual({});
    const why = code === null ? "leads out of the checkout through a link" : `cannot be created \\(${code}\\)`;
    expect(problems).toEqual([expect.stringMatching(`^evidence-dir .* ${why}; choose another folder$`)]);
  });

  it("says that a checkout which was deleted meanwhile is not there, and does not make it anew", () => {
    const gone = join(folder, "gone");
    const destination = { directory: join(gone, "evidence"), workingDirectory: gone, redactor: createRedactor([]) };
    const { problems } = writeFiles([{ fileName: "x", content: "" }], destination);
    expect(problems).toEqual([expect.stringMatching(/cannot be created \(ENOENT\); choose another folder$/)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes no file where one of them cannot be written: those of an earlier run stay as they are, and whole", () => {
    mkdirSync(join(folder, "taken.json"));
    writeFileSync(join(folder, "free.json"), "of the earlier run");
    const files = ["taken.json", "free.json"].map((fileName) => ({ fileName, content: "{}" }));
    const { paths, problems, writable } = writeFiles(files, into(folder));
    expect([paths, writable]).toEqual([{}, ["free.json"]]);
    expect(problems).toEqual([expect.stringMatching(/taken\.json cannot be written \(EISDIR\)$/)]);
    expect(readFileSync(join(folder, "free.json"), "utf8")).toBe("of the earlier run");
    expect(readdirSync(folder).sort()).toEqual(["free.json", "taken.json"]);
  });

  onUnix("writes into no pipe, which nobody may ever read", () => {
    execFileSync("mkfifo", [join(folder, "x.json")]);
    const { problems } = writeFiles([{ fileName: "x.json", content: "{}" }], into(folder));
    expect(problems).toEqual([expect.stringMatching(/x\.json cannot be written \(not a regular file\)$/)]);
  });
});

describe("links that somebody committed", () => {
  it("are replaced where a file goes: what they lead to stays as it is", () => {
    writeFileSync(join(folder, "precious"), "mine");
    mkdirSync(join(folder, "evidence"));
    symlinkSync(join(folder, "precious"), join(folder, "evidence", "summary.md"));
    const files = [{ fileName: "summary.md", content: "ours" }];
    const destination = { directory: join(folder, "evidence"), workingDirectory: folder, redactor: createRedactor([]) };
    expect(writeFiles(files, destination).problems).toEqual([]);
    expect(readFileSync(join(folder, "precious"), "utf8")).toBe("mine");
    expect(readFileSync(join(folder, "evidence", "summary.md"), "utf8")).toBe("ours");
  });

  it.each(["out", "out/below"])("lead no folder out of the checkout: %s", (name) => {
    const checkout = join(folder, "checkout");
    mkdirSync(checkout);
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(checkout, "out"));
    const destination = {
      directory: join(checkout, name),
      workingDirectory: checkout,
      redactor: createRedactor([]),
    };
    const { problems } = writeFiles([{ fileName: "x", content: "" }], destination);
    expect(problems).toEqual([expect.stringContaining("leads out of the checkout through a link")]);
    expect(readdirSync(join(folder, "elsewhere"))).toEqual([]);
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
