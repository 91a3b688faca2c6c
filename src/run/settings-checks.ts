import type { Check } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import type { PreflightBasis } from "../evidence/preflight.ts";
import { createRedactor, type Redactor } from "../evidence/redaction.ts";
import { readinessCheck } from "../readiness/check.ts";
import type { Settings } from "../settings/settings.ts";
import { type Problem, problem } from "../text/problem.ts";

/**
 * What the settings say: secrets that are withheld or in the wrong place, and the pre-flight list, for which the way back
 * and the other checks count as well.
 */
export function checksOf(settings: Settings, basis: PreflightBasis, redactor: Redactor): Check[] {
  return [
    // Live probes could not be asked for want of secrets, beside static checks that ran.
    settings.withheld === undefined
      ? null
      : { id: "secrets", result: "not_tested" as const, findings: [settingsFinding(settings.withheld)] },
    readinessCheck(settings, basis),
    secretInLabels(settings, redactor),
  ].filter((check) => check !== null);
}

/** Settings that are not usable, as the check that failed. */
export function settingsCheck(problems: readonly Problem[]): Check {
  const findings = problems.map(settingsFinding);
  // That a pull request has no secrets is no failure of anything.
  const withheld = findings.every(({ trigger }) => trigger === "no-secrets");
  return { id: "settings", result: withheld ? "not_tested" : "fail", findings };
}

function settingsFinding(found: Problem): Finding {
  const trigger = found.code === "no-secrets" ? "no-secrets" : "configuration";
  return findingOf(found, { trigger, severity: "hold" });
}

/** Whether a label, the base URL or the model holds a secret: sending it would expose it. */
export function holdsSecret(settings: Settings): boolean {
  return secretInLabels(settings, createRedactor(settings.secrets)) !== null;
}

/** A label that holds a secret would have been written: that is an exposure, found just in time. */
function secretInLabels(settings: Settings, redactor: Redactor): Check | null {
  const { labels, release, override } = settings;
  const written = [
    ...Object.values(labels),
    override?.reason,
    release.baseUrl,
    release.model,
    release.deploymentVersion,
    release.configVersion,
    release.secretVersion,
    release.apiKeyRef,
  ];
  if (!written.some((value) => typeof value === "string" && redactor.exposes(value))) return null;
  const exposed = problem(
    "secret-in-settings",
    "a label, the base URL or the model identifier contains the key; it was replaced before anything was written",
    "Remove the key from that setting and rotate it: whoever can read the workflow has seen it.",
  );
  const finding = findingOf(exposed, { trigger: "sensitive-exposure", severity: "rollback" });
  return { id: "secret-in-settings", result: "fail", findings: [finding] };
}
