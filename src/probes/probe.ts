import type { Bodies } from "../contracts/request-template.ts";
import type { AppRoute, ReleaseValues } from "../evidence/app.ts";
import type { Adaptation, Outcome } from "../evidence/attempt.ts";
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import { type LiveProbeId, type MustFailOptions, PROBES, polarityOf } from "../evidence/probes.ts";
import type { Family, Polarity } from "../evidence/vocabulary.ts";
import type { Exchange, RequestPlan } from "../http/types.ts";
import type { Schemas } from "./structured-output.ts";

/** What a probe may know when it asks. */
export interface Question {
  /** The model identifier under release. */
  readonly model: string;
  /** Fresh per attempt and last in the message, so that no cache can fake an attempt. */
  readonly nonce: string;
  /** What earlier attempts of this probe had to take back; later attempts start from there. */
  readonly adaptations: readonly Adaptation[];
  /** The team's own request bodies by family, as the request templates hold them; their prompts are not sent. */
  readonly bodies: Bodies;
  /** What their answers have to be; absent: nothing. */
  readonly schemas?: Schemas;
}

/** What a probe concludes, and what it had to adapt to get there. */
export interface Conclusion {
  readonly outcome: Outcome;
  readonly adaptations: readonly Adaptation[];
}

/**
 * A live probe: data plus one generator. It yields what to send, is handed the exchange, and returns the conclusion. It
 * does no I/O, knows no sampling, no trigger and no GitHub (architecture.md, "Types that carry the flow").
 */
export interface Probe {
  /** Unique within a run: `chat`, `error-path:responses:missing-field`. */
  readonly key: string;
  readonly id: LiveProbeId;
  /** Null: the probe belongs to no family, as the list of models. */
  readonly family: Family | null;
  readonly case: string | null;
  readonly polarity: Polarity;
  readonly steps: (question: Question) => Generator<RequestPlan, Conclusion, Exchange>;
}

/** The probe of a row of the table that asks in this way; where the row has several, of this family and case. */
export function liveProbe(
  id: LiveProbeId,
  steps: Probe["steps"],
  one: { readonly family?: Family; readonly case?: string | null } = {},
): Probe {
  const { family: own } = PROBES[id];
  return {
    key: [id, one.family, one.case].filter((part) => part != null).join(":"),
    id,
    family: one.family ?? (own === "each" ? null : own),
    case: one.case ?? null,
    polarity: polarityOf(id, "explicit"),
    steps,
  };
}

/** A route of the application, the release that it is supposed to run, and the run that asks. */
export interface AppAsking {
  readonly route: AppRoute;
  readonly release: ReleaseValues;
  readonly runId: string;
}

/** What the probes of some rows depend on: the run that they are planned for. */
interface RunToPlan {
  /** The families that are probed. */
  readonly families: readonly Family[];
  readonly mustFail: MustFailOptions;
  /** Empty where there is none, or it does not run this release. */
  readonly app: readonly AppAsking[];
}

/**
 * What each file `probes/<id>.ts` exports under the name `probe`: the probe of its row, or the probes that a run makes of
 * it. The registry is generated from the table.
 */
export type LiveProbe = Probe | ((run: RunToPlan) => readonly Probe[]);

/**
 * The harmless prompt. Nothing personal, the nonce last so that prefix caches still work, and the markers by which a log
 * that holds the prompt or the answer is recognised.
 */
export function prompt(nonce: string): string {
  return `This is an automated release check (${PROMPT_MARKER}). Reply with the word OK and this code: ${REPLY_MARKER}-${nonce}`;
}

/** The same where the answer has to be JSON: endpoints refuse a JSON mode whose prompt does not say the word. */
export function jsonPrompt(nonce: string): string {
  return `This is an automated release check (${PROMPT_MARKER}). Reply with a JSON object whose member "reply" is OK and this code: ${REPLY_MARKER}-${nonce}`;
}

/** First output cap, tokens: small, and enough for a one-word answer (product.md, "What the gate sends"). */
export const OUTPUT_CAP = 256;

/** Second and last output cap, tokens, for models that spend the first on reasoning. */
const LARGER_OUTPUT_CAP = 2048;

/** The output cap that the adaptations so far leave. */
export function outputCap(adaptations: readonly Adaptation[]): number {
  return adaptations.includes("output-cap:2048") ? LARGER_OUTPUT_CAP : OUTPUT_CAP;
}
