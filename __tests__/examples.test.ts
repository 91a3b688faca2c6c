/** The complete workflows in `examples/` and our own: GitHub's parser reads them, and no step names what does not exist. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";

const ROOT = resolve(import.meta.dirname, "..");
const ACTION = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
};

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly needs?: string | readonly string[];
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>> & {
    readonly workflow_call?: { readonly inputs: Readonly<Record<string, unknown>>; readonly outputs: object };
  };
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FILES = ["examples", ".github/workflows"].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`),
);
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const read = (file: string) => parse(textOf(file)) as Workflow;

/** What GitHub's own parser says against a workflow. */
async function problemsOf(name: string, content: string): Promise<readonly string[]> {
  const result = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (result.value !== undefined) await convertWorkflowTemplate(result.context, result.value);
  return result.context.errors.getErrors().map(({ message }) => message);
}

const isGate = ({ uses }: Step) =>
  ["./", "./.release-gate-action"].includes(uses ?? "") || uses?.startsWith("OWNER/cometapi-release-gate@") === true;
const gateSteps = (file: string) => Object.values(read(file).jobs).flatMap(({ steps = [] }) => steps.filter(isGate));

describe("GitHub's parser", () => {
  it.each(FILES)("has nothing against %s", async (file) => {
    expect(await problemsOf(file, textOf(file))).toEqual([]);
  });

  it("would say so if there were something", async () => {
    const broken = textOf("examples/nightly.yml").replace("runs-on:", "run-on:").replace("github.ref", "githb.ref");
    expect((await problemsOf("broken.yml", broken)).join("\n")).toContain("run-on");
  });
});

describe("the examples", () => {
  it.each(FILES)("%s names only inputs and outputs that the action has", (file) => {
    for (const step of gateSteps(file))
      expect(Object.keys(step.with ?? {}).filter((name) => !Object.hasOwn(ACTION.inputs, name))).toEqual([]);
    const ids = gateSteps(file).map(({ id }) => id);
    const used = [...textOf(file).matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
    for (const [, id = "", output = ""] of used.filter(([, id]) => ids.includes(id)))
      expect([id, Object.hasOwn(ACTION.outputs, output) ? "known" : output]).toEqual([id, "known"]);
  });

  it.each(FILES)("%s reads only outputs that the job before hands on", (file) => {
    const { jobs } = read(file);
    const reusable = read(".github/workflows/release-gate-matrix.yml").on.workflow_call?.outputs ?? {};
    for (const [, job = "", output = ""] of textOf(file).matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      const outputs = jobs[job]?.uses === undefined ? (jobs[job]?.outputs ?? {}) : reusable;
      expect(Object.keys(outputs)).toContain(output);
    }
  });

  it.each(FILES)("%s restores only after a gate that can need it: one that is live", (file) => {
    const { jobs } = read(file);
    for (const [, job = ""] of textOf(file).matchAll(/^ {4}if:.*needs\.([\w-]+)\.outputs\.rollback-needed/gm)) {
      const gates = [jobs[job] ?? {}, ...(jobs[job]?.steps ?? []).filter(isGate)];
      expect(gates.map((gate) => gate.with?.live)).toContain(true);
    }
  });

  it.each(FILES)("%s has the least permissions, and an end", (file) => {
    const { permissions, jobs } = read(file);
    expect(permissions).toEqual({});
    const gated = Object.values(jobs).filter(({ steps = [] }) => steps.some(isGate));
    for (const job of gated) {
      expect(job.permissions).toBeDefined();
      expect(job["timeout-minutes"] ?? 360).toBeLessThanOrEqual(20);
    }
  });

  it.each(FILES)("%s hands values to scripts through env, never through an expression in them", (file) => {
    const scripts = Object.values(read(file).jobs).flatMap(({ steps = [] }) => steps.map(({ run = "" }) => run));
    expect(scripts.filter((script) => script.includes("${" + "{"))).toEqual([]);
  });

  it("cover every use that the product names", () => {
    const names = readdirSync(join(ROOT, "examples")).sort();
    expect(names).toEqual([
      ...["ghes.yml", "matrix.yml", "migration.yml", "nightly.yml", "pre-deploy.yml", "pull-request.yml"],
      ...["rollback.yml", "self-hosted-proxy.yml", "verify-rollback.yml"],
    ]);
    for (const name of names)
      expect(
        gateSteps(`examples/${name}`).length + (textOf(`examples/${name}`).includes("release-gate-matrix.yml") ? 1 : 0),
      ).toBeGreaterThan(0);
  });

  it("the matrix gives the reusable workflow only what it takes", () => {
    const taken = Object.keys(read(".github/workflows/release-gate-matrix.yml").on.workflow_call?.inputs ?? {});
    expect(taken).toEqual(expect.arrayContaining(Object.keys(read("examples/matrix.yml").jobs.gate?.with ?? {})));
  });

  it("every key of a leg that the workflow reads stands in its page", () => {
    const workflow = textOf(".github/workflows/release-gate-matrix.yml");
    const keys = new Set([...workflow.matchAll(/matrix\.leg\.([\w-]+)/g)].map(([, key]) => key));
    const missing = [...keys].filter(
      (key) => !new RegExp(`^\\| .*\`${key}\`.* \\|`, "m").test(textOf("docs/matrix.md")),
    );
    expect([keys.size, missing]).toEqual([11, []]);
  });
});

describe("our own workflows", () => {
  it("pin every action of others by its full commit", () => {
    const used = FILES.filter((file) => file.startsWith(".github/")).flatMap((file) =>
      Object.values(read(file).jobs).flatMap(({ steps = [] }) => steps.filter((step) => !isGate(step))),
    );
    expect(used.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });
});
