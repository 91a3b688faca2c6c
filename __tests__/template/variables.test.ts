// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a template, not of this language
import { describe, expect, it } from "@jest/globals";
import { filledTemplate } from "../../src/contracts/filled-template.ts";
import { familyOf } from "../../src/contracts/template-family.ts";
import { fillHelp } from "../../src/contracts/template-variables.ts";
import { variableAt } from "../../src/contracts/variable-syntax.ts";
import { requestBody } from "../../src/probes/bodies.ts";
import { harmlessMessages } from "../../src/probes/template-messages.ts";
import { REQUEST_BODIES } from "../../src/run/request-bodies.ts";
import { findingsOf } from "./checking.ts";

/** A variable as it is written, and its name. */
const VARIABLES: readonly (readonly [string, string])[] = [
  ['{{ x | default("low") }}', "x"],
  ["{{ x | default('a}}b') }}", "x"],
  ["{{- x -}}", "x"],
  ["{{~ x ~}}", "x"],
  ["{{& x}}", "x"],
  ["{{{x}}}", "x"],
  ['{{ {"a": 1} | tojson }}', '{"a": 1}'],
  ["{{ .Values.temperature }}", ".Values.temperature"],
  ["${X}", "X"],
  ["${X:-default}", "X"],
  ['${X:-"low"}', "X"],
  ["${X:=0.2}", "X"],
  ["${X-{}}", "X"],
  ["${{ vars.X }}", "vars.X"],
  ["$X", "X"],
  ["$(X)", "X"],
  ["#{x}", "x"],
  ["@{x}", "x"],
  ["<%= x %>", "x"],
  ["<%- x -%>", "x"],
  ["<X>", "X"],
  ["<your value>", "your value"],
  ["<<x>>", "x"],
  ["%X%", "X"],
  ["%(x)s", "x"],
  ["@@X@@", "X"],
  ["@x.y@", "x.y"],
  ["__X__", "X"],
  ["[[x]]", "x"],
  ["[[${x}]]", "${x}"],
  ["{x}", "x"],
];

const file = (value: string) =>
  `{"model": "some-model",\n "messages": [{"role": "user", "content": "hi"}],\n "reasoning_effort": ${value}, "n": 1}`;

