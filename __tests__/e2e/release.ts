/** One release as the runs of these tests have it, and what a run tells whoever reads it at night. */
import type { Configuration } from "../../src/evidence/configuration.ts";
import type { GateResult } from "../../src/gate.ts";
import { knownGoodRecord } from "../../src/sandbox/known-good.ts";
import { SANDBOX_MODEL } from "../../src/sandbox/model.ts";
import type { Workspace } from "../modes/workspace.ts";
import type { Endpoint } from "../run/endpoint.ts";

/** The version of the known-good, and the one under test. */
export const OLD = "2026.11.13-4";
export const NEW = "2026.11.20-1";

/** Inputs of a release with a known-good record in its checkout. */
export const inputsOf = ({ baseUrl }: { readonly baseUrl: string }, more: Readonly<Record<string, string>> = {}) => ({
  "api-key": "test-key-0123456789abcdef",
  "base-url": baseUrl,
  model: SANDBOX_MODEL,
  name: "shop",
  environment: "production",
  probes: "chat, app",
  "known-good": "file:known-good.json",
  ...more,
});

/** The record of the release before, in the checkout. */
export function recorded(
  here: Workspace,
  target: Endpoint,
  change: Partial<Configuration> = {},
  commit: string | null = null,
) {
  here.write("known-good.json", knownGoodRecord(new URL(target.baseUrl).origin, commit, change));
}

/** Decision, reason code and whether a restore job would run: what the next job sees. */
export function order({ outputs }: GateResult) {
  return [outputs.decision, outputs["reason-code"], outputs["rollback-needed"]];
}

/** The steps that the summary tells whoever reads it to take, in order. */
export function steps({ summary }: GateResult): readonly string[] {
  const list = /### What to do next\n\n((?:\d+\. .*\n)+)/.exec(summary)?.[1] ?? "";
  return list.split("\n").map((line) => line.replace(/^\d+\. /, ""));
}
