/** Runs of the gate from its sources, each in a folder of its own, against the embedded sandbox. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { decide } from "../../src/decision/decide.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import type { Evidence, ObservedRun } from "../../src/evidence/evidence.ts";
import { type GateResult, gate } from "../../src/gate.ts";
import type { World } from "../../src/modes/world.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import type { Sandbox } from "../../src/sandbox/gateway.ts";

/** The commit of every run here. */
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/** A settle pause that fits a test; everything else is the default policy. */
export const QUICK = "version: 1\nsampling: { settle: 50ms }\n";

/** Variables of one job of one workflow run. */
const JOB = {
  GITHUB_REPOSITORY: "octo/shop",
  GITHUB_SHA: COMMIT,
  GITHUB_RUN_ID: "4711",
  GITHUB_RUN_NUMBER: "12",
  GITHUB_RUN_ATTEMPT: "1",
};

/** A checkout with files in it, and the gate. */
export interface Workspace {
  readonly folder: string;
  readonly write: (file: string, content: unknown) => void;
  readonly read: (file: string) => string;
  readonly run: (
    inputs: Readonly<Record<string, string>>,
    more?: {
      readonly env?: Readonly<Record<string, string>>;
      readonly github?: World["github"];
      readonly untrusted?: World["source"]["untrusted"];
      readonly cancelled?: AbortSignal;
    },
  ) => Promise<GateResult>;
  readonly remove: () => void;
}

const NEVER = new AbortController().signal;

/** An empty checkout with the gate file {@link QUICK}. */
export function workspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-modes-"));
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content),
    );
  };
  write("gate.yml", QUICK);
  return {
    folder,
    write,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    run: (inputs, { env = {}, github = async () => null, untrusted = false, cancelled = NEVER } = {}) =>
      gate({
        source: {
          inputs: { "gate-file": "gate.yml", "evidence-dir": join(folder, "out"), ...inputs },
          env: { ...JOB, ...env },
          workingDirectory: folder,
          readFile: readFileIfPresent,
          mask: () => undefined,
          untrusted,
          sandbox: null,
        },
        runner: { node: "v24.0.0", platform: "linux-x64" },
        cancelled,
        progress: () => undefined,
        github,
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Inputs that release the sandbox's model as `shop` to production. */
export function inputsFor({ key, baseUrl, model }: Sandbox): Readonly<Record<string, string>> {
  return { "api-key": key, "base-url": baseUrl, model, name: "shop", environment: "production" };
}

/** Evidence of a run that differs in this, with the verdict and the digest that follow. */
export function resealed(evidence: Evidence, change: (run: ObservedRun) => ObservedRun): Evidence {
  const { verdict: _verdict, digest: _digest, ...run } = structuredClone(evidence);
  const changed = change(run);
  const decided = { ...changed, verdict: decide(changed) };
  return { ...decided, digest: digestOf(decided) };
}

/** The rules of all findings, in the order of the checks. */
export function rulesOf({ evidence }: GateResult): readonly string[] {
  return evidence.checks.flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

/** The messages of all findings. */
export function messagesOf({ evidence }: GateResult): readonly string[] {
  return evidence.checks.flatMap(({ findings }) => findings.map(({ message }) => message));
}