describe("a variable", () => {
  it.each(VARIABLES)("%s is %s", (text, name) => {
    expect(variableAt(`${text}, "y": 1}`, 0)).toEqual({ name, end: text.length });
  });

  it.each(VARIABLES)("%s is named with line and field, bare and in quotes", async (variable) => {
    for (const [value, column] of [
      [variable, 22],
      [`"${variable}"`, 22],
      [JSON.stringify(variable), 22],
    ] as const) {
      const found = await findingsOf(file(value));
      expect(found.map(({ rule, trigger, line, column }) => [rule, trigger, line, column])).toEqual([
        ["placeholder", "configuration", 3, column],
      ]);
      expect(found[0]?.message).toContain("reasoning_effort is a variable, which nobody fills in");
    }
  });

  it.each(VARIABLES.filter(([, name]) => !name.includes('"')))(
    "%s takes a declared value, bare and in quotes",
    (variable, name) => {
      for (const value of [variable, `"${variable}"`, JSON.stringify(variable)])
        expect(filledTemplate(file(value), { [name]: "low" }).value).toMatchObject({ reasoning_effort: "low", n: 1 });
    },
  );

  it("within a text is filled in there, and what has no value stands as it was", () => {
    const text = '{"user": "a ${X} and {{ y | default("z") }}"}';
    expect(filledTemplate(text, { X: 'q"' }).value).toEqual({ user: 'a q" and {{ y | default("z") }}' });
    expect(filledTemplate(text).value).toEqual({ user: 'a ${X} and {{ y | default("z") }}' });
  });

  it("is none in JSON that is whole, whatever stands in its texts", () => {
    for (const value of [
      { content: "open {{ with", after: 'and "}} close' },
      [[["a"], [true], [1, -1]], [[{}]]],
      { a: { b: {} }, "{{": "${" },
    ])
      expect(filledTemplate(JSON.stringify(value)).value).toEqual(value);
  });

  it.each([
    "{{#if x}}",
    "{{ range .X }}",
    "{{ if x }}",
    "{{ end }}",
    "{{- else -}}",
    '{{ template "a" }}',
    "{{> a}}",
    "<% if x %>",
  ])("%s belongs to a language", (text) => {
    expect(variableAt(text, 0)).toBeNull();
  });

  it.each([
    ['{{"model": "{model}", "messages": [{{"role": "user"}}]}}', "a Python format string"],
    ['<#if x>{"messages": []}</#if>', "a FreeMarker template"],
    ['{"messages": [[#list all as m]1[/#list]]}', "a FreeMarker template"],
    ['#if($x)\n{"messages": []}\n#end', "a Velocity template"],
    ['{"messages": [#foreach($m in $all){"role": "$m.role"}#end]}', "a Velocity template"],
    ["{\"messages\": $input.json('$.all')}", "a Velocity template"],
    ['{"messages": [{{ if .Debug }}1{{ end }}]}', "a Go template"],
    ["{{ toJson .Values.body }}", "a Go template"],
    ['{"messages": [{{~ for m in all ~}}1{{~ end ~}}]}', "a Scriban template"],
    ['{"messages": [<% for (const m of all) { %>1<% } %>]}', "an ERB or EJS template"],
    ['{"messages": [<?php foreach ($all as $m): ?>1<?php endforeach; ?>]}', "a PHP template"],
    ['{"messages": [{{#each all}}1{{/each}}]}', "a mustache or Handlebars template"],
    ['{"messages": [{{~#each all}}1{{~/each}}]}', "a mustache or Handlebars template"],
    ['{"messages": [{{~it.all :m}}1{{~}}]}', "a doT template"],
    ['{"messages": [{% for m in all %}1{% endfor %}]}', "a Jinja, Twig or Liquid template"],
    ['{"messages": [\n% for m in all:\n1\n% endfor\n]}', "a Mako template"],
    ['{"messages": [%{ for m in all ~}1%{ endfor ~}]}', "a template of Terraform"],
    ['{"messages": [[# th:each="m : ${all}"]1[/]]}', "a Thymeleaf template"],
    ['{"messages": [<all:{m | 1}; separator=",">]}', "a StringTemplate template"],
    ['{"messages": [[% FOREACH m IN all %]1[% END %]]}', "a template of Template Toolkit"],
    ['{"messages": [{foreach $all as $m}1{/foreach}]}', "a Smarty or Latte template"],
    ['{"messages": [@foreach (var m in Model.All) { <text>1</text> }]}', "a Razor, Blade or jte template"],
    ['local m = "x";\n{ model: m, messages: [] }', "Jsonnet"],
    ['(import "body.libsonnet") + { model: "m" }', "Jsonnet"],
    ['package body\n\nmodel: "m"\n', "CUE"],
    ['model: *"m" | string\n', "CUE"],
    ['let m = "x"\nin  { model = m }\n', "Dhall"],
    ['{ model = "m", messages = [] : List Text }', "Dhall"],
    ['{\n  model = "m";\n}\n', "Nix"],
    ['model = "m"\nmessages {\n  new { role = "user" }\n}\n', "Pkl"],
    ['locals {\n  model = "m"\n}\n', "HCL of Terraform"],
    ["{model: $m, messages: [.[] | {role, content}]}", "a program of jq"],
    ["---\nmodel: m\n---\nsystem:\nBe short.\n", "a prompt file"],
    ["[\n  'model' => 'm',\n]", "a literal of PHP"],
    ['return {\n  model = "m",\n}\n', "source code"],
    ["class Body {\n  String model() { m = 1; return m; }\n}\n", "source code"],
    ['{\n  #set the model\n  "model": "m"\n}', "JSON with comments"],
  ])("%s is named as the language", async (text, language) => {
    const [found, ...more] = await findingsOf(text, { family: "chat-completions" });
    expect(found).toMatchObject({ rule: "not-json", trigger: "configuration" });
    expect([found?.message.includes(language), more]).toEqual([true, []]);
  });

  it("a text of thousands that do not end is read to its end", () => {
    for (const beginning of ["${", "{{ a", "#{", "[[a", "<%=", "$(", "<a", "__a", "@a"]) {
      const text = beginning.repeat(Math.ceil(500_000 / beginning.length));
      expect([beginning, filledTemplate(text).value]).toEqual([beginning, undefined]);
    }
  });
});

it.each(["max_tokens", "max_completion_tokens", "logit_bias", "tags", "structured_outputs"])(
  "a variable in place of all of %s is one",
  async (name) => {
    const body = { model: "some-model", messages: [{ role: "user", content: "hi" }], [name]: "{{ value }}" };
    const found = (await findingsOf(JSON.stringify(body))).filter(({ trigger }) => trigger === "configuration");
    expect(found.map(({ rule }) => rule)).toEqual(["placeholder"]);
  },
);

