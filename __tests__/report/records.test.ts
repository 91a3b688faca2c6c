import { describe, expect, it } from "@jest/globals";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { DocsPage } from "../../src/evidence/docs.ts";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import type { Family, TerminalState } from "../../src/evidence/vocabulary.ts";
import { ChatSmokeSchema } from "../../src/report/records/chat-smoke.ts";
import { initialsField, MAX_NOTE_CHARACTERS } from "../../src/report/records/fields.ts";
import { jsonFile } from "../../src/report/records/log-records.ts";
import { MigrationSchema } from "../../src/report/records/migration.ts";
import { ResponsesSmokeSchema, ResponsesStreamSchema } from "../../src/report/records/responses.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { bareRun, checkOf, fullRun, PAGES, page, unread } from "./documented.ts";
import {
  evidence,
  fail,
  pass,
  probe,
  proceedCheck,
  refusedCredential,
  responses,
  settings,
  unsupportedFamily,
  unterminatedStream,
} from "./evidence-examples.ts";
import { ALL_EXAMPLES, rehearsedWell } from "./release-examples.ts";
import { logRecords } from "./reports.ts";

function record(example: Evidence, fileName: string, given: Settings | null = settings()) {
  const file = logRecords(example, given).find((one) => one.fileName === fileName);
  return file === undefined ? undefined : JSON.parse(file.content);
}

const names = (example: Evidence) => logRecords(example, settings()).map(({ fileName }) => fileName);

describe("a record on disk", () => {
  it("is indented for whoever reads it, and dense once it is too long to be read", () => {
    const list = (count: number) => ({ legs: Array.from({ length: count }, () => "0123456789") });
    expect(jsonFile("a.json", list(2)).content).toBe(`${JSON.stringify(list(2), null, 2)}\n`);
    expect(jsonFile("a.json", list(100_000)).content).toBe(`${JSON.stringify(list(100_000))}\n`);
  });
});

describe("the records", () => {
  it("are those of the families that were selected", () => {
    const only = (...families: Family[]) => names(evidence({ configuration: { families } }));
    expect(only("chat-completions", "responses")).toEqual([
      "responses-smoke.json",
      "chat-smoke.json",
      "responses-stream.json",
      "migration.json",
    ]);
    expect(only("chat-completions")).toEqual(["chat-smoke.json", "migration.json"]);
    expect(only("responses")).toEqual(["responses-smoke.json", "responses-stream.json", "migration.json"]);
    expect(only("messages")).toEqual(["messages-smoke.json", "messages-stream.json"]);
    expect(only("embeddings")).toEqual(["embeddings-smoke.json"]);
    expect(only()).toEqual([]);
  });

  it("of Messages have the fields of the templates, and name the family", () => {
    const example = evidence({
      probes: (["messages", "messages-stream"] as const).map((id) =>
        probe(id, [pass(), pass()], { family: "messages" }),
      ),
      configuration: { families: ["messages"] },
    });
    expect(ResponsesSmokeSchema.parse(record(example, "messages-smoke.json"))).toMatchObject({
      run_id: expect.stringMatching(/^messages-smoke-/),
      endpoint_family: "messages",
      happy_path_status: "200",
      error_path_status: "not_tested",
    });
    expect(ResponsesStreamSchema.parse(record(example, "messages-stream.json"))).toMatchObject({
      endpoint_family: "messages",
      happy_path_result: "pass",
      terminal_state: "completed",
    });
  });

  it.each(Object.entries(ALL_EXAMPLES))("are valid, with settings and without: %s", (_name, build) => {
    const schemas = {
      "responses-smoke.json": ResponsesSmokeSchema,
      "chat-smoke.json": ChatSmokeSchema,
      "responses-stream.json": ResponsesStreamSchema,
      "migration.json": MigrationSchema,
    };
    for (const given of [settings(), null]) {
      for (const { fileName, content } of logRecords(build(), given)) {
        const schema = schemas[fileName as keyof typeof schemas];
        expect(schema.safeParse(JSON.parse(content)).error?.issues).toBeUndefined();
      }
    }
  });

  it("of a rehearsal speak of the candidate", () => {
    expect(record(rehearsedWell(), "chat-smoke.json")[0].operator_notes).toContain("chat fail model 0/2");
    expect(record(rehearsedWell(), "responses-smoke.json").notes).toContain("responses pass 5/5");
  });

  it("never hold the key", () => {
    for (const { content } of logRecords(proceedCheck(), settings())) {
      expect(content).not.toContain("sk-this-must-never-be-shown");
    }
  });
});

