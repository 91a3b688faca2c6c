/** Lines that a container runtime wrote in pieces are looked at as the service wrote them. */
import { afterAll, describe, expect, it } from "@jest/globals";
import { BLOCK_BYTES } from "../../src/files/files.ts";
import { wholeLines } from "../../src/logs/whole-lines.ts";
import { checkOf, KEY, RECORD, removeFolders, rulesOf } from "./checking.ts";

afterAll(removeFolders);

const json = JSON.stringify;
const TIME = "2026-11-20T10:11:12.123456789Z";

/** A line of an envelope; `goesOn` where the text ends within it. */
type Wrap = (text: string, goesOn?: boolean, stream?: string) => string;
const fluentBit: Wrap = (log, goesOn, stream = "stdout") =>
  `[0] kube.var.log: [[1700000000.12, {}], {"stream"=>"${stream}", "logtag"=>"${goesOn ? "P" : "F"}", "log"=>${json(log)}}]`;

const ENVELOPES: readonly (readonly [string, Wrap])[] = [
  ["containerd and CRI-O", (text, goesOn, stream = "stdout") => `${TIME} ${stream} ${goesOn ? "P" : "F"} ${text}`],
  [
    "a CRI runtime with further tags",
    (text, goesOn, stream = "stdout") => `${TIME} ${stream} ${goesOn ? "P" : "F"}:x ${text}`,
  ],
  [
    "CRI-O in a time zone",
    (text, goesOn, stream = "stdout") => `2026-11-20T10:11:12.123456789+02:00 ${stream} ${goesOn ? "P" : "F"} ${text}`,
  ],
  [
    "Docker's json-file",
    (text, goesOn, stream = "stdout") => json({ log: goesOn ? text : `${text}\n`, stream, time: TIME }),
  ],
  [
    "Docker's json-file with labels",
    (text, goesOn, stream = "stdout") =>
      json({ log: goesOn ? text : `${text}\n`, stream, attrs: { tier: "web" }, time: TIME }),
  ],
  [
    "Docker's driver for Fluentd, of old",
    (log, goesOn, source = "stdout") =>
      json({ container_id: "c1", source, log, ...(goesOn ? { partial_message: "true" } : {}) }),
  ],
  [
    "Docker's driver for the journal",
    (MESSAGE, goesOn, stream = "stdout") =>
      json({
        __CURSOR: "s=1",
        CONTAINER_ID: stream,
        ...(goesOn ? { CONTAINER_PARTIAL_MESSAGE: "true" } : {}),
        MESSAGE,
      }),
  ],
  [
    "the journal itself",
    (MESSAGE, goesOn, _STREAM_ID = "a1") =>
      json({ __CURSOR: "s=1", MESSAGE, _STREAM_ID, ...(goesOn ? { _LINE_BREAK: "line-max" } : {}) }),
  ],
  [
    "Fluent Bit's parser of CRI",
    (log, goesOn, stream = "stdout") => json({ time: TIME, stream, logtag: goesOn ? "P" : "F", log }),
  ],
  ["Fluent Bit's own output", fluentBit],
  [
    "Vector",
    (message, goesOn, stream = "stdout") =>
      json({ ...(goesOn ? { _partial: true } : {}), container_name: "app", message, stream }),
  ],
];

