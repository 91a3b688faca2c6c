/** Where the previous known-good is recorded (product.md, input `known-good`). */
export type KnownGoodSource =
  | { readonly kind: "file"; readonly path: string }
  /** `path` is the gate file's path at that ref, or a record's. */
  | { readonly kind: "git"; readonly ref: string; readonly path: string }
  | { readonly kind: "deployments" }
  /** Said out loud: there is nothing to roll back to yet. */
  | { readonly kind: "none" };

/** Who writes records: the login of a job's own token. */
export const DEFAULT_CREATOR = "github-actions[bot]";