const any = (pattern: RegExp) => expect.stringMatching(pattern);

/** Every field of the log templates of the sources, in their order: after a full run, and after a bare one. */
const FIELDS: Readonly<Record<string, readonly (readonly [string, unknown, unknown])[]>> = {
  "responses-smoke.json": [
    ["run_id", "responses-smoke-20261120T101112Z-deadbeef", "responses-smoke-20261120T101112Z-deadbeef"],
    ["endpoint_family", "responses", "responses"],
    ["docs_checked_at", "2026-11-20", "not_tested"],
    ["environment", "staging", "not_provided"],
    ["model_reference", "example/model-1", "not_provided"],
    ["happy_path_status", "200", "not_tested"],
    ["happy_path_parseable", true, "not_tested"],
    ["error_path_status", "500", "not_tested"],
    ["error_path_category", "invalid_request", "not_tested"],
    ["request_id", "req-healthy", "not_provided"],
    ["operator_initials", "AL", "not_provided"],
    ["notes", any(/responses pass 5\/5; .*; reference unchanged, reviewed 2026-11-01; proceed/), any(/^proceed/)],
  ],
  "chat-smoke.json: happy_path": [
    ["run_id", "chat-smoke-20261120-101112Z-deadbeef", "chat-smoke-20261120-101112Z-deadbeef"],
    ["reviewed_reference_url", "https://docs.example/api/text/chat-completions", "not_tested"],
    ["reviewed_at_utc", "2026-11-20T10:11:14Z", "not_tested"],
    ["environment", "staging", "not_provided"],
    ["request_case", "happy_path", "happy_path"],
    ["documented_endpoint_verified", true, "not_tested"],
    ["documented_request_fields_verified", true, "not_tested"],
    ["response_shape_observed", true, "not_tested"],
    // A request that succeeds has no error to handle: the record of the error path says it.
    ["error_handling_observed", "not_tested", "not_tested"],
    ["credential_exposed", false, false],
    ["operator_notes", any(/chat pass 5\/5; reference unchanged, reviewed 2026-11-01; proceed/), any(/^proceed/)],
  ],
  "chat-smoke.json: error_path": [
    ["run_id", "chat-smoke-20261120-101112Z-deadbeef", "chat-smoke-20261120-101112Z-deadbeef"],
    ["reviewed_reference_url", "https://docs.example/api/text/chat-completions", "not_tested"],
    ["reviewed_at_utc", "2026-11-20T10:11:14Z", "not_tested"],
    ["environment", "staging", "not_provided"],
    ["request_case", "error_path", "error_path"],
    ["documented_endpoint_verified", true, "not_tested"],
    ["documented_request_fields_verified", true, "not_tested"],
    ["response_shape_observed", true, "not_tested"],
    ["error_handling_observed", true, "not_tested"],
    ["credential_exposed", false, false],
    ["operator_notes", any(/missing-field pass 1\/1; reference unchanged/), any(/^proceed/)],
  ],
  "responses-stream.json": [
    ["checked_at", "2026-11-20T10:11:13.000Z", "not_tested"],
    ["docs_url", "https://docs.example/api/text/responses", "not_tested"],
    ["endpoint_family", "responses", "responses"],
    ["stream_enabled", true, "not_tested"],
    ["model_id_source", "listed-by-models-endpoint", "not_provided"],
    ["happy_path_result", "pass", "not_tested"],
    ["error_path_result", "pass", "not_tested"],
    ["terminal_state", "completed", "not_tested"],
    ["notes", any(/terminal state completed; .*reference unchanged/), any(/^streaming was not asked/)],
  ],
  "migration.json": [
    ["date", "2026-11-20", "2026-11-20"],
    ["run_id", "migration-20261120T101112Z-deadbeef", "migration-20261120T101112Z-deadbeef"],
    ["endpoint", "POST /v1/responses", "POST /v1/responses"],
    ["env", "staging", "not_provided"],
    ["http_status", 200, "not_tested"],
    ["response_valid_json", true, "not_tested"],
    ["required_fields_present", true, "not_tested"],
    ["error_path_status", 500, "not_tested"],
    ["error_response_parseable", true, "not_tested"],
    ["notes", any(/responses pass 5\/5/), any(/responses not_tested/)],
    ["reviewed_by", "Ada Lovelace", "not_provided"],
  ],
};