describe.each(ENVELOPES)("a line that was cut: %s", (_name, wrap) => {
  const half = KEY.length >> 1;
  const record = json(RECORD);

  it("shows the key that stands in two of its pieces, in the line of the first", async () => {
    const lines = [
      wrap("ready"),
      wrap(`sent ${KEY.slice(0, half)}`, true),
      wrap(`${KEY.slice(half)} off`),
      wrap(record),
    ];
    expect(rulesOf(await checkOf(lines.join("\n")))).toEqual(["secret-in-log 2"]);
  });

  it("shows the key though another stream writes between", async () => {
    const lines = [
      wrap(KEY.slice(0, half), true),
      wrap("warning", false, "stderr"),
      wrap(KEY.slice(half)),
      wrap(record),
    ];
    expect(rulesOf(await checkOf(`${lines.join("\n")}\n`))).toEqual(["secret-in-log 1"]);
  });

  it("is one record, and those of other streams are their own", async () => {
    for (const at of [1, 30, record.indexOf('"status') + 1, record.length - 1]) {
      const pieces = [
        wrap(record.slice(0, at), true),
        wrap(record.slice(at, at + 1), true),
        wrap(record.slice(at + 1)),
      ];
      expect(rulesOf(await checkOf([wrap("ready"), ...pieces].join("\n")))).toEqual([]);
      const other = wrap(record.replace("req-1", "req-2").replace('"status":200,', ""), false, "stderr");
      const beside = [wrap("ready"), pieces[0], other, ...pieces.slice(1), wrap("done")].join("\n");
      expect(rulesOf(await checkOf(beside))).toEqual(["missing-field 3"]);
    }
  });

  it("that never ends loses nothing behind it", async () => {
    const lines = [
      wrap(record.slice(0, 20), true),
      ...Array.from({ length: 600 }, (_, i) => wrap(`line ${i}`, false, "stderr")),
      wrap(`key ${KEY}`, false, "stderr"),
      wrap(record, false, "stderr"),
    ];
    expect(rulesOf(await checkOf(lines.join("\n")))).toEqual(["secret-in-log 602"]);
  });
});

describe("pieces of several lines", () => {
  const docker: Wrap = (log, goesOn, partial_id = "1") =>
    json({
      container_id: "c1",
      log,
      source: "stdout",
      partial_message: "true",
      partial_id,
      partial_last: goesOn ? "false" : "true",
    });

  it("are told apart by their id", async () => {
    const [a, b] = [json(RECORD), json({ ...RECORD, request_id: "req-2" })];
    const lines = [
      docker(a.slice(0, 40), true, "1"),
      docker(b.slice(0, 50), true, "2"),
      docker(a.slice(40), false, "1"),
      docker(b.slice(50), false, "2"),
    ];
    expect(rulesOf(await checkOf(lines.join("\n")))).toEqual([]);
  });

  it("cost no more than their lines, however many are open", async () => {
    const open = Array.from({ length: 20_000 }, (_, i) => docker("x", true, `${i}`));
    expect(rulesOf(await checkOf([...open, json(RECORD)].join("\n")))).toEqual([]);
  });
});

describe("the lines of a file", () => {
  const joined = async (text: string, size: number) => {
    const bytes = Buffer.from(text);
    const chunks = async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    };
    let whole = "";
    for await (const part of wholeLines(chunks())) whole += part.toString();
    return whole;
  };
  const cri = (tag: string, text: string) => `${TIME} stdout ${tag} ${text}\n`;

  it("are the same wherever what is read at once ends", async () => {
    const text = `${cri("F", "a")}${cri("P", "b".repeat(9))}${cri("F", "c")}${cri("P", "")}${cri("F", "")}${cri("F", "d")}`;
    const whole = `${cri("F", "a")}${cri("P", "bbbbbbbbbc")}\n${cri("P", "")}\n${cri("F", "d")}`;
    for (let size = cri("F", "a").length; size <= text.length; size++) expect(await joined(text, size)).toBe(whole);
  });

  it("pass as they are where no runtime wraps them", async () => {
    const text = `GET / 200\n${json({ log: "a", stream: "stdout" })}\n stdout P x`;
    expect(await joined(text, 7)).toBe(text);
    const longest = `${cri("F", "a")}${"x".repeat(9 * BLOCK_BYTES)}\n${cri("F", "b")}`;
    expect(await joined(longest, BLOCK_BYTES)).toBe(longest);
  });

  it("end with a break that is one, and not with a backslash and an n", async () => {
    const file = (log: string) => `{"log":${json(log)},"stream":"stdout","time":"${TIME}"}\n`;
    const text = file("a\n") + file("C:\\n") + file("b\n");
    expect(await joined(text, 500)).toBe(`${file("a\n")}${file("C:\\nb\n")}\n`);
  });
});
