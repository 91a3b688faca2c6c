/** The migration report: both families side by side, out of the evidence and nothing else. */
import { describe, expect, it } from "@jest/globals";
import type { Attempt, Observation } from "../../src/evidence/attempt.ts";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import type { ProbeId } from "../../src/evidence/probes.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import { MigrationReportSchema } from "../../src/migration/report.ts";
import { familyComparison } from "../../src/run/report-context.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { evidence, fail, type Parts, pass, probe, settings, times, withoutSecrets } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import { ALL_EXAMPLES, decided } from "./release-examples.ts";
import { migrationOf, summary } from "./reports.ts";

const CHAT: Observation = {
  status: 200,
  json: true,
  shape: true,
  text: true,
  finishReason: "stop",
  modelReturned: "example/model-1",
  usage: { input: 12, output: 3, total: 15 },
};
const RESPONSES: Observation = { ...CHAT, finishReason: "completed" };
const CHAT_STREAM: Observation = {
  ...CHAT,
  terminalState: "completed",
  doneMarker: true,
  eventTypes: { "chat.completion.chunk": 9 },
};
const RESPONSES_STREAM: Observation = {
  ...RESPONSES,
  terminalState: "completed",
  doneMarker: false,
  eventTypes: { "response.created": 1, "response.output_text.delta": 7, "response.completed": 1 },
};
const INVALID: Observation = { status: 500, json: true, errorEnvelope: true, errorCode: "invalid_request" };
const REFUSED: Observation = { status: 401, json: true, errorEnvelope: true, errorType: "comet_api_error" };

const asked = (id: ProbeId, family: Family, outcomes: readonly Attempt["outcome"][]): ProbeRun =>
  probe(id, outcomes, { family });
const refusing = (
  id: "error-path" | "auth-path",
  family: Family,
  outcome: Attempt["outcome"],
  name: string | null = null,
) =>
  probe(id, [outcome], {
    key: [id, family, ...(name === null ? [] : [name])].join(":"),
    family,
    case: name,
    polarity: "must-fail",
  });
const advisory = (id: ProbeId, family: Family, ...outcomes: readonly Attempt["outcome"][]): ProbeRun =>
  probe(id, outcomes, { family, polarity: "advisory" });

const chat = () => asked("chat", "chat-completions", times(5, pass(CHAT)));
const responses = () => asked("responses", "responses", times(5, pass(RESPONSES)));

/** Everything that the preset asks, at a healthy endpoint. */
const healthy = (): readonly ProbeRun[] => [
  chat(),
  responses(),
  asked("chat-stream", "chat-completions", times(5, pass(CHAT_STREAM))),
  asked("responses-stream", "responses", times(5, pass(RESPONSES_STREAM))),
  advisory("chat-tools", "chat-completions", pass(CHAT)),
  advisory("responses-tools", "responses", pass(RESPONSES)),
  ...(["chat-completions", "responses"] as const).flatMap((family) => [
    refusing("error-path", family, pass(INVALID), "missing-field"),
    refusing("error-path", family, pass({ ...INVALID, status: 503, errorCode: "model_not_found" }), "unknown-model"),
    refusing("auth-path", family, pass(REFUSED)),
  ]),
];

const run = (parts: Parts): Evidence => decided({ ...parts, run: { migration: true, ...parts.run } });
const reportOf = (example: Evidence, given: Settings | null = settings()) => {
  const report = migrationOf(example, given);
  if (report === null) throw new Error("no report");
  return report;
};
const rowsOf = (probes: readonly ProbeRun[], more: Parts = {}) => reportOf(run({ ...more, probes })).rows;
const row = (area: string, probes: readonly ProbeRun[], more: Parts = {}) =>
  rowsOf(probes, more).find((one) => one.area === area);

