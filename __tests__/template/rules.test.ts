// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a template, not of this language
import { describe, expect, it } from "@jest/globals";
import { familyOf } from "../../src/contracts/template-family.ts";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { FAMILIES, type Family } from "../../src/evidence/vocabulary.ts";
import { checkTemplates } from "../../src/template/check.ts";
import { findingsOf, GOOD, rulesOf } from "./checking.ts";

const chat = (fields: string) => `{"model":"some-model","messages":[{"role":"user","content":"hi"}],\n${fields}}`;
const responses = (fields: string) => `{"model":"some-model","input":"hi",\n${fields}}`;

describe("the input of embeddings", () => {
  it.each<[input: unknown, found: readonly string[]]>([
    ["a", []],
    [["a", [1, 2]], []],
    [[1, 2], []],
    ["", ["empty-messages 1:25"]],
    [[], ["empty-messages 1:25"]],
    [["a", ""], ["empty-messages 1:30"]],
    [["a", []], ["empty-messages 1:30"]],
    [[{ text: "a" }], ["(wrong-type 1:26)"]],
    [["a", true], ["wrong-type 1:30"]],
    [1, ["wrong-type 1:25"]],
    [null, ["wrong-type 1:25"]],
  ])("%j: %j", async (input, found) => {
    const text = JSON.stringify({ dimensions: 2, input, model: "some-model" });
    expect(await rulesOf(text, { family: "embeddings" })).toEqual(found);
  });

  it.each([
    ['"dimensions": 0', "out-of-range"],
    ['"encoding_format": "hex"', "out-of-range"],
    ['"encoding_fromat": "float"', "unknown-field"],
    ['"messages": []', "unknown-field"],
  ])("stands beside documented fields: %s is %s", async (member, rule) => {
    const text = `{"model": "some-model", "input": "a", ${member}}`;
    expect((await findingsOf(text, { family: "embeddings" })).map((finding) => finding.rule)).toEqual([rule]);
  });
});

describe("a good template", () => {
  it.each(FAMILIES)("of %s passes", async (family) => {
    expect(await findingsOf(JSON.stringify(GOOD[family], null, 2))).toEqual([]);
    const check = await checkTemplates({
      templates: [{ family, path: "a.json", text: JSON.stringify(GOOD[family]) }],
      waivers: [],
      model: null,
      streaming: [],
      secrets: [],
    });
    expect(check).toEqual({ id: "template", result: "pass", findings: [] });
  });

  it("may leave its model to the application, which is said and does not hold", async () => {
    expect(await rulesOf('{"messages":[{"role":"user","content":"hi"}]}')).toEqual(["(missing-field 1:1)"]);
  });

  it("of responses may continue a stored prompt or an earlier response instead of having input", async () => {
    expect(await findingsOf('{"prompt":{"id":"pmpt_1"}}')).toEqual([]);
    expect(await rulesOf('{"model":"some-model","prompt":"of the old completions"}')).toEqual(["not-json 1:1"]);
  });

  it.each([
    ["a stored prompt and no input", { prompt: { id: "pmpt_1" }, input: [] }],
    ["a stored prompt and an empty text", { prompt: { id: "pmpt_1", version: "2" }, input: "" }],
    ["an earlier response", { previous_response_id: "resp_1", input: [] }],
    ["a conversation", { conversation: { id: "conv_1" }, input: [] }],
    ["a conversation and no input", { conversation: "conv_1" }],
  ])("of responses may be empty beside what is stored: %s", async (_what, body) => {
    expect(await findingsOf(JSON.stringify({ model: "some-model", ...body }))).toEqual([]);
  });

  it("of responses may not be empty where nothing is stored", async () => {
    const none = { model: "some-model", input: [], previous_response_id: null };
    expect((await rulesOf(JSON.stringify(none), { family: "responses" })).join()).toMatch(/^empty-messages/);
  });

  it.each<Family>(["chat-completions", "messages"])(
    "of %s may be empty where a gateway keeps the prompt",
    async (family) => {
      const stored = {
        model: "some-model",
        max_tokens: 9,
        messages: [],
        prompt_id: "p1",
        prompt_variables: { a: "b" },
      };
      const holding = (await rulesOf(JSON.stringify(stored), { family })).filter((rule) => !rule.startsWith("("));
      expect(holding).toEqual([]);
    },
  );

  it("of responses may add tools by an item that has a role and no content", async () => {
    const item = { type: "additional_tools", role: "developer", tools: [] };
    const rules = (type: string) => rulesOf(JSON.stringify({ model: "some-model", input: [{ ...item, type }] }));
    expect(await rules("additional_tools")).toEqual([]);
    expect(await rules("message")).toEqual(["missing-field 1:32"]);
    expect(await rules("vendor_item")).toEqual([]);
  });

  it("may set what the vendor added since", async () => {
    const both = { moderation: { model: "m" }, prompt_cache_options: { ttl: "30m" }, service_tier: "fast" };
    expect(await findingsOf(chat(JSON.stringify(both).slice(1, -1)))).toEqual([]);
    const more = { ...both, access_programs: {}, background_options: {}, image: {}, service_tier: "ultrafast" };
    expect(await findingsOf(responses(JSON.stringify(more).slice(1, -1)))).toEqual([]);
  });
});

