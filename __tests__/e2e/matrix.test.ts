/**
 * The reusable matrix workflow: its expressions are evaluated as GitHub does, and the action runs with what comes out, leg by
 * leg and in the fan-in.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { QUICK_POLICY, runAction, type Step } from "./runner.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const read = (file: string) => parse(readFileSync(join(ROOT, file), "utf8"));
const WORKFLOW = read(".github/workflows/release-gate-matrix.yml");
const ACTION = read("action.yml");

type Values = Readonly<Record<string, unknown>>;
interface Job {
  readonly name: string;
  readonly "runs-on": string;
  readonly environment: { readonly name: string; readonly deployment: boolean };
  readonly steps: readonly {
    readonly id?: string;
    readonly uses?: string;
    readonly with?: Values;
    readonly env?: Values;
  }[];
}
const JOBS = WORKFLOW.jobs as { readonly leg: Job; readonly decide: Job };

/** A text with its expressions replaced by their values, as the runner does it. */
function filled(text: unknown, contexts: Values): string {
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return String(text ?? "").replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const ast = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), []).parse();
    return new Evaluator(ast, known).evaluate().coerceString();
  });
}

/** What a call of the workflow brings: the inputs of the caller, its secrets and its variables. */
interface Call {
  readonly inputs: { readonly legs: readonly Values[] } & Values;
  readonly secrets?: Values;
  readonly vars?: Values;
}

const CALLED = Object.fromEntries(
  Object.entries<{ default?: unknown }>(WORKFLOW.on.workflow_call.inputs).map(([name, input]) => [name, input.default]),
);

/** The contexts of a job of such a call; those of a leg have its matrix. */
function contextsOf({ inputs, secrets = {}, vars = {} }: Call, leg?: number): Values {
  const { legs } = inputs;
  return {
    inputs: { ...CALLED, ...inputs, legs: JSON.stringify(legs) },
    secrets,
    vars,
    github: { token: "job-token", run_attempt: "1" },
    job: { workflow_repository: "octo/cometapi-release-gate", workflow_sha: "a".repeat(40) },
    matrix: leg === undefined ? null : { leg: legs[leg] },
    strategy: { "job-total": leg === undefined ? 1 : legs.length, "job-index": leg ?? 0 },
  };
}

/** The step that runs the gate, with every value filled in; what the action itself takes from the runner is there too. */
function gateStep(job: Job, contexts: Values) {
  const step = job.steps.find(({ id }) => id === "gate");
  const all = (values: Values = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value, contexts)]));
  const own = Object.fromEntries(
    ["leg", "leg-count"].map((name) => [name, filled(ACTION.inputs[name].default, contexts)]),
  );
  return { inputs: { ...own, ...all(step?.with) }, env: all(step?.env) };
}

let healthy: Sandbox;
let broken: Sandbox;
beforeAll(async () => {
  healthy = await startSandbox("healthy");
  broken = await startSandbox("bad-key");
});
afterAll(() => Promise.all([healthy.close(), broken.close()]));

const workspace = { "gate.yml": QUICK_POLICY };

/** Runs every leg of a call and the fan-in over their evidence. */
async function run(call: Call, lost: readonly number[] = []): Promise<{ legs: Step[]; decision: Step }> {
  const legs: Step[] = [];
  for (const index of call.inputs.legs.keys()) {
    const run = { GITHUB_JOB: "leg", GITHUB_RUN_ID: "77", GITHUB_RUN_ATTEMPT: "1" };
    const step = gateStep(JOBS.leg, contextsOf(call, index));
    legs.push(await runAction({ ...step, env: { ...step.env, ...run }, workspace }));
  }
  const decide = gateStep(JOBS.decide, contextsOf(call));
  const evidence = legs.flatMap(({ files }, index) =>
    lost.includes(index) ? [] : [[`evidence-${index}.json`, files["evidence.json"] ?? ""] as const],
  );
  const decision = await runAction({
    inputs: { ...decide.inputs, evidence: "evidence-*.json" },
    env: { ...decide.env, GITHUB_RUN_ID: "77", GITHUB_RUN_ATTEMPT: "1" },
    workspace: Object.fromEntries(evidence),
  });
  return { legs, decision };
}

const legOf = (name: string, { baseUrl }: Sandbox, more: Values = {}) => ({
  ...{ name, model: healthy.model, "base-url": baseUrl, "gate-file": "gate.yml", probes: "chat" },
  ...more,
});