describe("the rows", () => {
  it("cover every area of the source's table, each the same, different or not tested", () => {
    expect(
      rowsOf(healthy()).map(({ area, case: name, result }) => `${area}${name ? ` ${name}` : ""}: ${result}`),
    ).toEqual([
      "endpoint path: differs",
      "authorization header: same",
      "required request fields: differs",
      "optional request fields: differs",
      "response shape: differs",
      "error response missing-field: same",
      "error response unknown-model: same",
      "streaming: terminal event: differs",
      "streaming: [DONE] marker: differs",
      "streaming: event names: differs",
      "tool calling: same",
      "multimodal input: not_tested",
      "stateful chat: not_tested",
      "behaviour on a bad credential: same",
      "usage fields: differs",
      "finish state: differs",
      "model returned: same",
    ]);
  });

  it.each([
    ["endpoint path", "POST /chat/completions: answered 200", "POST /responses: answered 200"],
    ["authorization header", "Authorization: Bearer (key) accepted", "Authorization: Bearer (key) accepted"],
    [
      "required request fields",
      "model and messages accepted; without messages: 500, parseable error, code invalid_request",
      "model and input accepted; without input: 500, parseable error, code invalid_request",
    ],
    [
      "optional request fields",
      "max_completion_tokens accepted, stream_options accepted",
      "max_output_tokens accepted",
    ],
    [
      "response shape",
      "text in choices[].message.content, as documented",
      "text in output[].content[] of type output_text, as documented",
    ],
    ["streaming: terminal event", "a chunk with finish_reason stop", "response.completed"],
    ["streaming: [DONE] marker", "sent", "not sent"],
    [
      "streaming: event names",
      "chat.completion.chunk",
      "response.created, response.output_text.delta, response.completed",
    ],
    [
      "behaviour on a bad credential",
      "401, parseable error, code none, type comet_api_error",
      "401, parseable error, code none, type comet_api_error",
    ],
    [
      "usage fields",
      "usage.prompt_tokens, usage.completion_tokens, usage.total_tokens",
      "usage.input_tokens, usage.output_tokens, usage.total_tokens",
    ],
    ["finish state", "stop", "completed"],
    ["model returned", "example/model-1", "example/model-1"],
  ])("say what was seen on each side: %s", (area, left, right) => {
    expect(row(area, healthy())).toMatchObject({ chat_completions: left, responses: right });
  });

  it("are not tested where nothing was asked, and say what to select", () => {
    for (const { area, result, advice } of rowsOf([])) {
      expect({ area, result }).toEqual({ area, result: "not_tested" });
      expect(advice).toMatch(/^Select /);
    }
  });

  it("are not tested where one side was not asked", () => {
    const alone = rowsOf([chat()]);
    expect(alone.every(({ result }) => result === "not_tested")).toBe(true);
    expect(alone[0]).toMatchObject({
      chat_completions: "POST /chat/completions: answered 200",
      responses: "not asked",
    });
  });

  it("are not tested where nobody asked although it was planned", () => {
    const stopped = asked("responses", "responses", [{ kind: "error", reason: "deadline" }]);
    expect(row("response shape", [chat(), stopped])).toMatchObject({
      result: "not_tested",
      responses: "not asked: deadline",
    });
  });
});

