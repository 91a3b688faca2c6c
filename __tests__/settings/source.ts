import { membersOf, PROBES, type Preset } from "../../src/evidence/probes.ts";
import { REQUEST_BODIES } from "../../src/run/request-bodies.ts";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import {
  environmentLayer,
  inputLayer,
  mergeLayers,
  type SettingsDocument,
} from "../../src/settings/inputs/document.ts";
import { runRule } from "../../src/settings/origin.ts";
import { type ResolvedSettings, resolveSettings } from "../../src/settings/resolve.ts";
import type { Settings } from "../../src/settings/settings.ts";
import type { SettingsSource } from "../../src/settings/source.ts";
import type { Problem } from "../../src/text/problem.ts";

/** Attempts at the first look where nobody says it (decision.md, "Sampling one must-pass live probe"). */
const DEFAULT_SAMPLES = 5;

/** A key that is long enough to be scanned for, and no real one. */
export const KEY = "test-key-0123456789abcdef";

/** What a test changes about the world. Inputs come on top of a key and a model, unless they are overwritten. */
export interface World {
  readonly inputs?: Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Text of `.github/release-gate.yml`. */
  readonly gateFile?: string;
  readonly untrusted?: SettingsSource["untrusted"];
  readonly sandbox?: SettingsSource["sandbox"];
  /** Receives every masked value. */
  readonly masked?: string[];
}

/** A workflow step with a key and a model, in `/repo`. */
export function sourceOf(world: World = {}): SettingsSource {
  return {
    inputs: { "api-key": KEY, model: "some-model", ...world.inputs },
    env: world.env ?? {},
    workingDirectory: "/repo",
    readFile: (path) => (path === "/repo/.github/release-gate.yml" ? (world.gateFile ?? null) : null),
    mask: (secret) => world.masked?.push(secret),
    untrusted: world.untrusted ?? false,
    sandbox: world.sandbox ?? null,
  };
}

/** What becomes of a source. */
export function resolved(source: SettingsSource): ResolvedSettings {
  return resolveSettings(source, REQUEST_BODIES);
}

/** Inputs and variables of a world over a gate file, for a rule that is tested alone. */
export function documentOf(gateFile: string, world: World = {}): SettingsDocument {
  const { gate, problems } = parseGateFile("gate.yml", gateFile);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("; "));
  const { inputs, env } = sourceOf(world);
  return mergeLayers(runRule(inputLayer(inputs)), gate, environmentLayer(env));
}

/** The settings of a source that has no problems; fails the test with them where it has some. */
export function settingsFrom(source: SettingsSource): Settings {
  const { settings, problems } = resolved(source);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("; "));
  return settings;
}

export function settingsOf(world: World = {}): Settings {
  return settingsFrom(sourceOf(world));
}

/** The problems of a world; empty when its settings are valid. */
export function problemsOf(world: World): readonly Problem[] {
  return resolved(sourceOf(world)).problems;
}

/** The fewest requests of a preset under the default policy, counted out of the rows of its probes. */
export function fewestRequests(preset: Preset): number {
  const ids = membersOf(preset);
  const { families } = settingsOf({ inputs: { probes: preset } });
  return ids.reduce((sum, id) => {
    const { kind, family, cases = ["only"], requests } = PROBES[id];
    const times = kind === "must-pass" ? DEFAULT_SAMPLES : cases.length * (family === "each" ? families.length : 1);
    return sum + requests * times;
  }, 0);
}

export function codesOf(world: World): readonly string[] {
  return problemsOf(world).map(({ code }) => code);
}
