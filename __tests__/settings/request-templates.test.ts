import { describe, expect, it } from "@jest/globals";
import { dependedOn } from "../../src/settings/release/sent-templates.ts";
import type { SettingsSource } from "../../src/settings/source.ts";
import { KEY, resolved, settingsFrom, sourceOf, type World } from "./source.ts";

const CHAT = '{"model":"some-model","messages":[]}';
const RESPONSES = '{"model":"some-model","input":"hi"}';

const FILES: Readonly<Record<string, string>> = {
  "/repo/chat.json": CHAT,
  "/repo/prompts/responses.json": RESPONSES,
  "/repo/other.json": "{}",
  "/repo/chat-two.json": CHAT,
  "/repo/broken.json": '{"messages": [}',
  "/repo/cut.json": '{"messages": [],\n  "user',
  "/repo/empty.json": " ",
  "/repo/mark-cut.json": '\ufeff{"messages": [],\n  "user',
  "/repo/mark.json": `\ufeff${CHAT}`,
  "/repo/comments.json": '{"messages": [] /* all of them */}',
  "/repo/jinja.json": '{"messages": [{% for m in messages %}{{ m }},{% endfor %}]}',
  "/repo/go.json": '{"messages": [{{ range .Messages }}{{ . }}{{ end }}]}',
  "/repo/n8n.json": '={"messages": [{"role": "user", "content": {{ $json.question }}}] }',
  "/repo/sections.json": '{"messages": [{{#each messages}}{{this}}{{/each}}]}',
  "/repo/erb.json": '{"messages": [<% messages.each do |m| %><%= m.to_json %>,<% end %>]}',
  "/repo/python.json": "{'messages': []}",
  "/repo/lines.json": '{"messages": []}\n{"messages": []}\n',
  "/repo/code.json": 'export const body = {\n  "messages": [],\n};',
  "/repo/yaml.json": "messages:\n  - role: user",
  "/repo/html.json": "<!DOCTYPE html><html></html>",
  "/repo/bare.json": '{"model": {{ model }}, "messages": {{ messages | tojson }}}',
  "/repo/bare-inside.json": '{"messages": [],\n  "temperature": {{ temperature }}}',
  "/repo/large.json": `{"messages":[],"user":"${"x".repeat(8 * 1024 * 1024)}"}`,
  "/repo/picture.json": `{"messages":[],"user":"${"x".repeat(3 * 1024 * 1024)}"}`,
  "/repo/list.json": "[]",
  "/repo/deep.json": `{"messages":${"[".repeat(99)}${"]".repeat(99)}}`,
  "/repo/leak.json": `{"messages":[],"user":"${KEY.replace("t", "\\u0074")}"}`,
  "/repo/background.json": '{"input":"hi","background":true}',
};

function sourceWith(world: World): SettingsSource {
  const source = sourceOf(world);
  return {
    ...source,
    readFile: (path) => {
      if (path === "/repo/folder") throw new Error("is a folder");
      return FILES[path] ?? source.readFile(path);
    },
  };
}

const settingsOf = (world: World) => settingsFrom(sourceWith(world));
const problemsOf = (world: World) => resolved(sourceWith(world)).problems;

const templatesOf = (world: World) =>
  resolved(sourceWith(world)).settings.template?.templates.map(({ family, path }) => `${family} ${path}`);

const GATE_FILE =
  "release: { request-templates: { responses: ./prompts/responses.json, chat-completions: chat.json } }";

describe("a family with a request template", () => {
  const selectedWith = (template: string) =>
    dependedOn(settingsOf({ inputs: { probes: "smoke", "request-template": template } }))
      .filter(({ selected }) => selected === "explicit")
      .map(({ id }) => id);

  it.each([
    ["chat.json", ["chat"]],
    ["prompts/responses.json", ["responses", "responses-stream"]],
    ["chat.json, prompts/responses.json", ["chat", "responses", "responses-stream"]],
  ])("is one that the release depends on, as if its probes had been named: %s", (template, expected) => {
    expect(selectedWith(template)).toEqual(expected);
  });
});

