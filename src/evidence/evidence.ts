/**
 * The evidence of one run: an allow-list of enumerations, numbers, timestamps, digests and identifiers that match a
 * strict pattern (product.md, "Evidence"). There is no field in which provider prose, a prompt, a completion or a
 * header value could travel.
 */
import { z } from "zod";
import { CATEGORIES } from "./categories.ts";
import { ConfigurationSchema, DigestSchema, LabelSchema } from "./configuration.ts";
import { DocsPageSchema } from "./docs.ts";
import { KnownGoodSchema } from "./known-good.ts";
import { PolicySchema } from "./policy.ts";
import { VerdictSchema } from "./verdict.ts";
import {
  FAMILIES,
  MODES,
  NOTES,
  POLARITIES,
  PROBE_IDS,
  RESULTS,
  SEVERITIES,
  TERMINAL_STATES,
  TRIGGER_IDS,
} from "./vocabulary.ts";

/** Version of the evidence format; a replay refuses any other. */
export const EVIDENCE_VERSION = 1;

/**
 * Identifiers that came from outside: no space, no markup, no workflow command can be spelled with these, and nothing
 * that looks like a provider key, ours or anybody else's (contracts.md, 1.1 and 6.6).
 */
export const IDENTIFIER = /^(?!.*\bsk-[A-Za-z0-9_-]{8})[A-Za-z0-9][A-Za-z0-9._/@+=-]{0,127}$/;
const identifier = z.string().regex(IDENTIFIER);
/** Model identifiers may carry a colon (`vendor/model:free`); two in a row would open a workflow command. */
export const MODEL_IDENTIFIER = /^(?!.*::)(?!.*\bsk-[A-Za-z0-9_-]{8})[A-Za-z0-9][A-Za-z0-9._/@+:-]{0,127}$/;
const timestamp = z.iso.datetime();
const digest = DigestSchema;
const label = LabelSchema;
const ms = z.number().min(0);

/** Time of each phase since the request started, ms; null: the phase was not reached or does not apply. */
export const TimingSchema = z.strictObject({
  resolve: ms.nullable(),
  connect: ms.nullable(),
  tls: ms.nullable(),
  firstByte: ms.nullable(),
  firstEvent: ms.nullable(),
  lastEvent: ms.nullable(),
  total: ms,
});
export type Timing = z.infer<typeof TimingSchema>;

/** One request on the wire, reduced to facts. */
export const RequestFactsSchema = z.strictObject({
  /** HTTP status; null when no response head arrived. */
  status: z.int().nullable(),
  /** Essence of the content type, for example `application/json`; null when absent or unusable. */
  mediaType: z
    .string()
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
    .nullable(),
  /** Decoded body bytes that were read. */
  bytes: z.int(),
  requestId: identifier.nullable(),
  timing: TimingSchema,
});
export type RequestFacts = z.infer<typeof RequestFactsSchema>;

/** What was seen in the answer that decided the attempt. Every field is optional: absent means "not observed". */
export const ObservationSchema = z.strictObject({
  status: z.int().optional(),
  /** The body parsed as JSON. */
  json: z.boolean().optional(),
  /** The body has the documented shape. */
  shape: z.boolean().optional(),
  /** Paths of documented fields that are missing or of another type, ours, for example `choices[0].message`. */
  missing: z.array(z.string()).optional(),
  /** Assistant text was found (its content is never kept). */
  text: z.boolean().optional(),
  refusal: z.boolean().optional(),
  finishReason: identifier.optional(),
  terminalState: z.enum(TERMINAL_STATES).optional(),
  /** Server-sent events that were read. */
  events: z.int().optional(),
  /** Event type to count; unknown types are counted under `other`. */
  eventTypes: z.record(z.string(), z.int()).optional(),
  doneMarker: z.boolean().optional(),
  errorCode: identifier.optional(),
  errorType: identifier.optional(),
  /** The error had a recognisable envelope. */
  errorEnvelope: z.boolean().optional(),
  requestId: identifier.optional(),
  modelReturned: z.string().regex(MODEL_IDENTIFIER).optional(),
  usage: z
    .strictObject({ input: z.int().nullable(), output: z.int().nullable(), total: z.int().nullable() })
    .optional(),
  /** Network error code, for example `ECONNREFUSED`. */
  networkCode: identifier.optional(),
  /** Which limit or check said no, ours, for example `body-too-large`. */
  detail: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
  notes: z.array(z.enum(NOTES)).optional(),
});
export type Observation = z.infer<typeof ObservationSchema>;

