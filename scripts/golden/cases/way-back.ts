/** Known-good records of every source, rehearsal, and the modes that write, read again and verify. */
import type { Step } from "../step.ts";
import type { Case, Gateway, World } from "../world.ts";
import { inputsFor, QUICK } from "./scenarios.ts";

const RECORD = "shop/release/known-good.json";
const REHEARSE = `${QUICK}rehearse: true\n`;
const RELEASE = { environment: "production", name: "shop", "gate-file": "gate.yml", probes: "chat" };

const fileOf = (step: Step, name: string) => step.files[`temp/release-gate/${name}`] ?? "";

/** A release that proceeded: its inputs, its record and its evidence. */
async function cleared(world: World, gateway: Gateway) {
  const inputs = { ...inputsFor(gateway), ...RELEASE };
  const step = await world.action({ inputs: { ...inputs, "known-good": "none" }, files: { "gate.yml": QUICK } });
  return { inputs, record: fileOf(step, "next-known-good.json"), evidence: fileOf(step, "evidence.json") };
}

/** A release after the first, with its record as a file. */
function next(
  name: string,
  more: Readonly<Record<string, string>>,
  gate = REHEARSE,
  spoil = (record: string) => record,
): Case {
  return {
    name: `known-good file: ${name}`,
    run: async (world) => {
      const { inputs, record } = await cleared(world, await world.sandbox("healthy"));
      const files = { "gate.yml": gate, "known-good.json": spoil(record) };
      await world.action({ inputs: { ...inputs, "known-good": "file:known-good.json", ...more }, files });
    },
  };
}

const FILE: readonly Case[] = [
  next("the next release", { "config-version": "43" }),
  next("without a rehearsal", { "config-version": "43", live: "true" }, QUICK),
  next("a new model that is unknown", { model: "model-of-tomorrow", live: "true" }),
  next("a new key that is refused", { "api-key": "sk-other-0123456789abcdef", live: "true" }),
  next("an older key", { "known-good-api-key": "sk-older-0123456789abcdef" }),
  next("tampered with", {}, QUICK, (record) => record.replace("sandbox-model", "another-model")),
  next("cut", {}, QUICK, (record) => record.slice(0, 100)),
  next("of another environment", {}, QUICK, (record) => record.replace('"production"', '"staging"')),
  next("from a newer gate", {}, QUICK, (record) => record.replace('"version": 1', '"version": 2')),
  next("empty", {}, QUICK, () => ""),
  next("missing", { "known-good": "file:nowhere.json" }),
  next("verified after a rollback", { mode: "verify-rollback", model: "whatever" }, QUICK),
  next("verified with another environment", { mode: "verify-rollback", environment: "staging" }, QUICK),
  next("verified, but tampered with", { mode: "verify-rollback" }, QUICK, (record) =>
    record.replace('"shop"', '"shup"'),
  ),
];

const GATE =
  "version: 1\nsampling: { settle: 50ms }\nrelease: { model: sandbox-model, config-version: '41', timeout: 20s }\n";

/** A release whose known-good stands at a ref of the checkout. */
function atRef(name: string, source: string, files: Readonly<Record<string, string>>, git = true): Case {
  return {
    name: `known-good git: ${name}`,
    run: async (world) => {
      const gateway = await world.sandbox("healthy");
      const inputs = { ...inputsFor(gateway), ...RELEASE, "known-good": source, "config-version": "42" };
      await world.action({ inputs, files: { "gate.yml": QUICK, ...files }, git });
      await world.terminal(["validate", "--known-good", source, "--gate-file", "gate.yml"], {
        files: { "gate.yml": QUICK, ...files },
        git,
      });
    },
  };
}

const GIT: readonly Case[] = [
  atRef("a gate file", "git:main:old.yml", { "old.yml": GATE }),
  atRef("the same gate file", "git:main", {}),
  atRef("no such ref", "git:nowhere", {}),
  atRef("no such file", "git:main:nowhere.yml", {}),
  atRef("a broken gate file", "git:main:old.yml", { "old.yml": "release: {" }),
  atRef("a record that is none", "git:main:old.json", { "old.json": "{}" }),
  atRef("no checkout", "git:main", {}, false),
];

