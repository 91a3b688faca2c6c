/** One try of a probe, reduced to facts: the innermost part of the evidence. */
import { z } from "zod";
import { CATEGORIES } from "./categories.ts";
import { LabelSchema } from "./configuration.ts";
import { IDENTIFIER, MODEL_IDENTIFIER, PLAIN_NAME } from "./identifiers.ts";
import { NOTES, TERMINAL_STATES } from "./vocabulary.ts";

const identifierSchema = z.string().regex(IDENTIFIER);
const timestamp = z.iso.datetime();
const ms = z.number().min(0);

/** Time of each phase since the request started, ms; null: the phase was not reached or does not apply. */
const TimingSchema = z.strictObject({
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
const RequestFactsSchema = z.strictObject({
  /** HTTP status; null when no response head arrived. */
  status: z.int().nullable(),
  /** Essence of the content type, for example `application/json`; null when absent or unusable. */
  mediaType: z
    .string()
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
    .nullable(),
  /** Decoded body bytes that were read. */
  bytes: z.int(),
  requestId: identifierSchema.nullable(),
  timing: TimingSchema,
});
export type RequestFacts = z.infer<typeof RequestFactsSchema>;

/** Detail of a request that was refused for its key, in whatever way. */
export const KEY_REFUSED = "key-refused";

/** What was seen in the answer that decided the attempt. Every field is optional: absent means "not observed". */
export const ObservationSchema = z.strictObject({
  status: z.int().optional(),
  /** The service said that it runs the version under test (decision.md, "Has the release arrived?"). */
  versionUnderTest: z.literal(true).optional(),
  /** The body parsed as JSON. */
  json: z.boolean().optional(),
  /** The body has the documented shape. */
  shape: z.boolean().optional(),
  /** Paths of documented fields that are missing or of another type, ours, for example `choices[0].message`. */
  missing: z.array(z.string()).optional(),
  /** Assistant text was found (its content is never kept). */
  text: z.boolean().optional(),
  refusal: z.boolean().optional(),
  finishReason: identifierSchema.optional(),
  terminalState: z.enum(TERMINAL_STATES).optional(),
  /** Server-sent events that were read. */
  events: z.int().optional(),
  /** Event type to count; unknown types are counted under `other`. */
  eventTypes: z.record(z.string(), z.int()).optional(),
  doneMarker: z.boolean().optional(),
  errorCode: identifierSchema.optional(),
  errorType: identifierSchema.optional(),
  /** The error had a recognisable envelope. */
  errorEnvelope: z.boolean().optional(),
  requestId: identifierSchema.optional(),
  modelReturned: z.string().regex(MODEL_IDENTIFIER).optional(),
  usage: z
    .strictObject({ input: z.int().nullable(), output: z.int().nullable(), total: z.int().nullable() })
    .optional(),
  /** Numbers in each vector of the answer. */
  vectorLength: z.int().min(0).optional(),
  /** Network error code, for example `ECONNREFUSED`. */
  networkCode: identifierSchema.optional(),
  /** Addresses of the host that were tried in vain, by their family; the addresses themselves are not kept. */
  tried: z.array(z.strictObject({ family: z.enum(["IPv4", "IPv6"]), code: identifierSchema.nullable() })).optional(),
  /** Which limit or check said no, ours, for example `body-too-large`. */
  detail: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
  /** The header that is malformed, by its name or by that of the one before it; its value is not kept. */
  header: z
    .string()
    .regex(/^(after )?[A-Za-z][A-Za-z0-9-]{0,63}$/)
    .optional(),
  /** The field of the request that a refusal names, for example `messages[0].content`. */
  field: z.string().optional(),
  /** Where the team's own template has it: file and line. */
  fieldAt: LabelSchema.optional(),
  notes: z.array(z.enum(NOTES)).optional(),
});
export type Observation = z.infer<typeof ObservationSchema>;

/** Whom a probe asked, and with whose key. */
export const WhereSchema = z.strictObject({
  /** Host and port, never path or query. */
  host: LabelSchema,
  /** The input, variable or header that held the key, by its name; null: no key was sent, or an invalid one on purpose. */
  key: LabelSchema.nullable(),
});
export type Where = z.infer<typeof WhereSchema>;

/**
 * Why the gate could not ask. Such an attempt never counts (decision.md, "From attempt to category"). `other-version`: the
 * service answered, and said that it runs another version than the one under test. `edge-answered`: something in front of
 * the API answered, so nothing shows how the API treats an invalid request (contracts.md, 7.2). `change-refused`: the endpoint
 * refused what the gate itself had changed in the body, and could not take back. `answer-too-large`: the service answered more
 * than the gate reads, and nobody knows whether the whole is right. `own-machine`: the machine of the gate was short of what
 * a connection needs (`http/own-machine.ts`).
 */
// biome-ignore format: a list of words reads by lines
export const ERROR_REASONS = [
  "deadline", "max-requests", "cancelled", "stopped", "internal", "other-version", "edge-answered", "change-refused",
  "answer-too-large", "own-machine",
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** The version that answered and the one under test; null: not said, or not in a way that is repeated. */
export const VersionsSchema = z.strictObject({
  answered: identifierSchema.nullable(),
  underTest: identifierSchema.nullable(),
  /** The header, or the JSON pointer, that has to say it. */
  saidIn: z.string().regex(PLAIN_NAME).nullable(),
});
export type Versions = z.infer<typeof VersionsSchema>;

/** Outcome of an attempt (product.md, "Vocabulary"). */
export const OutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pass"), observed: ObservationSchema }),
  z.strictObject({ kind: z.literal("fail"), category: z.enum(CATEGORIES), observed: ObservationSchema }),
  z.strictObject({ kind: z.literal("unsupported"), observed: ObservationSchema }),
  z.strictObject({
    kind: z.literal("error"),
    reason: z.enum(ERROR_REASONS),
    /** With `other-version`. */
    versions: VersionsSchema.optional(),
    /** With `edge-answered`, `change-refused`, `answer-too-large`: the answer; with `own-machine`: the code. */
    observed: ObservationSchema.optional(),
  }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** Whether another version than the one under test answered. */
export function isOtherVersion(
  outcome: Outcome,
): outcome is Extract<Outcome, { kind: "error" }> & { readonly reason: "other-version" } {
  return outcome.kind === "error" && outcome.reason === "other-version";
}

/**
 * Fields that the gate adds and may have to take back, and the larger output cap. `kept:stream`: a probe that
 * asks for an answer in one piece had to ask for a stream, as the team's own body does or to see whether one is taken.
 */
const ADAPTATIONS = [
  "dropped:max_completion_tokens",
  "dropped:max_output_tokens",
  "dropped:stream_options",
  "dropped:tool_choice",
  "dropped:strict",
  "dropped:detail",
  "dropped:stream",
  "kept:stream",
  "output-cap:2048",
] as const;
export type Adaptation = (typeof ADAPTATIONS)[number];

/** Which part of the sampling plan asked for an attempt (decision.md, "Sampling one must-pass live probe"). */
export const LOOKS = ["pilot", "burst", "second-look", "third-look", "confirmation", "single"] as const;

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
  /** Waits that a `Retry-After` asked for, for a turn after a rate limit refused it, or between two questions after a job, ms. */
  waitsMs: z.array(ms),
  adaptations: z.array(z.enum(ADAPTATIONS)),
  /** Answers of another version that came in its place and were waited out, while a rollout was waited for; absent: none. */
  waitedOut: z.strictObject({ answers: z.int().min(1), versions: z.array(VersionsSchema) }).optional(),
  outcome: OutcomeSchema,
});
export type Attempt = z.infer<typeof AttemptSchema>;
