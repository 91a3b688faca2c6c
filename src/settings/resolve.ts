import { MIN_SCANNABLE_CHARS } from "../evidence/redaction.ts";
import type { Mode } from "../evidence/vocabulary.ts";
import type { Problem } from "../text/problem.ts";
import { readApp } from "./app.ts";
import { readBoolean } from "./choice.ts";
import {
  type FoundKey,
  findKey,
  findKnownGoodKey,
  findToken,
  readCredential,
  readKnownGoodCredential,
} from "./credential.ts";
import { foreignDocsWarning, readDocs } from "./docs.ts";
import { readEvidenceInput } from "./evidence-input.ts";
import { withholdFromForeignFiles } from "./foreign-files.ts";
import { type GateFile, readGateFile } from "./gate-file.ts";
import { keyInFile, readAuth } from "./headers.ts";
import { refuseUnknownInputs } from "./inputs-given.ts";
import { readKnownGood, readMode } from "./known-good.ts";
import { readLabels } from "./labels.ts";
import { readLimits } from "./limits.ts";
import { readLogs } from "./logs.ts";
import { readMustFail } from "./must-fail.ts";
import { readNetwork } from "./network.ts";
import { overlapWarnings, problemWithoutSecrets, withoutSecrets } from "./overlap.ts";
import { readPolicy } from "./policy.ts";
import { pick, type Reading } from "./precedence.ts";
import { familiesOf, isStatic, needsApi } from "./probe-catalogue.ts";
import { readMigration, readProbes } from "./probe-selection.ts";
import { readReadiness } from "./readiness.ts";
import { readRelease } from "./release.ts";
import { reportSettings } from "./report-settings.ts";
import { budgetWarning } from "./request-budget.ts";
import { readTemplates, withoutTemplates, withTemplates } from "./request-templates.ts";
import { templateWarnings } from "./sent-templates.ts";
import type { Settings, SettingsSource } from "./settings.ts";

export { readReportSettings } from "./report-settings.ts";

/**
 * Problems that follow from the lack of secrets and variables alone. A pull request from a fork has neither, and must not
 * be blamed for it (product.md, trigger `no-secrets`).
 */
const FOLLOWS_FROM_NO_SECRETS = ["missing-model", "host-not-allowed", "env-not-allowed", "missing-header-value"];

/** Settings as far as they can be read, and everything that is wrong with them. */
export interface ResolvedSettings {
  /** Only for whoever looks on in spite of the problems: a run must not use them unless there are none. */
  readonly settings: Settings;
  /** The gate file's first. */
  readonly problems: readonly Problem[];
}

/** Everything a run needs, from inputs, gate file and environment. Never throws for what a user can cause. */
export function resolveSettings(source: SettingsSource): ResolvedSettings {
  const secrets: string[] = [];
  const keep = (secret: string) => {
    source.mask(secret);
    if (!secrets.includes(secret)) secrets.push(secret);
  };
  // The key is masked before anything else happens: whatever follows may fail and say why.
  const key = findKey(source, keep);
  const knownGoodKey = findKnownGoodKey(source, keep);
  if (source.sandbox !== null) keep(source.sandbox.key);

  const problems: Problem[] = [];
  const warnings: string[] = [];
  const report = (found: Problem) => problems.push(found);
  findToken({ source, keep, report });
  const file = readGateFile(source, report);
  const gate = file.kind === "valid" ? file.gate : null;
  const reading: Reading = { source, gate, report, warn: (sentence) => warnings.push(sentence), keep };
  refuseUnknownInputs(reading);
  refuseKeyInFile(key, gate, reading);
  const settings = assemble({ key, knownGoodKey }, file.kind === "broken", reading);

  const left = relevant(problems, settings, source).map((found) => problemWithoutSecrets(found, secrets));
  const withheld =
    left.every(({ code }) => code === "no-secrets") && settings.probes.some(isStatic) ? left[0] : undefined;
  const usable = withheld === undefined ? settings : staticOnly(settings, withheld);
  warnings.push(...overlapWarnings(settings, secrets), ...templateWarnings(usable, secrets));
  const complete = {
    ...usable,
    secrets,
    warnings: warnings.map((sentence) => withoutSecrets(sentence, secrets)),
  };
  return { settings: complete, problems: withheld === undefined ? left : [] };
}

