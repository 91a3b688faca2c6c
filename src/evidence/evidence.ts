/**
 * The evidence of one run: an allow-list of enumerations, numbers, timestamps, digests and identifiers that match a
 * strict pattern (product.md, "Evidence"). There is no field in which provider prose, a prompt, a completion or a
 * header value could travel.
 */
import { z } from "zod";
import { ArrivalSchema, RecheckSchema } from "./arrival.ts";
import { AttemptSchema, WhereSchema } from "./attempt.ts";
import { ConfigurationSchema, DigestSchema as digest, LabelSchema as label } from "./configuration.ts";
import { DocsPageSchema } from "./docs.ts";
import { FindingSchema } from "./finding.ts";
import { KnownGoodSchema } from "./known-good.ts";
import { LegSchema } from "./leg.ts";
import { MetricsSchema } from "./metrics.ts";
import { PolicySchema } from "./policy.ts";
import { PROBE_IDS } from "./probes.ts";
import { ResultsSchema } from "./results.ts";
import { runIdSchema } from "./run-identity.ts";
import { SlowLaneSchema } from "./slow-lane.ts";
import { VerdictSchema } from "./verdict.ts";
import { EVIDENCE_VERSION, FAMILIES, MODES, POLARITIES, RESULTS } from "./vocabulary.ts";
import { KnownGoodStateSchema, RehearsalSchema } from "./way-back.ts";

const timestamp = z.iso.datetime();

/** One probe with everything that was asked. */
const ProbeRunSchema = z.strictObject({
  /** Unique within the run: `chat`, `error-path:responses:missing-field`. */
  key: z.string().regex(/^[a-z0-9:-]{1,80}$/),
  id: z.enum(PROBE_IDS),
  family: z.enum(FAMILIES).nullable(),
  /** Case of a must-fail probe, for example `missing-field`. */
  case: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .nullable(),
  polarity: z.enum(POLARITIES),
  /** Whose release was asked: the one under release, or in a rehearsal the known-good one. */
  subject: z.enum(["candidate", "known-good"]),
  /** Named by the user or of a family with a request template, or only part of a preset: decides between `route` and `unsupported`. */
  selected: z.enum(["explicit", "preset"]),
  /** Absent in older evidence. */
  where: WhereSchema.optional(),
  attempts: z.array(AttemptSchema),
});
export type ProbeRun = z.infer<typeof ProbeRunSchema>;

/** A check and its findings; no findings means `pass`. */
export const CheckSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  result: z.enum(RESULTS),
  findings: z.array(FindingSchema),
});
export type Check = z.infer<typeof CheckSchema>;

/** What stopped the run before its plan was done. */
export const STOPS = ["deadline", "max-requests", "cancelled", "sensitive-exposure"] as const;
export type Stop = (typeof STOPS)[number];

/** Evidence without its verdict: the input of `decide()`. */
const ObservedRunSchema = z.strictObject({
  schema: z.literal("cometapi-release-gate/evidence"),
  version: z.literal(EVIDENCE_VERSION),
  run: z.strictObject({
    /** `<UTC timestamp>-<8 hex>`; the ids of all records derive from it. */
    id: runIdSchema(),
    /** What the application was sent as W3C trace id, and what its records are found by. */
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    mode: z.enum(MODES),
    /** Without an environment a run is a check; with one it is a release. */
    kind: z.enum(["check", "release"]),
    name: label,
    environment: label.nullable(),
    leg: label.nullable(),
    /** The values of its matrix, by key; absent where the workflow gave a label of its own, or there is no matrix. */
    legValues: z.record(label, label).optional(),
    /** Legs of the matrix by the runner's count; absent where the runner did not say. */
    legCount: z.int().min(1).optional(),
    /** Legs that a fan-in should have: those that it has, and those that left no evidence; absent: it has all. */
    legsExpected: z.int().min(1).optional(),
    /** The job of the workflow; absent where there is none. */
    job: label.optional(),
    /** Id of the job in this attempt; absent where the runner did not say. */
    jobId: label.optional(),
    live: z.boolean(),
    /** The embedded sandbox answered: proves nothing about a real endpoint. */
    sandbox: z.boolean(),
    /** Path of the gate file that was read, or that there is none and why; absent in evidence of earlier versions. */
    gateFile: label.optional(),
    /** The report that compares both families was asked for (preset `migration`). */
    migration: z.boolean(),
    startedAt: timestamp,
    endedAt: timestamp,
    changeId: label.nullable(),
    reviewer: label.nullable(),
    commit: label.nullable(),
    repository: label.nullable(),
    workflowRun: label.nullable(),
    runNumber: z.int().nullable(),
    runAttempt: z.int().nullable(),
    /** A person let a hold pass this once; absent: nobody asked for that. */
    override: z.strictObject({ reason: label, actor: label.nullable() }).optional(),
  }),
  runner: z.strictObject({
    gate: label,
    node: label,
    undici: label,
    platform: label,
    proxy: z.boolean(),
    extraCa: z.boolean(),
    region: label.nullable(),
  }),
  release: z.strictObject({
    /** Over `configuration`; null when the settings were not usable. */
    digest: digest.nullable(),
    configuration: ConfigurationSchema.nullable(),
    /** The declared version, else the short commit. */
    deploymentVersion: label.nullable(),
    /** The label of the secret's version and where the key lives; never the key. */
    secretVersion: label.nullable(),
    apiKeyRef: label.nullable(),
    /** Value that the feature flag has to go back to, where one is declared. */
    flagRollbackValue: label.nullable(),
  }),
  policy: PolicySchema,
  policyDigest: digest,
  knownGood: KnownGoodStateSchema,
  rehearsal: RehearsalSchema,
  /** Absent: nothing was waited for. */
  arrival: ArrivalSchema.optional(),
  /** Absent: no route failed that leaves open which version answered, or nothing names one. */
  recheck: RecheckSchema.optional(),
  stops: z.array(z.enum(STOPS)),
  /** Hosts that were asked slower for their rate limit; absent: none. */
  slowLanes: z.array(SlowLaneSchema).optional(),
  probes: z.array(ProbeRunSchema),
  checks: z.array(CheckSchema),
  /** Pages of the documentation; empty where they were not looked at. */
  docs: z.array(DocsPageSchema),
  /** What the tests of an earlier step said; absent: they were not read. */
  results: ResultsSchema.optional(),
  /** What the metrics said; absent: they were not asked. */
  metrics: MetricsSchema.optional(),
  /** Cases of must-fail probes that the gate file waives, with the reason. */
  waived: z.array(z.strictObject({ case: label, why: label })),
  /** Legs of a fan-in; empty everywhere else. */
  legs: z.array(LegSchema),
  /** What `mode: record` did; null in every other mode and where it refused. */
  recorded: z
    .strictObject({
      kind: z.enum(["recorded", "already-recorded", "superseded"]),
      origin: label,
      /** The release that was or is recorded; absent where a newer one stays, and in older evidence. */
      record: KnownGoodSchema.optional(),
      warnings: z.array(label),
    })
    .nullable(),
  /** Requests that were sent, all probes together. */
  requests: z.int(),
});
export type ObservedRun = z.infer<typeof ObservedRunSchema>;

/** `evidence.json`: what was observed, and the verdict that follows from it. */
export const EvidenceSchema = ObservedRunSchema.extend({
  verdict: VerdictSchema,
  /** Over everything else in the file. Detects accidents, not attackers. */
  digest,
});
export type Evidence = z.infer<typeof EvidenceSchema>;
