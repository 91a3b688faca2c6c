/** Files of other tools that hold a body: each is named for what it is, and the command that is printed gets the body out. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { sendableOf } from "../../src/contracts/request-template.ts";
import { findingsOf } from "./checking.ts";

const BODY = { model: "m", messages: [{ role: "user", content: "hi" }] };
const RESPONSES = { model: "m", input: "hi" };
const text = JSON.stringify(BODY);

const EXPORTS: readonly (readonly [what: RegExp, file: object, body: object])[] = [
  [
    /a collection of Postman/,
    {
      info: { name: "llm", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
      item: [
        { name: "folder", item: [{ name: "models", request: { method: "GET" } }] },
        { name: "chat", request: { method: "POST", body: { mode: "raw", raw: JSON.stringify(BODY, null, 2) } } },
      ],
    },
    BODY,
  ],
  [/a collection of Postman/, { collection: { info: {}, item: [{ request: { body: { raw: text } } }] } }, BODY],
  [
    /an export of Insomnia/,
    {
      _type: "export",
      __export_format: 4,
      resources: [{ _type: "workspace" }, { _type: "request", body: { mimeType: "application/json", text } }],
    },
    BODY,
  ],
  [
    /a HAR file/,
    {
      log: {
        version: "1.2",
        entries: [
          { request: { method: "OPTIONS" }, response: { content: { text: "" } } },
          { request: { method: "POST", postData: { text } }, response: { content: { text: '{"choices":[]}' } } },
        ],
      },
    },
    BODY,
  ],
  [
    /an OpenAPI description/,
    {
      openapi: "3.1.0",
      paths: {
        "/v1/responses": { post: { requestBody: { content: { "application/json": { example: RESPONSES } } } } },
      },
    },
    RESPONSES,
  ],
  [/a line of a batch/, { custom_id: "1", method: "POST", url: "/v1/chat/completions", body: BODY }, BODY],
  [/a line of a batch/, { custom_id: "1", params: { ...BODY, max_tokens: 9 } }, { ...BODY, max_tokens: 9 }],
  [
    /Thunder Client/,
    { clientName: "Thunder Client", folders: [], requests: [{ body: { type: "json", raw: text } }] },
    BODY,
  ],
  [/Hoppscotch/, [{ v: 2, folders: [], requests: [{ body: { body: text } }] }], BODY],
  [/Bruno/, { version: "1", items: [{ request: { body: { mode: "json", json: text } } }], environments: [] }, BODY],
  [/recorded requests/, { http_interactions: [{ request: { body: { string: text } } }] }, BODY],
  [/a workflow of n8n/, { nodes: [{ parameters: { jsonBody: text } }], connections: {} }, BODY],
  [/a run of LangSmith/, { run_type: "llm", inputs: BODY, outputs: {} }, BODY],
  [/a request with its address/, { url: "https://a.example/v1", method: "POST", body: text }, BODY],
  [/a request with its headers/, { headers: { authorization: "Bearer x" }, body: BODY }, BODY],
  [/wrapped around the body/, { name: "greeting", payload: { request: BODY } }, BODY],
  [/a list with the body in it/, [BODY, RESPONSES], BODY],
];

const findings = async (file: object) => {
  const [first, ...more] = await findingsOf(JSON.stringify(file), { model: "m" });
  expect(more.filter(({ severity }) => severity === "hold")).toEqual([]);
  return first;
};

describe("an export of another tool", () => {
  it.each(EXPORTS)("%s", async (what, file, body) => {
    const found = await findings(file);
    expect(found).toMatchObject({ severity: "hold", trigger: "configuration", message: expect.stringMatching(what) });
    // The door that checks no fields, and sends, says the same.
    expect(sendableOf({ family: null, path: "b.json", text: JSON.stringify(file) })).toMatchObject({ kind: "none" });
    const command = /\(run: (jq .*) FILE > body\.json\)/.exec(found?.help ?? "")?.[1] ?? "";
    const [, flag = "", filter = ""] = /^jq (-r )?'(.*)'$/.exec(command) ?? [];
    expect(filter).not.toBe("");
    const folder = mkdtempSync(join(tmpdir(), "release-gate-export-"));
    try {
      writeFileSync(join(folder, "f.json"), JSON.stringify(file));
      const said = jq(flag, filter, join(folder, "f.json"));
      if (said !== null) expect(JSON.parse(said)).toEqual(body);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[RegExp, object]>([
    [/an answer, not a request/, { object: "chat.completion", choices: [] }],
    [/an answer, not a request/, { object: "response", output: [], input: null }],
    [/an answer, not a request/, { type: "message", role: "assistant", stop_reason: "end_turn", content: [] }],
    [/Gemini's generateContent/, { contents: [{ parts: [{ text: "hi" }] }] }],
    [/the old completions/, { model: "m", prompt: "hi" }],
    [/a collection of Postman/, { info: { name: "x" }, item: [] }],
  ])("%s, without a body in it", async (what, file) => {
    const found = await findings(file);
    expect(found?.message).toMatch(what);
    expect(found?.help).not.toContain("run:");
  });

  it("repeats no name that may be anything", async () => {
    const found = await findings({ paths: { "my secret path": { a: BODY } }, openapi: "3.0.0" });
    expect(found?.help).toContain("jq '.paths[].a' FILE");
  });

  it.each<[string, object]>([
    ["members of its own beside the prompt", { ...BODY, url: "https://a.example", method: "POST", nodes: [] }],
    ["a stored prompt", { model: "m", prompt: { id: "pmpt_1" } }],
    ["a prompt that the application fills in", { model: "m", messages: "{{history}}" }],
    ["tools that are told with examples of bodies", { ...BODY, tools: [{ type: "function", function: BODY }] }],
  ])("is not suspected in a body with %s", (_what, file) => {
    expect(sendableOf({ family: null, path: "b.json", text: JSON.stringify(file) })).toMatchObject({ kind: "body" });
  });
});

describe("a file that is no JSON", () => {
  it.each<[RegExp, string]>([
    [
      /a curl command.*behind --data/,
      `curl https://a.example/v1 \\\n  -H 'Authorization: Bearer x' \\\n  -d '${text}'\n`,
    ],
    [/a request with its headers/, `POST https://a.example/v1\nContent-Type: application/json\n\n${text}\n`],
    [/a request with its headers/, `Invoke-RestMethod https://a.example/v1 -Body '${text}'\n`],
    [
      /a request of Bruno/,
      `meta {\n  name: chat\n}\n\npost {\n  url: https://a.example\n}\n\nbody:json {\n  ${text}\n}\n`,
    ],
    [/a recorded event stream/, `event: response.created\ndata: {"type":"response.created"}\n\n`],
    [/a recorded event stream/, `data: {"choices":[]}\n\ndata: [DONE]\n\n`],
    [/a cassette of recorded requests/, `interactions:\n- request:\n    body: '${text}'\n`],
    [/an OpenAPI description/, `openapi: 3.1.0\npaths: {}\n`],
    [/an export of Insomnia/, `type: collection.insomnia.rest/5.0\nname: llm\n`],
    [
      /JSON Lines.*jq \.body/,
      `${JSON.stringify({ custom_id: "1", body: BODY })}\n${JSON.stringify({ custom_id: "2", body: BODY })}\n`,
    ],
  ])("%s", async (what, file) => {
    const [first] = await findingsOf(file, { model: "m" });
    expect(`${first?.message} ${first?.help}`).toMatch(what);
  });
});

/** What jq prints; null: this machine has none. */
function jq(flag: string, filter: string, file: string): string | null {
  try {
    return execFileSync("jq", [...(flag === "" ? [] : ["-r"]), filter, file], { encoding: "utf8" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
