import { FAMILIES, type Family, type ProbeId } from "../evidence/vocabulary.ts";
import type { SelectedProbe } from "./settings.ts";

/** Presets of the input `probes` (product.md, "Probes"). `migration-report` is no probe: it compares what the probes saw. */
export const PRESETS: Readonly<Record<string, readonly (ProbeId | "migration-report")[]>> = {
  smoke: ["chat", "responses", "responses-stream", "error-path", "auth-path"],
  streaming: ["chat-stream", "responses-stream", "auth-path"],
  migration: [
    "chat",
    "chat-stream",
    "responses",
    "responses-stream",
    "responses-tools",
    "chat-tools",
    "error-path",
    "auth-path",
    "template",
    "migration-report",
  ],
  static: ["template"],
};

/** Preset that runs when nothing is selected (product.md, "Probes"). */
export const DEFAULT_PRESET = "smoke";

/** Probes that ask one family. The others ask every family that these select, or none. */
const FAMILY_OF: Readonly<Partial<Record<ProbeId, Family>>> = {
  chat: "chat-completions",
  "chat-stream": "chat-completions",
  "chat-tools": "chat-completions",
  "chat-image": "chat-completions",
  responses: "responses",
  "responses-stream": "responses",
  "responses-tools": "responses",
  "responses-image": "responses",
  "responses-state": "responses",
};

/** Probes that are sampled; every other one is asked once per case and family (decision.md, "Sampling"). */
export const MUST_PASS_PROBES = ["chat", "chat-stream", "responses", "responses-stream", "app"] as const;

/** Probes that follow the probed families: once per family. */
const FOLLOW_THE_OTHERS: readonly ProbeId[] = ["error-path", "auth-path"];

/** Probes that run without key and model (product.md, "A probe asks only for what it needs"). */
const ASKS_NOTHING_OF_THE_API: readonly ProbeId[] = ["template", "docs", "logs", "app"];

/**
 * Families that the selected probes ask, in the order of the vocabulary. A probe that follows the others asks every
 * family when it is named on its own.
 */
export function familiesOf(probes: readonly SelectedProbe[]): readonly Family[] {
  const named = FAMILIES.filter((family) => probes.some(({ id }) => FAMILY_OF[id] === family));
  return named.length === 0 && probes.some(({ id }) => FOLLOW_THE_OTHERS.includes(id)) ? FAMILIES : named;
}

/** Probes that carry no credential anywhere: they read files, or public pages. */
const NEEDS_NO_SECRET: readonly ProbeId[] = ["template", "docs", "logs"];

/** True for a probe that runs without secrets, and so on a pull request from a fork (trigger `no-secrets`). */
export function isStatic({ id }: SelectedProbe): boolean {
  return NEEDS_NO_SECRET.includes(id);
}

/** True when a selected probe calls the API, and so needs a key and a model. */
export function needsApi(probes: readonly SelectedProbe[]): boolean {
  return probes.some(({ id }) => !ASKS_NOTHING_OF_THE_API.includes(id));
}
