/** Every step that verifies a rollback, as it is printed for people to copy, against a gateway on a port of its own. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { workflows } from "../report/reading.ts";
import { QUICK_POLICY, runAction, type StepOptions } from "./runner.ts";

const ROOT = resolve(import.meta.dirname, "../..");
type Inputs = Readonly<Record<string, string>>;

/** Everything in a document that has inputs of the action and verifies a rollback. */
function verifying(value: unknown): readonly Inputs[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(verifying);
  const given = (value as { with?: Inputs }).with;
  return given?.mode === "verify-rollback" ? [given, ...inner] : inner;
}

const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const blocksOf = (markdown: string) =>
  new MarkdownIt()
    .parse(markdown, {})
    .flatMap(({ type, info, content }) => (type === "fence" && info === "yaml" ? [content] : []));

/** Each with the file that prints it. */
const PRINTED = [
  ...readdirSync(join(ROOT, "examples")).map((name) => [`examples/${name}`, [textOf(`examples/${name}`)]] as const),
  ...["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].map(
    (file) => [file, blocksOf(textOf(file))] as const,
  ),
].flatMap(([file, texts]) =>
  texts.flatMap((text) => verifying(parse(text, { logLevel: "silent" }))).map((inputs) => [file, inputs] as const),
);

let gateway: Sandbox;
let record = "";
beforeAll(async () => {
  gateway = await startSandbox("healthy");
  const { key, baseUrl, model } = gateway;
  const { outputs, files } = await step({
    ...{ "api-key": key, "base-url": baseUrl, model, environment: "production", "known-good": "none" },
  });
  expect(outputs.decision).toBe("proceed");
  record = files["next-known-good.json"] ?? "";
});
afterAll(() => gateway.close());

function step(inputs: Inputs, workspace: StepOptions["workspace"] = {}) {
  return runAction({
    inputs: { "gate-file": "gate.yml", ...inputs },
    workspace: { "gate.yml": QUICK_POLICY, ...workspace },
    env: { GITHUB_REPOSITORY: "acme/shop" },
  });
}

/** The step with what GitHub would put in, and the record in a file of the checkout in place of the API. */
function evaluated(inputs: Inputs): Inputs {
  const values: Inputs = { "secrets.COMETAPI_KEY": gateway.key, "vars.COMETAPI_BASE_URL": gateway.baseUrl };
  const texts = Object.entries(inputs).map(([name, value]) => [
    name,
    String(value).replace(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => values[expression] ?? ""),
  ]);
  return { ...Object.fromEntries(texts), "known-good": "file:known-good.json" };
}

const verify = (inputs: Inputs) => step(inputs, { "known-good.json": record });

describe("a step that verifies a rollback", () => {
  it("is printed in the documentation and in the examples", () => {
    expect(new Set(PRINTED.map(([file]) => file))).toEqual(
      new Set(["docs/rollback.md", "examples/rollback.yml", "examples/verify-rollback.yml"]),
    );
  });

  it.each(PRINTED)("works as %s prints it", async (_file, inputs) => {
    const { outputs } = await verify(evaluated(inputs));
    expect([outputs.decision, outputs.reason]).toEqual(["proceed", expect.anything()]);
  });

  it("works as the summary of a rollback prints it, alone and in the job to copy", async () => {
    const { summary, outputs } = await step(
      {
        ...{ "api-key": gateway.key, "base-url": gateway.baseUrl, model: "model-of-tomorrow" },
        ...{ environment: "production", live: "true", "known-good": "file:known-good.json" },
      },
      { "known-good.json": record },
    );
    expect(outputs["rollback-needed"]).toBe("true");
    const steps = workflows(summary).flatMap(verifying);
    expect(steps).toHaveLength(2);
    for (const inputs of steps) expect((await verify(evaluated(inputs))).outputs.decision).toBe("proceed");
  });

  it("that may not send the key to the record's host names the line that lets it, port included, and works with it", async () => {
    const inputs = {
      mode: "verify-rollback",
      "api-key": gateway.key,
      environment: "production",
      live: "true",
      "known-good": "file:known-good.json",
    };
    const held = await verify({ ...inputs, "allowed-hosts": "other.example:8443" });
    expect(held.outputs.decision).toBe("hold");
    const { host } = new URL(gateway.baseUrl);
    const text = JSON.stringify(held.files["evidence.json"]);
    expect(text).toContain(`allowed-hosts: other.example:8443, ${host}`);
    expect(held.summary).toContain(`allowed-hosts: other.example:8443, ${host}`);
    const allowed = await verify({ ...inputs, "allowed-hosts": `other.example:8443, ${host}` });
    expect(allowed.outputs.decision).toBe("proceed");
  });
});