describe("request templates", () => {
  it.each([
    ["chat.json", ["chat-completions chat.json"]],
    ["prompts/responses.json,\nchat.json", ["chat-completions chat.json", "responses prompts/responses.json"]],
    ["./chat.json, chat.json", ["chat-completions chat.json"]],
    ["responses=other.json", ["responses other.json"]],
    ["responses=chat.json", ["responses chat.json"]],
    ["other.json", ["null other.json"]],
  ])("are read from the input %j", (value, expected) => {
    expect(templatesOf({ inputs: { "request-template": value } })).toEqual(expected);
  });

  it("come from the gate file, by family, unless the input names some", () => {
    expect(templatesOf({ gateFile: GATE_FILE })).toEqual([
      "chat-completions chat.json",
      "responses prompts/responses.json",
    ]);
    expect(templatesOf({ gateFile: GATE_FILE, inputs: { "request-template": "other.json" } })).toEqual([
      "null other.json",
    ]);
  });

  it.each([
    ["sk-proj-AbCdEfGh0123456789IjKlMn", "missing-template", /names a text of 32 characters, which does not exist/],
    ["nowhere.json", "missing-template", /input request-template names nowhere\.json, which does not exist/],
    ["folder", "unreadable-template", /folder, which is a folder/],
    ["../secret.json", "invalid-path", /cannot be/],
    ["/etc/passwd", "invalid-path", /cannot be/],
    ["response=chat.json", "invalid-value", /did you mean "responses"\?/],
    ["responses=", "invalid-value", /names no file/],
  ])("%j is a problem", (value, code, message) => {
    expect(problemsOf({ inputs: { "request-template": value } })).toMatchObject([
      { code, message: expect.stringMatching(message) },
    ]);
  });

  it("of a gate file that are missing are a problem on the line that names them", () => {
    const gateFile = "release:\n  request-templates: { responses: nowhere.json }\n";
    expect(problemsOf({ gateFile })).toMatchObject([{ code: "missing-template", at: { line: 2, column: 35 } }]);
  });

  it("are of no use to another mode", () => {
    const inputs = { mode: "replay", evidence: "evidence.json", "request-template": "chat.json" };
    expect(problemsOf({ inputs })).toMatchObject([{ code: "unused-input" }]);
  });
});

describe("the probe template", () => {
  const template = { "request-template": "chat.json" };

  it("is a problem without a template when it is named, and a warning when only a preset holds it", () => {
    expect(problemsOf({ inputs: { probes: "template" } })).toMatchObject([{ code: "missing-template" }]);
    const settings = settingsOf({ inputs: { probes: "static" } });
    expect(settings.probes).toEqual([]);
    expect(settings.warnings).toEqual([expect.stringMatching(/^No request template was checked/)]);
  });

  it("needs neither key nor model, and nothing else that a fork lacks", () => {
    const inputs = { "api-key": "", model: "", probes: "template", ...template };
    const gateFile = "release: { base-url: https://llm.example/v1, headers: { x-a: { from-env: SOME_VALUE } } }";
    expect(settingsOf({ inputs }).probes).toEqual([{ id: "template", selected: "explicit" }]);
    const settings = settingsOf({ inputs, gateFile, untrusted: "no-secrets" });
    expect([settings.credential, settings.withheld, settings.families]).toEqual([null, undefined, []]);
  });

  it("runs on a fork without secrets although live probes cannot", () => {
    const inputs = { "api-key": "", model: "", probes: "smoke, static", ...template };
    const settings = settingsOf({ inputs, untrusted: "no-secrets" });
    expect(settings.probes).toEqual([{ id: "template", selected: "preset" }]);
    expect(settings.withheld?.code).toBe("no-secrets");
  });

  it("does not hide what is wrong with the settings of a fork", () => {
    const inputs = { "api-key": "", model: "", probes: "smoke, static", samples: "x", ...template };
    expect(problemsOf({ inputs, untrusted: "no-secrets" }).map(({ code }) => code)).toEqual([
      "invalid-number",
      "no-secrets",
    ]);
  });

  it("says that a template is not checked unless it is selected", () => {
    expect(settingsOf({ inputs: { probes: "chat, template", ...template } }).warnings).toEqual([]);
    expect(settingsOf({ inputs: template }).warnings).toEqual([expect.stringMatching(/are not checked/)]);
  });
});

