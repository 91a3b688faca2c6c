import { z } from "zod";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { digestOf } from "./digest.ts";
import { FAMILIES } from "./vocabulary.ts";

/** A short text of ours or the user's: one line, printable, bounded. */
export const LabelSchema = z.string().regex(new RegExp(`^[^\\p{Cc}\\p{Cf}]{0,${LABEL_LIMIT}}$`, "u"));

/** A digest as `digestOf` writes it. */
export const DigestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

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
  auth: z.union([z.literal("none"), z.strictObject({ header: LabelSchema, scheme: LabelSchema })]),
  /** Names of the environment variables that belong to the release. */
  env: z.array(LabelSchema),
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
