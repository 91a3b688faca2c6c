/**
 * Times the check of the logs over shapes of input, each in a process of its own, and `grep -F` and `jq` beside it where
 * they are installed: MB/s of wall time and of processor time, and the most memory that was resident.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { traceIdOf } from "../src/evidence/run-identity.ts";
import { checkLogs } from "../src/logs/check.ts";
import { DEFAULT_FIELDS } from "../src/settings/release/logs.ts";
import type { Settings } from "../src/settings/settings.ts";

const MB = 1e6;
const RUN = { id: "20261120T101112Z-0123abcd", startedAt: new Date() };
const LABELS = { repository: "octo/app", workflowRun: "19234567890" };
const TRACE = traceIdOf(RUN, LABELS);
const SECRET = "sk-bench-0123456789abcdefABCDEF";

const NOW = "2026-11-20T10:11:12.123456789Z";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const record = (trace = hex(16)) =>
  JSON.stringify({
    timestamp: "2026-11-20T10:11:12.123Z",
    level: "info",
    service: "shop-assistant",
    request_id: hex(8),
    trace_id: trace,
    environment: "staging",
    deployment_version: "2026.11.20-1",
    provider: "cometapi",
    status: 200,
    latency_bucket: "0-1s",
    latency_ms: 123,
    retry_count: 0,
    fallback_used: false,
    error_class: null,
    message: "chat completion finished for user 12345 in conversation 99",
  });
const lines = (make: (i: number) => string) => (i: number) =>
  `${Array.from({ length: 500 }, (_, k) => make(500 * i + k)).join("\n")}\n`;
const same = (text: string) => () => text.repeat(Math.ceil(100_000 / text.length));

/** What a file is made of, piece by piece. */
const SHAPES: Readonly<Record<string, (piece: number) => string>> = {
  "JSON lines, 1% of this run": lines((i) => record(i % 100 === 0 ? TRACE : undefined)),
  "JSON lines, all of this run": lines(() => record(TRACE)),
  "JSON lines, all of this workflow run": lines(() => record().replace("{", `{"ci_run":"${LABELS.workflowRun}",`)),
  "JSON lines, none": lines(() => record()),
  logfmt: lines((i) =>
    record(i % 100 === 0 ? TRACE : undefined)
      .replace(/[{}"]/g, "")
      .replaceAll(",", " ")
      .replaceAll(":", "="),
  ),
  "laid out": lines((i) => JSON.stringify(JSON.parse(record(i % 100 === 0 ? TRACE : undefined)), null, 2)),
  "JSON in JSON": lines((i) => JSON.stringify({ log: record(i % 100 === 0 ? TRACE : undefined), stream: "stdout" })),
  "CRI lines": lines((i) => `${NOW} stdout F ${record(i % 100 === 0 ? TRACE : undefined)}`),
  "CRI lines in pieces": lines((i) => {
    const text = record(i % 100 === 0 ? TRACE : undefined);
    return `${NOW} stdout P ${text.slice(0, 200)}\n${NOW} stderr F warning\n${NOW} stdout F ${text.slice(200)}`;
  }),
  "json-file": lines((i) =>
    JSON.stringify({ log: `${record(i % 100 === 0 ? TRACE : undefined)}\n`, stream: "stdout", time: NOW }),
  ),
  "YAML documents": lines((i) => {
    const fields = Object.entries(JSON.parse(record(i % 100 === 0 ? TRACE : undefined)));
    return `---\njsonPayload:\n${fields.map(([name, value]) => `  ${name}: ${value}`).join("\n")}`;
  }),
  "fields below their line": lines((i) => {
    const fields = Object.entries(JSON.parse(record(i % 100 === 0 ? TRACE : undefined)));
    return `INFO done\n${fields.map(([name, value]) => `    ${name}: ${value}`).join("\n")}`;
  }),
  "blank headers": lines(
    () => '{"level":"debug","headers":{"authorization":"Bearer ***","accept":"*/*"},"x-api-key":"[redacted]"}',
  ),
  "names of credentials": lines(
    (i) =>
      `level=debug msg="password reset" api_key=*** access_token: none client_secret=vault:kv/a password=${i} auth-token=null`,
  ),
  commands: same("curl "),
  addresses: lines((i) => `GET https://llm.example/v1/chat/${i}?user=a@b.example HTTP/1.1`),
  "one line": same("x"),
  "one line of JSON": same('{"a":1,"b":"c"},').bind(null),
  entities: same("&#65;"),
  "escaped characters": same("\\u0041"),
  "percent signs": same("%41"),
  backslashes: same("\\\\"),
  "empty lines": same("\n"),
  "short lines": same("{}\n"),
  spaces: same("  \n"),
  colours: lines((i) => `\u001b[36minfo\u001b[39m request \u001b[1m${i}\u001b[0m done`),
  "sk-": same("sk-abcdefgh "),
  braces: same("{"),
  base64: () => randomBytes(75_000).toString("base64"),
  Japanese: lines((i) => `{"level":"info","message":"要求 ${i} は正常に完了しました。次の要求を待っています"}`),
  digits: () => BigInt(`0x${hex(40_000)}`).toString(),
};

function fill(path: string, make: (piece: number) => string, bytes: number): void {
  const file = openSync(path, "w");
  for (let [size, i] = [0, 0]; size < bytes; i++) size += writeSync(file, make(i));
  closeSync(file);
}

async function once(path: string): Promise<void> {
  const settings = {
    logs: { files: [path], require: DEFAULT_FIELDS },
    labels: { ...LABELS, name: "shop-assistant", environment: "staging", deploymentVersion: null },
    limits: { deadlineMs: 3_600_000 },
    mode: "gate",
    secrets: [SECRET],
    release: { auth: { header: "Authorization", scheme: "Bearer" }, headers: [], deploymentVersion: "2026.11.20-1" },
  } as unknown as Settings;
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const check = await checkLogs(settings, RUN, "/", new AbortController().signal);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const rules = [...new Set(check?.findings.map(({ rule }) => rule))].join(" ");
  process.stdout.write(
    JSON.stringify({ ms, cpu: (user + system) / 1e3, rss: process.resourceUsage().maxRSS / 1024, rules }),
  );
}

const [child, only, size = "200"] = process.argv.slice(2);
if (child === "--child") await once(only ?? "");
else {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-bench-"));
  const path = join(folder, "app.log");
  const row = (name: string, ...cells: readonly (string | number)[]) =>
    process.stdout.write(
      `${name.padEnd(30)}${cells.map((cell) => String(typeof cell === "number" ? Math.round(cell) : cell).padStart(9)).join("")}\n`,
    );
  row("shape", "MB/s", "MB/s cpu", "MB", "rules");
  for (const [name, make] of Object.entries(SHAPES)) {
    if (child !== undefined && child !== "all" && !name.includes(child)) continue;
    fill(path, make, Number(only ?? size) * MB);
    const bytes = statSync(path).size;
    const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--child", path], {
      encoding: "utf8",
    });
    if (stdout === "") throw new Error(stderr);
    const { ms, cpu, rss, rules } = JSON.parse(stdout);
    row(name, bytes / ms / 1e3, bytes / cpu / 1e3, rss, `  ${rules}`);
    if (!name.startsWith("JSON lines")) continue;
    for (const [tool, ...args] of [
      ["grep", "-cF", TRACE],
      ["jq", "-c", `select(.trace_id == "${TRACE}") | .status`],
    ]) {
      const start = performance.now();
      const run = spawnSync(tool ?? "", [...args, path], { stdio: "ignore" });
      if (run.error === undefined) row(`  ${tool}`, bytes / (performance.now() - start) / 1e3);
    }
  }
  rmSync(folder, { recursive: true });
}
