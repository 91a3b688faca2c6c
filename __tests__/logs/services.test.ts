/** Whose records are held against the release, where several services and processes log into one export. */
import { afterAll, describe, expect, it } from "@jest/globals";
import { type Checking, checkIn, checkOf, folderWith, RECORD, removeFolders, rulesOf, TRACE } from "./checking.ts";

afterAll(removeFolders);

const { trace_id, request_id, provider, ...REST } = RECORD;
const VERSION = RECORD.deployment_version;
const lines = (...records: readonly (object | string)[]) =>
  records.map((record) => (typeof record === "string" ? record : JSON.stringify(record))).join("\n");
const release = { deploymentVersion: VERSION };
const rules = async (records: readonly (object | string)[], more: Checking = { release }) =>
  rulesOf(await checkOf(lines(...records), more));
const UUID = "3f7a9b2c-41d8-4e0f-9a6b-7c2d1e8f5a4b";
const gateway = { trace_id, request_id: UUID, status: 200, deployment_version: "7.2.1" };
const shop = { ...RECORD, request_id: UUID };

describe("another service in the same trace", () => {
  it.each<[string, object | string, object | string]>([
    ["service", { ...shop, service: "shop" }, { ...gateway, service: "gateway" }],
    [
      "OpenTelemetry's resource",
      { ...shop, "service.name": "shop" },
      { ...gateway, resource: { "service.name": "gw" } },
    ],
    [
      "Elastic's object",
      { ...shop, service: { name: "shop" } },
      { ...gateway, service: { name: "gw", version: "7.2.1" } },
    ],
    [
      "Kubernetes' labels",
      { ...shop, kubernetes: { labels: { app: "shop" } } },
      { ...gateway, kubernetes: { labels: { app: "gw" } } },
    ],
    ["a container", { ...shop, container_name: "shop" }, { ...gateway, container_name: "envoy" }],
    ["Docker Compose", `shop-1     | ${JSON.stringify(shop)}`, `gateway-1  | ${JSON.stringify(gateway)}`],
    [
      "kubectl",
      `[pod/shop-7d9f8b6c5d-x2x4q/app] ${JSON.stringify(shop)}`,
      `[pod/gw-5f8d9c7b6a-k2m4n/envoy] ${JSON.stringify(gateway)}`,
    ],
    [
      "syslog",
      `Nov 20 10:11:12 node7 shop[41]: ${JSON.stringify(shop)}`,
      `Nov 20 10:11:12 node7 envoy[7]: ${JSON.stringify(gateway)}`,
    ],
    [
      "logfmt",
      `app=shop ${Object.entries(shop)
        .map(([name, value]) => `${name}=${value}`)
        .join(" ")}`,
      `app=gw trace_id=${TRACE} deployment_version=7.2.1`,
    ],
    ["one of them alone", shop, { ...gateway, service: "gateway" }],
  ])("is not the one under test, as %s tells: neither its version nor what it lacks", async (_name, own, other) => {
    expect(await rules([other, own])).toEqual([]);
    expect(await rules([own, other])).toEqual([]);
  });

  it("does not lend its fields to the one under test", async () => {
    const less = { ...REST, trace_id, request_id: UUID, service: "shop" };
    expect(await rules([{ trace_id, request_id: UUID, service: "gateway", provider }, less])).toEqual([
      "missing-field 2",
    ]);
    expect(await rules([less, { trace_id, service: "gateway", provider }])).toEqual(["missing-field 1"]);
  });

  it("does not hide the version of the one under test, though it runs the release itself", async () => {
    const old = { ...shop, service: "shop", deployment_version: "2026.11.19-4" };
    const others = [{ ...gateway, service: "gateway", deployment_version: VERSION }];
    expect(await rules([...others, old])).toEqual(["other-version 2"]);
    const all = { ...shop, service: "proxy" };
    expect(await rules([all, { ...old, status: undefined }], { release, labels: { name: "shop" } })).toEqual([
      "missing-field 2",
      "other-version 2",
    ]);
  });

  it("is told by the version, where both log all that is required", async () => {
    const proxy = { ...shop, service: "llm-proxy", deployment_version: "1.61.3" };
    expect(await rules([proxy, { ...shop, service: "shop" }])).toEqual([]);
    expect(await rules([proxy, { ...shop, service: "shop", deployment_version: "2026.11.19-4" }])).toEqual([
      "other-version 1",
    ]);
  });

  it.each([
    ["shop-blue", "shop-green"],
    ["shop-v1", "shop-v2"],
    ["shop-1", "shop-2"],
    ["shop:1.4.2", "registry.example/octo/shop:1.5.0"],
    ["shop-7d9f8b6c5d-x2x4q", "shop-6c5d7f9b8a-k2m4n"],
    ["Shop_API", "shop-api"],
  ])("is none where only the deployment differs: %s and %s", async (one, other) => {
    const old = { ...shop, service: other, deployment_version: "2026.11.19-4" };
    expect(await rules([{ ...shop, service: one }, old])).toEqual(["other-version 2"]);
  });

  it("counts after a rollback neither", async () => {
    const checking = { mode: "verify-rollback", labels: { deploymentVersion: "1.4.2" } } as const;
    const restored = { ...shop, service: "shop", deployment_version: "1.4.2" };
    expect(await rules([{ ...gateway, service: "gw", version: "9" }, restored], checking)).toEqual([]);
    expect(await rules([restored, { ...restored, deployment_version: "1.5.0" }], checking)).toEqual([
      "other-version 2",
    ]);
  });

  it("is none of those that log the most, with what their records say that name the request alone", async () => {
    const own = { request_id: UUID, service: "shop" };
    const { deployment_version, environment, ...outcome } = { ...RECORD, ...own, trace_id: undefined };
    const start = { ...own, trace_id, environment, deployment_version: "2026.11.19-4" };
    expect(await rules([{ ...gateway, service: "gateway" }, start, { ...outcome, fallback_used: true }])).toEqual([
      "other-version 2",
      "fallback-used 3",
    ]);
  });

  it("is heard where it says that the fallback answered", async () => {
    expect(await rules([shop, { ...gateway, service: "gateway", fallback_used: true }])).toEqual(["fallback-used 2"]);
  });
});

