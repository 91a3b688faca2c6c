import { z } from "zod";
import { ConfigurationSchema, DigestSchema, LabelSchema, releaseDigest } from "./configuration.ts";
import { digestOf } from "./digest.ts";
import { RecordedPolicySchema } from "./recorded-policy.ts";

/** Version of the record format; a newer one is a hold that says so. */
export const RECORD_VERSION = 1;

/** Days after which a record that was not verified again is called stale: a warning, never a hold. */
export const STALE_AFTER_DAYS = 30;

const SCHEMA = "cometapi-release-gate/known-good";

/** What a record says, without the digest that is over all of it. */
const ContentSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  version: z.literal(RECORD_VERSION),
  /** Over `configuration` alone. */
  releaseDigest: DigestSchema,
  configuration: ConfigurationSchema,
  name: LabelSchema,
  environment: LabelSchema,
  /** What ran, as far as anybody said: the declared deployment version, else the commit. */
  deploymentVersion: LabelSchema.nullable(),
  configVersion: LabelSchema.nullable(),
  /** The label of the secret's version, never the secret. */
  secretVersion: LabelSchema.nullable(),
  commit: LabelSchema.nullable(),
  repository: LabelSchema.nullable(),
  workflowRun: LabelSchema.nullable(),
  runNumber: z.int().nullable(),
  runAttempt: z.int().nullable(),
  /** Id of the gate's own run. */
  runId: LabelSchema,
  policyDigest: DigestSchema,
  /** What the policy said, so that a milder one is named; absent in older records, and where nobody knows it. */
  policy: RecordedPolicySchema.optional(),
  attempts: z.int(),
  passes: z.int(),
  /** Numbers in each vector that the release was answered with; absent: no vectors were asked for, as in older records. */
  vectorLength: z.int().optional(),
  /** When the gate that cleared this release started: the order of records (decision.md, "Known-good records"). */
  gateStartedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  /** Record digest of the known-good that this one followed; null for the first. */
  parent: DigestSchema.nullable(),
});
export type KnownGoodContent = z.infer<typeof ContentSchema>;

/** A known-good record: an earlier release that was verified. Canonical JSON; digests detect accidents, not attackers. */
export const KnownGoodSchema = ContentSchema.extend({ recordDigest: DigestSchema });
export type KnownGood = z.infer<typeof KnownGoodSchema>;

/** Seals a record with the digest over everything in it; its format and the digest over its configuration are filled in. */
export function sealRecord(
  said: Omit<KnownGoodContent, "schema" | "version" | "releaseDigest"> & Partial<KnownGoodContent>,
): KnownGood {
  const digest = releaseDigest(said.configuration);
  const content: KnownGoodContent = { schema: SCHEMA, version: RECORD_VERSION, releaseDigest: digest, ...said };
  return { ...content, recordDigest: digestOf(content) };
}

/** Whether both digests of a record are over what it says. */
export function isIntact({ recordDigest, ...content }: KnownGood): boolean {
  return recordDigest === digestOf(content) && content.releaseDigest === releaseDigest(content.configuration);
}

/**
 * The order of records: the gate's own start, then run number, then attempt. Not the time of writing: a slow old run
 * must not become newest (decision.md, "Known-good records"). Negative when `a` is older.
 */
export function compareRecords(a: KnownGood, b: KnownGood): number {
  return (
    Date.parse(a.gateStartedAt) - Date.parse(b.gateStartedAt) ||
    (a.runNumber ?? 0) - (b.runNumber ?? 0) ||
    (a.runAttempt ?? 0) - (b.runAttempt ?? 0)
  );
}