interface FoundKeys {
  readonly key: FoundKey | null;
  readonly knownGoodKey: FoundKey | null;
}

/** Modes that ask the endpoints; the others only read what earlier runs wrote. */
const LIVE_MODES: readonly Mode[] = ["gate", "verify-rollback"];

function assemble(keys: FoundKeys, broken: boolean, reading: Reading): Omit<Settings, "secrets" | "warnings"> {
  const mode = readMode(reading);
  const auth = readAuth(reading);
  const selected = LIVE_MODES.includes(mode) ? readProbes(auth, reading) : [];
  const template = LIVE_MODES.includes(mode) ? readTemplates(reading) : undefined;
  const probes =
    template !== undefined && mode === "gate"
      ? withTemplates(selected, template, reading)
      : withoutTemplates(selected, mode, reading);
  const needed = needsApi(probes);
  withholdFromForeignFiles(mode, probes, reading);
  const labels = readLabels(reading);
  const limits = readLimits(reading);
  const settings = {
    mode,
    labels,
    live: readBoolean(pick(reading, { input: "live" }), reading.report) ?? false,
    sandbox: reading.source.sandbox !== null,
    credential: readCredential(keys.key, { auth, needsKey: needed, broken }, reading),
    // What was restored is what the record says, so the workflow need not repeat it.
    release: readRelease({ auth, needsModel: needed && mode === "gate", broken }, reading),
    probes,
    ...(template === undefined ? {} : { template }),
    ...(LIVE_MODES.includes(mode) ? readMigration(reading) : {}),
    ...readLogs(probes, reading),
    ...readDocs(probes, reading),
    families: familiesOf(probes),
    mustFail: readMustFail(reading),
    policy: readPolicy(limits, reading),
    limits,
    network: readNetwork(reading),
    report: reportSettings(reading),
    knownGood: readKnownGood(mode, labels.environment, readKnownGoodCredential(keys.knownGoodKey, reading), reading),
    evidence: readEvidenceInput(mode, reading),
    ...readReadiness(reading),
  };
  for (const doubt of [budgetWarning(settings), foreignDocsWarning(settings)]) if (doubt !== null) reading.warn(doubt);
  return { ...settings, ...readApp(probes, { ...settings, broken }, reading) };
}

/** The key in the gate file is a leak, wherever it stands. Short keys occur in ordinary text by accident. */
function refuseKeyInFile(key: FoundKey | null, gate: GateFile | null, reading: Reading): void {
  if (key === null || gate === null || key.value.length < MIN_SCANNABLE_CHARS) return;
  if (gate.text.includes(key.value)) reading.report(keyInFile(gate.file));
}

/** Without secrets, and where nothing needs them, what only follows from their lack is nobody's mistake. */
function relevant(
  problems: readonly Problem[],
  { probes }: Pick<Settings, "probes">,
  { untrusted }: SettingsSource,
): readonly Problem[] {
  const unneeded = untrusted !== false && probes.some(isStatic) && !needsApi(probes);
  if (!unneeded && !problems.some(({ code }) => code === "no-secrets")) return problems;
  return problems.filter(({ code }) => !FOLLOWS_FROM_NO_SECRETS.includes(code));
}

/**
 * A run of the static checks alone, where there are no secrets for the rest (product.md, trigger `no-secrets`: static
 * checks ran, live probes are not tested).
 */
function staticOnly<S extends Pick<Settings, "probes" | "families">>(settings: S, withheld: Problem) {
  return { ...settings, probes: settings.probes.filter(isStatic), families: [], withheld };
}