describe("an id that other requests have as well", () => {
  const [start, outcome] = [
    { trace_id, environment: RECORD.environment, deployment_version: VERSION },
    { ...REST, provider, environment: undefined, deployment_version: undefined },
  ];
  const weak = { request_id: "req-1" };

  it.each<[string, object, object]>([
    ["processes", { hostname: "a1", pid: 7 }, { hostname: "a1", pid: 8 }],
    ["pods", { pod: "shop-7d9f8b6c5d-x2x4q", pid: 1 }, { pod: "shop-7d9f8b6c5d-k2m4n", pid: 1 }],
    ["services", { service: "shop" }, { service: "worker" }],
  ])("joins no records of two %s, of this run or not", async (_name, one, other) => {
    for (const trace of [{ trace_id }, {}])
      expect(
        await rules([
          { ...weak, ...start, ...one },
          { ...weak, ...outcome, ...trace, ...other },
        ]),
      ).toContainEqual(expect.stringMatching(/^missing-field/));
    expect(
      await rules([
        { ...weak, ...start, ...one },
        { ...weak, ...outcome, ...one },
      ]),
    ).toEqual([]);
  });

  it("speaks of its request where the process is known", async () => {
    const process = { hostname: "a1", pid: 7 };
    expect(
      await rules([
        { ...weak, ...start, ...process },
        { ...weak, ...outcome, ...process, fallback_used: true },
      ]),
    ).toEqual(["fallback-used 2"]);
  });

  it("joins records of one file, rotated or not, and of one process in two", async () => {
    const check = async (first: string, second: string, more = {}) =>
      rulesOf(
        await checkIn(
          folderWith({
            [first]: lines({ ...weak, ...start, ...more }),
            [second]: lines({ ...weak, ...outcome, ...more }),
          }),
          { patterns: ["*"] },
        ),
      );
    expect(await check("app.log", "app.log.1")).toEqual([]);
    expect(await check("app-2026-11-20.log", "app-2026-11-21.log")).toEqual([]);
    expect((await check("web.log", "worker.log"))[0]).toMatch(/^missing-field/);
    expect(await check("web.log", "access.log", { hostname: "a1", pid: 7 })).toEqual([]);
  });

  it.each([UUID, "0HN7Q8F3JD2KA:00000003", "01JCX3V9Q2M7T5R8W4K6Y1Z0AB", "a1b2c3d4", "1834059275193434112"])(
    "is not %s: that joins whatever the file",
    async (id) => {
      const files = { "a.log": lines({ request_id: id, ...start }), "b.log": lines({ request_id: id, ...outcome }) };
      expect(rulesOf(await checkIn(folderWith(files)))).toEqual([]);
    },
  );

  it.each(["req-1", "4711", "1732097472123", "request000012", "http-nio-8080-exec-1", "checkout"])(
    "is %s",
    async (id) => {
      const files = { "a.log": lines({ request_id: id, ...start }), "b.log": lines({ request_id: id, ...outcome }) };
      expect(rulesOf(await checkIn(folderWith(files)))[0]).toMatch(/^missing-field/);
    },
  );

  it("accuses nobody: an earlier process had another version, and its fallback answered", async () => {
    const { status, ...less } = { ...RECORD, ...weak };
    const earlier = { ...REST, ...weak, deployment_version: "2026.11.19-4", fallback_used: true };
    expect(await rules([earlier, less])).toEqual([]);
  });
});

describe("a fallback that answered", () => {
  it.each<[string, object]>([
    ["beside a no of the record itself", { ...RECORD, attributes: { fallback_used: true } }],
    ["before a no", { ...RECORD, fallback_used: "true", fields: { fallback_used: false } }],
    ["in a group", { ...RECORD, llm: { fallback_used: true } }],
    ["in the message", { ...RECORD, message: "done fallback_used=true" }],
  ])("is one yes: %s", async (_name, record) => {
    expect(await rules([record])).toEqual(["fallback-used 1"]);
  });
});