describe("every field of a log template", () => {
  const read = (example: Evidence, name: string) => {
    const [fileName = "", requestCase] = name.split(": ");
    const content = record(example, fileName, null);
    return requestCase === undefined
      ? content
      : content.find((one: { request_case: string }) => one.request_case === requestCase);
  };

  it.each(Object.entries(FIELDS))("is filled by a full run: %s", (name, fields) => {
    expect(Object.entries(read(fullRun(), name))).toEqual(fields.map(([field, full]) => [field, full]));
  });

  it.each(Object.entries(FIELDS))("says honestly what a bare run does not know: %s", (name, fields) => {
    expect(Object.entries(read(bareRun(), name))).toEqual(fields.map(([field, , bare]) => [field, bare]));
  });

  it("is valid for the published schema in a full run and in a bare one", () => {
    for (const example of [fullRun(), bareRun()]) {
      expect(() => {
        ResponsesSmokeSchema.parse(record(example, "responses-smoke.json"));
        ChatSmokeSchema.parse(record(example, "chat-smoke.json"));
        ResponsesStreamSchema.parse(record(example, "responses-stream.json"));
        MigrationSchema.parse(record(example, "migration.json"));
      }).not.toThrow();
    }
  });
});

describe("the reference page", () => {
  it("that could not be read fills nothing", () => {
    const docs = [page("index"), unread("chat-completions"), unread("responses")];
    expect(record(fullRun({ docs }), "responses-smoke.json").docs_checked_at).toBe("not_tested");
    expect(record(fullRun({ docs }), "responses-stream.json").docs_url).toBe("not_tested");
    expect(record(fullRun({ docs }), "chat-smoke.json")).toMatchObject([
      {
        reviewed_reference_url: "not_tested",
        reviewed_at_utc: "not_tested",
        documented_endpoint_verified: "not_tested",
      },
      {},
    ]);
  });

  it("is named by the address that a person opens, not by that of its Markdown twin", () => {
    const url = "https://docs.example/api/text/responses";
    const named = (more: Partial<DocsPage>) =>
      record(fullRun({ docs: [page("responses", more)] }), "responses-stream.json").docs_url;
    expect(named({ url, readFrom: `${url}.md` })).toBe(url);
    expect(named({ url: `${url}.md`, readFrom: `${url}.md` })).toBe(`${url}.md`);
  });

  it("of another family fills nothing", () => {
    const example = fullRun({ docs: [page("responses")] });
    expect(record(example, "chat-smoke.json")[0].reviewed_reference_url).toBe("not_tested");
    expect(record(example, "responses-smoke.json").docs_checked_at).toBe("2026-11-20");
  });

  it("that nobody reviewed is named as such", () => {
    const docs = [page("responses", { result: "never-reviewed", reviewed: null })];
    expect(record(fullRun({ docs }), "responses-smoke.json").notes).toContain("reference never-reviewed;");
  });
});

