/**
 * A release held against the known-good one, field by field (decision.md, "Known-good records"). The rollback plan, the
 * reports and the pre-flight list read the same comparison, so that they cannot contradict each other. Nothing is called
 * the same that was not compared.
 */
import type { ObservedRun, ProbeRun } from "./evidence.ts";
import { isFeature, PROBES } from "./probes.ts";
import { type FieldValue, fieldPairs, type Pair, type UnknownValue } from "./release-pairs.ts";
import type { ProbeVerdict } from "./verdict.ts";
import type { Family } from "./vocabulary.ts";

/** One field of both releases. */
export interface FieldComparison {
  /** As in the plan: `model`, `headers.x-tenant`, `env.LLM_ROUTE`, `request-templates.responses`. */
  readonly field: string;
  /** What this release has, as text; null: nothing, or nothing declared. */
  readonly ours: string | null;
  /** What the known-good has; null: nothing, or not recorded. */
  readonly theirs: string | null;
  /**
   * `same` and `differs` were compared; `alike`, both sides name it and neither value is known; `unknown`, it is known on one
   * side at most.
   */
  readonly standing: "same" | "alike" | "differs" | "unknown";
  /** The record says what it was; that there was none is an answer too. */
  readonly recorded: boolean;
  /** Why it could not be compared; null where it was. */
  readonly why: string | null;
}

/** What of a run says how its release stands to the known-good one; without probes nothing was asked. */
export type ComparableRun = Pick<ObservedRun, "release" | "knownGood"> & Partial<Pick<ObservedRun, "probes">>;

/**
 * The release of a run held against its known-good one: every field that at least one of them has, in the order in which it
 * is put back; null where one of them is not known.
 *
 * @param verdicts how the probes of this release came out: a family that the endpoint turned out not to offer is no part of
 *   it, as the record of a release holds the families that passed only
 */
export function compareWithKnownGood(
  { release, knownGood, probes = [] }: ComparableRun,
  verdicts: readonly ProbeVerdict[],
): readonly FieldComparison[] | null {
  const { configuration } = release;
  if (knownGood.kind !== "record" || configuration === null) return null;
  const { record } = knownGood;
  const { families: recorded } = record.configuration;
  const families = configuration.families.filter(
    (family) => recorded.includes(family) || !(isNotOffered(family, verdicts) || isOnlyTried(family, probes)),
  );
  // Families that this run only did not ask are no difference: both releases may use them.
  const theirs = families.every((family) => recorded.includes(family)) ? families : recorded;
  const ours = { ...release, configuration: { ...configuration, families } };
  const deploymentVersion = record.deploymentVersion ?? record.commit;
  return fieldPairs(ours, {
    ...record,
    configuration: { ...record.configuration, families: theirs },
    deploymentVersion,
  })
    .flatMap(compared)
    .sort((a, b) => place(a) - place(b));
}

/** A preset asked for it, and it never answered well: nobody depends on it, so going back takes nothing of it away. */
function isOnlyTried(family: Family, probes: readonly ProbeRun[]): boolean {
  const asked = probes.filter(
    ({ id, subject, polarity }) =>
      PROBES[id].family === family && subject === "candidate" && polarity === "must-pass" && !isFeature(id),
  );
  const passed = asked.some(({ attempts }) => attempts.some(({ outcome }) => outcome.kind === "pass"));
  return asked.length > 0 && asked.every(({ selected }) => selected === "preset") && !passed;
}

function isNotOffered(family: Family, probes: readonly ProbeVerdict[]): boolean {
  const results = probes.filter(({ id }) => PROBES[id].family === family).map(({ result }) => result);
  return results.includes("unsupported") && !results.includes("pass") && !results.includes("fail");
}

/**
 * The order of the checklist's procedure: flag and traffic first, then the artifact, then the configuration, the secret
 * last (release-and-rollback-checklist, "Rollback procedure"). Each header, variable and template stands where its part does.
 */
const ORDER = [
  "feature-flag",
  "traffic",
  "deployment-version",
  "base-url",
  "model",
  "families",
  "request-templates",
  "timeout",
  "retry",
  "fallback",
  "headers",
  "query",
  "auth",
  "env",
  "config-version",
  "secret-version",
];

function place({ field }: FieldComparison): number {
  return ORDER.indexOf(field.replace(/\..*$/, ""));
}

/** Whether nothing that could be compared differs: then it is the known-good release itself. */
export function isSameRelease(fields: readonly FieldComparison[]): boolean {
  return fields.every(({ standing }) => standing === "same" || standing === "alike");
}

function compared({ field, ours, theirs, unknown }: Pair): FieldComparison[] {
  if (isSilent(ours) && isSilent(theirs)) return [];
  const recorded = theirs.kind === "value" || theirs.kind === "none";
  const sides = { field, ours: textOf(ours, unknown), theirs: textOf(theirs), recorded };
  if (ours.kind === "value" && theirs.kind === "value")
    return [{ ...sides, standing: ours.compared === theirs.compared ? "same" : "differs", why: null }];
  if (ours.kind === "none" || theirs.kind === "none") return [{ ...sides, standing: "differs", why: null }];
  if (ours.kind === "name" && theirs.kind === "name")
    return [{ ...sides, standing: "alike", why: unknown?.why ?? null }];
  return [{ ...sides, standing: "unknown", why: whyUnknown(ours, theirs, unknown) }];
}

function whyUnknown(ours: FieldValue, theirs: FieldValue, unknown: UnknownValue | undefined): string {
  if (theirs.kind === "nothing") return "the known-good record does not hold it";
  if (ours.kind === "nothing") return "this release does not declare it";
  return ours.kind === "name" && unknown !== undefined ? unknown.why : "the known-good record holds its name alone";
}

function isSilent({ kind }: FieldValue): boolean {
  return kind === "none" || kind === "nothing";
}

function textOf(value: FieldValue, unknown?: UnknownValue): string | null {
  if (value.kind === "value") return value.text;
  return value.kind === "name" ? (unknown?.text ?? null) : null;
}