describe("a row that is not what it should be", () => {
  it("tells error responses apart by status, shape and code, and not by their type", () => {
    const compare = (observed: Observation) =>
      row("error response", [
        refusing("error-path", "chat-completions", pass(INVALID), "missing-field"),
        refusing("error-path", "responses", pass(observed), "missing-field"),
      ]);
    expect(compare({ ...INVALID, errorType: "other" })?.result).toBe("same");
    expect(compare({ ...INVALID, status: 400 })?.result).toBe("differs");
    expect(compare({ ...INVALID, errorCode: "bad" })?.result).toBe("differs");
    expect(compare({ status: 500, errorEnvelope: false })).toMatchObject({
      result: "differs",
      responses: "500, no parseable error",
    });
  });

  it("names an invalid request that was accepted", () => {
    const accepted = refusing(
      "error-path",
      "responses",
      fail("invalid-accepted", { status: 200, errorEnvelope: false }),
      "missing-field",
    );
    expect(row("error response", [accepted])).toMatchObject({ result: "not_tested", responses: "200, accepted" });
  });

  it("shows a waived case with its reason", () => {
    const waived = [{ case: "unknown-model", why: "the proxy remaps models" }];
    expect(row("error response", [], { waived })).toMatchObject({
      case: "unknown-model",
      result: "not_tested",
      chat_completions: "waived: the proxy remaps models",
    });
  });

  it("differs where only one family takes the credential", () => {
    const refused = asked("responses", "responses", times(2, fail("authentication", { status: 401 })));
    expect(row("authorization header", [chat(), { ...refused, attempts: confirmed(refused) }])).toMatchObject({
      result: "differs",
      responses: "Authorization: Bearer (key) refused (401)",
    });
  });

  it("leaves the credential open where none is sent", () => {
    expect(row("authorization header", healthy(), { configuration: { auth: "none" } })?.result).toBe("not_tested");
  });

  it("says which field the endpoint rejected", () => {
    const attempts = responses().attempts.map((one) => ({
      ...one,
      adaptations: ["dropped:max_output_tokens" as const],
    }));
    expect(row("optional request fields", [chat(), { ...responses(), attempts }])?.responses).toBe(
      "max_output_tokens rejected, and left out",
    );
  });

  it("does not claim the gate's own fields where the team's template was sent", () => {
    const templates = [
      { family: "responses" as const, path: "r.json", commit: null, digest: `sha256:${"0".repeat(64)}` },
    ];
    expect(row("optional request fields", healthy(), { configuration: { templates } })).toMatchObject({
      chat_completions: "max_completion_tokens accepted, stream_options accepted",
      responses: "accepted as the request template has them, where it could be sent",
    });
  });

  it("compares nothing that failed, but says how", () => {
    const failed = asked("responses", "responses", times(10, fail("provider-5xx", { status: 503 })));
    expect(row("response shape", [chat(), failed])).toMatchObject({
      result: "not_tested",
      responses: "failed with provider-5xx (503)",
      advice: "It can be compared once both families answer.",
    });
  });

  it("shows the fields that were missing", () => {
    const broken: Observation = { status: 200, json: true, shape: false, missing: ["output"] };
    const failed = asked("responses", "responses", times(2, fail("response-contract", broken)));
    expect(row("response shape", [chat(), { ...failed, attempts: confirmed(failed) }])).toMatchObject({
      result: "differs",
      responses: "not as documented: missing output",
    });
  });

  it("says how many attempts it speaks of where some failed", () => {
    const some = asked("chat", "chat-completions", [fail("provider-5xx", { status: 500 }), ...times(4, pass(CHAT))]);
    expect(row("finish state", [some, responses()])?.chat_completions).toBe("stop (4 of 5 attempts passed)");
  });

  it("shows how a stream ended that never passed", () => {
    const cut = fail("stream-unterminated", { ...RESPONSES_STREAM, terminalState: "eof-without-terminal" });
    const stream = asked("chat-stream", "chat-completions", times(5, pass(CHAT_STREAM)));
    expect(
      row("streaming: terminal event", [stream, asked("responses-stream", "responses", times(5, cut))]),
    ).toMatchObject({
      result: "differs",
      responses: "ended as eof-without-terminal",
    });
  });

  it("calls a feature the same where both have it or both lack it", () => {
    const missing: Attempt["outcome"] = { kind: "unsupported", observed: { status: 400 } };
    const tools = (left: Attempt["outcome"], right: Attempt["outcome"]) =>
      row("tool calling", [
        ...healthy().slice(0, 2),
        advisory("chat-tools", "chat-completions", left, left),
        advisory("responses-tools", "responses", right, right),
      ]);
    expect(tools(missing, missing)).toMatchObject({
      result: "same",
      responses: "not supported by this model or channel (400)",
    });
    expect(tools(pass(CHAT), missing)).toMatchObject({ result: "differs", chat_completions: "works" });
    expect(tools(pass(CHAT), fail("provider-5xx", { status: 502 }))).toMatchObject({
      result: "differs",
      responses: "failed with provider-5xx (502)",
    });
    const broken = fail("provider-5xx", { status: 502 });
    expect(tools(broken, broken)?.result).toBe("differs");
  });

  it("says nothing about features and refusals where the endpoint is not there", () => {
    const gone = fail("route", { status: 308 });
    const moved = fail("uncontrolled-error", { status: 308 });
    const probes = [
      asked("chat", "chat-completions", times(2, gone)),
      asked("responses", "responses", times(2, gone)),
      advisory("chat-tools", "chat-completions", gone, gone),
      advisory("responses-tools", "responses", gone, gone),
      refusing("auth-path", "chat-completions", moved),
      refusing("auth-path", "responses", moved),
    ];
    expect(row("tool calling", probes)).toMatchObject({ result: "not_tested", responses: "failed with route (308)" });
    expect(row("behaviour on a bad credential", probes)?.result).toBe("not_tested");
  });

  it("sends a pull request without secrets where they are, and not back to the selection of probes", () => {
    const example = withoutSecrets();
    const [first] = reportOf({ ...example, run: { ...example.run, migration: true } }).rows;
    expect(first).toMatchObject({
      result: "not_tested",
      advice: expect.stringContaining("where secrets are readable"),
    });
  });

  it("shows a state that Responses keeps beside a contract that has none", () => {
    expect(row("stateful chat", [advisory("responses-state", "responses", pass(RESPONSES))])).toMatchObject({
      result: "differs",
      responses: "works",
    });
  });

  it("never compares the model with the configured one", () => {
    const other = { ...RESPONSES, modelReturned: "example/other" };
    expect(row("model returned", [chat(), asked("responses", "responses", times(5, pass(other)))])?.result).toBe(
      "differs",
    );
    const both = { ...CHAT, modelReturned: "example/other" };
    const elsewhere = [
      asked("chat", "chat-completions", times(5, pass(both))),
      asked("responses", "responses", times(5, pass(other))),
    ];
    expect(row("model returned", elsewhere)?.result).toBe("same");
  });

  it("is clear where the endpoint does not offer Responses", () => {
    const missing: Attempt["outcome"] = { kind: "unsupported", observed: { status: 404, json: true } };
    const rows = rowsOf([chat(), asked("responses", "responses", times(2, missing))]);
    expect(rows[0]).toMatchObject({ result: "differs", responses: "POST /responses: not offered (404)" });
    expect(rows.find(({ area }) => area === "response shape")).toMatchObject({
      result: "not_tested",
      responses: "not offered by this endpoint (404)",
    });
  });
});

