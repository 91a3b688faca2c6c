/** Every scenario of the sandbox through the action, and every second one through the terminal. */
import type { Scenario } from "../worker.ts";
import type { Case, Gateway } from "../world.ts";

/** A settle pause that fits; everything else is the default policy. */
export const QUICK = "version: 1\nsampling: { settle: 50ms }\n";

/** Scenarios that only end at a time limit get a short one. */
const TIMEOUT: Readonly<Record<string, string>> = { slow: "20s", hang: "1s", "stream-hang": "1s", drip: "1s" };

/** Scenarios that count requests or teach the gate something: what is seen must not depend on who comes first. */
const COUNTING: readonly string[] = [
  "one-blip",
  "one-in-five",
  "three-in-twenty",
  "two-in-ten",
  "rejects-caps",
  "reasoning-model",
];

/** How a gate file describes the sandbox's own service and documentation. */
export function sections({ origin }: Gateway, probes: readonly string[]): string {
  const app = {
    url: `${origin}/app/api/chat`,
    method: "POST",
    body: { message: "{{prompt}}" },
    expect: {
      status: 200,
      headers: { "x-app-version": "2026.11.20-1" },
      pointers: {
        "/reply": "string",
        "/tenant": { equals: "sandbox" },
        "/config/model": { release: "model" },
        "/config/baseUrl": { release: "base-url" },
        "/config/timeoutMs": "integer",
      },
      fallback: { pointer: "/meta/fallback" },
    },
  };
  const pages = { "chat-completions": `${origin}/docs/api/text/chat`, responses: `${origin}/docs/api/text/responses` };
  const docs = { index: `${origin}/docs/llms.txt`, pages };
  return [
    probes.includes("app") ? `probes: ${JSON.stringify({ app })}\n` : "",
    probes.includes("docs") ? `docs: ${JSON.stringify(docs)}\n` : "",
  ].join("");
}

/** Inputs that lead the action to a gateway. */
export const inputsFor = ({ key, baseUrl, model }: Gateway) => ({ "api-key": key, "base-url": baseUrl, model });

export function scenarioCases(scenarios: readonly Scenario[]): readonly Case[] {
  const terminal = scenarios.filter((_, at) => at % 2 === 0);
  return [...scenarios.map(throughAction), ...terminal.map(throughTerminal)];
}

function throughAction({ name, probes }: Scenario): Case {
  return {
    name: `scenario ${name} (action)`,
    run: async (world) => {
      const gateway = await world.sandbox(name);
      const inputs = {
        ...inputsFor(gateway),
        probes: probes?.join(",") ?? "",
        timeout: TIMEOUT[name] ?? "30s",
        ...(COUNTING.includes(name) ? { concurrency: "1" } : {}),
        "gate-file": "gate.yml",
      };
      await world.action({ inputs, files: { "gate.yml": QUICK + sections(gateway, probes ?? []) } });
    },
  };
}

function throughTerminal({ name, probes }: Scenario): Case {
  return {
    name: `scenario ${name} (terminal)`,
    run: async (world) => {
      const only = probes === null ? [] : ["--probes", probes.join(",")];
      const slow = TIMEOUT[name] === undefined ? [] : ["--timeout", TIMEOUT[name]];
      const alone = COUNTING.includes(name) ? ["--concurrency", "1"] : [];
      await world.terminal(["--scenario", name, "--details", ...only, ...slow, ...alone]);
    },
  };
}
