/** The shapes in which loggers, collectors and log stores write the fields of a record. */
import { afterAll, describe, expect, it } from "@jest/globals";
import { checkOf, RECORD, removeFolders, rulesOf, TRACE } from "./checking.ts";

afterAll(removeFolders);

const { trace_id: _, request_id: __, ...FIELDS } = RECORD;
const json = JSON.stringify;
const [SOME, REST] = [Object.entries(FIELDS).slice(0, 4), Object.entries(FIELDS).slice(4)].map(Object.fromEntries) as [
  object,
  object,
];
const ours = { ...FIELDS, trace_id: TRACE };
const renamed = (record: object, name: (written: string, value: unknown) => string) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [name(key, value), value]));
const pascal = (record: object) =>
  renamed(record, (key) => key.replace(/(?:^|_)(.)/g, (_all, letter: string) => letter.toUpperCase()));
const tokens = (record: object, join = "=", before = "") =>
  Object.entries(record)
    .map(([name, value]) => `${before}${name}${join}${value}`)
    .join(" ");
const cells = (...values: readonly unknown[]) =>
  values.map((value) => `"${String(value ?? "").replaceAll('"', '""')}"`).join(",");
const azureType = (key: string, value: unknown) =>
  `${key}_${typeof value === "boolean" ? "b" : typeof value === "number" ? "d" : "s"}`;
const DECIMAL = BigInt(`0x${TRACE.slice(16)}`).toString();
const scoped = { State: pascal(SOME), Scopes: [{ TraceId: TRACE, SpanId: "1" }, pascal(REST)] };