describe("a family to migrate to that did not answer", () => {
  const missing: Attempt["outcome"] = { kind: "unsupported", observed: { status: 404, json: true } };
  const without = (...outcomes: readonly Attempt["outcome"][]) =>
    run({ probes: [chat(), asked("responses", "responses", outcomes)] });
  const next = (example: Evidence) => steps(under("What to do next", summary(example, settings()))).join("\n");

  it("is not offered at this base URL, which no more time or requests would change", () => {
    const example = without(missing, missing);
    expect(example.verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(next(example)).toMatch(
      /insufficient-evidence: Responses is not offered at this base URL \(status 404\).*base URL.*reference/,
    );
    expect(next(example)).not.toContain("time or requests");
  });

  it("leads the report's conclusion, and so the section", () => {
    const lead =
      /^Responses is not offered at this base URL \(status 404\), so nothing can be migrated to it\. \d+ the same/;
    expect(reportOf(without(missing, missing)).conclusion).toMatch(lead);
    const section = under("Migration: Chat Completions to Responses", summary(without(missing, missing), settings()));
    expect(section.trim()).toMatch(lead);
    expect(reportOf(without(...times(4, fail("provider-5xx", { status: 503 })))).conclusion).toMatch(
      /^Responses did not pass, so nothing is to be migrated to it yet\. /,
    );
    expect(reportOf(run({ probes: healthy() })).conclusion).toMatch(/^\d+ the same/);
  });

  it("lacked time where that is what the run lacked", () => {
    const late: Attempt["outcome"] = { kind: "error", reason: "deadline" };
    expect(next(without(late))).toContain("time or requests");
  });
});

/** The second attempt as the confirmation of the first, which is what makes a certain failure fire. */
const confirmed = ({ attempts }: ProbeRun): Attempt[] =>
  attempts.map((one, index) => (index === 1 ? { ...one, look: "confirmation", confirms: 1 } : one));

describe("the request fields", () => {
  const template = (family: Family, text: string) => ({ family, path: `prompts/${family}.json`, text });
  const withTemplates = (...templates: ReturnType<typeof template>[]) =>
    settings({ template: { templates, waivers: [] } });
  const fields = (given: Settings | null, example = run({ probes: healthy() })) =>
    reportOf(example, given).request_fields;
  const CHAT_BODY = JSON.stringify({
    model: "m",
    messages: [{ role: "system", content: "secret prompt" }],
    max_tokens: 9,
  });

  it.each([
    ["the settings are not usable", null, "the settings are not usable"],
    [
      "no template is configured",
      settings(),
      "no request template of chat-completions is configured (input request-template)",
    ],
    [
      "only the other one is",
      withTemplates(template("responses", "{}")),
      "no request template of chat-completions is configured (input request-template)",
    ],
    [
      "it is no JSON",
      withTemplates(template("chat-completions", "{")),
      "the request template of chat-completions is not a JSON object",
    ],
    [
      "a replay looks at it",
      settings({ mode: "replay" }),
      "a replay has no request templates; see the report of the run itself",
    ],
  ])("are not tested where %s", (_name, given, reason) => {
    expect(fields(given)).toEqual({ result: "not_tested", reason });
  });

  it("are mapped one by one, a byte order mark or not, without a value of the template", () => {
    const report = fields(withTemplates(template("chat-completions", `\uFEFF${CHAT_BODY}`)));
    expect(report).toMatchObject({
      result: "mapped",
      fields: [
        { field: "model", carries: "same", to: ["model"] },
        { field: "messages", carries: "reshaped", to: ["input"] },
        { field: "max_tokens", carries: "renamed", to: ["max_output_tokens"] },
        { field: "messages[] with role system or developer", carries: "reshaped", to: ["instructions", "input"] },
      ],
      responses_template: null,
    });
    expect(JSON.stringify(report)).not.toContain("secret prompt");
  });

  it("are held against the team's own Responses template", () => {
    const own = template("responses", JSON.stringify({ model: "m", input: "x", store: false }));
    expect(fields(withTemplates(template("chat-completions", CHAT_BODY), own))).toMatchObject({
      responses_template: {
        missing: [{ field: "max_tokens", to: ["max_output_tokens"] }],
        without_source: ["store"],
      },
    });
  });

  it("are those of all templates, each once; which one goes with which is not guessed", () => {
    const other = template("chat-completions", JSON.stringify({ model: "m", stop: "x" }));
    const own = template("responses", JSON.stringify({ model: "m" }));
    const report = fields(withTemplates(template("chat-completions", CHAT_BODY), other, own));
    expect(report).toMatchObject({ responses_template: null });
    expect(report.result === "mapped" && report.fields.map(({ field }) => field)).toEqual([
      "model",
      "messages",
      "max_tokens",
      "messages[] with role system or developer",
      "stop",
    ]);
  });

  it("never repeat a name that could be a secret", () => {
    const key = "sk-0123456789abcdefghij";
    const body = JSON.stringify({ messages: [], [key]: 1 });
    const both = withTemplates(template("chat-completions", body), template("responses", body));
    expect(JSON.stringify(reportOf(run({ probes: [] }), both))).not.toContain(key);
    expect(summary(run({ probes: [] }), both)).not.toContain(key);
    expect(fields(both)).toMatchObject({ fields: [{}, { field: "(a name of 23 characters)", carries: "unknown" }] });
  });
});

describe("the record on disk", () => {
  it.each(Object.entries(ALL_EXAMPLES))("is valid, with settings and without: %s", async (_name, build) => {
    const example = build();
    const wanted: Evidence = { ...example, run: { ...example.run, migration: true } };
    for (const given of [settings(), null]) {
      const report = MigrationReportSchema.parse(JSON.parse(JSON.stringify(await familyComparison(wanted, given))));
      const { same, differs, not_tested: open } = report.counts;
      expect(same + differs + open).toBe(report.rows.length);
      expect(report.run_id).toBe(`migration-${example.run.id}`);
    }
  });

  it("counts, names what is open, and refers to the log record", () => {
    expect(reportOf(run({ probes: healthy() }))).toMatchObject({
      record: "migration.json",
      counts: { same: 6, differs: 9, not_tested: 2 },
      conclusion:
        "6 the same, 9 different, 2 not tested. What was not tested is open: do not move traffic that depends on it before it is.",
    });
    expect(reportOf(run({ probes: [], configuration: { families: [] } })).record).toBeNull();
  });

  it("is written only where the preset was selected", async () => {
    expect(await familyComparison(evidence({ probes: healthy() }), settings())).toBeNull();
  });
});

describe("the sections of the summary", () => {
  const TITLE = "Migration: Chat Completions to Responses";

  it("stand open where the preset was selected, and nowhere else", () => {
    expect(titles(summary(run({ probes: healthy() }), settings()))).toContain(TITLE);
    expect(titles(summary(run({ probes: healthy() }), settings()))).toContain("Migration: request fields");
    expect(summary(evidence({ probes: healthy() }), settings())).not.toContain("Migration:");
  });

  it("have one row per area, and the conclusion first", () => {
    const text = under(TITLE, summary(run({ probes: healthy() }), settings()));
    expect(text.trim()).toMatch(/^6 the same, 9 different, 2 not tested\./);
    expect(tables(text)[0]).toHaveLength(1 + 17);
    expect(text).toContain("It is no promise");
  });

  it("fold the mapping, and say in words how the team's own template compares", () => {
    const templates = [
      { family: "chat-completions", path: "c.json", text: '{"messages":[],"max_tokens":5,"stop":"x"}' },
      { family: "responses", path: "r.json", text: '{"input":"x","store":true}' },
    ] as const;
    const text = summary(run({ probes: healthy() }), settings({ template: { templates, waivers: [] } }));
    expect(titles(text)).toContain("(Migration: request fields)");
    const section = under("Migration: request fields", text);
    expect(
      tables(section)[0]
        ?.slice(1)
        .map((cells) => cells.slice(0, 3)),
    ).toEqual([
      ["messages", "⚠️ reshaped", "input"],
      ["max_tokens", "⚠️ renamed", "max_output_tokens"],
      ["stop", "❌ no counterpart", "–"],
    ]);
    expect(section).toContain(
      "not there: max_tokens (expected at max_output_tokens); from no field of the chat template: store",
    );
  });
});