describe("the family of a body", () => {
  const body = (more: object) => JSON.stringify({ messages: [{ role: "user", content: "hi" }], ...more });
  const parameters = { properties: { input_schema: { type: "object" }, type: { const: "document" } } };
  const system = { role: "system", content: "a" };
  const picture = {
    role: "user",
    content: [{ type: "image", source: { type: "url", url: "https://media.example/a" } }],
  };
  const image = { type: "image_url", image_url: { url: "https://media.example/a" } };
  const ofChat = { type: "function", function: { name: "f" } };
  const use = { role: "assistant", content: [{ type: "tool_use", id: "a", name: "f", input: {} }] };
  it.each<[string, object, Family]>([
    ["a tool with its schema", { tools: [{ name: "f", input_schema: {} }] }, "messages"],
    ["a block", { messages: [{ role: "user", content: [{ type: "tool_result", tool_use_id: "t" }] }] }, "messages"],
    [
      "a parameter of that name",
      { tools: [{ type: "function", function: { name: "f", parameters } }] },
      "chat-completions",
    ],
    [
      "a word of that name in a text",
      { messages: [{ role: "user", content: '{"input_schema":{}}' }] },
      "chat-completions",
    ],
    ["an effort", { output_config: { effort: "high" } }, "messages"],
    ["thinking that adapts", { thinking: { type: "adaptive" } }, "messages"],
    ["thinking that others know as well", { thinking: { type: "enabled" } }, "chat-completions"],
    ["thinking that is switched off", { thinking: { type: "disabled" } }, "chat-completions"],
    ["a system prompt beside the messages", { system: "a" }, "messages"],
    ["marks that end an answer", { stop_sequences: ["a"] }, "messages"],
    ["Bedrock's version", { anthropic_version: "bedrock-2023-05-31" }, "messages"],
    ["a tier", { service_tier: "standard_only" }, "messages"],
    ["a tier of both", { service_tier: "auto" }, "chat-completions"],
    ["a choice as an object", { tool_choice: { type: "any" } }, "messages"],
    // What is Anthropic's beside marks of chat is a mistake in a chat body, and said as that.
    ["a picture below a system message", { messages: [system, picture] }, "chat-completions"],
    ["a picture beside another", { messages: [picture, { role: "user", content: [image] }] }, "chat-completions"],
    ["a picture and a cap of chat", { messages: [picture], max_completion_tokens: 5 }, "chat-completions"],
    ["a tool beside one of chat", { tools: [{ name: "f", input_schema: {} }, ofChat] }, "chat-completions"],
    ["a use that a tool message answers", { messages: [use, { role: "tool", content: "a" }] }, "chat-completions"],
    ["a choice among tools of chat", { tool_choice: { type: "tool", name: "f" }, tools: [ofChat] }, "chat-completions"],
    ["a system message beside a field of Messages", { messages: [system], stop_sequences: ["a"] }, "messages"],
  ])("is told by where a mark stands: %s", (_what, more, family) => {
    expect(familyOf(body(more))).toBe(family);
  });
});

describe("both shapes of a choice among tools", () => {
  it.each([
    chat(
      '"tool_choice": {"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[]}},\n"tools":[{"type":"function","function":{"name":"f"}}]',
    ),
    responses(
      '"tool_choice": {"type":"allowed_tools","mode":"auto","tools":[]},\n"tools":[{"type":"function","name":"f"}]',
    ),
  ])("pass in their own family", async (text) => {
    expect(await findingsOf(text)).toEqual([]);
  });
});

