import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { checkIn, checkOf, folderWith, RECORD, RUN, removeFolders, rulesOf, TRACE, WORKFLOW_RUN } from "./checking.ts";

afterAll(removeFolders);

const json = JSON.stringify(RECORD);
const pretty = JSON.stringify(RECORD, null, 2);
const tokens = (join: string) =>
  Object.entries(RECORD)
    .map(([name, value]) => `${name}${join}${value}`)
    .join(" ");

/** As structlog prints to a terminal, whose colours begin with this sign. */
const coloured = (sign: string) =>
  `${sign}[2m2026-11-20T10:11:12Z${sign}[0m [${sign}[32m${sign}[1minfo     ${sign}[0m] ${sign}[1mdone${sign}[0m ${Object.entries(
    RECORD,
  )
    .map(([name, value]) => `${sign}[36m${name}${sign}[0m=${sign}[35m${value}${sign}[0m`)
    .join(" ")}`;

/** Keys and values as OpenTelemetry writes them in JSON. */
const otlp = (record: object) =>
  Object.entries(record).map(([key, value]) => ({ key, value: value === null ? {} : { stringValue: String(value) } }));

const { trace_id: traceId, environment, ...rest } = RECORD;

/** What the APIs of log stores answer: records in a list, one of them of another run, and what they have in common. */
const EXPORTS = {
  CloudWatch: { events: [{ message: "START" }, { message: json, timestamp: 1 }], searchedLogStreams: [] },
  "CloudWatch Insights": { results: [[{ field: "@message", value: json }]], status: "Complete" },
  Loki: {
    status: "success",
    data: {
      result: [
        {
          stream: { environment },
          values: [
            ["1", "{}"],
            ["2", json],
          ],
        },
      ],
    },
  },
  Datadog: { data: [{ id: "1" }, { id: "2", attributes: { message: "done", attributes: RECORD } }] },
  Elasticsearch: { hits: { total: { value: 2 }, hits: [{ _source: {} }, { _id: "1", _source: RECORD }] } },
  OpenTelemetry: {
    resourceLogs: [
      {
        resource: { attributes: otlp({ environment }) },
        scopeLogs: [{ logRecords: [{ traceId: "0" }, { traceId, attributes: otlp(rest) }] }],
      },
    ],
  },
} as const;

describe("a record of this run", () => {
  it.each<[string, string | Buffer]>([
    ["a line of JSON", `${json}\n`],
    ["a last line without its end", json],
    ["lines that end as on Windows", `${json}\r\n${json}\r\n`],
    ["a byte-order mark", `\ufeff${json}`],
    ["a byte-order mark before JSON over several lines", `\ufeff${pretty}`],
    ["a byte-order mark before logfmt", `\ufeff${tokens("=")}`],
    ["logfmt", tokens("=")],
    ["logfmt with quotes", tokens("=").replace("0-1s", '"from 0 to \\"1\\" s"')],
    ["plain text", `10:11:12 INFO request done ${tokens(": ")}`],
    ...["|", " | ", "||", "; ", ";", "\t", "^", ", ", "] ["].map((sign): [string, string] => [
      `plain text with ${JSON.stringify(sign)} between its fields`,
      `10:11:12${sign}INFO${sign}done${sign}${tokens("=").replaceAll(" ", sign)}${sign}`,
    ]),
    ["plain text with bars and colons", `10:11:12|INFO|done|${tokens(":").replaceAll(" ", "|")}|`],
    ["plain text with bars, colons and spaces", `10:11:12|INFO|done|${tokens(": ").replace(/(?<!:) /g, "|")}`],
    ...[" = ", " => ", " -> ", "::"].map((sign): [string, string] => [
      `plain text with ${sign} in its fields`,
      `INFO done ${Object.entries(RECORD)
        .map(([name, value]) => `${name}${sign}${value}`)
        .join(", ")}`,
    ]),
    [
      "elements of XML",
      `<event>${Object.entries(RECORD)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join("")}</event>`,
    ],
    [
      "the XML of log4net",
      `<log4net:event logger="Shop"><log4net:properties>${Object.entries(RECORD)
        .map(([name, value]) => `<log4net:data name="${name}" value="${value}" />`)
        .join("")}</log4net:properties></log4net:event>`,
    ],
    ["a Python dictionary", tokens("': '").replace(/(\w+)': '(\S+)/g, "'$1': '$2',")],
    ["JSON after the prefix of a container runtime", `2026-11-20T10:11:12Z stdout F ${json}`],
    ["JSON after the name of a container", `app-1  | ${json}`],
    ["JSON in the log field of a container runtime", JSON.stringify({ log: `${json}\n`, stream: "stdout" })],
    ["logfmt in a message", JSON.stringify({ level: "info", msg: tokens("=") })],
    ["fields in a container", JSON.stringify({ level: "info", fields: RECORD })],
    ["fields in a container of a container", JSON.stringify({ jsonPayload: { attributes: RECORD } })],
    [
      "camel case",
      json.replace(/"(\w+)":/g, (_, name) => `"${name.replace(/_(.)/g, (_: string, c: string) => c.toUpperCase())}":`),
    ],
    ["kebab case", json.replace(/"(\w+)":/g, (_, name) => `"${name.replaceAll("_", "-")}":`)],
    ["JSON over several lines", pretty],
    ["a list over several lines", JSON.stringify([RECORD, RECORD], null, 2)],
    ["a list with an object per line", `[\n${json},\n${json}\n]`],
    ["a list on one line", JSON.stringify([RECORD, RECORD])],
    ["objects without a break between them", json + json],
    ["a mixture", `starting up\n\n${json}\n${tokens("=")}\n${pretty}\nbye`],
    ...["mdc", "named_tags", "payload", "contextMap", "Properties", "customDimensions", "span", "event", "_source"].map(
      (name): [string, string] => [`fields in ${name}`, JSON.stringify({ level: "info", [name]: RECORD })],
    ),
    ["JSON that an export has as _raw", JSON.stringify({ preview: false, result: { _raw: json } })],
    ["a hash of Ruby", `INFO -- : {${tokens('"=>"').replace(/(\w+)"=>"(\S+)/g, '"$1"=>"$2",')}}`],
    ["a list of keys and values", JSON.stringify({ attributes: otlp(RECORD) })],
    ...Object.entries(EXPORTS).flatMap(([name, document]): [string, string][] => [
      [`an export of ${name}`, JSON.stringify(document)],
      [`an export of ${name} over several lines`, JSON.stringify(document, null, 2)],
    ]),
    ["coloured output", tokens("=").replace(/(\w+)=/g, "\u001b[36m$1\u001b[39m=")],
    ["coloured values", coloured("\u001b")],
    ["coloured values as cat shows them", coloured("^[")],
    ["coloured values as rsyslog writes them", coloured("#033")],
    ["coloured values whose first sign was lost", coloured("")],
    ["coloured values in JSON", JSON.stringify({ log: `${coloured("\u001b")}\n`, stream: "stdout" })],
    ["UTF-16 with a byte-order mark", Buffer.from(`\ufeff${json}\r\n`, "utf16le")],
    ["UTF-16 without one", Buffer.from(json, "utf16le")],
    ["big-endian UTF-16", Buffer.from(`\ufeff${json}`, "utf16le").swap16()],
    ["gzip", gzipSync(json)],
    ["several gzip members", Buffer.concat([gzipSync(`${json}\n`), gzipSync(json)])],
    ["bytes that are no UTF-8", Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0x0a]), Buffer.from(json)])],
    [
      "zeros where the log was cut while it was written",
      Buffer.concat([Buffer.alloc(5_000), Buffer.from(`\n${json}`)]),
    ],
  ])("is complete as %s", async (_, content) => {
    const check = await checkOf(content);
    expect([check.result, ...rulesOf(check)]).toEqual(["pass"]);
  });

  it.each(Object.keys(RECORD).filter((name) => name !== "trace_id" && name !== "request_id"))(
    "holds when %s is missing",
    async (name) => {
      const [second, third] = [json.replace("req-1", "req-2"), tokens("=").replace("req-1", "req-3")];
      const check = await checkOf(
        `${json}\n${second.replace(`"${name}"`, '"other"')}\n${third.replace(` ${name}=`, " x=")}`,
      );
      expect(check.result).toBe("fail");
      expect(check.findings).toMatchObject([
        {
          trigger: "log-fields",
          rule: "missing-field",
          severity: "hold",
          message: `field ${name} is missing in 2 of 3 requests of this run, first at app.log:2`,
          file: "app.log",
          line: 2,
        },
      ]);
    },
  );

  it.each([
    ["null", true],
    ["0", true],
    ["false", true],
    ['""', false],
    ['"  "', false],
  ])("has a field whose value is %s: %j", async (value, has) => {
    const check = await checkOf(`{"trace_id":"${TRACE}","provider":${value}}`, { require: ["provider"] });
    expect(rulesOf(check)).toEqual(has ? [] : ["missing-field 1"]);
  });

  it.each([
    ['"error_class":""', true],
    ['"error_class":null', true],
    ['"error":""', false],
  ])("wants an error class only where there was an error, but always the field: %s, %j", async (member, has) => {
    const check = await checkOf(`{"trace_id":"${TRACE}",${member}}`, { require: ["error_class"] });
    expect(rulesOf(check)).toEqual(has ? [] : ["missing-field 1"]);
  });

  it.each([
    ["http.status", { http: { status: 200 } }, true],
    ["http.status", { "http.status": 200 }, true],
    ["http.status", { attributes: { http: { status: 200 } } }, true],
    ["http.statusCode", { http: { status_code: 200 } }, true],
    ["http.status", { status: 200 }, false],
    ["status", { http: { status: 200 } }, false],
    ["status", { message: "the status is fine" }, false],
    ["status", { a: { b: { labels: { status: 1 } } } }, false],
    ["constructor", {}, false],
  ])("finds %s in %j: %j", async (name, record, has) => {
    const check = await checkOf(JSON.stringify({ trace_id: TRACE, ...record }), { require: [name] });
    expect(rulesOf(check)).toEqual(has ? [] : ["missing-field 1"]);
  });

  it.each(["trace_id", "traceId", "trace.id", "traceparent", "x-request-id", "request_id"])(
    "may name the request by %s",
    async (name) => {
      const value = `00-${TRACE}-00f067aa0ba902b7-01`;
      for (const line of [JSON.stringify({ [name]: value }), `${name}=${value}`])
        expect(rulesOf(await checkOf(line, { require: ["request_id"] }))).toEqual([]);
    },
  );

  it("in an export lacks what it lacks, whatever the one beside it has", async () => {
    const { provider, ...other } = RECORD;
    const less = { ...other, request_id: "req-2" };
    const check = await checkOf(JSON.stringify({ events: [{ message: json }, { message: JSON.stringify(less) }] }));
    expect(check.findings).toMatchObject([{ rule: "missing-field", line: 1 }]);
    expect(check.findings[0]?.message).toContain("field provider is missing in 1 of 2 requests");
  });

  it("in an export that was cut is judged by what is left of it, wherever the cut is", async () => {
    const lines = JSON.stringify({ events: [{ message: json }, { ...RECORD, tags: ["a"] }] }, null, 2).split("\n");
    for (let kept = 4; kept < lines.length; kept++) {
      const check = await checkOf(lines.slice(0, kept).join("\n"), { require: ["never_there"] });
      expect(rulesOf(check)).toEqual(["missing-field 1"]);
    }
  });

  it("in lists in lists without end is none, and costs nothing", async () => {
    const text = `{"a":${"[".repeat(9_000)}"${TRACE}"${"]".repeat(9_000)}}`;
    expect(rulesOf(await checkOf(text, { require: ["status"] }))).toEqual(["missing-field 1"]);
  });

  it("is not its own list: a header in it that names the run is no record", async () => {
    const { trace_id, ...less } = RECORD;
    const headers = [{ name: "traceparent", value: `00-${TRACE}-00f067aa0ba902b7-01` }];
    const { error_class, ...incomplete } = less;
    const require = Object.keys(less);
    expect(rulesOf(await checkOf(JSON.stringify({ ...less, headers }), { require }))).toEqual([]);
    expect(rulesOf(await checkOf(JSON.stringify({ ...incomplete, headers }), { require }))).toEqual([
      "missing-field 1",
    ]);
  });

  it("needs more than a value: the same words without a name are no field", async () => {
    const check = await checkOf(`GET /status 200 staging ${TRACE}`, { require: ["status", "environment"] });
    expect(rulesOf(check)).toEqual(["missing-field 1", "missing-field 1"]);
  });

  it("does not take the fields of the next record for its own", async () => {
    const list = [{ trace_id: TRACE }, { status: 200 }];
    const layouts = [
      JSON.stringify(list),
      JSON.stringify(list, null, 2),
      list.map((one) => JSON.stringify(one)).join(""),
      JSON.stringify(list, null, 2).replace(/\},\s*\{/g, "}, {"),
    ];
    for (const text of layouts)
      expect(rulesOf(await checkOf(text, { require: ["status"] }))[0]).toMatch(/^missing-field/);
  });
});

