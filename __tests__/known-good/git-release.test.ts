/** A release whose known-good is its own gate file at an earlier tag, through the whole gate: real git, real sockets. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { digestOf } from "../../src/evidence/digest.ts";
import { gate } from "../../src/gate.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { answer, type Endpoint, endpoint, failure, type Received } from "../run/endpoint.ts";

const CHAT_V1 = { messages: [{ role: "user", content: "Text of yesterday" }], temperature: 0.1 };
const CHAT_V2 = { ...CHAT_V1, temperature: 0.9 };
const RESPONSES = { input: "Text of always", top_p: 0.5 };
const KEY = "test-key-0123456789abcdef";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "git-release-"));
  git("init", "-q", "-b", "main");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): string {
  const person = { NAME: "a", EMAIL: "a@example.com" };
  const who = Object.entries(person).flatMap(([name, value]) => [
    [`GIT_AUTHOR_${name}`, value],
    [`GIT_COMMITTER_${name}`, value],
  ]);
  const env = { PATH: process.env.PATH, HOME: root, ...Object.fromEntries(who) };
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env }).trim();
}

function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  git("add", "-A");
  git("commit", "-qm", "change");
  return git("rev-parse", "HEAD");
}

const gateFile = ({ baseUrl }: Endpoint) => `
version: 1
release:
  environment: production
  model: some-model
  base-url: ${baseUrl}
  request-templates: { chat-completions: prompts/chat.json, responses: ./prompts/responses.json }
sampling: { settle: 0s }
rehearse: always
`;

/** Two commits: the first is tagged v1, the second changed the chat template. */
function releases(target: Endpoint): { readonly first: string } {
  const first = commit({
    ".github/release-gate.yml": gateFile(target),
    "prompts/chat.json": JSON.stringify(CHAT_V1),
    "prompts/responses.json": JSON.stringify(RESPONSES),
  });
  git("tag", "v1");
  // Laid out anew, and still the same JSON.
  commit({
    "prompts/chat.json": JSON.stringify(CHAT_V2),
    "prompts/responses.json": JSON.stringify(RESPONSES, null, 2),
  });
  return { first };
}

const runGate = (target: Endpoint, inputs: Readonly<Record<string, string>> = {}) =>
  gate({
    source: {
      inputs: {
        "api-key": KEY,
        "base-url": target.baseUrl,
        name: "shop",
        environment: "production",
        "known-good": "git:v1",
        probes: "chat, responses",
        samples: "2",
        "evidence-dir": join(root, ".git", "evidence"),
        ...inputs,
      },
      env: { PATH: process.env.PATH, HOME: root },
      workingDirectory: root,
      readFile: readFileIfPresent,
      mask: () => undefined,
      untrusted: false,
      sandbox: null,
    },
    runner: { node: "v24.0.0", platform: "linux-x64" },
    cancelled: new AbortController().signal,
    progress: () => undefined,
    github: async () => null,
  });

const bodies = (target: Endpoint, path: string) =>
  target.received.filter((each) => each.path.endsWith(path)).map(({ body }) => body);

