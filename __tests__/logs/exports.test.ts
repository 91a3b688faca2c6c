import { afterAll, describe, expect, it } from "@jest/globals";
import { checkIn, checkOf, folderWith, RECORD, removeFolders, rulesOf, TRACE } from "./checking.ts";

afterAll(removeFolders);

const { trace_id: _, request_id: __, ...FIELDS } = RECORD;
const required = [...Object.keys(FIELDS), "request_id"];
const json = JSON.stringify;
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const logfmt = Object.entries(FIELDS)
  .map(([name, value]) => `${name}=${value}`)
  .join(" ");
/** A record of another run, long enough that a few thousand fill megabytes. */
const other = (i: number) => ({ ...FIELDS, request_id: `o-${i}`, trace_id: "f0".repeat(16), message: "x".repeat(300) });
const ours = (more: object = {}) => ({ ...FIELDS, trace_id: TRACE, ...more });
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_none, i) => make(i));
const pairs = (value: (member: unknown) => unknown) =>
  Object.entries(FIELDS).map(([key, member]) => ({ key, value: value(member) }));
const typed = (member: unknown) => (member === null ? {} : { stringValue: String(member) });
const DECIMAL = BigInt(`0x${TRACE.slice(16)}`).toString();
const XRAY = `1-${TRACE.slice(0, 8)}-${TRACE.slice(8)}`;

describe("a request is named by its trace", () => {
  it.each([
    ["Serilog", json({ "@t": "10:11", "@tr": TRACE, "@sp": "00f067aa0ba902b7", ...FIELDS })],
    ["OpenTelemetry for Python", json({ otelTraceID: TRACE, otelSpanID: "a", ...FIELDS })],
    ["its text format", `[main.py:5] [trace_id=${TRACE} span_id=a resource.service.name=app] - done ${logfmt}`],
    ["Datadog", json({ dd: { trace_id: DECIMAL, span_id: "1" }, ...FIELDS })],
    ["Datadog, flat", json({ "dd.trace_id": DECIMAL, ...FIELDS })],
    ["Google Cloud", json({ "logging.googleapis.com/trace": `projects/p/traces/${TRACE}`, jsonPayload: FIELDS })],
    ["Google Cloud's entries", json({ trace: `projects/p/traces/${TRACE}`, jsonPayload: FIELDS })],
    ["Application Insights", json({ operation_Id: TRACE, customDimensions: json(FIELDS) })],
    ["pino", json({ req: { id: "r1", headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } }, ...FIELDS })],
    ["Fastify", json({ reqId: "req-1", trace: TRACE, ...FIELDS })],
    ["Elastic", json({ "trace.id": TRACE, labels: FIELDS })],
    ["X-Ray", json({ "x-amzn-trace-id": `Root=${XRAY};Parent=53995c3f42cd8ad8;Sampled=1`, ...FIELDS })],
    ["a UUID", json({ traceId: TRACE.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), ...FIELDS })],
    ["capitals", json({ traceId: TRACE.toUpperCase(), ...FIELDS })],
    ["Spring, without a name", `INFO [shop,${TRACE},00f067aa0ba902b7] 1 --- [exec-1] c.e.App : done ${logfmt}`],
    ["Quarkus", `INFO {sampled=true, spanId=a, traceId=${TRACE}, ${logfmt.replaceAll(" ", ", ")}} [or.ac] hello`],
    ["syslog", `<34>1 2026-11-20T10:11:12Z host app 1 ID [ex@32473 trace_id="${TRACE}"] ${logfmt}`],
  ])("of %s", async (_name, line) => {
    expect(rulesOf(await checkOf(line, { require: [...required, "trace_id"] }))).toEqual([]);
  });
});