describe("the records of this run", () => {
  const marked = (mark: string) => checkOf(mark, { require: [] });

  it.each([
    ["the trace id", `x ${TRACE} y`],
    ["a traceparent", `{"traceparent":"00-${TRACE}-00f067aa0ba902b7-01"}`],
    ["the run id", `run ${RUN.id}`],
    ["the workflow run", `{"ci":"run ${WORKFLOW_RUN} of app"}`],
    ["the workflow run in a colour", `run=\u001b[35m${WORKFLOW_RUN}\u001b[0m`],
    ["the workflow run in a colour in JSON", `{"log":"run=\\u001b[35m${WORKFLOW_RUN}\\u001b[0m\\n"}`],
    ["the workflow run behind an escaped quote", `{"m":"{\\u0022ci\\u0022:\\u0022${WORKFLOW_RUN}\\u0022}"}`],
    ["a link to the workflow run", `https://github.com/o/r/actions/runs/${WORKFLOW_RUN}/attempts/1`],
    ["a number", `{"github_run_id":${WORKFLOW_RUN}}`],
    ["an id that is made of it", `request_id=smoke-${WORKFLOW_RUN}-1`],
  ])("are found by %s", async (_, line) => {
    expect(rulesOf(await marked(line))).toEqual([]);
  });

  it.each([
    ["another trace id", TRACE.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))],
    ["a longer number", `{"n":1${WORKFLOW_RUN}}`],
    ["a number with a fraction", `{"n":${WORKFLOW_RUN}.5}`],
    ["a fraction", `{"n":0.${WORKFLOW_RUN}}`],
    ["a longer word", `x${WORKFLOW_RUN}`],
  ])("are not those with %s", async (_, line) => {
    expect(rulesOf(await marked(line))).toEqual(["no-record-of-this-run"]);
  });

  it.each([
    ["latency_ms=4711", false],
    ["runtime_ms=4711", false],
    ["run_id=4711", true],
    ['{"labels":{"workflowRun":"4711"}}', true],
    ["run_id=47110", false],
  ])("are told by their field where a server counts its runs from one: %s: %j", async (line, found) => {
    const check = await checkOf(line, { require: [], labels: { workflowRun: "4711" } });
    expect(rulesOf(check)).toEqual(found ? [] : ["no-record-of-this-run"]);
  });

  it("are the only ones that have to be complete, and have to exist", async () => {
    expect(rulesOf(await checkOf(`{"status":500}\n${json}\n{}`))).toEqual([]);
    const [finding] = (await checkOf('{"status":200}\n\n{"status":200}\nplain\n')).findings;
    expect(finding).toMatchObject({ trigger: "log-fields", rule: "no-record-of-this-run", severity: "hold" });
    expect(finding?.message).toBe(
      `no record of this run among 3 records in 1 file; looked for trace id ${TRACE}, run ${RUN.id}, workflow run ${WORKFLOW_RUN}`,
    );
    expect(finding?.help).toMatch(/after the requests of this run.*traceparent.*GITHUB_RUN_ID/);
  });

  it("are not asked of a run without secrets, which sent nothing that could be logged", async () => {
    const withheld = { code: "no-secrets", message: "m", help: "h", at: null };
    const check = await checkOf('{"status":200}', { withheld });
    expect([check.result, rulesOf(check)]).toEqual(["pass", ["(no-record-of-this-run)"]]);
  });

  it("may lie in any of the files, and the first place is named", async () => {
    const folder = folderWith({
      "a/1.jsonl": "{}\n",
      "a/2.jsonl": `\n${json.replace("status", "x").replace("req-1", "req-2")}`,
      "b.txt": json,
    });
    const check = await checkIn(folder, { patterns: ["a/*.jsonl", "b.txt"] });
    expect(check.findings).toMatchObject([{ rule: "missing-field", file: "a/2.jsonl", line: 2 }]);
    expect(check.findings[0]?.message).toContain("in 1 of 2 requests");
  });
});