describe("a release whose known-good is git:v1, and whose gate file leaves base URL and model to the workflow", () => {
  const lean =
    "version: 1\nrelease: { environment: production, timeout: 20s }\nsampling: { settle: 0s }\nrehearse: always\n";
  const tagged = () => {
    commit({ ".github/release-gate.yml": lean });
    git("tag", "v1");
  };
  const inputs = { model: "model-of-today" };

  it("holds, and says which inputs tell what that release ran with", async () => {
    await using target = await endpoint((request) => answer(request));
    tagged();
    const { evidence, outputs } = await runGate(target, inputs);
    expect([outputs.decision, outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
    expect(evidence.knownGood).toMatchObject({
      kind: "unusable",
      message: expect.stringMatching(/release\.base-url is missing, release\.model is missing$/),
      help: expect.stringContaining("known-good-base-url and known-good-model"),
    });
  });

  it("is compared and rehearsed with what the workflow declares of it", async () => {
    await using target = await endpoint((request) => answer(request));
    tagged();
    const declared = { "known-good-base-url": target.baseUrl, "known-good-model": "model-of-yesterday" };
    const { evidence, outputs } = await runGate(target, { ...inputs, ...declared });
    expect([outputs.decision, evidence.verdict.rehearsal?.result]).toEqual(["proceed", "good"]);
    expect(JSON.parse(outputs["rollback-plan"])).toEqual([
      { field: "model", from: "model-of-today", to: "model-of-yesterday", recorded: true, implicated: "no" },
    ]);
    expect(JSON.parse(outputs["known-good-config"])).toMatchObject({
      baseUrl: target.baseUrl,
      model: "model-of-yesterday",
    });
    expect(target.received.filter(({ body }) => body.model === "model-of-yesterday")).not.toEqual([]);
  });

  it("with one of both is still incomplete, and a value that the ref holds wins", async () => {
    await using target = await endpoint((request) => answer(request));
    tagged();
    const half = await runGate(target, { ...inputs, "known-good-model": "model-of-yesterday" });
    expect(half.evidence.knownGood).toMatchObject({
      kind: "unusable",
      message: expect.stringMatching(/restore: release\.base-url is missing$/),
    });
    commit({ ".github/release-gate.yml": gateFile(target).replace(/ {2}request-templates.*\n/, "") });
    git("tag", "v2");
    const declared = { "known-good": "git:v2", "known-good-model": "model-of-yesterday" };
    expect((await runGate(target, { ...inputs, ...declared })).evidence.knownGood).toMatchObject({
      record: { configuration: { model: "some-model" } },
    });
  });

  it("sends the key to its host, because the workflow names it, and verifies it after a rollback", async () => {
    await using target = await endpoint((request) => answer(request));
    tagged();
    const declared = { "known-good-base-url": target.baseUrl, "known-good-model": "model-of-yesterday" };
    const elsewhere = { "base-url": "https://llm.example/v1", mode: "verify-rollback" };
    const { outputs } = await runGate(target, { ...inputs, ...declared, ...elsewhere });
    expect(outputs.decision).toBe("proceed");
    expect(new Set(target.received.map(({ body }) => body.model))).toEqual(new Set(["model-of-yesterday"]));
  });
});

describe("a release whose known-good is git:v1 with other templates", () => {
  it("is compared template by template, and rehearsed with its own templates, those of its commit", async () => {
    await using target = await endpoint((request) => answer(request));
    const { first } = releases(target);
    const { evidence, outputs } = await runGate(target);
    expect([outputs.decision, outputs["known-good-commit"], outputs["known-good-source"]]).toEqual([
      "proceed",
      first,
      "git:v1:.github/release-gate.yml",
    ]);
    expect(JSON.parse(outputs["rollback-plan"])).toEqual([
      {
        field: "request-templates.chat-completions",
        from: `prompts/chat.json (${digestOf(CHAT_V2)})`,
        to: `prompts/chat.json (${digestOf(CHAT_V1)}) at ${first}`,
        recorded: true,
        implicated: "no",
      },
    ]);
    expect(evidence.knownGood).toMatchObject({
      kind: "record",
      record: {
        commit: first,
        configuration: {
          templates: [
            { family: "chat-completions", path: "prompts/chat.json", commit: first, digest: digestOf(CHAT_V1) },
            { family: "responses", path: "prompts/responses.json", commit: first, digest: digestOf(RESPONSES) },
          ],
        },
      },
      warnings: [],
    });
    expect(evidence.verdict.rehearsal).toMatchObject({ result: "good" });
    expect(
      bodies(target, "/chat/completions")
        .map(({ temperature }) => temperature)
        .sort(),
    ).toEqual([0.1, 0.1, 0.9, 0.9]);
    expect(bodies(target, "/responses").map(({ top_p }) => top_p)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(JSON.stringify([evidence, outputs, target.received])).not.toMatch(/Text of/);
  });

  it("rolls back when the endpoint refuses what the new template asks", async () => {
    const refusing = (request: Received) =>
      request.body.temperature === 0.9 ? failure(400, "invalid_request") : answer(request);
    await using target = await endpoint(refusing);
    const { first } = releases(target);
    const { outputs } = await runGate(target, { live: "true" });
    expect([outputs.decision, outputs["reason-code"], outputs["rollback-needed"]]).toEqual([
      "rollback",
      "request-schema",
      "true",
    ]);
    expect(outputs["rollback-plan"]).toContain(`at ${first}`);
  });

  it.each([
    ["the gate file", {}],
    ["the input", { "request-template": "prompts/chat.json, prompts/responses.json" }],
  ])("is verified after the rollback with the restored templates that %s names", async (_where, named) => {
    await using target = await endpoint((request) => answer(request));
    releases(target);
    git("checkout", "-q", "v1");
    const { evidence, outputs } = await runGate(target, { mode: "verify-rollback", ...named });
    expect([outputs.decision, evidence.knownGood]).toMatchObject(["proceed", { kind: "record", warnings: [] }]);
    expect(bodies(target, "/chat/completions").map(({ temperature }) => temperature)).toEqual([0.1, 0.1]);
    expect(bodies(target, "/responses").map(({ top_p }) => top_p)).toEqual([0.5, 0.5]);
  });

  it("is verified with the template of its commit where the checkout still has another", async () => {
    await using target = await endpoint((request) => answer(request));
    releases(target);
    const { evidence } = await runGate(target, { mode: "verify-rollback" });
    expect(evidence.verdict.decision).toBe("proceed");
    expect(bodies(target, "/chat/completions").map(({ temperature }) => temperature)).toEqual([0.1, 0.1]);
  });
});
