/** Values of a release as services show them: equal where they mean the same, however they are written. */
import { describe, expect, it } from "@jest/globals";
import { SAYS } from "../../src/probes/app-release-words.ts";

type Fact = keyof typeof SAYS;

const COMMIT = "3f9c1e7a20b84d5566778899aabbccddeeff0011";

const SAME: readonly (readonly [fact: Fact, declared: string | number | boolean, said: readonly unknown[]])[] = [
  [
    "deployment-version",
    "2026.11.1",
    [
      "2026.11.1",
      "v2026.11.1",
      "V2026.11.1",
      "release-2026.11.1",
      "ghcr.io/acme/shop:2026.11.1",
      "shop@2026.11.1",
      `registry.example:5000/shop:v2026.11.1@sha256:${"a".repeat(64)}`,
      "2026.11.1+build.7",
      "refs/tags/v2026.11.1",
    ],
  ],
  ["deployment-version", "v1.4.0", ["1.4.0", "v1.4.0-g3f9c1e7"]],
  ["deployment-version", "sha-3f9c1e7", ["3f9c1e7", COMMIT, "ghcr.io/acme/shop:sha-3f9c1e7", `git-${COMMIT}`]],
  ["deployment-version", COMMIT, ["3f9c1e7", "sha-3f9c1e7", "SHA-3F9C1E7"]],
  ["config-version", "42", [42, "42", "v42"]],
  ["secret-version", "7", [7, "projects/p/secrets/llm/versions/7"]],
  ["commit", COMMIT, [COMMIT, "3f9c1e7", "3F9C1E7A20", "sha-3f9c1e7", `git-${COMMIT}`]],
  ["commit", "1234567890123456789012345678901234567890", ["1234567"]],
  ["traffic", 10, [10, "10", "10%", "10 %", "10.0", 0.1, "0.1", { weight: 10 }, { percentage: "10%" }]],
  ["traffic", 100, [100, "100%"]],
  ["traffic", 0.5, [0.5, "0.5%", 0.005]],
  ["traffic", 7, [0.07, "7.00%"]],
  ["traffic", 0, [0, "0%"]],
  ["retry", 2, [2, "2", { maxAttempts: 2 }, { "max-attempts": "2" }, { attempts: 2 }, { max_retries: 1 }]],
  [
    "timeout",
    30_000,
    [
      30_000,
      30,
      "30",
      "30000",
      "30s",
      "30 s",
      "30000ms",
      "0.5m",
      "30 seconds",
      "30sec",
      "PT30S",
      "PT0.5M",
      "00:00:30",
      "00:00:30.000",
      30_000_000_000,
    ],
  ],
  ["timeout", 90_000, ["1m30s", "PT1M30S", "1 minute 30 seconds", "90s", "0:01:30"]],
  ["fallback", true, [true, "true", "on", "enabled", "Yes"]],
  ["fallback", false, [false, "disabled", "off"]],
  ["feature-flag", "on", [true, "on", "enabled"]],
];

const DRESSED: typeof SAME = [
  [
    "commit",
    COMMIT,
    [
      `v2.3.0-14-g${COMMIT.slice(0, 7)}`,
      `main-${COMMIT.slice(0, 7)}`,
      `ghcr.io/acme/shop:feature-x-${COMMIT.slice(0, 9)}`,
      `1.4.0 (${COMMIT.slice(0, 7)})`,
      `release/2.x-${COMMIT}`,
    ],
  ],
  [
    "deployment-version",
    "1.4.0-rc1",
    ["1.4.0-rc1 (3f9c1e7)", "1.4.0-rc1-alpine", "v1.4.0-rc1-alpine3.20", "acme/shop:1.4.0-rc1-slim-bookworm"],
  ],
  [
    "deployment-version",
    "2026.11.20-1",
    [
      "shop-2026.11.20-1",
      "shop_api-v2026.11.20-1",
      "shop@2026.11.20-1",
      "v2026.11.20-1+build.7",
      "shop 2026.11.20-1",
      '"2026.11.20-1"',
    ],
  ],
  ["deployment-version", `main-${COMMIT.slice(0, 7)}`, [COMMIT, COMMIT.slice(0, 7), `sha-${COMMIT.slice(0, 7)}`]],
  ["deployment-version", "v2.3.0-14-g3f9c1e7", ["3f9c1e7", "2.3.0-14"]],
  ["deployment-version", "2.3.0", ["v2.3.0-0-g3f9c1e7"]],
];

const OTHER: readonly (readonly [fact: Fact, declared: string | number | boolean, said: readonly unknown[]])[] = [
  ["deployment-version", "1.2.3", ["shop-1.2.4", "shop-11.2.3", "2-1.2.3", "1.0.0-1.2.3", "1.0.0 1.2.3", '"1.2.4"']],
  [
    "deployment-version",
    "2026.11.1",
    ["2026.11.10", "2026.11.2", "2026.1.11", "", null, true, ["2026.11.1"], "latest"],
  ],
  ["deployment-version", "20261120", ["202611201", "2026112"]],
  ["deployment-version", "sha-3f9c1e7", ["sha-3f9c1e8", "3f9c1", "3f9c1e8a20b8"]],
  ["deployment-version", "1.4.0", ["1.4.0-rc.1", "1.4.0-dirty", "1.4.0-rc1-alpine", "1.4.0-hotfix"]],
  ["deployment-version", "1.4.0-rc1", ["1.4.0", "1.4.0-rc12", "1.4.0-rc1-hotfix", "1.4.0-alpine"]],
  ["commit", COMMIT, ["v2.3.0-14-g3f9c1e8", "main-3f9c1e8", "main-3f9c1"]],
  ["config-version", "42", ["420", "4", 4.2]],
  ["commit", COMMIT, ["3f9c1e8", "3f9c1", 3, `${COMMIT}0`]],
  ["traffic", 10, [1, "1%", "0.1%", 100, 0.01, "ten", null, { control: 10 }]],
  ["traffic", 100, [1, "1"]],
  ["retry", 2, [3, "two", { maxRetries: 2 }, null]],
  ["timeout", 30_000, [60, "60s", "3s", 3_000, "PT3S", "00:30:00", "soon", null, "30 parsecs", "30h"]],
  ["fallback", true, [false, "off", "maybe", null]],
];

const cases = (table: typeof SAME) =>
  table.flatMap(([fact, declared, all]) => all.map((said) => [fact, declared, said] as const));

describe("a service means the release's", () => {
  it.each(cases([...SAME, ...DRESSED]))("%s %j when it says %j", (fact, declared, said) => {
    expect(SAYS[fact](said, declared)).toBe(true);
  });
});

describe("a service means something else than the release's", () => {
  it.each(cases(OTHER))("%s %j when it says %j", (fact, declared, said) => {
    expect(SAYS[fact](said, declared)).toBe(false);
  });
});
