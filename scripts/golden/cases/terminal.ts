/** The terminal's own words: help, usage, `init`, `validate`, `doctor`, `explain`, and a gate of every shape. */
import type { Case } from "../world.ts";
import { KEY } from "./settings.ts";

/** Command lines that send nothing, by words. */
const LINES: readonly string[] = [
  ...[
    "--help",
    "-h",
    "help doctor",
    "help validate",
    "help init",
    "help explain",
    "--version",
    "--list",
    "--list --json",
  ],
  ...["init", "init --json", "validate", "validate --json", "explain", "explain --json", "doctor --json"],
  ...["explain route", "explain timeout-rate --json", "explain provider-5xx", "explain rote", "explain all-passed"],
  ...["explain sensitive-exposure", "explain insufficient-evidence", "explain rollback-target", "explain readiness"],
  ...["--modell x", "--zzz", "-x", "--model", "--model=", "--model --json", "--json=yes", "--model a --model b"],
  ...["valdate", "run", "init validate", "explain route model", "init here", "help nothing", "init --model x"],
  ...["doctor --environment production", "validate --scenario healthy", "bad-key", "--scenario nothing"],
  ...["--api-key sk-0123456789abcdefghij", "doctor --github-token=x", "sk-0123456789abcdefghij"],
  ...[
    "--mode replay",
    "--mode record --json",
    "--mode recrod",
    "--samples many",
    "--gate-file no.yml",
    "--probes chats",
  ],
  ...["--model m --probes nothing", "--scenario healthy --samples 1", "--notes=-1 --samples x"],
  ...["validate --request-template no.json", "validate --known-good file:no.json", "validate --known-good somewhere"],
];

/** Gates and doctors against the sandbox. */
const RUNS: readonly string[] = [
  ...[
    "--scenario healthy",
    "--scenario healthy --json",
    "--scenario bad-key --json",
    "--scenario bad-key --fail-on never",
  ],
  ...["--scenario one-in-five --concurrency 1", "--scenario no-terminal-event --fail-on rollback"],
  ...[
    "--scenario healthy --environment production --known-good none --live true",
    "--scenario healthy --probes migration",
  ],
  ...["--scenario healthy --environment production", "--scenario healthy --max-requests 4 --concurrency 1"],
  ...[
    "--scenario chat-only --probes migration --details",
    "--scenario healthy --probes streaming,models --summary never",
  ],
  ...[
    "doctor --scenario healthy",
    "doctor --scenario healthy --json",
    "doctor --scenario bad-key",
    "doctor --scenario chat-only",
  ],
  ...["doctor --scenario blocked", "doctor --scenario unknown-model --json"],
  ...["doctor --scenario key-echoed", "doctor --scenario html", "doctor --scenario no-tools --probes chat,chat-tools"],
];

export function terminalCases(): readonly Case[] {
  const lines = [...RUNS, ...LINES].map((line) => ({
    name: `terminal ${line}`,
    run: async (world) => void (await world.terminal(line.split(" "))),
  })) satisfies Case[];
  return [...lines, ...FOLDERS];
}

const GATE = ".github/release-gate.yml";

const FOLDERS: readonly Case[] = [
  {
    // One at a time: what is refused is learned once, and by whom must not depend on who comes first.
    name: "terminal doctor where fields are refused",
    run: async (world) => {
      const files = { [GATE]: "limits: { concurrency: 1 }\n" };
      await world.terminal(["doctor", "--scenario", "rejects-caps"], { files });
    },
  },
  {
    name: "terminal init never overwrites",
    run: async (world) => void (await world.terminal(["init"], { files: { [GATE]: "version: 1\n" } })),
  },
  {
    name: "terminal init in a checkout",
    run: async (world) => void (await world.terminal(["init"], { files: { "a.txt": "" }, git: true })),
  },
  {
    name: "terminal validate finds everything",
    run: async (world) => {
      const template = '{"model":"m","messages":[{"role":"user","content":"a@b-corp.com"}],\n"max_output_tokens":1}\n';
      const files = { [GATE]: "version: 2\ntrigers: {}\n", "chat.json": template, "record.json": "{}" };
      await world.terminal(["validate", "--request-template", "chat.json", "--known-good", "file:record.json"], {
        files,
      });
      await world.terminal(["validate", "--request-template", "chat.json", "--json"], { files });
    },
  },
  {
    name: "terminal in narrow columns",
    run: async (world) => {
      await world.terminal(["--help"], { env: { COLUMNS: "40" } });
      await world.terminal(["--list"], { env: { COLUMNS: "60" } });
      await world.terminal(["explain", "route"], { env: { COLUMNS: "50" } });
    },
  },
  {
    name: "terminal against an endpoint",
    run: async (world) => {
      const { key, baseUrl, model } = await world.sandbox("healthy");
      const env = { COMETAPI_KEY: key, COMETAPI_BASE_URL: baseUrl, COMETAPI_MODEL: model };
      await world.terminal(["--probes", "chat", "--evidence-dir", "out"], { env });
      await world.terminal(["doctor", "--probes", "chat, models"], {
        env: { ...env, GITHUB_API_URL: "http://127.0.0.1:9" },
      });
      await world.terminal(["--probes", "chat", "--json"], { env: { ...env, CI: "true" } });
    },
  },
  {
    name: "terminal doctor without settings",
    run: async (world) => {
      await world.terminal(["doctor"], { env: { GITHUB_API_URL: "http://127.0.0.1:9" } });
      const env = { COMETAPI_KEY: KEY, COMETAPI_MODEL: "m", GITHUB_API_URL: "x" };
      await world.terminal(["doctor"], { env, files: { [GATE]: "relase: {}\n" } });
    },
  },
];