/** A body of one family with this beside its model. */
const bodyOf = (more: object) => JSON.stringify({ model: "some-model", ...more });
const asked = { role: "user", content: "hi" };
const turn = (content: object) => ({ max_tokens: 9, system: "s", messages: [{ role: "user", content: [content] }] });
const said = (more: object) => ({ messages: [asked, { role: "assistant", content: "a", ...more }, asked] });
const called = (call: object) => said({ tool_calls: [{ id: "c", type: "function", ...call }] });

/** Where a variable decides how a text is read: the gate cannot guess it, and a refusal would be its own. */
const STRUCTURE: readonly (readonly [path: string, more: object])[] = [
  ["messages[0].role", { messages: [{ role: "${V}", content: "hi" }] }],
  ["messages[0].content[0].type", { messages: [{ role: "user", content: [{ type: "${V}", text: "a" }] }] }],
  [
    "messages[0].content[0].image_url.detail",
    {
      messages: [
        { role: "user", content: [{ type: "image_url", image_url: { url: "https://a.example", detail: "${V}" } }] },
      ],
    },
  ],
  [
    "messages[0].content[0].source.media_type",
    turn({ type: "image", source: { type: "base64", media_type: "${V}", data: "a" } }),
  ],
  [
    "messages[0].content[0].source.type",
    turn({ type: "document", source: { type: "${V}", url: "https://a.example" } }),
  ],
  ["messages[0].content[0].is_error", turn({ type: "tool_result", tool_use_id: "a", content: "a", is_error: "${V}" })],
  [
    "messages[0].content[0].citations.enabled",
    turn({
      type: "document",
      source: { type: "text", media_type: "text/plain", data: "a" },
      citations: { enabled: "${V}" },
    }),
  ],
  [
    "system[0].cache_control.ttl",
    {
      ...turn({ type: "text", text: "a" }),
      system: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "${V}" } }],
    },
  ],
  ["metadata", { messages: [asked], metadata: "${V}" }],
  ["messages[1].tool_calls", said({ tool_calls: "${V}" })],
  ["messages[1].tool_calls[0].function.name", called({ function: { name: "${V}", arguments: "{}" } })],
  [
    "input[1].status",
    { input: [asked, { type: "function_call", call_id: "c", name: "f", arguments: "{}", status: "${V}" }] },
  ],
  ["input[1].name", { input: [asked, { type: "function_call", call_id: "c", name: "${V}", arguments: "{}" }] }],
  ["prediction.type", { messages: [asked], prediction: { type: "${V}", content: "a" } }],
  ["prompt.id", { input: "hi", prompt: { id: "${V}" } }],
];

/** Where the gate has something harmless of the same form. */
const PROMPT: readonly (readonly [what: string, more: object])[] = [
  ["all messages", { messages: "${V}" }],
  ["a message among others", { messages: ["${V}", asked] }],
  ["a text", { messages: [{ role: "user", content: "Say ${V}" }] }],
  ["a text part", { messages: [{ role: "user", content: [{ type: "text", text: "${V}" }] }] }],
  ["a person", { messages: [{ ...asked, name: "${V}" }] }],
  ["a picture", { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "${V}" } }] }] }],
  ["a picture as a whole", { messages: [{ role: "user", content: [{ type: "image_url", image_url: "${V}" }] }] }],
  [
    "a sound",
    { messages: [{ role: "user", content: [{ type: "input_audio", input_audio: { data: "${V}", format: "mp3" } }] }] },
  ],
  ["a file", { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "${V}" } }] }] }],
  ["the id and the arguments of a call", called({ id: "${V}", function: { name: "f", arguments: "${V}" } })],
  ["one of the arguments", called({ function: { name: "f", arguments: { city: "${V}" } } })],
  ["what was thought", said({ reasoning_content: "${V}" })],
  ["what is predicted", { messages: [asked], prediction: { type: "content", content: "${V}" } }],
  ["a label", { messages: [asked], user: "${V}", metadata: { team: "${V}" } }],
  ["a system prompt", { ...turn({ type: "text", text: "a" }), system: "${V}" }],
  ["a part of one", { ...turn({ type: "text", text: "a" }), system: [{ type: "text", text: "${V}" }] }],
  ["the data of a picture", turn({ type: "image", source: { type: "base64", media_type: "image/png", data: "${V}" } })],
  ["a document", turn({ type: "document", source: { type: "url", url: "${V}" }, title: "${V}", context: "${V}" })],
  ["what a tool was given", turn({ type: "tool_use", id: "a", name: "f", input: "${V}" })],
  ["an input", { input: "${V}", instructions: "${V}" }],
  ["a result", { input: [asked, { type: "function_call_output", call_id: "c", output: "${V}" }] }],
  ["a value of a stored prompt", { input: "hi", prompt: { id: "pmpt_1", variables: { city: "${V}" } } }],
  ["a text of a list", { input: ["${V}"] }],
];