describe("what live probes do not send", () => {
  const warningsOf = (paths: string, probes = "chat, responses, template", more: Record<string, string> = {}) =>
    settingsOf({ inputs: { probes, "request-template": paths, ...more } }).warnings;

  it.each<[string, string, RegExp]>([
    [
      "the second template of a family",
      "chat.json, chat-two.json",
      /send chat\.json to chat-completions; .* chat-two\.json\./,
    ],
    ["what answers in the background", "background.json", /background\.json sets background/],
  ])("%s", (_what, paths, warning) => {
    expect(warningsOf(paths)).toEqual([expect.stringMatching(warning)]);
  });

  it("is no word where nothing would be sent anyway", () => {
    expect(warningsOf("chat.json, chat-two.json, other.json", "responses-tools, template")).toEqual([]);
    expect(warningsOf("broken.json", "template")).toEqual([]);
    expect(warningsOf("background.json", "responses-stream, template")).toEqual([]);
  });
});

describe("a template that cannot be sent as the application sends it", () => {
  const problemsWith = (paths: string, probes = "chat, responses") =>
    problemsOf({ inputs: { probes, "request-template": paths } });

  it.each<[string, string, RegExp, object]>([
    [
      "no JSON",
      "broken.json",
      /broken\.json:1:15 has a bracket here that closes another one or nothing$/,
      { line: 1, column: 15 },
    ],
    ["cut off", "chat-completions=cut.json", /cut\.json:2:8 ends before everything in it is closed$/, { line: 2 }],
    [
      "cut off behind a mark of order",
      "chat-completions=mark-cut.json",
      /cut\.json:2:8 ends before everything in it is closed$/,
      { line: 2 },
    ],
    ["empty", "chat-completions=empty.json", /empty\.json is empty$/, { line: null }],
    ["JSON with comments", "comments.json", /comments\.json:1:17 is JSON with comments, not JSON$/, { line: 1 }],
    ["a Jinja template", "chat-completions=jinja.json", /1:15 is a Jinja, Twig or Liquid template with/, { line: 1 }],
    ["a Go template", "chat-completions=go.json", /is a Go template, not JSON$/, { line: 1 }],
    ["an n8n template", "chat-completions=n8n.json", /is an expression template of n8n, not JSON$/, { line: 1 }],
    ["a mustache template", "chat-completions=sections.json", /is a mustache or Handlebars template with/, { line: 1 }],
    ["an ERB template", "chat-completions=erb.json", /is an ERB or EJS template, not JSON$/, { line: 1 }],
    ["Python", "chat-completions=python.json", /is a literal of Python or JavaScript, not JSON$/, { line: 1 }],
    ["JSON Lines", "chat-completions=lines.json", /is JSON Lines, several bodies/, { line: 1 }],
    ["a program", "chat-completions=code.json", /is source code, not JSON$/, { line: 1 }],
    ["YAML", "chat-completions=yaml.json", /is YAML, not JSON$/, { line: 1 }],
    ["a page", "chat-completions=html.json", /is HTML or XML, not JSON$/, { line: 1 }],
    ["no object", "chat-completions=list.json", /list\.json is a list, not an object$/, { line: null }],
    ["nested beyond all reason", "deep.json", /deep\.json:1:76 is nested deeper than 64 levels$/, { line: 1 }],
    ["enormous", "large.json", /large\.json is larger than 8 MB$/, { line: null }],
    ["one with a bare variable", "bare-inside.json", /2:18 has a variable in temperature, which nobody/, { line: 2 }],
    ["one with the key in it", "leak.json", /leak\.json holds a secret of this run$/, { line: null }],
    ["of a family that nobody can tell", "other.json", /other\.json cannot be sent: its family/, { line: null }],
  ])("is a problem when it is %s: the minimal body is another application's", (_what, paths, message, at) => {
    const [problem, ...others] = problemsWith(paths);
    expect(problem).toMatchObject({ code: "unsendable-template", message: expect.stringMatching(message), at });
    expect([others, JSON.stringify(problem).includes(KEY)]).toEqual([[], false]);
  });

  it.each([
    ["temperature", { messages: [], temperature: "{{temperature}}" }],
    ["service_tier", { messages: [], service_tier: "$" + "{TIER}" }],
    ["reasoning_effort", { messages: [], reasoning_effort: "<effort>" }],
    ["top_k", { messages: [], top_k: "%TOP_K%" }],
    ["extra.region", { messages: [], extra: { region: "eu-$" + "{REGION}" } }],
    ["tools[0].server_url", { messages: [], tools: [{ type: "mcp", server_url: "{{ mcp_url }}" }] }],
    ["tools[0].function.name", { messages: [], tools: [{ type: "function", function: { name: "{tool}" } }] }],
    ["tool_choice", { messages: [], tool_choice: "{{tool_choice}}" }],
    ["stream_options.include_usage", { messages: [], stream_options: { include_usage: "{{usage}}" } }],
  ])("is a problem when a variable is left in %s, with file, line and field", (field, body) => {
    const text = JSON.stringify(body, null, 2);
    const source = sourceWith({ inputs: { probes: "chat", "request-template": "vars.json" } });
    const readFile = (path: string) => (path === "/repo/vars.json" ? text : source.readFile(path));
    const { problems } = resolved({ ...source, readFile });
    const line = text.split("\n").findIndex((each) => each.includes(`"${field.split(".").at(-1)}": "`)) + 1;
    expect(problems).toMatchObject([{ code: "unsendable-template", at: { file: "vars.json", line } }]);
    expect(problems[0]?.message).toMatch(new RegExp(`^request template vars\\.json:${line}:\\d+ has a variable in `));
    expect(problems[0]?.message).toContain(`in ${field}, which nobody fills in`);
  });

  it.each([
    [2, "has variables in top_p and n, which"],
    [5, "has variables in top_p, n, seed, stop_a and stop_b, which"],
    [7, "has variables in top_p, n, seed, stop_a, stop_b and 2 more fields, which"],
  ])("names all of %d variables, a handful and a count", (count, expected) => {
    const names = ["top_p", "n", "seed", "stop_a", "stop_b", "stop_c", "stop_d"].slice(0, count);
    const own = Object.fromEntries(names.map((name) => [name, `{{ ${name} }}`]));
    const source = sourceWith({ inputs: { probes: "chat", "request-template": "vars.json" } });
    const text = JSON.stringify({ messages: [], tools: [{ type: "function", function: own }] });
    const readFile = (path: string) => (path === "/repo/vars.json" ? text : source.readFile(path));
    const [problem] = resolved({ ...source, readFile }).problems;
    expect(problem?.message.replaceAll("tools[0].function.", "")).toContain(expected);
  });

  it.each([
    ["the model", { model: "{{ model }}", messages: [] }],
    ["a prompt", { messages: [{ role: "system", content: "You serve $" + "{tenant}" }, "{{history}}"] }],
    ["an input", { input: "{{question}}", instructions: "{{instructions}}" }],
    ["a label", { messages: [], user: "{{user_id}}", metadata: { tenant: "$" + "{TENANT}" } }],
    ["stored state", { input: "hi", previous_response_id: "{{previous}}" }],
    [
      "a prose field of a tool",
      { messages: [], tools: [{ type: "function", function: { name: "t", description: "{{x}}" } }] },
    ],
    [
      "a schema",
      {
        messages: [],
        response_format: { type: "json_schema", json_schema: { name: "a", schema: { pattern: "^$" + "{a}$" } } },
      },
    ],
    ["marks that end an answer", { messages: [], stop: ["<END>", "{{", "{{user}}:", "$END"] }],
    [
      "the words of a schema",
      {
        messages: [],
        tools: [
          {
            type: "function",
            function: { name: "t", parameters: { properties: { p: { enum: ["{{a}}"] } }, required: ["{{p}}"] } },
          },
        ],
      },
    ],
    ["the switch of the stream", { messages: [], stream: "{{stream}}" }],
    [
      "the keywords of a schema and of a filter",
      {
        messages: [],
        data_sources: [{ type: "search", parameters: { filter: { year: { $gte: 2020 } } } }],
        response_format: {
          type: "json_schema",
          json_schema: {
            name: "n",
            schema: {
              $schema: "https://json-schema.org/draft/2020-12/schema",
              $id: "answer",
              properties: { a: { $ref: "#/$defs/word" } },
              $defs: { word: { type: "string", $comment: "a word" } },
            },
          },
        },
      },
    ],
  ])("is none for a variable in %s: the gate fills it in, or it is meant", (_what, body) => {
    const source = sourceWith({ inputs: { probes: "chat, responses", "request-template": "vars.json" } });
    const readFile = (path: string) => (path === "/repo/vars.json" ? JSON.stringify(body) : source.readFile(path));
    expect(resolved({ ...source, readFile }).problems).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["a name", { logit_bias: { "{{tok}}": -100 } }, 'the name "{{tok}}" of a member of logit_bias'],
    ["a value of a name", { logit_bias: { "50256": "{{bias}}" } }, "logit_bias.50256"],
    [
      "the type of a schema",
      { tools: [{ type: "function", function: { name: "t", parameters: { type: "{{t}}" } } }] },
      "tools[0].function.parameters.type",
    ],
    [
      "an enumeration as a whole",
      { tools: [{ type: "function", function: { name: "t", parameters: { properties: { a: { enum: "{{cs}}" } } } } }] },
      "tools[0].function.parameters.properties.a.enum",
    ],
    [
      "what a data source is asked with",
      { data_sources: [{ parameters: { endpoint: "https://{{svc}}.search.example" } }] },
      "data_sources[0].parameters.endpoint",
    ],
    ["a mark that is nothing but a variable", { stop: ["{{end}}"] }, "stop[0]"],
  ])("is one for a variable in %s: the endpoint would refuse it, and that is not the release", (_what, more, path) => {
    const source = sourceWith({ inputs: { probes: "chat", "request-template": "vars.json" } });
    const text = JSON.stringify({ messages: [], ...more });
    const readFile = (file: string) => (file === "/repo/vars.json" ? text : source.readFile(file));
    const { problems } = resolved({ ...source, readFile });
    expect(problems.map(({ code }) => code)).toEqual(["unsendable-template"]);
    expect(problems[0]?.message).toContain(`has a variable in ${path},`);
  });

  it.each(["mark.json", "picture.json", "chat-completions=bare.json"])("is none for %s", (path) => {
    expect(problemsWith(path)).toEqual([]);
  });

  it("is none for a variable that has a declared value", () => {
    const gateFile = "release: { template-values: { temperature: 0.2 } }";
    const inputs = { probes: "chat", "request-template": "bare-inside.json" };
    expect(problemsOf({ inputs, gateFile })).toEqual([]);
    expect(problemsOf({ inputs, gateFile: gateFile.replace("temperature:", "temprature:") })).toHaveLength(1);
  });

  it.each(["responses", "models", "auth-path, responses", "smoke", "docs, models"])(
    "counts whatever is asked: a green run would speak of another application (%s)",
    (probes) => {
      expect(problemsWith("broken.json, prompts/responses.json", probes)).toMatchObject([{ at: { line: 1 } }]);
    },
  );

  it("is left to the check where nothing is asked", () => {
    expect(problemsWith("broken.json", "template")).toEqual([]);
    const fork = { inputs: { "api-key": "", probes: "smoke, static", "request-template": "broken.json" } };
    const { settings, problems } = resolved(sourceWith({ ...fork, untrusted: "no-secrets" }));
    expect([problems, settings.probes.map(({ id }) => id)]).toEqual([[], ["template"]]);
  });
});