/** Why the gate could not ask. Such an attempt never counts (decision.md, "From attempt to category"). */
export const ERROR_REASONS = ["deadline", "max-requests", "cancelled", "stopped", "internal"] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** Outcome of an attempt (product.md, "Vocabulary"). */
export const OutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pass"), observed: ObservationSchema }),
  z.strictObject({ kind: z.literal("fail"), category: z.enum(CATEGORIES), observed: ObservationSchema }),
  z.strictObject({ kind: z.literal("unsupported"), observed: ObservationSchema }),
  z.strictObject({ kind: z.literal("error"), reason: z.enum(ERROR_REASONS) }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** Fields that the gate adds to a minimal body and may have to take back, and the larger output cap. */
export const ADAPTATIONS = [
  "dropped:max_completion_tokens",
  "dropped:max_output_tokens",
  "dropped:stream_options",
  "output-cap:2048",
] as const;
export type Adaptation = (typeof ADAPTATIONS)[number];

/** Which part of the sampling plan asked for an attempt (decision.md, "Sampling one must-pass live probe"). */
export const LOOKS = ["pilot", "burst", "second-look", "confirmation", "single"] as const;

/** One try of a probe. */
export const AttemptSchema = z.strictObject({
  /** 1-based, in the order in which attempts were started within the probe. */
  n: z.int().min(1),
  look: z.enum(LOOKS),
  /** The attempt whose certain failure this one was sent to confirm. */
  confirms: z.int().nullable(),
  startedAt: timestamp,
  durationMs: ms,
  requests: z.array(RequestFactsSchema),
  /** Waits that a `Retry-After` asked for, ms. */
  waitsMs: z.array(ms),
  adaptations: z.array(z.enum(ADAPTATIONS)),
  outcome: OutcomeSchema,
});
export type Attempt = z.infer<typeof AttemptSchema>;

/** One probe with everything that was asked. */
export const ProbeRunSchema = z.strictObject({
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
  attempts: z.array(AttemptSchema),
});
export type ProbeRun = z.infer<typeof ProbeRunSchema>;

/** A finding of a check that sends nothing to the provider. */
export const FindingSchema = z.strictObject({
  trigger: z.enum(TRIGGER_IDS),
  /** Stable rule id, for example `unknown-key`. */
  rule: z.string().regex(/^[a-z0-9-]{1,64}$/),
  severity: z.enum(SEVERITIES),
  /** What happened and what to do, ours, one line each. */
  message: label,
  help: label,
  file: label.nullable(),
  line: z.int().nullable(),
  column: z.int().nullable(),
});
export type Finding = z.infer<typeof FindingSchema>;

/** A check and its findings; no findings means `pass`. */
export const CheckSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  result: z.enum(RESULTS),
  findings: z.array(FindingSchema),
});
export type Check = z.infer<typeof CheckSchema>;

/** The way back, as this run found it (decision.md, "Known-good records"). */
export const KnownGoodStateSchema = z.discriminatedUnion("kind", [
  /** A check: the way back is not judged. */
  z.strictObject({ kind: z.literal("not-required") }),
  /** A release without a word about known-good. */
  z.strictObject({ kind: z.literal("missing") }),
  /** Nothing to roll back to: said out loud, or (with a notice) an empty history. */
  z.strictObject({ kind: z.literal("none"), notice: label.nullable() }),
  z.strictObject({ kind: z.literal("record"), origin: label, record: KnownGoodSchema, warnings: z.array(label) }),
  z.strictObject({ kind: z.literal("unusable"), code: label, message: label, help: label }),
]);
export type KnownGoodState = z.infer<typeof KnownGoodStateSchema>;

/** Whether the known-good release was probed in this run (decision.md, "Rehearsal"). */
export const RehearsalSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("off") }),
  z.strictObject({ kind: z.literal("ran") }),
  /** It could not be asked; `reason` says why. */
  z.strictObject({ kind: z.literal("not-testable"), reason: label }),
]);
export type Rehearsal = z.infer<typeof RehearsalSchema>;

/** One leg of a matrix, as a fan-in sees it: its own verdict, made by its own run. */
export const LegSchema = z.strictObject({
  label,
  runId: label,
  commit: label.nullable(),
  workflowRun: label.nullable(),
  runAttempt: z.int().nullable(),
  verdict: VerdictSchema,
});
export type Leg = z.infer<typeof LegSchema>;

/** What stopped the run before its plan was done. */
export const STOPS = ["deadline", "max-requests", "cancelled", "sensitive-exposure"] as const;
export type Stop = (typeof STOPS)[number];

/** Evidence without its verdict: the input of `decide()`. */
export const ObservedRunSchema = z.strictObject({
  schema: z.literal("cometapi-release-gate/evidence"),
  version: z.literal(EVIDENCE_VERSION),
  run: z.strictObject({
    /** `<UTC timestamp>-<8 hex>`; the ids of all records derive from it. */
    id: z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/),
    /** What the application was sent as W3C trace id, and what its records are found by. */
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    mode: z.enum(MODES),
    /** Without an environment a run is a check; with one it is a release. */
    kind: z.enum(["check", "release"]),
    name: label,
    environment: label.nullable(),
    leg: label.nullable(),
    live: z.boolean(),
    /** The embedded sandbox answered: proves nothing about a real endpoint. */
    sandbox: z.boolean(),
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
  stops: z.array(z.enum(STOPS)),
  probes: z.array(ProbeRunSchema),
  checks: z.array(CheckSchema),
  /** Pages of the documentation; empty where they were not looked at. */
  docs: z.array(DocsPageSchema),
  /** Cases of must-fail probes that the gate file waives, with the reason. */
  waived: z.array(z.strictObject({ case: label, why: label })),
  /** Legs of a fan-in; empty everywhere else. */
  legs: z.array(LegSchema),
  /** What `mode: record` did; null in every other mode and where it refused. */
  recorded: z
    .strictObject({
      kind: z.enum(["recorded", "already-recorded", "superseded"]),
      origin: label,
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
