import { describe, expect, it } from "@jest/globals";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { type Remark, runRule } from "../../src/settings/origin.ts";
import { allowedHosts } from "../../src/settings/release/destination.ts";
import { docsOf } from "../../src/settings/release/docs.ts";
import { documentOf, settingsOf, sourceOf, type World } from "./source.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** Reads a `docs:` section as the gate file has it. */
function read(section: object = {}, world: World = {}) {
  const problems: Remark[] = [];
  const document = documentOf(JSON.stringify({ docs: section }), world);
  const hosts = runRule(allowedHosts(document));
  const docs = runRule(
    docsOf(document, { ...sourceOf(world), hosts, gateFile: ".github/release-gate.yml" }),
    (remark) => problems.push(remark),
  );
  return { docs, problems };
}

/** Problems of a gate file that has nothing but this section. */
const problemsOf = (section: string) =>
  parseGateFile("gate.yml", `docs: ${section}`).problems.map(({ message }) =>
    message.replace(/^gate file gate.yml:\d+:\d+: /, ""),
  );

describe("the pages of another provider", () => {
  it.each([
    ["https://api.cometapi.com/v1", undefined, 0],
    ["https://llm.example/v1", undefined, 1],
    ["https://llm.example/v1", "{ responses: https://docs.llm.example/responses }", 0],
  ])("than %s are doubted, unless they are named: %s", (baseUrl, pages, warnings) => {
    const gateFile = pages === undefined ? "version: 1" : `docs: { pages: ${pages} }`;
    const settings = settingsOf({ gateFile, inputs: { "base-url": baseUrl, probes: "chat, docs" } });
    expect(settings.warnings.filter((warning) => warning.startsWith("docs compares"))).toHaveLength(warnings);
  });
});

describe("the docs section", () => {
  it("is read only when the probe docs is selected", () => {
    expect(settingsOf({ inputs: { probes: "chat" } }).docs).toBeUndefined();
  });

  it("defaults to the documentation of CometAPI, with nothing reviewed", () => {
    expect(read().docs).toEqual({
      index: "https://apidoc.cometapi.com/llms.txt",
      pages: {
        "chat-completions": "https://apidoc.cometapi.com/api/text/chat",
        responses: "https://apidoc.cometapi.com/api/text/responses",
        messages: "https://apidoc.cometapi.com/api/text/anthropic-messages",
        embeddings: "https://apidoc.cometapi.com/api/text/embeddings",
      },
      chosen: [],
      reviewed: {},
      reviewFile: ".github/release-gate.docs.json",
    });
  });

  it("defaults to the sandbox's own documentation in the sandbox", () => {
    const sandbox = { baseUrl: "http://127.0.0.1:4711/v1", model: "m", key: "k" };
    expect(read({}, { sandbox }).docs).toMatchObject({
      index: "http://127.0.0.1:4711/docs/llms.txt",
      pages: { responses: "http://127.0.0.1:4711/docs/api/text/responses" },
    });
  });

  it("names an index and pages of its own", () => {
    const { docs, problems } = read({
      index: "https://docs.example/llms.txt",
      pages: { responses: "http://localhost:3000/responses" },
    });
    expect(problems).toEqual([]);
    expect(docs).toMatchObject({
      index: "https://docs.example/llms.txt",
      pages: { responses: "http://localhost:3000/responses" },
    });
  });

  it("has no page of CometAPI in the documentation of another provider, unless somebody reviewed it", () => {
    const index = "https://docs.example/llms.txt";
    const responses = "https://docs.example/responses";
    expect(read({ index, pages: { responses } }).docs?.pages).toEqual({ responses });
    expect(read({ pages: { responses } }).docs?.pages).toEqual({ responses });
    expect(read({ index, pages: { responses }, reviewed: { messages: DIGEST } }).docs?.pages).toEqual({
      responses,
      messages: "https://apidoc.cometapi.com/api/text/anthropic-messages",
    });
    expect(read({ index }).docs?.pages).toEqual({});
    expect(
      Object.keys(read({ pages: { responses: "https://apidoc.cometapi.com/next" } }).docs?.pages ?? {}),
    ).toHaveLength(4);
  });

  it("are chosen by whoever names or reviews them", () => {
    expect(read({}).docs?.chosen).toEqual([]);
    const messages = "https://apidoc.cometapi.com/api/text/anthropic-messages";
    expect(read({ pages: { messages }, reviewed: { embeddings: DIGEST } }).docs?.chosen).toEqual([
      "messages",
      "embeddings",
    ]);
  });

  it("takes a review as a digest, or as a section", () => {
    const section = { contract: DIGEST, prose: DIGEST, at: "2026-11-21", url: "https://docs.example/a.md" };
    expect(read({ reviewed: { responses: DIGEST, "chat-completions": section } }).docs?.reviewed).toEqual({
      responses: { contract: DIGEST, prose: null, at: null, url: null, pasted: true },
      "chat-completions": { ...section, pasted: true },
    });
  });

  it.each([
    ["docs.example/a", "is not a URL"],
    ["http://docs.example/a", "must begin with https://"],
    ["ftp://docs.example/a", "must begin with https://"],
    ["https://name:hunter@docs.example/a", "carries a user name or password"],
    ["https://docs.example/a?b=c", "must be a plain address"],
    ["https://docs.example/a#b", "must be a plain address"],
    ["https://docs.example/::warning::a", "must be a plain address"],
    [`https://docs.example/${"a".repeat(300)}`, "must be a plain address"],
  ])("refuses the address %s", (address, what) => {
    for (const section of [{ index: address }, { pages: { responses: address } }]) {
      const [problem, ...more] = read(section).problems;
      expect(more).toEqual([]);
      expect(problem).toMatchObject({
        code: "invalid-docs-url",
        at: { line: 1 },
        message: expect.stringContaining(what),
      });
      expect(JSON.stringify(problem)).not.toContain("hunter");
    }
  });

  it("refuses a reviewed link that could not be written down", () => {
    expect(read({ reviewed: { responses: { contract: DIGEST, url: "a b" } } }).problems).toMatchObject([
      { code: "invalid-docs-url" },
    ]);
  });

  it.each([
    ["{ indx: https://docs.example }", 'unknown key "indx" - did you mean "index"?'],
    [`{ reviewed: { response: "${DIGEST}" } }`, 'unknown key "response" - did you mean "responses"?'],
    [
      "{ pages: { chat-completion: https://a.example } }",
      'unknown key "chat-completion" - did you mean "chat-completions"?',
    ],
    ["{ reviewed: { responses: sha256:1 } }", "docs.reviewed.responses must be sha256:<64 hex digits>"],
    ["{ reviewed: { responses: { prose: sha256:1 } } }", "docs.reviewed.responses.contract is missing"],
    [
      `{ reviewed: { responses: { contract: "${DIGEST}", at: 21.11.2026 } } }`,
      "docs.reviewed.responses.at must be a date such as 2026-11-21",
    ],
    [`{ reviewed: { responses: { contract: "${DIGEST}", by: me } } }`, 'unknown key "by"'],
  ])("says what is wrong with %s", (section, message) => {
    expect(problemsOf(section)).toContain(message);
  });

  it("takes the printed line as it stands", () => {
    const line = `responses: { contract: "${DIGEST}", prose: "${DIGEST}", at: 2026-11-21, url: "https://docs.example/a.md" }`;
    expect(problemsOf(`\n  reviewed:\n    ${line}`)).toEqual([]);
  });
});