describe("a variable in a prompt", () => {
  it.each(STRUCTURE)("is filled in by nobody as %s, whoever looks at it", async (path, more) => {
    const text = bodyOf(more);
    const found = (await findingsOf(text)).filter(({ trigger }) => trigger === "configuration");
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining(`: ${path} is a variable, which nobody fills in`),
    ]);
    expect(REQUEST_BODIES.sendableOf({ family: familyOf(text), path: "a.json", text }, [])).toMatchObject({
      why: `has a variable in ${path}, which nobody fills in`,
    });
  });

  it.each(PROMPT)("is filled in as %s, and none of it is sent", async (_what, more) => {
    const text = bodyOf(more);
    expect((await findingsOf(text)).filter(({ trigger }) => trigger === "configuration")).toEqual([]);
    const family = familyOf(text);
    const sendable = REQUEST_BODIES.sendableOf({ family, path: "a.json", text }, []);
    if (family === null || sendable.kind !== "body") throw new Error("cannot be sent");
    const question = { model: "m", nonce: "n", adaptations: [], bodies: { [family]: sendable.body } };
    expect(JSON.stringify(requestBody(family, question, false))).not.toContain("${V}");
  });

  it("that stands for a picture as a whole is sent as every endpoint takes it", () => {
    const content = [{ type: "image_url", image_url: "{{picture}}" }];
    expect(harmlessMessages([{ role: "user", content }], "hi")[0]).toMatchObject({
      content: [{ type: "image_url", image_url: { url: expect.stringMatching(/^data:image/) } }, { text: "hi" }],
    });
  });
});

describe("the name of a member that is a variable", () => {
  const schema = (properties: object) => ({ type: "object", properties });
  it.each<[name: string, in_: string, more: object]>([
    ["{{extra}}", "the body", { "{{extra}}": 1 }],
    ["{{ field }}", "messages[0]", { messages: [{ role: "user", content: "hi", "{{ field }}": 1 }] }],
    [
      "${FIELD}",
      "messages[0].content[0]",
      { messages: [{ role: "user", content: [{ type: "text", text: "a", "${FIELD}": 1 }] }] },
    ],
    ["<TENANT>", "metadata", { metadata: { "<TENANT>": "a" } }],
    [
      "{{field}}",
      "tools[0].function.parameters.properties",
      { tools: [{ type: "function", function: { name: "a", parameters: schema({ "{{field}}": {} }) } }] },
    ],
    [
      "%FIELD%",
      "response_format.json_schema.schema.properties",
      { response_format: { type: "json_schema", json_schema: { name: "a", schema: schema({ "%FIELD%": {} }) } } },
    ],
    [
      "$FIELD",
      "tools[0].function.parameters.properties",
      { tools: [{ type: "function", function: { name: "a", parameters: schema({ $FIELD: {} }) } }] },
    ],
  ])("%s in %s is filled in by nobody, whoever looks at it", async (name, in_, more) => {
    const text = JSON.stringify({ model: "some-model", messages: [{ role: "user", content: "hi" }], ...more });
    expect(await findingsOf(text)).toMatchObject([
      {
        trigger: "configuration",
        message: expect.stringContaining(`the name "${name}" of a member of ${in_} is a variable`),
        line: 1,
      },
    ]);
    expect(REQUEST_BODIES.sendableOf({ family: "chat-completions", path: "a.json", text }, [])).toMatchObject({
      why: expect.stringContaining(`the name "${name}" of a member of ${in_}`),
    });
  });

  it.each<[what: string, more: object]>([
    ["a keyword", { tools: [{ type: "function", function: { name: "a", parameters: { $ref: "#", $defs: {} } } }] }],
    [
      "a property of introspection or a filter",
      {
        tools: [
          {
            type: "function",
            function: { name: "a", parameters: schema({ __typename__: {}, $filter: {}, $ref_id: {}, $order_by: {} }) },
          },
        ],
      },
    ],
    ["a token", { logit_bias: { "<PAD>": 1 } }],
    [
      "an argument of a call, which the gate replaces",
      {
        messages: [
          { role: "user", content: "hi" },
          { role: "assistant", tool_calls: [{ id: "a", function: { name: "a", arguments: { "{{city}}": 1 } } }] },
          { role: "tool", tool_call_id: "a", content: "b" },
        ],
      },
    ],
  ])("is none where it is %s", async (_what, more) => {
    const text = JSON.stringify({ model: "some-model", messages: [{ role: "user", content: "hi" }], ...more });
    expect((await findingsOf(text)).filter(({ trigger }) => trigger === "configuration")).toEqual([]);
    expect(REQUEST_BODIES.sendableOf({ family: "chat-completions", path: "a.json", text }, [])).toMatchObject({
      kind: "body",
    });
  });
});

