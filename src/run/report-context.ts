import { knownGoodServes } from "../decision/arrival.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { MigrationReport } from "../migration/report.ts";
import type { OwnTemplates } from "../migration/request-mapping.ts";
import { preflightItems } from "../readiness/check.ts";
import { NO_ADDRESSES } from "../report/addresses.ts";
import type { ReportContext } from "../report/context.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * What the reports say beside the evidence.
 *
 * @param settings null when they were invalid
 * @param migration the comparison of the families; null where it was not asked for
 * @param configured settings as far as they can be read, for where their values come from
 * @param call how the gate was called, and where
 */
export function reportContext(
  evidence: Evidence,
  settings: Settings | null,
  migration: MigrationReport | null,
  configured: Settings | null = settings,
  call: Pick<ReportContext, "addresses" | "inputs"> = { addresses: NO_ADDRESSES, inputs: {} },
): ReportContext {
  return {
    notes: settings?.labels.notes ?? null,
    warnings: settings?.warnings ?? [],
    declared: settings?.readiness ?? {},
    preflight: settings === null ? [] : preflightItems(settings, evidence),
    plan: settings?.mode === evidence.run.mode ? planOf(settings) : null,
    knownGoodServes: knownGoodServes(evidence),
    migration,
    origins: configured === null ? [] : originsOf(configured),
    ...call,
  };
}

/** Where the configuration comes from. After a restore the release is what the record says; other modes configure nothing. */
function originsOf({ mode, origins }: Settings): ReportContext["origins"] {
  if (mode === "verify-rollback") return origins.filter(({ name }) => !name.startsWith("release."));
  return mode === "gate" ? origins : [];
}

function planOf({ probes, limits, report, appUrlGiven }: Settings): ReportContext["plan"] {
  const plan = { probes: probes.map(({ id }) => id), limits, failOn: report.failOn };
  return appUrlGiven === undefined ? plan : { ...plan, appUrlGiven };
}

/** Both families side by side; null where the preset `migration` was not selected. Only then its room is loaded. */
export async function familyComparison(evidence: Evidence, settings: Settings | null): Promise<MigrationReport | null> {
  if (!evidence.run.migration) return null;
  const { migrationReport } = await import("../migration/report.ts");
  return migrationReport(evidence, ownTemplates(evidence, settings));
}

/** The request templates that the migration report maps. */
export function ownTemplates({ run }: Evidence, settings: Settings | null): OwnTemplates {
  if (settings === null) return { kind: "none", why: "the settings are not usable" };
  if (settings.mode !== run.mode)
    return { kind: "none", why: `a ${settings.mode} has no request templates; see the report of the run itself` };
  return { kind: "templates", templates: settings.template?.templates ?? [] };
}
