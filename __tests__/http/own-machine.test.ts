/** What only the gate's own machine is short of is no failure of whoever was to be asked. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import { codeOf } from "../../src/http/failure.ts";
import type { ExchangeFailure } from "../../src/http/types.ts";
import { failWith } from "../../src/probes/observe.ts";
import { JSON_HEAD, speaking } from "./wire.ts";

const failed = (category: ExchangeFailure["category"], code: string): ExchangeFailure => ({
  category,
  code,
  detail: null,
});

/** Asks once, opens files until there are none left, asks again, and prints what came of it. */
const STARVED = `
  import { openSync } from "node:fs";
  const { exchange } = await import(process.env.EXCHANGE);
  const { judgeExchange } = await import(process.env.JUDGE);
  const ms = 20_000;
  const ask = () => exchange(
    { method: "POST", path: "/", body: {}, expect: "json", credential: "configured" },
    { baseUrl: process.env.BASE_URL, headers: {} },
    { connectMs: ms, firstByteMs: ms, idleMs: ms, totalMs: ms },
    { httpProxy: "", httpsProxy: "", noProxy: "" },
    new AbortController().signal,
  );
  const outcome = async () => judgeExchange(await ask(), ({ status }) => ({ kind: "pass", observed: { status } }));
  const first = await outcome();
  try { for (;;) openSync("/dev/null"); } catch {}
  const second = await outcome();
  console.log(JSON.stringify([first, second]));
  process.exit();
`;

const onLinux = process.platform === "linux" ? it : it.skip;

describe("a connection that the gate's own machine cannot make", () => {
  onLinux("is an error, and no failed attempt, where no descriptor is left", async () => {
    await using server = await speaking((socket) => socket.end(`${JSON_HEAD}{}`));
    const env = {
      PATH: process.env.PATH,
      BASE_URL: server.url,
      EXCHANGE: new URL("../../src/http/exchange.ts", import.meta.url).href,
      JUDGE: new URL("../../src/probes/judge.ts", import.meta.url).href,
    };
    const script = 'ulimit -n 100; exec "$0" --input-type=module -e "$1"';
    const child = spawn("sh", ["-c", script, process.execPath, STARVED], { env, stdio: ["ignore", "pipe", "inherit"] });
    expect(JSON.parse(await text(child.stdout))).toEqual([
      { kind: "pass", observed: { status: 200 } },
      { kind: "error", reason: "own-machine", observed: expect.objectContaining({ networkCode: "EMFILE" }) },
    ]);
  });

  it.each([
    ["tcp", "ENFILE"],
    ["tcp", "EADDRNOTAVAIL"],
    ["proxy", "ENOBUFS"],
    ["connection-lost", "ENOMEM"],
    ["dns", "EAI_MEMORY"],
    ["tls", "ERR_SSL_MALLOC_FAILURE"],
    ["tcp", "EPERM"],
  ] as const)("is an error as %s too: %s", (category, code) => {
    expect(failWith(failed(category, code), {})).toMatchObject({ kind: "error", reason: "own-machine" });
  });

  it.each([
    ["tcp", "ECONNREFUSED"],
    ["tcp", "EHOSTUNREACH"],
    ["tcp", "ENETUNREACH"],
    ["connection-lost", "ECONNRESET"],
    ["dns", "ENOTFOUND"],
    ["dns", "EAI_AGAIN"],
    ["tls", "ERR_SSL_WRONG_VERSION_NUMBER"],
  ] as const)("is none of these, which the other side gives as well: %s %s", (category, code) => {
    expect(failWith(failed(category, code), {})).toMatchObject({ kind: "fail", category });
  });

  it.each([
    ["ECONNREFUSED", ["EADDRNOTAVAIL", "ECONNREFUSED"]],
    ["ECONNREFUSED", ["ECONNREFUSED", "EAFNOSUPPORT"]],
    ["EADDRNOTAVAIL", ["EADDRNOTAVAIL", "EAFNOSUPPORT"]],
  ])("is not what one family of addresses is short of where another reached the host: %s of %j", (code, codes) => {
    const errors = codes.map((each) => Object.assign(new Error(each), { code: each }));
    expect(codeOf(new AggregateError(errors))).toBe(code);
  });
});
