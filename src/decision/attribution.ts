/**
 * Which fields of a release the probes behind a rollback exercised (decision.md, "Would going back help?"): going back
 * helps only where one of them differs, or may differ.
 */
import type { Check } from "../evidence/evidence.ts";
import { isOfService, PROBE_IDS, PROBES, type ProbeTarget } from "../evidence/probes.ts";
import type { FieldComparison } from "../evidence/release-comparison.ts";
import type { PlanStep, ProbeVerdict } from "../evidence/verdict.ts";
import type { Family } from "../evidence/vocabulary.ts";

/** Parts of a release that a request to the API carries, as the plan names them; each header and each parameter of the query is a field of its own. */
const IN_EVERY_REQUEST: readonly string[] = ["base-url", "model", "headers", "query", "auth", "secret-version"];

/** A probe, or a check of the settings, behind a fired rollback trigger. */
export type Culprit = Pick<ProbeVerdict, "id" | "family"> | "settings";

/** The check as what failed. One that is no probe has looked at the settings, which are the whole release. */
export function culpritOf({ id }: Pick<Check, "id">): Culprit {
  const probe = PROBE_IDS.find((each) => each === id);
  return probe === undefined ? "settings" : { id: probe, family: null };
}

/** Whether it looked at the deployed service, and with it at the artifact that was built. */
export function isService(culprit: Culprit): boolean {
  return culprit !== "settings" && isOfService(culprit.id);
}

/**
 * Whether one of them exercised the field, and what is known of its value.
 * @param families those of the release (@defaultValue none is known)
 */
export function implicated(
  field: FieldComparison,
  culprits: readonly Culprit[],
  families: readonly Family[] = [],
): PlanStep["implicated"] {
  if (!culprits.some((culprit) => culprit === "settings" || exercises(culprit, field, families))) return "no";
  return field.standing === "differs" ? "yes" : "unknown";
}

/** Whether going back may change what failed. */
export function mayHelp(plan: readonly PlanStep[]): boolean {
  return plan.some((step) => step.implicated !== "no");
}

type CulpritProbe = Exclude<Culprit, "settings">;

const EXERCISED: Readonly<Record<ProbeTarget, (probe: CulpritProbe, field: FieldComparison) => boolean>> = {
  // The deployed service, and what it left behind: with them everything that was deployed.
  application: () => true,
  "application's files": () => true,
  monitoring: () => true,
  api: (probe, field) =>
    IN_EVERY_REQUEST.includes(partOf(field)) || isOfFamily(probe, field) || isTemplateOf(probe, field),
  "request templates": (_probe, field) => partOf(field) === "request-templates",
  "reference pages": () => false,
};

function exercises(probe: CulpritProbe, field: FieldComparison, families: readonly Family[]): boolean {
  // Beside other families, embeddings come from the model of their own template.
  if (probe.family === "embeddings" && families.length > 1 && field.field === "model") return false;
  return EXERCISED[PROBES[probe.id].target](probe, field);
}

/** `headers` of `headers.x-tenant`. */
function partOf({ field }: FieldComparison): string {
  return field.replace(/\..*$/, "");
}

/** A family that one of both releases does not use was asked. */
function isOfFamily({ family }: CulpritProbe, field: FieldComparison): boolean {
  if (field.field !== "families" || family === null) return false;
  const uses = (side: string | null) => side?.split(", ").includes(family) ?? false;
  return uses(field.ours) !== uses(field.theirs);
}

/** The template of its own family, by a probe that sends it. */
function isTemplateOf({ id, family }: CulpritProbe, { field }: FieldComparison): boolean {
  return PROBES[id].sendsTemplate === true && /^request-templates\.([^:]+)/.exec(field)?.[1] === family;
}