describe("an export", () => {
  const list = (make: (i: number) => unknown) => many(5_000, make);
  it.each<[string, string]>([
    [
      "CloudWatch, larger than a line may be",
      pretty({ events: list((i) => ({ message: json(i === 2_500 ? ours() : other(i)) })) }),
    ],
    [
      "CloudWatch on one line",
      json({ events: list((i) => ({ message: json(i === 2_500 ? ours() : other(i)) })), nextToken: "x" }),
    ],
    [
      "CloudWatch Insights",
      json({ results: [[{ field: "@message", value: json(ours()) }], [{ field: "@message", value: json(other(1)) }]] }),
    ],
    [
      "CloudWatch Insights by field",
      json({ results: [Object.entries(ours()).map(([field, value]) => ({ field, value: String(value) }))] }),
    ],
    [
      "Loki, larger than a line may be",
      json({
        data: {
          result: [
            {
              stream: { environment: "staging" },
              values: list((i) => [String(i), json(i === 4_999 ? ours({ environment: undefined }) : other(i))]),
            },
          ],
        },
      }),
    ],
    [
      "Loki with labels of a line",
      json({ data: { result: [{ stream: {}, values: [["1", json(FIELDS), { trace_id: TRACE }]] }] } }),
    ],
    [
      "OpenTelemetry with a list of values",
      json({
        resourceLogs: [
          { scopeLogs: [{ logRecords: [{ traceId: TRACE, body: { kvlistValue: { values: pairs(typed) } } }] }] },
        ],
      }),
    ],
    ["Jaeger", json({ data: [{ traceID: TRACE, spans: [{ traceID: TRACE, tags: pairs((value) => value) }] }] })],
    [
      "Application Insights",
      json({ tables: [{ columns: Object.keys(ours()).map((name) => ({ name })), rows: [Object.values(ours())] }] }),
    ],
    [
      "Firehose",
      many(2_000, (i) => json({ logEvents: [{ message: json(i === 1_500 ? ours() : other(i)) }] })).join(""),
    ],
    [
      "New Relic",
      json([
        {
          common: { attributes: { environment: "staging" } },
          logs: [{ attributes: ours({ environment: undefined }) }],
        },
      ]),
    ],
    [
      "OpenSearch SQL",
      json({
        schema: Object.keys(ours()).map((name) => ({ name, type: "keyword" })),
        datarows: [Object.values(ours())],
        total: 1,
      }),
    ],
    [
      "ClickHouse",
      json({ meta: Object.keys(ours()).map((name) => ({ name })), data: [Object.values(ours())], rows: 1 }),
    ],
    ["Cloudflare", json({ Outcome: "ok", Logs: [{ Level: "log", Message: [json(ours())] }] })],
    ["log4j2", `[\n${json(other(1))}\n, ${json(ours())}\n, ${json(other(2))}\n]`],
    ["log4j2 over several lines", `[\n${pretty(other(1))}\n, ${pretty(ours())}\n,\n${pretty(other(2))}\n]`],
    ["a list on one long line", json(list((i) => (i === 4_000 ? ours() : other(i))))],
    ["Docker", json({ log: `${json({ message: json(ours()) })}\n`, stream: "stdout" })],
    [
      "a table",
      `time,trace_id,${Object.keys(FIELDS)}\n1,${"f0".repeat(16)},${Object.values(FIELDS)}\n2,${TRACE},${Object.values(FIELDS)}`,
    ],
    ["a table of messages", `"@timestamp","@message"\n"1","${json(ours()).replaceAll('"', '""')}"\n`],
    [
      "a table with tabulators",
      `time\ttrace_id\t${Object.keys(FIELDS).join("\t")}\n2\t${TRACE}\t${Object.values(FIELDS).join("\t")}`,
    ],
    [
      "a table with bars",
      `+---+---+\n| time | trace_id | ${Object.keys(FIELDS).join(" | ")} |\n+---+---+\n| 2 | ${TRACE} | ${Object.values(FIELDS).join(" | ")} |\n`,
    ],
    [
      "values with their types",
      json({
        trace_id: TRACE,
        attributes: Object.fromEntries(Object.entries(FIELDS).map(([k, value]) => [k, { value, type: "x" }])),
      }),
    ],
    [
      "binaries of Erlang",
      `info: #{trace_id => <<"${TRACE}">>,${Object.entries(FIELDS).map(([k, v]) => `${k} => ${typeof v === "string" ? `<<"${v}">>` : v}`)}}`,
    ],
    ["text that looks like JSON before it", `{ broken\n{"open\n${json(ours())}`],
    ["a document that breaks off before it", `{\n  "a": 1,\n${json(ours())}\n`],
  ])("of %s is taken apart", async (_name, text) => {
    expect(rulesOf(await checkOf(text, { require: required }))).toEqual([]);
    // And the same export with a field less is not complete.
    expect(rulesOf(await checkOf(text, { require: [...required, "never_there"] }))[0]).toMatch(/^missing-field/);
  });

  it("that is large and was cut is judged by the items that are whole", async () => {
    const text = json({ events: list((i) => ({ message: json(i === 4_998 ? ours() : other(i)) })) });
    expect(rulesOf(await checkOf(text.slice(0, -300), { require: required }))).toEqual([]);
  });

  it("of very many files is read to its end", async () => {
    const files = Object.fromEntries(many(1_500, (i) => [`${i}.log`, json(i === 1_400 ? ours() : other(i))]));
    expect(rulesOf(await checkIn(folderWith(files), { require: required }))).toEqual([]);
  });
});