describe("a variable in the place of a credential is not led into the gate file", () => {
  it.each([
    "authorization",
    "headers.Authorization",
    "data_sources[0].parameters.authentication.key",
    "x-api-key",
    "encoded_api_key",
    "access_token",
    "client_secret",
    "connection_string",
  ])("%s", (path) => {
    expect(fillHelp(path)).toMatch(/credential/);
  });

  it.each([
    ...["eos_token", "bos_token", "pad_token", "sort_key", "prompt_cache_key", "max_tokens", "cache_key"],
    ...["monkey", "partition_key", "stop_token", "provider.key", "next_page_token", "idempotency_key"],
  ])("%s is none", (path) => {
    expect(fillHelp(path)).not.toMatch(/credential/);
  });
});

describe("marks of a model and values that are meant", () => {
  it.each<[string, object]>([
    ["words between which a sampler breaks", { dry_sequence_breakers: ["<s>", "</s>"] }],
    ["tags of thoughts", { reasoning_tags: ["<think>", "</think>"] }],
    ["a choice", { structured_outputs: { choice: ["<yes>", "<no>"] } }],
    ["tokens", { logit_bias: [["<unk>", false]] }],
    [
      "a template of the endpoint's own",
      { tools: [{ type: "retrieval", retrieval: { prompt_template: "{{a}}{{b}}" } }] },
    ],
    ["marks of a model", { suffix: "<|im_end|>", end: "</answer>" }],
    [
      "tokens of a model",
      { bos_token: "<s>", eos_token: "</s>", pad_token: "[PAD]", mask_token: "<mask>", stop_token: "<end>" },
    ],
    ["a token in a field of another name", { eos: "<eos>", options: { fill: "[MASK]" } }],
    ["where thoughts begin", { chat_template_kwargs: { think_start: "<think>", think_end: "</think>" } }],
    ["what a parser begins at", { reasoning_parser_start: "<reasoning>" }],
    ["all tools of a server", { tools: [{ type: "mcp", allowed_tools: ["<all>"] }] }],
    [
      "an extension of a schema",
      {
        tools: [
          { type: "function", function: { name: "f", parameters: { properties: { a: { "x-tag": "<html>" } } } } },
        ],
      },
    ],
    [
      "structural tags",
      { response_format: { type: "structural_tag", structures: [{ begin: "<f>", end: "</f>" }], triggers: ["<f"] } },
    ],
  ])("%s are no variable and no placeholder", async (_what, more) => {
    const text = JSON.stringify({ model: "some-model", messages: [{ role: "user", content: "hi" }], ...more });
    expect((await findingsOf(text)).filter(({ rule }) => rule === "placeholder")).toEqual([]);
  });

  it.each<[string, object]>([
    ["access_token", { access_token: "<secret>" }],
    ["eos_token", { eos_token: "<eos_token>" }],
    ["stop_token", { stop_token: "${STOP}" }],
    ["max_tokens", { max_tokens: "<number>" }],
    ["tools[0].allowed_tools[0]", { tools: [{ type: "mcp", allowed_tools: ["<tool_name>"] }] }],
    ["reasoning_effort", { reasoning_effort: "<effort>" }],
  ])("a variable in %s is one", async (path, more) => {
    const text = JSON.stringify({ model: "some-model", messages: [{ role: "user", content: "hi" }], ...more });
    expect((await findingsOf(text)).filter(({ rule }) => rule === "placeholder")).toMatchObject([
      { message: expect.stringContaining(`: ${path} is a variable`) },
    ]);
  });
});