describe("what the records call verified", () => {
  const healthy = fullRun().probes;
  const asked = (...outcomes: Parameters<typeof probe>[1]) => [
    probe("chat", outcomes),
    ...healthy.filter(({ id }) => id !== "chat"),
  ];
  const reference = (more: Parameters<typeof page>[1]) => [page("chat-completions", more)];
  const flaw = (more: Parameters<typeof checkOf>[1] = {}) => ({ checks: [checkOf("template", more)] });
  const twoTemplates = {
    configuration: {
      templates: (["chat-completions", "responses"] as const).map((family) => ({
        ...{ family, path: `${family}.json`, commit: null, digest: `sha256:${"0".repeat(64)}` },
      })),
    },
  };

  it.each<[string, Parameters<typeof fullRun>[0], unknown, unknown]>([
    ["the page was not read", { docs: [] }, "not_tested", "not_tested"],
    ["nobody reviewed the page", { docs: reference({ result: "never-reviewed" }) }, true, true],
    ["the prose changed", { docs: reference({ result: "prose-changed" }) }, true, true],
    ["the contract changed", { docs: reference({ result: "contract-changed" }) }, "not_tested", "not_tested"],
    [
      "the endpoint is not documented",
      { docs: reference({ documents: { endpoint: false, fields: true } }) },
      false,
      true,
    ],
    ["a field is not documented", { docs: reference({ documents: { endpoint: true, fields: false } }) }, true, false],
    ["chat was not asked", { probes: [] }, "not_tested", "not_tested"],
    ["nothing answered", { probes: asked(fail("tcp")) }, "not_tested", "not_tested"],
    ["the route is wrong", { probes: asked(fail("route", { status: 404 })) }, false, "not_tested"],
    ["the fields are refused", { probes: asked(fail("request-schema", { status: 400 })) }, true, false],
    ["the answer has another shape", { probes: asked(fail("response-contract", { status: 200 })) }, true, "not_tested"],
    ["the template has an unknown field", flaw(), true, false],
    ["the template holds a secret", flaw({ rule: "secret" }), true, "not_tested"],
    ["what the template has is waived", flaw({ severity: "advisory" }), true, true],
    [
      "the template of the family is flawed",
      { ...flaw({ file: "chat-completions.json" }), ...twoTemplates },
      true,
      false,
    ],
    [
      "the template of the other family is flawed",
      { ...flaw({ file: "responses.json" }), ...twoTemplates },
      true,
      true,
    ],
  ])("of chat, where %s: endpoint and fields", (_case, parts, endpoint, fields) => {
    expect(record(fullRun(parts), "chat-smoke.json")[0]).toMatchObject({
      documented_endpoint_verified: endpoint,
      documented_request_fields_verified: fields,
    });
  });

  it.each(["route", "request-schema"] as const)("is nothing that one attempt made doubtful: %s", (category) => {
    const probes = asked(fail(category, { status: 404 }), pass(), pass());
    // The re-send passed, and the verdict is a pass.
    const example = fullRun({ probes, verdicts: { chat: { result: "pass", category: null } } });
    const field = category === "route" ? "documented_endpoint_verified" : "documented_request_fields_verified";
    expect(record(example, "chat-smoke.json")[0][field]).toBe("not_tested");
  });

  it.each([
    ["fails in a controlled way", pass({ status: 400, errorEnvelope: true }), PAGES, true],
    ["succeeds", fail("invalid-accepted", { status: 200 }), PAGES, false],
    ["fails, and the page was not read", pass({ status: 400, errorEnvelope: true }), [], "not_tested"],
    ["never got there", fail("tcp"), PAGES, "not_tested"],
  ] as const)("of the error path is the required field, where a request without it %s", (_case, outcome, docs, is) => {
    const run = probe("error-path", [outcome], {
      ...{ key: "error-path:chat-completions:missing-field", case: "missing-field" },
      ...{ family: "chat-completions", polarity: "must-fail" },
    });
    const [, error] = record(fullRun({ probes: [run], docs: [...docs] }), "chat-smoke.json");
    expect(error.documented_request_fields_verified).toBe(is);
  });
});

describe("responses-smoke.json", () => {
  it("has the fields of the template in its order", () => {
    const smoke = record(proceedCheck(), "responses-smoke.json");
    expect(Object.entries(smoke)).toEqual([
      ["run_id", "responses-smoke-20261120T101112Z-deadbeef"],
      ["endpoint_family", "responses"],
      ["docs_checked_at", "not_tested"],
      ["environment", "not_provided"],
      ["model_reference", "example/model-1"],
      ["happy_path_status", "200"],
      ["happy_path_parseable", true],
      ["error_path_status", "500"],
      ["error_path_category", "invalid_request"],
      ["request_id", "req-healthy"],
      ["operator_initials", "AL"],
      ["notes", expect.stringContaining("responses pass 5/5; error-path:responses:missing-field pass 1/1")],
    ]);
  });

  it("says not_tested and no_response where nothing was asked or nothing came back", () => {
    const silent = probe("responses", [fail("tcp", { networkCode: "ECONNREFUSED" })]);
    expect(record(evidence({ probes: [silent] }), "responses-smoke.json")).toMatchObject({
      happy_path_status: "no_response",
      happy_path_parseable: "not_tested",
      error_path_status: "not_tested",
      error_path_category: "not_tested",
      request_id: "not_provided",
    });
  });

  it("records the failing case of several, by the gate's own category", () => {
    const shared = { family: "responses", polarity: "must-fail" } as const;
    const cases = [
      probe("error-path", [pass({ status: 400 })], { ...shared, key: "error-path:responses:missing-field" }),
      probe("error-path", [fail("invalid-accepted", { status: 200 })], {
        ...shared,
        key: "error-path:responses:unknown-model",
      }),
    ];
    expect(record(evidence({ probes: cases }), "responses-smoke.json")).toMatchObject({
      error_path_status: "200",
      error_path_category: "invalid-accepted",
    });
  });

  it.each([
    ["Ada Lovelace", "AL"],
    ["@release-captain", "RC"],
    ["Élodie", "É"],
    ["a b c d e f", "ABCD"],
    ["", "not_provided"],
    [null, "not_provided"],
  ])("derives initials from the reviewer %j", (reviewer, initials) => {
    expect(initialsField(reviewer)).toBe(initials);
  });

  it("keeps notes on one line and short", () => {
    const given = settings();
    const notes = "first\nsecond\u0007 ".repeat(200);
    const smoke = record(proceedCheck(), "responses-smoke.json", { ...given, labels: { ...given.labels, notes } });
    expect(smoke.notes).not.toMatch(/\p{Cc}/u);
    expect([...smoke.notes]).toHaveLength(MAX_NOTE_CHARACTERS);
  });
});

