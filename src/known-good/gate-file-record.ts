import { type Configuration, releaseDigest } from "../evidence/configuration.ts";
import { digestOf } from "../evidence/digest.ts";
import { type KnownGood, RECORD_VERSION, sealRecord } from "../evidence/known-good.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { FileAt } from "./git-checkout.ts";
import type { RecordKey } from "./source.ts";

/** What stands where a record has the digest of its policy: a gate file at a ref does not say how it was judged. */
const NO_POLICY = digestOf(null);

/** Characters of a commit that a person reads: as many as the candidate's own label has (settings/release/labels.ts). */
const SHORT_COMMIT = 12;

/** The release that a gate file describes: all of its configuration that no other file has to be read for. */
export interface GateFileRelease {
  readonly configuration: Omit<Configuration, "families" | "templates">;
  readonly secretVersion: string | null;
}

/** What a gate file at a ref says, or why it says nothing. */
export type GateFileAtRef =
  /** `why` is the rest of a sentence. */
  | { readonly kind: "invalid"; readonly why: string }
  | {
      readonly kind: "valid";
      readonly environment: string | null;
      /** Paths of the request templates. */
      readonly templates: { readonly [F in Family]?: string | undefined };
      /** `missing`: the fields that a record would have to have, each as the beginning of a reason. */
      readonly release: GateFileRelease | { readonly missing: readonly string[] };
    };

/**
 * The known-good that a gate file's `release:` part describes (decision.md, "Known-good records", `git:REF`). What a
 * gate file cannot know is null, attempts are 0, and both times are the commit's: the one time that the repository
 * vouches for.
 * @param families that the release is taken to use: a gate file does not say which are probed
 */
export function recordOfGateFile(
  release: GateFileRelease,
  templates: Configuration["templates"],
  families: readonly Family[],
  at: FileAt,
  key: RecordKey,
): KnownGood {
  const configuration = { ...release.configuration, families: [...families], templates: [...templates] };
  return sealRecord({
    schema: "cometapi-release-gate/known-good",
    version: RECORD_VERSION,
    releaseDigest: releaseDigest(configuration),
    configuration,
    name: key.name,
    environment: key.environment,
    deploymentVersion: configuration.deploymentVersion ?? at.commit.slice(0, SHORT_COMMIT),
    configVersion: configuration.configVersion,
    secretVersion: release.secretVersion,
    commit: at.commit,
    repository: null,
    workflowRun: null,
    runNumber: null,
    runAttempt: null,
    runId: `git-${at.commit}`,
    policyDigest: NO_POLICY,
    attempts: 0,
    passes: 0,
    gateStartedAt: at.committedAt,
    decidedAt: at.committedAt,
    parent: null,
  });
}
