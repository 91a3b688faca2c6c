/** Any model identifier goes through whole runs, comes back as it is, and spells nothing to a reader's tools. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { flawOfModel } from "../../src/settings/release/model.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { elementsOf } from "../page.ts";
import { answer, type Endpoint, endpoint, failure } from "../run/endpoint.ts";
import { command, folder } from "../terminal/command.ts";
import { anyCharacter } from "../text/any-character.ts";
import { QUICK_POLICY, runAction, type Step } from "./runner.ts";

const KEY = "test-key-0123456789abcdef";
const GONE = "gone/";

/** Answers every model by its own name but those that are gone. */
let gateway: Endpoint;
beforeAll(async () => {
  gateway = await endpoint((request) => {
    const model = String(request.body.model);
    if (model.startsWith(GONE)) return failure(404, "model_not_found");
    const said = answer(request);
    return said === "hang" ? said : { body: { ...(said.body as object), model } };
  });
});
afterAll(async () => gateway[Symbol.asyncDispose]());

/** Characters that mean something to Markdown, YAML, HTML, shells, runners and template languages. */
const MARKS = [..."|`[]<>@#:*_~$\\\"'%&(),;!?{}=/+-^"];
const identifier = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...MARKS), fc.constantFrom(..."aB0é模🔥"), anyCharacter),
    minLength: 1,
    maxLength: 60,
  })
  .filter((model) => flawOfModel(model) === null);
const EXAMPLES = [
  ...[
    "ft:gpt-4o-mini:acme::A1b2",
    "@cf/meta/llama-3.1-8b-instruct",
    "provider,model",
    "gpt-5(high)",
    "~vendor/x",
    "x[1m]",
  ],
  ...[
    "::error::x",
    "##[error]x",
    "a%0A::set-output",
    "-dash",
    "'$(id)`id`\\",
    "a|b</pre><script>",
    "#1@octocat",
    "🔥".repeat(251),
  ],
];

const inputs = (model: string, knownGood: string) => ({
  "base-url": gateway.baseUrl,
  model,
  name: "shop",
  environment: "production",
  probes: "chat",
  samples: "2",
  leg: JSON.stringify({ model }),
  "known-good": knownGood,
  "gate-file": "gate.yml",
});

/** What a run obeys if it is printed: the names of the workflow commands, in their order. */
const commandsIn = (text: string) =>
  text.split("\n").flatMap((line) => /^\s*::([a-z-]*)|##\[/i.exec(line)?.[0].trim() ?? []);

function expectInert(step: Pick<Step, "stdout" | "stderr">, like: readonly string[]) {
  expect(step.stdout + step.stderr).not.toContain("\u001b");
  expect(commandsIn(step.stdout + step.stderr)).toEqual(like);
}

/** The cells of a summary, as a reader sees them; every line that was meant as a row is one. */
function cellsOf(markdown: string): readonly string[] {
  const html = elementsOf(new MarkdownIt({ html: true, linkify: true }).render(markdown));
  const rows = markdown.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  expect(html.filter(({ name }) => name === "tr")).toHaveLength(rows.length);
  expect(html.filter(({ name }) => ["script", "img"].includes(name))).toEqual([]);
  return html.filter(({ name }) => name === "td").map(({ text }) => text);
}

/** The model that the command under "reproduce" asks for, once a shell has read it. */
function modelReproduced(markdown: string): string | undefined {
  const pre = elementsOf(new MarkdownIt({ html: true }).render(markdown)).find(
    ({ name, text }) => name === "pre" && text.includes("--model"),
  );
  const words = (pre?.text ?? "").replace(/^.*/, "printf '%s\\0' \\");
  const args = execFileSync("/bin/sh", ["-c", words], { encoding: "utf8" }).split("\0").slice(0, -1);
  const read = readCommandLine(args);
  return read.kind === "command" ? read.values.model : undefined;
}

/** A release by the terminal that proceeds, and one by the action that does not and goes back to it. */
async function throughBothDoors(model: string) {
  const cwd = folder({ "gate.yml": QUICK_POLICY });
  const args = Object.entries(inputs(model, "none")).map(([name, value]) => `--${name}=${value}`);
  const shipped = await command([...args, "--evidence-dir=out", "--details"], {
    cwd,
    env: { CI: "true", COMETAPI_KEY: KEY },
  });
  const file = (name: string) => readFileSync(join(cwd, "out", name), "utf8");
  const rolledBack = await runAction({
    inputs: { ...inputs(GONE + model, "file:known-good.json"), "api-key": KEY },
    workspace: { "gate.yml": QUICK_POLICY, "known-good.json": file("next-known-good.json") },
  });
  return { shipped, file, rolledBack };
}

describe("a model identifier, through terminal and action", () => {
  it("is sent and kept as it is, and shows as text", async () => {
    const like = await throughBothDoors("plain");
    await fc.assert(
      fc.asyncProperty(identifier, async (model) => {
        const { shipped, file, rolledBack } = await throughBothDoors(model);
        expect(shipped.code).toBe(0);
        expectInert(shipped, []);
        const evidence = JSON.parse(file("evidence.json"));
        expect(evidence.release.configuration.model).toBe(model);
        expect(evidence.run.leg).toBe(`model=${model}`);
        expect(evidence.probes[0].attempts[0].outcome.observed.modelReturned).toBe(model);
        expect(JSON.parse(file("next-known-good.json")).configuration.model).toBe(model);
        expect(cellsOf(file("summary.md"))).toContain(model);
        expect(modelReproduced(file("summary.md"))).toBe(model);

        expect(rolledBack.outputs["reason-code"]).toBe("model");
        expectInert(rolledBack, commandsIn(like.rolledBack.stdout));
        expect(JSON.parse(rolledBack.outputs["known-good-config"] ?? "").model).toBe(model);
        expect(JSON.parse(rolledBack.outputs["rollback-plan"] ?? "")).toContainEqual(
          expect.objectContaining({ field: "model", from: GONE + model, to: model }),
        );
        expect(cellsOf(rolledBack.summary)).toContain(GONE + model);
      }),
      { numRuns: 25, examples: EXAMPLES.map((model) => [model]), endOnFailure: true },
    );
  });
  it("is the same in the documents of --json, in which a runner reads no command either", async () => {
    const model = '##[error]::x"';
    const cwd = folder({ "gate.yml": QUICK_POLICY, "known-good.json": "{}" });
    const env = { CI: "true", COMETAPI_KEY: KEY };
    const args = Object.entries({ ...inputs(GONE + model, "none"), "evidence-dir": "out" }).map(
      ([name, value]) => `--${name}=${value}`,
    );
    const judged = await command([...args, "--json"], { cwd, env });
    expectInert(judged, []);
    expect(JSON.parse(judged.stdout).run.leg).toBe(`model=${GONE}${model}`);
    const fitting = await command(["doctor", `--base-url=${gateway.baseUrl}`, `--model=${model}`, "--probes=chat"], {
      cwd,
      env,
    });
    expectInert(fitting, []);
    const step = / {2}- uses:[\s\S]*?probes: chat/.exec(fitting.stdout)?.[0] ?? "";
    expect(parse(step)[0].with.model).toBe(model);
  });
});
