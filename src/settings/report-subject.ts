import { createRedactor } from "../evidence/redaction.ts";
import { findKey, findKnownGoodKey } from "./credential.ts";
import type { GateFile } from "./gate-file.ts";
import { LARGEST_GATE_FILE, parseYaml } from "./gate-file-yaml.ts";
import { readLabels } from "./labels.ts";
import type { ReportSettings, SettingsSource } from "./settings.ts";

const silent = () => undefined;

/**
 * Name, environment and leg of a run whose settings may be invalid: its comment and its issue must be the same ones as
 * those of the run before. Reports nothing, and shows no key that stands in a label by mistake.
 */
export function reportSubject(source: SettingsSource, gate: GateFile | null): ReportSettings["subject"] {
  const { name, environment, leg } = readLabels({ source, gate, report: silent, warn: silent, keep: silent });
  const secrets: string[] = [];
  for (const find of [findKey, findKnownGoodKey]) find(source, (secret) => secrets.push(secret));
  const { redact } = createRedactor(secrets);
  const clean = (label: string | null) => (label === null ? null : redact(label));
  return { name: redact(name), environment: clean(environment), leg: clean(leg) };
}

/** A gate file that breaks its schema, for its labels alone: those are checked to be text where they are read. */
export function asFarAsReadable(text: string | null): GateFile | null {
  const yaml = text === null || text.length > LARGEST_GATE_FILE ? [] : parseYaml(text);
  if (!("positionOf" in yaml) || typeof yaml.value !== "object" || yaml.value === null) return null;
  const content = yaml.value as GateFile["content"];
  return { file: "", text: "", content, originOf: () => ({ kind: "gate-file", file: "", key: "", position: null }) };
}