async function record(
  world: World,
  evidence: string,
  more: Readonly<Record<string, string>> = {},
  env = {},
): Promise<Step> {
  const inputs = { mode: "record", name: "shop", environment: "production", evidence: "evidence.json", ...more };
  return world.action({ inputs, env, files: { "evidence.json": evidence } });
}

const MODES: readonly Case[] = [
  {
    name: "mode record: a file",
    run: async (world) => {
      const { evidence } = await cleared(world, await world.sandbox("healthy"));
      const step = await record(world, evidence, { "known-good": "file:release/known-good.json" });
      world.note("written", step.files[RECORD] ?? "nothing");
      await record(world, evidence, { "known-good": "file:release/known-good.json", environment: "staging" });
      await record(world, evidence.replace('"samples": 5', '"samples": 6'), { "known-good": "file:k.json" });
      await record(world, "{", { "known-good": "file:k.json" });
      await record(world, evidence, { "known-good": "file:k.json", evidence: "nowhere.json" });
    },
  },
  {
    name: "mode record: deployments",
    run: async (world) => {
      const github = await world.github();
      const env = { GITHUB_API_URL: github.apiUrl, GITHUB_REPOSITORY: github.repository };
      const { inputs, evidence } = await cleared(world, await world.sandbox("healthy"));
      const where = { "known-good": "deployments", "github-token": github.token };
      await record(world, evidence, where, env);
      await record(world, evidence, where, env);
      await record(world, evidence, where, { ...env, GITHUB_SHA: "f".repeat(40) });
      await world.action({ inputs: { ...inputs, ...where }, env, files: { "gate.yml": REHEARSE } });
    },
  },
  {
    name: "known-good deployments: none yet, no permission, no token",
    run: async (world) => {
      const github = await world.github();
      const env = { GITHUB_API_URL: github.apiUrl, GITHUB_REPOSITORY: github.repository };
      const inputs = { ...inputsFor(await world.sandbox("healthy")), ...RELEASE, "known-good": "deployments" };
      const files = { "gate.yml": QUICK };
      await world.action({ inputs: { ...inputs, "github-token": github.token }, env, files });
      await world.action({ inputs, env, files });
      github.behaviour.deployments = "none";
      await world.action({ inputs: { ...inputs, "github-token": github.token }, env, files });
    },
  },
  {
    name: "mode replay: one leg and many",
    run: async (world) => {
      const leg = async (scenario: string, name: string) => {
        const inputs = {
          ...inputsFor(await world.sandbox(scenario)),
          ...RELEASE,
          "known-good": "none",
          leg: name,
          "fail-on": "never",
        };
        return fileOf(await world.action({ inputs, files: { "gate.yml": QUICK } }), "evidence.json");
      };
      const good = await leg("healthy", '{ "region": "eu" }');
      const bad = await leg("bad-key", '{ "region": "us" }');
      const replay = (files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) =>
        world.action({ inputs: { mode: "replay", evidence: "leg-*.json", ...inputs }, files });
      const both = '[{"region":"eu"},{"region":"us"}]';
      await replay({ "leg-a.json": good });
      await replay({ "leg-a.json": good, "leg-b.json": bad }, { "expect-legs": both });
      await replay({ "leg-a.json": good }, { "expect-legs": both });
      await replay({ "leg-a.json": good, "leg-b.json": good });
      await replay({ "leg-a.json": good.replace('"samples": 5', '"samples": 6') });
      await replay({ "leg-a.json": "{}" });
      await replay({});
      await world.terminal(["--mode", "replay", "--evidence", "leg-*.json", "--details"], {
        files: { "leg-a.json": good, "leg-b.json": bad },
      });
    },
  },
];

export const wayBackCases = (): readonly Case[] => [...MODES, ...FILE, ...GIT];