describe("chat-smoke.json", () => {
  const FIELDS = [
    ...["run_id", "reviewed_reference_url", "reviewed_at_utc", "environment", "request_case"],
    ...["documented_endpoint_verified", "documented_request_fields_verified", "response_shape_observed"],
    ...["error_handling_observed", "credential_exposed", "operator_notes"],
  ];

  it("has one record per request case, with the fields of the template in its order", () => {
    const cases = record(proceedCheck(), "chat-smoke.json");
    expect(cases.map(Object.keys)).toEqual([FIELDS, FIELDS]);
    expect(cases).toMatchObject([
      {
        run_id: "chat-smoke-20261120-101112Z-deadbeef",
        reviewed_reference_url: "not_tested",
        reviewed_at_utc: "not_tested",
        request_case: "happy_path",
        response_shape_observed: true,
        error_handling_observed: "not_tested",
        credential_exposed: false,
      },
      { request_case: "error_path", response_shape_observed: true, error_handling_observed: true },
    ]);
  });

  it.each([
    ["route", { documented_endpoint_verified: false, documented_request_fields_verified: "not_tested" }],
    ["request-schema", { documented_endpoint_verified: "not_tested", documented_request_fields_verified: false }],
  ] as const)("an answer refutes, and never verifies, what is documented: %s", (category, fields) => {
    const example = evidence({ probes: [probe("chat", [fail(category, { status: 404 })])] });
    expect(record(example, "chat-smoke.json")[0]).toMatchObject(fields);
  });

  it.each([
    ["invalid-accepted", false],
    ["uncontrolled-error", false],
    ["authentication", "not_tested"],
  ] as const)("judges error handling only by how the invalid request fared: %s", (category, handled) => {
    const shared = { family: "chat-completions", polarity: "must-fail" } as const;
    const example = evidence({ probes: [probe("error-path", [fail(category, { status: 401 })], shared)] });
    expect(record(example, "chat-smoke.json")[1].error_handling_observed).toBe(handled);
  });

  it("says that the credential was exposed if and only if an attempt or a check saw it", () => {
    const leaking = evidence({ probes: [probe("responses", [fail("sensitive-exposure", { status: 200 })])] });
    expect(record(leaking, "chat-smoke.json")).toMatchObject([
      { credential_exposed: true },
      { credential_exposed: true },
    ]);
    expect(record(refusedCredential(), "chat-smoke.json")).toMatchObject([{ credential_exposed: false }, {}]);
  });
});