describe("embeddings beside answers in text", () => {
  const problemsWith = (probes: string, template?: object) => {
    const inputs = { probes, ...(template === undefined ? {} : { "request-template": "embeddings=e.json" }) };
    const source = sourceWith({ inputs });
    const readFile = (path: string) => (path === "/repo/e.json" ? JSON.stringify(template) : source.readFile(path));
    return resolved({ ...source, readFile }).problems.map(({ code, message }) => [code, message]);
  };
  const ONE_MODEL = [
    [
      "embeddings-model",
      "input probes asks one model for embeddings and for answers in text, and hardly a model gives both",
    ],
  ];

  it.each<[probes: string, template: object | undefined, problems: unknown]>([
    ["chat, embeddings", undefined, ONE_MODEL],
    ["smoke, embeddings", { input: "a" }, ONE_MODEL],
    ["chat, embeddings", { model: "{{ model }}", input: "a" }, ONE_MODEL],
    ["chat, embeddings", { model: "embedder", input: "a" }, []],
    ["embeddings, error-path, auth-path, models", undefined, []],
    [
      "chat",
      { input: "a" },
      [
        [
          "unsendable-template",
          "request template e.json is read as embeddings, and no selected probe sends it: a pass would be that of the gate's own body",
        ],
      ],
    ],
  ])("%s with the template %j: %j", (probes, template, problems) => {
    expect(problemsWith(probes, template)).toEqual(problems);
  });
});