describe("a record is complete", () => {
  it.each<[string, string]>([
    [".NET's JSON console", json({ EventId: 0, Category: "Shop", ...scoped })],
    [".NET's JSON console in a list", json([scoped, { State: { Message: "other" }, Scopes: [] }])],
    [".NET's JSON console in Elasticsearch", json({ hits: { hits: [{ _id: "1", _source: scoped }] } })],
    [
      ".NET's simple console",
      `info: Shop[0] => SpanId:1, TraceId:${TRACE} => RequestPath:/ done ${tokens(pascal(FIELDS))}`,
    ],
    [
      "Rust's tracing",
      json({
        fields: { message: "m", ...SOME },
        spans: [
          { trace_id: TRACE, name: "a" },
          { name: "b", ...REST },
        ],
      }),
    ],
    [
      "Loki's structured metadata",
      json({
        data: {
          result: [{ stream: {}, values: [["1", json(SOME), { structuredMetadata: { trace_id: TRACE, ...REST } }]] }],
        },
      }),
    ],
    ["logcli", json({ labels: SOME, line: json({ ...REST, trace_id: TRACE }), timestamp: "t" })],
    [
      "Google Cloud's labels",
      json({
        "logging.googleapis.com/labels": SOME,
        "logging.googleapis.com/trace": `projects/p/traces/${TRACE}`,
        ...REST,
      }),
    ],
    [
      "Datadog's CSV",
      `"Date","Host","Service","@trace_id",${cells(...Object.keys(FIELDS).map((name) => `@${name}`))}\n${cells("t", "h", "shop", DECIMAL, ...Object.values(FIELDS))}`,
    ],
    [
      "Kibana's CSV",
      `"@timestamp","trace.id",${cells(...Object.keys(FIELDS).map((name) => `labels.${name}`))}\n${cells("Nov 20, 2026 @ 10:11:12.123", TRACE, ...Object.values(FIELDS))}`,
    ],
    ["CloudWatch Insights' CSV", `@timestamp,@message,@log\nt,${cells(json(ours))},1:/ecs/shop`],
    [
      "CloudWatch Insights' CSV with several lines in a cell",
      `@timestamp,@message\nt,${cells("other\nlines")}\nt,${cells(json(ours, null, 2))}`,
    ],
    [
      "a table with a quote in a cell without",
      `time,note,trace_id,${Object.keys(FIELDS)}\n1,5" disk,x,${Object.values(FIELDS)}\n2,b,${TRACE},${Object.values(FIELDS)}`,
    ],
    [
      "Excel's CSV",
      `\ufeffsep=;\r\ntime;trace_id;${Object.keys(FIELDS).join(";")}\r\n1;${TRACE};${Object.values(FIELDS).join(";")}\r\n`,
    ],
    [
      "Log Analytics' CSV",
      `TimeGenerated [UTC],OperationId,Properties\n${cells("11/20/2026, 10:11:12 AM", TRACE, json(FIELDS))}`,
    ],
    ["Log Analytics' own tables", json([renamed(ours, azureType)])],
    ["Azure's containers", json({ ContainerName: "shop", LogMessage: json(ours) })],
    ["Azure App Service", json({ category: "AppServiceConsoleLogs", resultDescription: json(ours) })],
    [
      "Grafana's frames",
      json({
        results: {
          A: {
            frames: [
              {
                schema: { fields: Object.keys(ours).map((name) => ({ name })) },
                data: { values: Object.values(ours).map((value) => [value]) },
              },
            ],
          },
        },
      }),
    ],
    ["Go's slog with groups", `time=t level=INFO msg=done trace.id=${TRACE} ${tokens(FIELDS, "=", "attrs.")}`],
    [
      "dotted names within dotted names",
      json({ "resource.attributes": { "trace.id": TRACE }, "fields.extra": FIELDS }),
    ],
    ["Fluent Bit's output", `[0] kube.shop: [[1700000000.123, {}], {"log"=>${json(json(ours))}, "stream"=>"stdout"}]`],
    [
      "OpenTelemetry in ClickHouse",
      json({ TraceId: TRACE, ServiceName: "shop", LogAttributes: SOME, ResourceAttributes: REST }),
    ],
    ["SigNoz", json({ data: { trace_id: TRACE, attributes_string: SOME, resources_string: REST } })],
    [
      "AWS Powertools",
      json({ xray_trace_id: `1-${TRACE.slice(0, 8)}-${TRACE.slice(8)}`, function_request_id: "r", ...FIELDS }),
    ],
    ["Sumo Logic", json({ fields: [], messages: [{ map: { _raw: json(ours) } }] })],
    ["Monolog", `[2026-11-20T10:11:12.123+00:00] app.INFO: done ${json({ ...SOME, trace_id: TRACE })} ${json(REST)}`],
    ["Sentry's tags as pairs", json({ event_id: "e", tags: Object.entries(ours).map(([k, v]) => [k, String(v)]) })],
    [
      "Sentry's events in a list",
      json([{ id: "e", tags: Object.entries(ours).map(([k, v]) => [k, v]) }, { tags: [] }]),
    ],
    [
      "Sentry's tags",
      json({ id: "e", tags: Object.entries(ours).map(([key, value]) => ({ key, value, query: null })) }),
    ],
    ["Railway", json({ attributes: Object.entries(ours).map(([key, value]) => ({ key, value: json(value) })) })],
    ["Axiom", json({ trace_id: TRACE, ...renamed(FIELDS, (key) => `attributes.custom.${key}`) })],
    ["GELF", json(renamed(ours, (key) => `_${key}`))],
    ["Cloudflare's Workers", json({ $metadata: { id: "1" }, $workers: { requestId: "r" }, source: ours })],
  ])("as %s writes it, and lacks what it lacks", async (_name, text) => {
    const required = Object.keys({ ...FIELDS, request_id: "" });
    expect(rulesOf(await checkOf(text, { require: required }))).toEqual([]);
    expect(rulesOf(await checkOf(text, { require: ["never_there"] }))[0]).toMatch(/^missing-field/);
  });

  it("where a row of a table begins in one block and ends in another", async () => {
    const filler = Array.from({ length: 3_000 }, (_none, i) => `${i},${cells(`line\n${"x".repeat(150)}\nend`)},x`);
    const text = `time,message,trace_id\n${filler.join("\n")}\n1,${cells(`a\n${json(FIELDS)}\n${"y".repeat(90)}`)},${TRACE}\n`;
    for (let shift = 0; shift < 5; shift++)
      expect(
        rulesOf(await checkOf(text.replace("line", "l".repeat(1 + shift * 40)), { require: ["message"] })),
      ).toEqual([]);
    expect(rulesOf(await checkOf(text, { require: ["never_there"] }))).toEqual(["missing-field 9002"]);
  });

  it("where a cell of a table never ends", async () => {
    const text = `time,message,trace_id\n1,"open,x\n${"2,m,x\n".repeat(300_000)}3,m,${TRACE}\n`;
    expect(rulesOf(await checkOf(text, { require: ["message"] }))).toEqual([]);
  });
});
