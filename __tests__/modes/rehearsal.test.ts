/** `rehearse: on-failure` through the whole gate (decision.md, "Rehearsal"): a real repository, a real endpoint. */

import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { releaseDigest } from "../../src/evidence/configuration.ts";
import { type KnownGood, sealRecord } from "../../src/evidence/known-good.ts";
import { prometheus } from "../metrics/prometheus.ts";
import { answer, type Endpoint, endpoint, failure, type Received } from "../run/endpoint.ts";
import { type Workspace, workspace } from "./workspace.ts";

const GATE = "version: 1\nsampling: { settle: 0s }\n";
const OLD = { messages: [{ role: "user", content: "old" }], temperature: 0.1 };
const NEW = { messages: [{ role: "user", content: "new" }], temperature: 0.9 };

let here: Workspace;
beforeEach(() => {
  here = workspace();
  here.write("gate.yml", GATE);
});
afterEach(() => here.remove());

function git(...args: string[]): string {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const env = { PATH: process.env.PATH, HOME: here.folder };
  return execFileSync("git", [...who, ...args], { cwd: here.folder, encoding: "utf8", env }).trim();
}

const inputsOf = ({ baseUrl }: Endpoint, more: Readonly<Record<string, string>> = {}) => ({
  "api-key": "test-key-0123456789abcdef",
  "base-url": baseUrl,
  model: "model-new",
  name: "shop",
  environment: "production",
  live: "true",
  probes: "chat, responses",
  samples: "2",
  "known-good": "file:known-good.json",
  ...more,
});

/** Writes the record of a release that passed here, under another model, with the template of a commit of its own. */
async function recorded(target: Endpoint, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { outputs } = await here.run({ ...inputsOf(target, more), "known-good": "none" });
  const { recordDigest: _digest, ...content } = JSON.parse(outputs["next-known-good"]) as KnownGood;
  const configuration = { ...content.configuration, model: "model-old" };
  here.write("known-good.json", sealRecord({ ...content, configuration, releaseDigest: releaseDigest(configuration) }));
}

/** An endpoint that answers until it is told what it refuses. */
async function refusing() {
  let refuses: (request: Received) => boolean = () => false;
  const target = await endpoint((request) => (refuses(request) ? failure(404, "model_not_found") : answer(request)));
  return Object.assign(target, {
    refuse: (when: (request: Received) => boolean) => {
      refuses = when;
    },
  });
}

const asked = (target: Endpoint, from: number) =>
  target.received.slice(from).map(({ path, body }) => `${String(body.model)} ${path.replace("/v1", "")}`);