describe("the reusable matrix workflow", () => {
  it.each(["leg", "decide"] as const)("tells the gate of job %s what it is called, for lines to copy", (job) => {
    const { env } = gateStep(JOBS[job], contextsOf({ inputs: { legs: [{}] } }, job === "leg" ? 0 : undefined));
    expect(env.RELEASE_GATE_ACTION).toBe(`octo/cometapi-release-gate@${"a".repeat(40)}`);
  });

  it("asks with the key of each leg, in its environment, by its gate file, and is fanned in", async () => {
    const { legs, decision } = await run({
      inputs: {
        "known-good": "none",
        legs: [
          legOf("shop-eu", healthy, { region: "eu", secret: "EU_KEY", environment: "production-eu" }),
          legOf("shop-us", healthy, { region: "us", environment: "production-us" }),
        ],
      },
      secrets: { EU_KEY: healthy.key, COMETAPI_KEY: healthy.key },
    });
    expect(legs.map(({ outputs }) => outputs.decision)).toEqual(["proceed", "proceed"]);
    expect(legs.map(({ summary }) => summary)).toEqual(["", ""]);
    expect(legs[0]?.files["evidence.json"]).toContain("production-eu");
    expect([decision.outputs.decision, decision.exitCode]).toEqual(["proceed", 0]);
    for (const name of ["shop-eu", "shop-us"]) expect(decision.summary).toContain(name);
  });

  it("fails no leg, writes a summary where one is bad, and decides by the worst", async () => {
    const { legs, decision } = await run({
      inputs: { legs: [legOf("good", healthy), legOf("bad", broken)] },
      secrets: { "api-key": healthy.key },
    });
    expect(legs.map(({ exitCode, summary }) => [exitCode, summary === ""])).toEqual([
      [0, true],
      [0, false],
    ]);
    expect([decision.outputs.decision, decision.exitCode]).toEqual(["rollback", 1]);
  });

  it("holds where a leg left no evidence, and names it", async () => {
    const call = {
      inputs: { legs: [legOf("here", healthy), legOf("lost", healthy)] },
      secrets: { "api-key": healthy.key },
    };
    const { decision } = await run(call, [1]);
    expect([decision.outputs.decision, decision.exitCode]).toEqual(["hold", 1]);
    expect(decision.summary).toContain("lost");
  });

  it("takes model and base URL from variables of the environment where the leg names none", async () => {
    const { legs } = await run({
      inputs: { legs: [{ name: "shop", "gate-file": "gate.yml", probes: "chat" }] },
      secrets: { "api-key": healthy.key },
      vars: { COMETAPI_MODEL: healthy.model, COMETAPI_BASE_URL: healthy.baseUrl },
    });
    expect(legs[0]?.outputs.decision).toBe("proceed");
  });
});

describe("the key of a leg", () => {
  const keyOf = (leg: Values, secrets: Values) =>
    gateStep(JOBS.leg, contextsOf({ inputs: { legs: [leg] }, secrets }, 0)).inputs["api-key"];

  it.each<[string, Values, Values, string]>([
    ["the secret that it names", { secret: "EU_KEY" }, { EU_KEY: "eu", COMETAPI_KEY: "us", "api-key": "all" }, "eu"],
    ["COMETAPI_KEY of its environment", {}, { COMETAPI_KEY: "us", "api-key": "all" }, "us"],
    ["the one that the caller passes", {}, { "api-key": "all" }, "all"],
    [
      "none where the secret that it names is empty: never another one's",
      { secret: "EU_KEY" },
      { COMETAPI_KEY: "us", "api-key": "all" },
      "",
    ],
    ["none where nothing is passed", {}, {}, ""],
  ])("is %s", (_, leg, secrets, key) => {
    expect(keyOf({ model: "m", ...leg }, secrets)).toBe(key);
  });
});

describe("the jobs of the matrix workflow", () => {
  it("run where, as and in what the leg says, and record no deployment", () => {
    const inputs = { environment: "staging", legs: [{ name: "eu", runner: "eu-runner", environment: "prod" }, {}] };
    const jobOf = (leg: number) => {
      const contexts = contextsOf({ inputs }, leg);
      const { name, "runs-on": runner, environment } = JOBS.leg;
      return [name, runner, environment.name].map((text) => filled(text, contexts));
    };
    expect([jobOf(0), jobOf(1)]).toEqual([
      ["leg eu", "eu-runner", "prod"],
      ["leg 1", "ubuntu-latest", "staging"],
    ]);
    expect(JOBS.leg.environment.deployment).toBe(false);
  });

  it.each(["leg", "decide"] as const)(
    "%s takes the gate from the repository and commit of the workflow itself",
    (name) => {
      const { steps } = JOBS[name];
      const at = steps.findIndex(({ id }) => id === "gate");
      const checkout = steps.findIndex((step) => step.with?.path === ".release-gate-action");
      const filledIn = Object.entries(steps[checkout]?.with ?? {}).map(([key, value]) => [
        key,
        filled(value, contextsOf({ inputs: { legs: [{}] } }, 0)),
      ]);
      expect(Object.fromEntries(filledIn)).toMatchObject({
        repository: "octo/cometapi-release-gate",
        ref: "a".repeat(40),
        token: "job-token",
      });
      expect([steps[at]?.uses, checkout < at]).toEqual(["./.release-gate-action", true]);
    },
  );

  it("keep the evidence of every attempt, apart from that of another call", () => {
    const upload = JOBS.leg.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact"));
    const call = { inputs: { artifact: "staging", legs: [{}, {}] } };
    expect(filled(upload?.with?.name, contextsOf(call, 1))).toBe("staging-leg-1-1");
    const download = JOBS.decide.steps.find(({ uses }) => uses?.startsWith("actions/download-artifact"));
    expect(filled(download?.with?.pattern, contextsOf(call))).toBe("staging-leg-*");
  });
});