describe("what would be missed by nobody", () => {
  const read = (files: Readonly<Record<string, string>>) => {
    const source = sourceWith({ inputs: { probes: "chat", "request-template": Object.keys(files).join(", ") } });
    const readFile = (path: string) => files[path.replace("/repo/", "")] ?? source.readFile(path);
    return resolved({ ...source, readFile });
  };
  const chat = (more: object = {}) => JSON.stringify({ messages: [{ role: "user", content: "hi" }], ...more });
  const messages = chat({ system: "s", max_tokens: 9, stop_sequences: ["a"] });

  it("is a template where the gate's own body is all that is sent; beside one that is sent it is a word", () => {
    expect(read({ "m.json": messages }).problems).toMatchObject([
      {
        code: "unsendable-template",
        message: expect.stringContaining("m.json is read as messages, and no selected probe"),
      },
    ]);
    const both = read({ "c.json": chat(), "m.json": messages });
    expect(both.problems).toEqual([]);
    expect(both.settings.warnings).toContainEqual(expect.stringContaining("m.json is read as messages"));
  });

  it.each(["{{ field }}", "{{field}}"])("is a field whose name is the variable %s", (name) => {
    expect(read({ "c.json": chat({ [name]: 1 }) }).problems).toMatchObject([
      {
        code: "unsendable-template",
        message: expect.stringContaining(`a variable in the name "${name}" of a member of the body`),
      },
    ]);
  });

  it("is such a name further down, too", () => {
    const body = chat({ provider: { "{{ key }}": 1, sort: "price" } });
    expect(read({ "c.json": body }).problems).toMatchObject([
      { code: "unsendable-template", message: expect.stringContaining('the name "{{ key }}" of a member of provider') },
    ]);
  });
});