describe("every rule names its place", () => {
  it.each<[string, string, readonly string[]]>([
    ["unknown field", chat('  "max_completion_token": 5'), ["unknown-field 2:3"]],
    ["deprecated cap", chat('  "max_tokens": 5'), ["(deprecated-field 2:3)"]],
    [
      "deprecated functions",
      chat('"functions": [],\n"function_call": "auto"'),
      ["(deprecated-field 2:1)", "(deprecated-field 3:1)", "(out-of-range 2:14)"],
    ],
    ["wrong type", chat('"temperature": "hot"'), ["wrong-type 2:16"]],
    ["fraction where a whole number is asked", chat('"n": 1.5'), ["wrong-type 2:6"]],
    ["null for a required field", '{"model":"some-model","messages":null}', ["wrong-type 1:34"]],
    ["above the range", chat('"temperature": 2.1'), ["out-of-range 2:16"]],
    ["cap below 16", responses('"max_output_tokens": 15'), ["out-of-range 2:22"]],
    ["undocumented word", chat('"reasoning_effort": "default"'), ["(out-of-range 2:21)"]],
    ["word with a typing error", chat('"reasoning_effort": "meduim"'), ["out-of-range 2:21"]],
    ["undocumented effort", responses('"reasoning": {"effort": "default"}'), ["(out-of-range 2:25)"]],
    ["field of responses in chat", chat('"max_output_tokens": 64'), ["other-family 2:1"]],
    ["field of chat in responses", responses('"max_tokens": 64'), ["other-family 2:1"]],
    ["system prompt of Messages in chat", chat('"system": "a", "stop": ["x"]'), ["other-family 2:1"]],
    [
      "system prompt of Messages beside a format of chat",
      chat('"system": "a", "max_tokens": 9, "response_format": {"type":"text"}'),
      ["(deprecated-field 2:16)", "other-family 2:1"],
    ],
    ["system prompt of Messages in responses", responses('"system": "a"'), ["other-family 2:1"]],
    ["tool of responses in chat", chat('"tools": [{"type":"function","name":"f"}]'), ["other-family 2:30"]],
    [
      "tool of chat in responses",
      responses('"tools": [{"type":"function","function":{"name":"f"}}]'),
      ["other-family 2:30"],
    ],
    [
      "usage asked of a responses stream",
      responses('"stream": true, "stream_options": {"include_usage": true}'),
      ["other-family 2:36", "(stream-set 2:11)"],
    ],
    ["stream options without stream", chat('"stream_options": {"include_usage": true}'), ["stream-set 2:1"]],
    ["field given twice", chat('"n": 1,\n"n": 2'), ["(duplicate-field 3:1)"]],
    ["placeholder", chat('"user": "CHANGE_ME"'), ["(deprecated-field 2:1)", "(placeholder 2:9)"]],
    ["placeholder for the model", '{"model":"YOUR_MODEL","input":"hi"}', ["placeholder 1:10"]],
    ["placeholder in the prompt", '{"model":"some-model","input":"REPLACE_WITH_PROMPT"}', ["(placeholder 1:31)"]],
    ["other model than the configured one", '{"model":"other-model","input":"hi"}', ["(hard-coded-model 1:10)"]],
    ["no messages", '{"model":"some-model","messages":[]}', ["empty-messages 1:34"]],
    ["blank input", '{"model":"some-model","input":" "}', ["empty-messages 1:31"]],
    [
      "blank user message",
      '{"model":"some-model","messages":[{"role":"user","content":""}]}',
      ["(empty-messages 1:60)"],
    ],
    ["message that is none", '{"model":"some-model","messages":["hi"]}', ["wrong-type 1:35"]],
    ["message without role", '{"model":"some-model","messages":[{"content":"hi"}]}', ["missing-field 1:35"]],
    ["unknown role", '{"model":"some-model","messages":[{"role":"bot","content":"hi"}]}', ["out-of-range 1:43"]],
    [
      "deprecated role",
      '{"model":"some-model","messages":[{"role":"function","content":null}]}',
      ["(deprecated-field 1:43)"],
    ],
    [
      "content part of responses in chat",
      '{"model":"some-model","messages":[{"role":"user","content":[{"type":"input_text","text":"a"}]}]}',
      ["other-family 1:69"],
    ],
    [
      "content part of chat in responses",
      '{"model":"some-model","input":[{"role":"user","content":[{"type":"text","text":"a"}]}]}',
      ["other-family 1:66"],
    ],
    ["message without content", '{"model":"some-model","messages":[{"role":"user"}]}', ["missing-field 1:35"]],
    [
      "null where content is needed",
      '{"model":"some-model","messages":[{"role":"user","content":null}]}',
      ["wrong-type 1:60"],
    ],
    [
      "result of a tool without its call",
      '{"model":"some-model","messages":[{"role":"tool","content":"1"}]}',
      ["missing-field 1:35"],
    ],
    [
      "calls inside a message of responses",
      '{"model":"some-model","input":[{"role":"assistant","content":"a","tool_calls":[]}]}',
      ["other-family 1:66"],
    ],
    ["tool without type", responses('"tools": [{"name":"f"}]'), ["missing-field 2:11"]],
    ["tool without function", chat('"tools": [{"type":"function"}]'), ["missing-field 2:11"]],
    ["tool of the provider in chat", chat('"tools": [{"type":"web_search"}]'), ["(out-of-range 2:19)"]],
    [
      "choice of responses in chat",
      chat('"tool_choice": {"type":"function","name":"f"},\n"tools":[{"type":"function","function":{"name":"f"}}]'),
      ["other-family 2:35"],
    ],
    [
      "choice of chat in responses",
      responses(
        '"tool_choice": {"type":"function","function":{"name":"f"}},\n"tools":[{"type":"function","name":"f"}]',
      ),
      ["other-family 2:35"],
    ],
    [
      "format of responses in chat",
      chat('"response_format": {"type":"json_schema","name":"a","schema":{}}'),
      ["other-family 2:42"],
    ],
    [
      "format of chat in responses",
      responses('"text": {"format": {"type":"json_schema","json_schema":{"name":"a"}}}'),
      ["other-family 2:42"],
    ],
    ["tool of Anthropic's in responses", responses('"tools": [{"name":"f","input_schema":{}}]'), ["other-family 2:23"]],
    [
      "choice of Anthropic's in chat",
      chat('"tool_choice": {"type":"any"},\n"tools":[{"type":"function","function":{"name":"f"}}]'),
      ["other-family 2:24"],
    ],
    ["number among the metadata", chat('"metadata": {"tier": 1}'), ["(wrong-type 2:22)"]],
    ["neither messages nor input", '\n {"model":"some-model"}', ["missing-field 2:2"]],
    ["list", '[{"messages":[]}]', ["not-json 1:1"]],
  ])("%s", async (_, text, expected) => {
    expect([...(await rulesOf(text))].sort()).toEqual([...expected].sort());
  });

  it("the classic mix-up: a responses body that still has messages", async () => {
    const text = '{"model":"some-model",\n"messages":[{"role":"user","content":"hi"}]}';
    const findings = await findingsOf(text, { family: "responses" });
    expect(findings.map(({ rule }) => rule)).toEqual(["missing-field", "other-family"]);
    expect(findings[1]?.help).toContain("In responses it is input");
  });

  it.each([
    { stop: ["x"] },
    { response_format: { type: "text" } },
    { n: 1 },
    { tools: [{ type: "function", function: { name: "f" } }] },
  ])("a body of Messages with a field of chat (%j) is named as the mixture, however it is told", async (more) => {
    const mixed = { model: "some-model", max_tokens: 9, system: "a", messages: [{ role: "user", content: "hi" }] };
    const text = JSON.stringify({ ...mixed, ...more });
    for (const family of [familyOf(text), familyOf(text, ["messages"])]) {
      const found = (await findingsOf(text, { family })).filter(({ severity }) => severity === "hold");
      expect(found.map(({ rule }) => rule)).toEqual(["other-family"]);
    }
  });

  it("what is Anthropic's in a body that is meant for chat is named as that", async () => {
    const rules = async (text: string) =>
      (await findingsOf(text, { family: "chat-completions" })).map(({ rule, column, message }) => [
        rule,
        column,
        message.includes("Anthropic Messages"),
      ]);
    expect(await rules(chat('"tools": [{"name":"f","input_schema":{}}]'))).toEqual([["other-family", 23, true]]);
    const blocks = [
      { type: "tool_result", tool_use_id: "t" },
      { type: "image", source: {} },
    ];
    const messages = [{ role: "user", content: blocks }];
    expect(await rules(JSON.stringify({ model: "some-model", messages }))).toEqual([
      ["other-family", 69, true],
      ["other-family", 110, true],
    ]);
  });

  it("stream is nothing to remark on where a streaming probe is selected", async () => {
    expect(await findingsOf(chat('"stream": true'), { streaming: ["chat-completions"] })).toEqual([]);
    expect(await rulesOf(chat('"stream": true'))).toEqual(["(stream-set 2:11)"]);
  });

  it("any model passes where none is configured", async () => {
    expect(await findingsOf('{"model":"other","input":"hi"}', { model: null })).toEqual([]);
  });

  const VARIABLES = [
    ...`{{ model }},{{{model}}},{model},\${MODEL},\${var.model},$(MODEL),<%= model %>,#{model},{% model %}`.split(","),
    ..."$MODEL,<MODEL>,<model>,%MODEL%,@@MODEL@@,__MODEL__".split(","),
  ];

  it.each(VARIABLES)("%s is filled in for the model and in a prompt, and by nobody elsewhere", async (variable) => {
    const prompt = { model: variable, input: [variable, { role: "user", content: `Say ${variable}` }] };
    expect(await findingsOf(JSON.stringify({ ...prompt, instructions: variable }))).toEqual([]);
    const [other, ...more] = await findingsOf(JSON.stringify({ ...prompt, temperature: variable }));
    expect(other).toMatchObject({ rule: "placeholder", trigger: "configuration", severity: "hold", line: 1 });
    expect(other?.message).toContain("temperature is a variable, which nobody fills in");
    expect(more).toEqual([]);
  });

  it.each([
    "{{ temperature }}",
    "{{temperature | tojson}}",
    "${TEMPERATURE}",
    "<temperature>",
    "%TEMPERATURE%",
    "$TEMPERATURE",
  ])("%s without quotes is one as well, and does not hide the rest", async (variable) => {
    const text = `{"model": "some-model",\n"messages": {{ messages }},\n"temperature": ${variable}, "max_token": 5}`;
    expect(await rulesOf(text, { family: "chat-completions" })).toEqual([
      "placeholder 3:16",
      expect.stringMatching(/^unknown-field 3:\d+$/),
    ]);
  });

  it("a declared value takes its place, and counts as what is sent", async () => {
    const text =
      '{"model":"some-model","messages":[{"role":"user","content":"hi"}],\n"temperature":{{ temperature }},"top_p":"$TOP_P"}';
    const withValues = (values: object) =>
      rulesOf(text, {
        family: "chat-completions",
        templates: [{ family: "chat-completions", path: "a.json", text, values: { ...values } }],
      });
    expect(await withValues({ temperature: 0.2, TOP_P: 1 })).toEqual([]);
    expect(await withValues({ temperature: 0.2 })).toEqual([expect.stringMatching(/^placeholder 2:/)]);
    expect(await withValues({ temperature: 9, TOP_P: 1 })).toEqual([expect.stringMatching(/^out-of-range 2:/)]);
  });

  it.each<[string, object]>([
    ["marks that end an answer of Messages", { max_tokens: 5, system: "x", stop_sequences: ["</answer>"] }],
    ["a system prompt", { max_tokens: 5, system: "You serve {{company}}", stop_sequences: ["x"] }],
    ["a schema of Messages", { max_tokens: 5, system: "x", tools: [{ name: "f", input_schema: { enum: ["<a>"] } }] }],
    ["a choice", { guided_choice: ["<yes>", "<no>"] }],
    ["a tool of Moonshot's own", { tools: [{ type: "builtin_function", function: { name: "$web_search" } }] }],
  ])("%s is no variable that nobody fills in", async (_what, more) => {
    const text = JSON.stringify({ model: "some-model", messages: [{ role: "user", content: "hi" }], ...more });
    expect((await findingsOf(text)).filter(({ trigger }) => trigger === "configuration")).toEqual([]);
  });

  it.each(["min_tokens", "context_management", "top_k", "provider"])("%s may be a gateway's own", async (name) => {
    expect(await rulesOf(chat(`"${name}": 1`))).toEqual(["(unknown-field 2:1)"]);
  });

  it("vendor/<MODEL_ID> is filled in, REPLACE_WITH_MODEL is a name that nobody has", async () => {
    const rules = (model: string) => rulesOf(JSON.stringify({ model, input: "hi" }));
    expect([await rules("vendor/<MODEL_ID>"), await rules("REPLACE_WITH_MODEL")]).toEqual([[], ["placeholder 1:10"]]);
  });

  it("what differs from request to request may be a variable, and marks and schema values are meant", async () => {
    const own = { safety_identifier: "{{user}}", previous_response_id: "$(last)", prompt_cache_key: "{tenant}" };
    expect(await findingsOf(JSON.stringify({ model: "some-model", input: "hi", ...own }))).toEqual([]);
    const parameters = { properties: { state: { enum: ["TODO", "DONE"], default: "TODO" } } };
    const tools = JSON.stringify([{ type: "function", function: { name: "f", parameters } }]);
    expect(await findingsOf(chat(`"stop": ["<END>", "[INST]"], "tools": ${tools}`))).toEqual([]);
  });

  it("null is not set: a deprecated field that is null is none", async () => {
    expect(await findingsOf(chat('"seed": null, "max_tokens": null'))).toEqual([]);
  });
});

