import { describe, expect, it } from "@jest/globals";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { createRedactor } from "../../src/evidence/redaction.ts";
import type { Scenario } from "../../src/sandbox/fault.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { SCENARIOS, type ScenarioName } from "../../src/sandbox/scenarios.ts";
import { docsBelow } from "../../src/settings/release/docs.ts";
import { QUICK_POLICY, runAction, runBundle, visible } from "./runner.ts";

/** Scenarios that only end at a time limit get a short one; the slowest healthy answer takes 1.5 s. */
const TIMEOUT: Readonly<Record<string, string>> = {
  slow: "20s",
  hang: "2s",
  "stream-hang": "2s",
  "app-stream-silent": "2s",
  drip: "2s",
};

/** Through the bundle: each decision, the runner's own language, and what the bundle loads on demand. */
const BUNDLED: readonly string[] = [
  "healthy",
  "bad-key",
  "accepts-anything",
  "injected-commands",
  "docs-page-left-index",
];

/** Answers of hundreds of megabytes: sent and read in one process, each would wait for the other. */
const HUGE: readonly string[] = ["huge-body", "huge-frame", "compression-bomb"];

/** While these wait, for a process or for the clock, others have the time. jest loads no code for tests side by side. */
const WAITING = [...BUNDLED, ...Object.keys(TIMEOUT), "rate-limit"];

/** The sandbox documents what the smoke run asks. */
function docsOf(root: string) {
  const { index, pages } = docsBelow(root);
  return { index, pages: { "chat-completions": pages["chat-completions"], responses: pages.responses } };
}

/** The policy and, where a scenario is about the deployed service or the documentation, how to ask it. */
function gateFile({ probes }: Scenario<ScenarioName>, { app, metrics, baseUrl }: Sandbox): string {
  const sections = {
    ...(probes?.includes("app") ? { probes: { app } } : {}),
    ...(probes?.includes("metrics") ? { probes: { metrics } } : {}),
    ...(probes?.includes("docs") ? { docs: docsOf(`${new URL(baseUrl).origin}/docs`) } : {}),
  };
  const lines = Object.entries(sections).map(([name, section]) => `${name}: ${JSON.stringify(section)}\n`);
  return QUICK_POLICY + lines.join("");
}

/** Runs the action against the scenario, and holds what it left behind against what the scenario promises. */
async function keepsItsPromise(
  name: ScenarioName,
  decision: string,
  trigger: string,
  scenario: Scenario<ScenarioName>,
) {
  const sandbox = await startSandbox(name);
  try {
    const step = await ([...WAITING, ...HUGE].includes(name) ? runBundle : runAction)({
      inputs: {
        "api-key": sandbox.key,
        "base-url": sandbox.baseUrl,
        model: sandbox.model,
        timeout: TIMEOUT[name] ?? "10s",
        ...(sandbox.checkout === null ? { "gate-file": "gate.yml" } : {}),
        ...sandbox.inputs,
      },
      ...(sandbox.checkout === null
        ? { workspace: { "gate.yml": gateFile(scenario, sandbox) } }
        : { env: { GITHUB_WORKSPACE: sandbox.checkout } }),
    });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual([decision, trigger]);
    expect(step.exitCode).toBe(decision === "proceed" ? 0 : 1);
    expect(step.summary).toContain(decision);

    // The key in no encoding, no stack trace, nothing on stderr, no command but our own.
    expect(createRedactor([sandbox.key]).exposes(visible(step))).toBe(false);
    expect(visible(step)).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(step.stderr).toBe("");
    expect(step.stdout.match(/^::(?!add-mask|group|endgroup|error|warning|notice)\S*/gm)).toBeNull();

    const evidence = EvidenceSchema.parse(JSON.parse(step.files["evidence.json"] ?? ""));
    expect(evidence.verdict.decision).toBe(decision);
  } finally {
    await sandbox.close();
  }
}

describe("the action, run as the runner runs it, against the sandbox", () => {
  const rows = SCENARIOS.map(
    (scenario) => [scenario.name, scenario.expect.decision, scenario.expect.trigger, scenario] as const,
  );
  it.concurrent.each(rows.filter(([name]) => WAITING.includes(name)))("%s: %s (%s)", keepsItsPromise);
  it.each(rows.filter(([name]) => !WAITING.includes(name)))("%s: %s (%s)", keepsItsPromise);
});
