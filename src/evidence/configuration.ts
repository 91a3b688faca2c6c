import { z } from "zod";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { digestOf } from "./digest.ts";
import { FAMILIES } from "./vocabulary.ts";

/** A short text of ours or the user's: one line, printable, bounded. */
export const LabelSchema = z.string().regex(new RegExp(`^[^\\p{Cc}\\p{Cf}]{0,${LABEL_LIMIT}}$`, "u"));

/** A digest as `digestOf` writes it. */
export const DigestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const DigestsSchema = z.record(LabelSchema, DigestSchema);

/** The digest of a plain value: over name and value, so that equal values of different names differ. */
export function valueDigest(name: string, value: string): string {
  return digestOf({ name, value });
}

/**
 * The configuration of a release: everything that a rollback would have to restore, and nothing secret (decision.md,
 * "Known-good records"). Labels that GitHub's context filled in are not part of it: they differ on every commit.
 */
export const ConfigurationSchema = z.strictObject({
  /** Scheme, host and path; never credentials or query. */
  baseUrl: LabelSchema,
  model: LabelSchema,
  families: z.array(z.enum(FAMILIES)),
  templates: z.array(
    z.strictObject({
      family: z.enum(FAMILIES),
      path: LabelSchema,
      commit: LabelSchema.nullable(),
      digest: DigestSchema,
    }),
  ),
  /** The application's own timeout, ms. */
  timeoutMs: z.int().positive().nullable(),
  retry: z.strictObject({ maxAttempts: z.int().min(0), on: z.array(z.int()) }).nullable(),
  fallback: z.strictObject({ enabled: z.boolean().nullable(), header: LabelSchema.nullable() }),
  /** Lower-case names, sorted; never values. */
  headerNames: z.array(LabelSchema),
  /**
   * By header name, the digest of a value that stands in the gate file (`valueDigest`). A header without one has its value
   * from the environment, or a gate that kept no digests wrote the record. Absent where empty: a record without them keeps
   * its release digest.
   */
  headerDigests: DigestsSchema.optional(),
  /**
   * By parameter of the query, the digest of a value that stands in the gate file; null: it came from the environment.
   * Absent where empty, as above.
   */
  query: z.record(LabelSchema, DigestSchema.nullable()).optional(),
  auth: z.union([z.literal("none"), z.strictObject({ header: LabelSchema, scheme: LabelSchema })]),
  /** Names of the environment variables that belong to the release. */
  env: z.array(LabelSchema),
  /** By variable, the digest of a declared value; a name without one was listed alone. Absent where empty, as above. */
  envDigests: DigestsSchema.optional(),
  featureFlag: z.strictObject({ name: LabelSchema, value: LabelSchema }).nullable(),
  traffic: z.strictObject({ control: LabelSchema, weight: z.number() }).nullable(),
  /** As declared by input or gate file; null where it was not. */
  deploymentVersion: LabelSchema.nullable(),
  configVersion: LabelSchema.nullable(),
});
export type Configuration = z.infer<typeof ConfigurationSchema>;

/** The digest by which two releases are the same: over the configuration alone. */
export function releaseDigest(configuration: Configuration): string {
  return digestOf(configuration);
}