describe("a rehearsal on failure, the default", () => {
  it("costs a good candidate nothing", async () => {
    await using target = await refusing();
    await recorded(target);
    const before = target.received.length;
    const { evidence } = await here.run(inputsOf(target));
    expect([evidence.verdict.decision, evidence.rehearsal]).toEqual(["proceed", { kind: "off" }]);
    expect(new Set(asked(target, before).map((each) => each.split(" ")[0]))).toEqual(new Set(["model-new"]));
    expect(evidence.requests).toBe(4);
  });

  it("asks the known-good only what failed, after the candidate, and says that a rollback helps", async () => {
    await using target = await refusing();
    await recorded(target);
    target.refuse(({ path, body }) => path.endsWith("completions") && body.model === "model-new");
    const before = target.received.length;
    const { evidence, outputs } = await here.run(inputsOf(target));
    expect([outputs.decision, outputs["rollback-needed"]]).toEqual(["rollback", "true"]);
    expect(evidence.verdict.reason).toContain("so a rollback helps");
    const order = asked(target, before);
    expect(order.slice(-2)).toEqual(Array(2).fill("model-old /chat/completions"));
    expect(order.filter((each) => each.startsWith("model-old")).length).toBe(2);
  });

  it("would not help where the known-good fails with the same trigger", async () => {
    await using target = await refusing();
    await recorded(target);
    target.refuse(({ path }) => path.endsWith("completions"));
    const { outputs } = await here.run(inputsOf(target));
    expect([outputs.decision, outputs["reason-code"], outputs["rollback-needed"]]).toEqual([
      "rollback",
      "rollback-would-not-help",
      "false",
    ]);
  });

  it.each([
    ["the known-good as well: a rollback would not help", () => true, ["rollback-would-not-help", "false"]],
    ["the release alone: it is ordered back", (model: unknown) => model === "model-new", ["metric-limit", "true"]],
  ])("where a metric fires while a balance stops the API asks whether it stops %s", async (_, stops, order) => {
    await using target = await endpoint((request) =>
      spent && stops(request.body.model) ? failure(429, "insufficient_quota") : answer(request),
    );
    let spent = false;
    await recorded(target);
    spent = true;
    await using api = await prometheus(() => 0.5);
    const metrics = {
      prometheus: api.url,
      every: "100ms",
      for: "400ms",
      checks: [{ name: "errors", query: "e", max: "2%" }],
    };
    here.write("gate.yml", { version: 1, sampling: { settle: "50ms" }, probes: { metrics } });
    const { outputs } = await here.run(inputsOf(target, { probes: "chat, responses, metrics" }));
    expect([outputs["reason-code"], outputs["rollback-needed"]]).toEqual(order);
  });

  it("without a request left says so; the candidate's evidence stands as it was", async () => {
    await using target = await refusing();
    await recorded(target);
    target.refuse(({ path, body }) => path.endsWith("completions") && body.model === "model-new");
    const { evidence } = await here.run(inputsOf(target));
    const spent = evidence.requests - 2;
    here.write("gate.yml", `${GATE}limits: { max-requests: ${spent} }\n`);
    const short = await here.run(inputsOf(target));
    expect(short.evidence.verdict.rehearsal?.result).toBe("not-testable");
    expect(short.evidence.verdict.reason).toContain("no request was left (max-requests)");
    expect([short.outputs["rollback-needed"], short.evidence.stops]).toEqual(["true", []]);
  });

  it("is switched off by never, and by false; always and true ask both side by side", async () => {
    await using target = await refusing();
    await recorded(target);
    target.refuse(({ body }) => body.model === "model-new");
    for (const [word, kind] of [
      ["never", "off"],
      ["false", "off"],
      ["on-failure", "ran"],
      ["always", "ran"],
      ["true", "ran"],
    ] as const) {
      here.write("gate.yml", `${GATE}rehearse: ${word}\n`);
      expect([word, (await here.run(inputsOf(target))).evidence.rehearsal.kind]).toEqual([word, kind]);
    }
  });

  it("is not testable where the record's host is not allowed, and sends nothing there", async () => {
    await using target = await refusing();
    await using elsewhere = await refusing();
    await recorded(elsewhere);
    const before = elsewhere.received.length;
    target.refuse(() => true);
    const { evidence } = await here.run(inputsOf(target));
    expect(evidence.verdict.rehearsal).toMatchObject({ result: "not-testable" });
    expect(evidence.verdict.reason).toContain("is not in allowed-hosts");
    expect(elsewhere.received.length).toBe(before);
  });
});

describe("the known-good is asked its own body", () => {
  const TEMPLATE = { probes: "chat", "request-template": "chat-completions=chat.json" };

  /** A known-good that sends OLD, a candidate that sends NEW, which the endpoint refuses. */
  async function changed(target: Awaited<ReturnType<typeof refusing>>): Promise<void> {
    git("init", "-q");
    here.write("chat.json", OLD);
    git("add", "chat.json");
    git("commit", "-qm", "old");
    await recorded(target, TEMPLATE);
    const record = JSON.parse(here.read("known-good.json")) as KnownGood;
    const { recordDigest: _digest, ...content } = record;
    const templates = content.configuration.templates.map((each) => ({ ...each, commit: git("rev-parse", "HEAD") }));
    const configuration = { ...content.configuration, templates };
    here.write(
      "known-good.json",
      sealRecord({ ...content, configuration, releaseDigest: releaseDigest(configuration) }),
    );
    here.write("chat.json", NEW);
    target.refuse(({ body }) => body.temperature !== 0.1);
  }

  it("that only its commit still has", async () => {
    await using target = await refusing();
    await changed(target);
    const { evidence } = await here.run(inputsOf(target, TEMPLATE));
    expect(evidence.verdict.rehearsal).toMatchObject({ result: "good" });
    expect(target.received.slice(-2).map(({ body }) => [body.model, body.temperature])).toEqual(
      Array(2).fill(["model-old", 0.1]),
    );
  });

  it("or is not asked at all: the minimal one never stands in for it", async () => {
    await using target = await refusing();
    await changed(target);
    rmSync(join(here.folder, ".git"), { recursive: true });
    const before = target.received.length;
    const { evidence } = await here.run(inputsOf(target, TEMPLATE));
    expect(evidence.verdict).toMatchObject({ decision: "rollback", rehearsal: { result: "not-testable" } });
    expect(evidence.verdict.reason).toContain("chat-completions sends chat.json, which cannot be read: commit");
    expect(asked(target, before).filter((each) => each.startsWith("model-old"))).toEqual([]);
  });
});
