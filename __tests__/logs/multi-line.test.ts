/** Records of text over several lines: each is one, in whichever line of it the trace stands. */
import { afterAll, describe, expect, it } from "@jest/globals";
import { BLOCK_BYTES } from "../../src/files/files.ts";
import { checkOf, RECORD, removeFolders, rulesOf, TRACE } from "./checking.ts";

afterAll(removeFolders);

type Row = Record<string, unknown>;
const OURS: Row = { ...RECORD, request_id: "5d2f8c1a9b3e4f60", error_class: "" };
const OTHERS: Row = {
  ...OURS,
  request_id: "0f1e2d3c4b5a6978",
  trace_id: "e".repeat(32),
  deployment_version: "2026.1.1-1",
  fallback_used: true,
};

const scalar = (value: unknown) => (typeof value === "string" ? `'${value}'` : String(value));
const mapping = (row: Row, indent = "") =>
  Object.entries(row).map(([name, value]) => `${indent}${name}: ${scalar(value)}\n`);
const yaml = (payload: string, row: Row) =>
  `insertId: 1x2\n${payload}labels:\n  instanceId: 00b\nseverity: INFO\ntimestamp: '2026-11-20T10:11:12Z'\ntrace: projects/p/traces/${row.trace_id}\n`;
const { trace_id: _, ...WITHOUT } = OURS;

const SHAPES: readonly (readonly [string, (row: Row) => string])[] = [
  ["documents", (row) => `---\n${yaml(`jsonPayload:\n${mapping(row, "  ").join("")}`, row)}`],
  [
    "documents with a text that is folded",
    (row) => `---\n${yaml(`textPayload: '${JSON.stringify(row, null, 1).replaceAll("\n", "\n  ")}'\n`, row)}`,
  ],
  ["documents with a block of text", (row) => `---\n${yaml(`textPayload: |-\n  ${JSON.stringify(row)}\n`, row)}`],
  [
    "items",
    (row) =>
      `- ${mapping({ TimeGenerated: "t", ...row }, "  ")
        .join("")
        .trimStart()}`,
  ],
  ["items below a name", (row) => `- eventId: '3'\n  message: '${JSON.stringify(row)}'\n  timestamp: 1\n`],
  ["fields below their line", (row) => `[10:11:12.123] INFO (7): done\n${mapping(row, "    ").join("")}`],
  [
    "an entry of the journal",
    (row) =>
      `Fri 2026-11-20 10:11:12.1 UTC [s=1;i=2]\n    PRIORITY=6\n    MESSAGE=${JSON.stringify(row)}\n    _PID=7\n`,
  ],
  [
    "fields below their line, in colours",
    (row) =>
      `[10:11:12.123] \u001b[32mINFO\u001b[39m (7): done\n${Object.entries(row)
        .map(([name, value]) => `    \u001b[35m${name}\u001b[39m: ${JSON.stringify(value)}\n`)
        .join("")}`,
  ],
  ["an object of Node", (row) => `{\n${mapping(row, "  ").join("").replaceAll("\n", ",\n")}}\n`],
  [
    "a message of .NET",
    (row) =>
      `info: Shop.Chat[0]\n      => TraceId:${row.trace_id}\n      done ${Object.entries(row)
        .map(([name, value]) => `${name}=${value}`)
        .join(" ")}\n`,
  ],
  ["an object behind a time", (row) => `10:11:12 INFO ${JSON.stringify(row, null, 2)}\n`],
];

describe.each(SHAPES)("%s", (name, write) => {
  const head = name === "items below a name" ? "events:\n" : "";
  const release = { deploymentVersion: "2026.11.20-1" };
  const rules = async (...rows: readonly Row[]) =>
    rulesOf(await checkOf(head + rows.map(write).join(""), { release, require: Object.keys(WITHOUT) }));

  it("are records of their own", async () => {
    expect(await rules(OTHERS, OURS, OTHERS)).toEqual([]);
    expect(await rules(OURS)).toEqual([]);
  });

  it("say what is wrong", async () => {
    const wrong = { ...OURS, fallback_used: true, deployment_version: "2026.11.19-4" };
    expect((await rules(OTHERS, wrong, OTHERS)).map((rule) => rule.replace(/ .*/, ""))).toEqual([
      "other-version",
      "fallback-used",
    ]);
  });

  it("are found where what is read at once ends", async () => {
    const others = write({ ...OTHERS, pad: "" });
    for (const cut of [20, 90, 170]) {
      const pad = "x".repeat((BLOCK_BYTES - cut - head.length) % others.length);
      const count = Math.floor((BLOCK_BYTES - cut - head.length) / others.length);
      const text = head + others.repeat(count - 1) + write({ ...OTHERS, pad }) + write(OURS) + others;
      expect(text.indexOf(write(OURS))).toBe(BLOCK_BYTES - cut);
      expect(rulesOf(await checkOf(text, { release, require: Object.keys(WITHOUT) }))).toEqual([]);
    }
  });
});

describe("a mapping in a document of YAML", () => {
  it.each(Object.keys(WITHOUT))("keeps its first field: %s", async (first) => {
    const row = { [first]: OURS[first], ...WITHOUT };
    const text = `---\n${yaml(`jsonPayload:\n${mapping(row, "  ").join("")}`, OURS)}`;
    const nested = text.replace("jsonPayload:", "payload:\n  jsonPayload:").replace(/^ {2}(?=\w+: )/gm, "    ");
    for (const each of [text, nested])
      expect(rulesOf(await checkOf(each, { require: Object.keys(WITHOUT) }))).toEqual([]);
  });
});

describe("lines that are none", () => {
  const record = JSON.stringify(RECORD);

  it("stay lines behind three hyphens and behind a name", async () => {
    for (const banner of ["---\nServer: started\n---\n", "---\n", "Output:\n", "app:\n  port: 8080\n", "- started\n"])
      expect(rulesOf(await checkOf(`${banner}${record}\n2026 INFO other ${record.replace(TRACE, "x")}\n`))).toEqual([]);
  });

  it("stay lines where each is indented and begins with a time", async () => {
    const line = (text: string) => `   2026-11-20T10:11:12.12+0000 [APP/PROC/WEB/0] OUT ${text}\n`;
    const other = line(
      record.replace(TRACE, "x").replace("req-1", "other").replace('"fallback_used":false', '"fallback_used":true'),
    );
    expect(rulesOf(await checkOf(`Retrieving logs for app shop\n${other}${line(record)}${other}`))).toEqual([]);
  });

  it("stay lines where a text never ends", async () => {
    const endless = `---\n${"a: 1\n".repeat(300_000)}`;
    expect(rulesOf(await checkOf(`${endless}${record}\n`))).toEqual([]);
    expect(rulesOf(await checkOf(`start\n${"  a: 1\n".repeat(300_000)}${record}\n`))).toEqual([]);
  });
});