describe("a finding", () => {
  it("says file, line, column, what and the mend, and suggests the field that was meant", async () => {
    expect(await findingsOf(chat('"temprature": 1'))).toEqual([
      {
        trigger: "template",
        rule: "unknown-field",
        severity: "hold",
        message:
          "request template prompts/body.json:2:1: temprature is not a documented field of chat-completions - did you mean temperature?",
        help: 'Correct it. Or, below probes.template.waive: - { rule: unknown-field, field: "temprature", why: REASON }',
        file: "prompts/body.json",
        line: 2,
        column: 1,
      },
    ]);
  });

  it("comes before those that only advise", async () => {
    expect(await rulesOf('{"stream":true,\n"messages":[]}')).toEqual([
      "empty-messages 2:12",
      "(missing-field 1:1)",
      "(stream-set 1:11)",
    ]);
  });

  it.each(["x".repeat(5_000), "a\u202eb\n::error::", "\ud800", "__proto__", "constructor"])(
    "fits the evidence whatever a field is called",
    async (name) => {
      const findings = await findingsOf(`{"input":"hi","model":"some-model",${JSON.stringify(name)}:1}`);
      expect(findings.map(({ rule }) => rule)).toEqual(["unknown-field"]);
      expect(EvidenceSchema.shape.checks.safeParse([{ id: "template", result: "fail", findings }]).success).toBe(true);
      expect(JSON.stringify(findings)).not.toContain("::error");
    },
  );
});