describe("responses-stream.json", () => {
  it("has the fields of the template in its order", () => {
    expect(Object.entries(record(proceedCheck(), "responses-stream.json"))).toEqual([
      ["checked_at", "2026-11-20T10:11:13.000Z"],
      ["docs_url", "not_tested"],
      ["endpoint_family", "responses"],
      ["stream_enabled", true],
      ["model_id_source", "configured-not-verified"],
      ["happy_path_result", "pass"],
      ["error_path_result", "pass"],
      ["terminal_state", "completed"],
      ["notes", expect.stringContaining("terminal state completed")],
    ]);
  });

  it("keeps the detailed terminal state and the failing stage in its notes", () => {
    const stream = record(unterminatedStream(), "responses-stream.json");
    expect(stream).toMatchObject({ happy_path_result: "fail", terminal_state: "error" });
    expect(stream.notes).toContain("terminal state eof-without-terminal; failed at stage terminal");
  });

  it.each([
    ["idle-timeout", "timeout-idle", "timeout"],
    ["total-timeout", "timeout-total", "timeout"],
    ["failed", "stream-failed", "error"],
    ["incomplete-content-filter", "empty-output", "error"],
  ] as const)("calls %s a %s", (terminalState: TerminalState, category, state) => {
    const stream = probe("responses-stream", [fail(category, { status: 200, terminalState })]);
    expect(record(evidence({ probes: [stream] }), "responses-stream.json").terminal_state).toBe(state);
  });

  it("says that the model is listed where the models probe found it", () => {
    const models = probe("models", [pass({ status: 200 })], { polarity: "advisory" });
    expect(record(evidence({ probes: [models] }), "responses-stream.json")).toMatchObject({
      checked_at: "not_tested",
      stream_enabled: "not_tested",
      model_id_source: "listed-by-models-endpoint",
      happy_path_result: "not_tested",
      error_path_result: "not_tested",
      terminal_state: "not_tested",
    });
  });
});

describe("the source of the model identifier", () => {
  const source = (probes: readonly ProbeRun[]) => record(evidence({ probes }), "responses-stream.json").model_id_source;
  const listing = (...outcomes: readonly Attempt["outcome"][]) => probe("models", outcomes, { polarity: "advisory" });

  it.each<[string, readonly ProbeRun[], string]>([
    ["the list was not asked for", [], "configured-not-verified"],
    ["the list was planned and never asked", [listing()], "configured-not-verified"],
    ["the list could not be read", [listing(fail("provider-5xx", { status: 503 }))], "configured-not-verified"],
    [
      "the list does not hold it",
      [listing(fail("model", { status: 200, detail: "not-listed" }))],
      "configured-not-verified",
    ],
    ["the list holds it", [listing(pass({ status: 200, json: true, shape: true }))], "listed-by-models-endpoint"],
  ])("says what is known where %s", (_name, probes, expected) => {
    expect(source([responses(), ...probes])).toBe(expected);
  });
});

describe("migration.json", () => {
  it("has the fields of the template in its order", () => {
    expect(Object.entries(record(proceedCheck(), "migration.json"))).toEqual([
      ["date", "2026-11-20"],
      ["run_id", "migration-20261120T101112Z-deadbeef"],
      ["endpoint", "POST /v1/responses"],
      ["env", "not_provided"],
      ["http_status", 200],
      ["response_valid_json", true],
      ["required_fields_present", true],
      ["error_path_status", 500],
      ["error_response_parseable", true],
      ["notes", expect.stringContaining("responses pass 5/5; chat pass 5/5")],
      ["reviewed_by", "Ada Lovelace"],
    ]);
  });

  it("says inside what did not run", () => {
    const chatOnly = evidence({ probes: [probe("chat", [pass()])], configuration: { families: ["chat-completions"] } });
    const migration = record(chatOnly, "migration.json");
    expect(migration).toMatchObject({
      http_status: "not_tested",
      response_valid_json: "not_tested",
      required_fields_present: "not_tested",
      error_path_status: "not_tested",
      error_response_parseable: "not_tested",
    });
    expect(migration.notes).toContain("responses not_tested");
  });

  it.each([
    ["true", true, { shape: true }],
    ["partial", "partial", { shape: false, text: true, missing: ["id"] }],
    ["false", false, { shape: false, text: false, missing: ["output"] }],
    ["not_tested", "not_tested", { status: 500 }],
  ] as const)("says %s of the required fields", (_name, present, observed) => {
    const run = probe("responses", [
      fail("response-contract", "missing" in observed ? { ...observed, missing: [...observed.missing] } : observed),
    ]);
    expect(record(evidence({ probes: [run] }), "migration.json").required_fields_present).toBe(present);
  });

  it("records an endpoint that does not exist with its status", () => {
    const migration = record(unsupportedFamily(), "migration.json");
    expect(migration.http_status).toBe(404);
    expect(migration.notes).toContain("responses unsupported");
  });
});