describe("after a rollback", () => {
  const verify = (records: readonly object[], deploymentVersion: string | null = "1.4.2") =>
    checkOf(records.map((record) => JSON.stringify({ trace_id: TRACE, ...record })).join("\n"), {
      mode: "verify-rollback",
      require: [],
      labels: { deploymentVersion },
    });

  it.each(["deployment_version", "version", "app_version", "appVersion", "release"])(
    "passes when the logs show the known-good version as %s",
    async (name) => {
      expect((await verify([{ [name]: "1.4.2" }, {}])).result).toBe("pass");
    },
  );

  it("prefers the version of the deployment to that of a log format", async () => {
    expect((await verify([{ version: "1.1", deployment_version: "1.4.2" }])).result).toBe("pass");
  });

  it("holds when a record shows another version", async () => {
    const check = await verify([{ version: "1.4.2" }, { version: "1.5.0" }, { version: "1.5.0" }]);
    expect(check.findings).toMatchObject([
      {
        trigger: "rollout-incomplete",
        rule: "other-version",
        severity: "hold",
        line: 2,
        message: "2 of 3 records of this run show version 1.5.0, the known-good is 1.4.2; first at app.log:2",
      },
    ]);
  });

  it("does not repeat a version that is no identifier", async () => {
    for (const version of ["::error::owned", "sk-0123456789abcdef", KEYED]) {
      const [finding] = (await verify([{ version }])).findings.filter(({ rule }) => rule === "other-version");
      expect(finding?.message).toContain("show another version");
    }
  });

  it("holds when no record shows a version, and when there is no record", async () => {
    expect(rulesOf(await verify([{}]))).toEqual(["version-missing"]);
    expect(rulesOf(await verify([{ trace_id: "other", version: "1.4.2" }]))).toEqual(["no-record-of-this-run"]);
  });

  it("says that it was not checked where the known-good has no version", async () => {
    const check = await verify([{ version: "1.5.0" }], null);
    expect([check.result, ...rulesOf(check)]).toEqual(["pass", "(version-unknown)"]);
  });

  it("is not checked in another mode", async () => {
    expect((await checkOf(json, { labels: { deploymentVersion: "9" } })).result).toBe("pass");
  });
});

/** A version that holds the key of the run. */
const KEYED = "v-sk-test-0123456789abcdefABCDEF";
