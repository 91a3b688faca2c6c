/** Against a real Prometheus, where one is on the PATH; it scrapes itself. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { check } from "./checking.ts";

const found = spawnSync("prometheus", ["--version"]).status === 0;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

(found ? describe : describe.skip)("a real Prometheus (skipped where none is on the PATH)", () => {
  let folder: string;
  let url: string;
  let server: ChildProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "prometheus-"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/prom`;
    const target = { targets: [`127.0.0.1:${port}`], labels: { app_version: "1.0-a+b" } };
    const job = { job_name: "self", metrics_path: "/prom/metrics", static_configs: [target] };
    // YAML takes JSON.
    writeFileSync(
      join(folder, "config.yml"),
      JSON.stringify({ global: { scrape_interval: "1s" }, scrape_configs: [job] }),
    );
    const options = [
      "config.file=config.yml",
      "storage.tsdb.path=data",
      `web.listen-address=127.0.0.1:${port}`,
      "web.route-prefix=/prom",
    ];
    server = spawn(
      "prometheus",
      options.map((option) => `--${option}`),
      { cwd: folder, stdio: "ignore" },
    );
    for (let i = 0; i < 100; i++) {
      const answer = await fetch(`${url}/api/v1/query?query=up`).then(
        (response) => response.text(),
        () => "",
      );
      if (answer.includes('"1"')) return;
      await delay(200);
    }
    throw new Error("it does not scrape itself");
  }, 30_000);

  afterAll(async () => {
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["the release by its version", 'sum(up{app_version="{{version}}"})', { value: 1 }],
    ["the same as a regular expression", 'sum(up{app_version=~"x|{{version}}"})', { value: 1 }],
    ["a scalar", "scalar(vector(0.5))", { value: 0.5 }],
    ["another version", 'sum(up{app_version="{{version}}x"})', { missing: "no-series" }],
    ["nothing of nothing", "vector(0) / vector(0)", { missing: "not-a-number" }],
    ["something of nothing", "vector(1) / vector(0)", { missing: "infinite" }],
    ["several series", "prometheus_http_requests_total or up", { missing: "several-series" }],
    ["a range", "up[1m]", { missing: "range" }],
    ["a text", '"0.5"', { missing: "text" }],
    ["what does not parse", "sum(up", { missing: "rejected" }],
    [
      "what cannot be executed",
      "up + on(app_version) group_left prometheus_http_requests_total",
      { missing: "not-executed" },
    ],
  ])("answers %s", async (_, query, sample) => {
    const section = { for: "50ms", checks: [{ name: "a", query, max: 1 }] };
    const { metrics } = await check(url, { version: "1.0-a+b", section });
    expect(metrics.checks[0]?.samples[0]).toMatchObject(sample);
  });

  it("has another path without its prefix", async () => {
    const { metrics } = await check(new URL(url).origin, { section: { for: "50ms" } });
    expect(metrics.checks[0]?.samples[0]).toMatchObject({ missing: "wrong-path" });
  });
});