describe("in mode verify-rollback", () => {
  const inputs = { mode: "verify-rollback", environment: "production", "known-good": "file:known-good.json" };

  it("the templates of the checkout are read, from input or gate file, and not checked", () => {
    const settings = settingsOf({ inputs: { ...inputs, probes: "chat, template", "request-template": "chat.json" } });
    expect(settings.template?.templates).toMatchObject([{ path: "chat.json", text: CHAT }]);
    expect(settings.probes.map(({ id }) => id)).toEqual(["chat"]);
    expect(settings.warnings).toEqual(["The probe template does not run in mode verify-rollback."]);
    expect(settingsOf({ inputs, gateFile: GATE_FILE }).template?.templates).toHaveLength(2);
    expect(settingsOf({ inputs }).template?.templates).toEqual([]);
  });
});

describe("waivers", () => {
  const waive = (waiver: string) => ({ gateFile: `probes: { template: { waive: [{ ${waiver}, why: gateway } ] } }` });

  it("name a rule and, if they like, a field", () => {
    expect(settingsOf(waive("rule: deprecated-field, field: max_tokens")).template?.waivers).toEqual([
      { rule: "deprecated-field", field: "max_tokens", why: "gateway" },
    ]);
    expect(settingsOf(waive("rule: unknown-field")).template?.waivers).toMatchObject([{ field: null }]);
  });

  it.each([
    ["rule: deprecated-fields", "unknown-rule", /did you mean "deprecated-field"\?/],
    ["rule: not-json", "not-waivable", /not-json/],
    ["rule: secret", "not-waivable", /one field only/],
  ])("%s is a problem", (waiver, code, message) => {
    expect(problemsOf(waive(waiver))).toMatchObject([
      { code, at: { line: 1 }, message: expect.stringMatching(message) },
    ]);
  });
});
