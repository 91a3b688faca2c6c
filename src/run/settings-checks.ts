import type { Check, Finding } from "../evidence/evidence.ts";
import { createRedactor, type Redactor } from "../evidence/redaction.ts";
import type { Seen } from "../readiness/item.ts";
import type { Settings, SettingsProblem } from "../settings/settings.ts";
import { printable } from "./printable.ts";
import { readinessCheck } from "./readiness.ts";

/**
 * What the settings say: secrets that are withheld or in the wrong place, and the pre-flight list, for which the way back
 * and the other checks count as well.
 */
export function checksOf(settings: Settings, seen: Seen, redactor: Redactor): Check[] {
  return [
    settings.withheld === undefined ? null : withheldCheck(settings.withheld),
    readinessCheck(settings, seen),
    secretInLabels(settings, redactor),
  ].filter((check) => check !== null);
}

/** Settings that are not usable, as the check that failed. */
export function settingsCheck(problems: readonly SettingsProblem[]): Check {
  return { id: "settings", result: "fail", findings: problems.map(findingOf) };
}

/** Live probes that could not be asked for want of secrets, beside static checks that ran. */
function withheldCheck(problem: SettingsProblem): Check {
  return { id: "secrets", result: "not_tested", findings: [findingOf(problem)] };
}

function findingOf(problem: SettingsProblem): Finding {
  return {
    trigger: problem.code === "no-secrets" ? "no-secrets" : "configuration",
    rule: problem.code,
    severity: "hold",
    message: printable(problem.message),
    help: printable(problem.help),
    file: problem.file === null ? null : printable(problem.file),
    line: problem.line,
    column: problem.column,
  };
}

/** Whether a label, the base URL or the model holds a secret: sending it would expose it. */
export function holdsSecret(settings: Settings): boolean {
  return secretInLabels(settings, createRedactor(settings.secrets)) !== null;
}

/** A label that holds a secret would have been written: that is an exposure, found just in time. */
function secretInLabels(settings: Settings, redactor: Redactor): Check | null {
  const { labels, release } = settings;
  const written = [
    ...Object.values(labels),
    release.baseUrl,
    release.model,
    release.deploymentVersion,
    release.configVersion,
    release.secretVersion,
    release.apiKeyRef,
  ];
  if (!written.some((value) => typeof value === "string" && redactor.exposes(value))) return null;
  const finding: Finding = {
    trigger: "sensitive-exposure",
    rule: "secret-in-settings",
    severity: "rollback",
    message:
      "a label, the base URL or the model identifier contains the key; it was replaced before anything was written",
    help: "Remove the key from that setting and rotate it: whoever can read the workflow has seen it.",
    file: null,
    line: null,
    column: null,
  };
  return { id: "secret-in-settings", result: "fail", findings: [finding] };
}