describe("a waiver", () => {
  const text = chat('"temperature": 5,\n"top_p": 2');
  const waive = (field: string | null, rule = "out-of-range") =>
    rulesOf(text, { waivers: [{ rule, field, why: "gateway needs it" }] });

  it("makes its findings advisory and says why", async () => {
    expect(await waive("temperature")).toEqual(["out-of-range 3:10", "(out-of-range 2:16)"]);
    const [, waived] = await findingsOf(text, {
      waivers: [{ rule: "out-of-range", field: "temperature", why: "gateway needs it" }],
    });
    expect(waived?.message).toMatch(/\(waived: gateway needs it\)$/);
  });

  it("without a field holds everywhere, and only for its rule", async () => {
    expect(await waive(null)).toEqual(["(out-of-range 2:16)", "(out-of-range 3:10)"]);
    expect(await waive(null, "unknown-field")).toEqual(["out-of-range 2:16", "out-of-range 3:10"]);
  });

  it("for messages covers what is inside", async () => {
    const family: Family = "chat-completions";
    const waivers = [{ rule: "out-of-range", field: "messages", why: "own roles" }];
    expect(
      await rulesOf('{"model":"some-model","messages":[{"role":"bot","content":"hi"}]}', { family, waivers }),
    ).toEqual(["(out-of-range 1:43)"]);
  });
});

describe("many findings", () => {
  it("end after fifty, the worst first, with a word about the rest", async () => {
    const messages = Array.from({ length: 80 }, () => ({ role: "bot", content: "hi" }));
    const findings = await findingsOf(JSON.stringify({ stream: true, messages }));
    expect(findings).toHaveLength(51);
    expect(findings.at(-1)).toMatchObject({
      rule: "more-findings",
      severity: "hold",
      message: expect.stringContaining("32 more"),
    });
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["hold"]));
  });
});
