/**
 * The words of the product (product.md, "Vocabulary"), as closed enumerations. Every other room speaks them; this file
 * imports nothing. Probes, triggers and categories have tables of their own: `probes.ts`, `triggers.ts`, `categories.ts`.
 */

/** Version of the evidence format; a replay refuses any other. */
export const EVIDENCE_VERSION = 1;

/** The endpoint families whose contracts the gate knows. They are separate contracts and are never mixed in a record. */
export const FAMILIES = ["chat-completions", "responses", "messages", "embeddings"] as const;
export type Family = (typeof FAMILIES)[number];

/** OpenAI's own families: what one can say the other can, too, in another shape. */
export type OpenAiFamily = Extract<Family, "chat-completions" | "responses">;

/** What the documents of the provider call each family. */
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  "chat-completions": "Chat Completions",
  responses: "Responses",
  messages: "Messages",
  embeddings: "Embeddings",
};

/** What a probe's answer means for the decision: it has to succeed, it has to fail, or it only informs. */
export const POLARITIES = ["must-pass", "must-fail", "advisory"] as const;
export type Polarity = (typeof POLARITIES)[number];

/** Where in the life of a request the failure happened. */
// biome-ignore format: a list of words reads by lines
const STAGES = [
  "resolve", "connect", "tls", "proxy", "send", "authenticate", "validate", "respond", "parse", "stream", "terminal",
] as const;
export type Stage = (typeof STAGES)[number];

/** What the gate is asked to do (product.md, input `mode`). */
export const MODES = ["gate", "verify-rollback", "record", "replay"] as const;
export type Mode = (typeof MODES)[number];

/** The one word that the gate answers with. */
export const DECISIONS = ["proceed", "hold", "rollback"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a fired trigger asks for, the mildest first. `advisory` triggers are printed and never move the decision. */
export const SEVERITIES = ["advisory", "hold", "rollback"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whether a finding, or a trigger that fired, is more than a remark. */
export function weighs({ fired = true, severity }: { readonly fired?: boolean; readonly severity: Severity }): boolean {
  return fired && severity !== "advisory";
}

/** Results in records and tables. */
export const RESULTS = ["pass", "fail", "partial", "not_tested", "not_provided"] as const;
export type Result = (typeof RESULTS)[number];

/** How a trigger is evaluated (decision.md, "Kinds of trigger"). */
export type TriggerKind = "certain" | "rate" | "zero" | "static" | "state";

/** Things worth saying about an attempt that do not fail it (contracts.md, section 4: "warn" and "pass with warning"). */
// biome-ignore format: a list of words reads by lines
export const NOTES = [
  "truncated", "done-marker-missing", "event-name-missing", "event-name-mismatch", "sequence-missing",
  "sequence-not-increasing", "index-missing", "completed-output-empty", "text-only-in-completed",
  "unterminated-final-frame", "left-open-after-terminal", "text-after-finish", "reset-after-terminal",
  "unknown-event-type", "comments", "content-type-not-event-stream", "finish-reason-empty", "finish-reason-repeated", "finish-reason-unknown", "error-envelope-flat", "error-not-json", "usage-missing",
  "reasoning-only", "call-instead-of-text", "image-instead-of-text", "sound-instead-of-text", "call-ended-as-text",
  "trace-id-missing", "slow", "encoding-not-as-asked", "dimensions-not-as-asked",
] as const;
export type Note = (typeof NOTES)[number];

/** How a stream ended (contracts.md, section 6.4). */
// biome-ignore format: a list of words reads by lines
export const TERMINAL_STATES = [
  "completed", "incomplete-max-output-tokens", "incomplete-content-filter", "incomplete-other", "failed", "error-event",
  "done-without-finish", "eof-without-terminal", "more-than-one-terminal", "idle-timeout", "total-timeout",
  "connection-lost", "non-sse-body", "http-error",
] as const;
export type TerminalState = (typeof TERMINAL_STATES)[number];

/** When the known-good release is probed beside the candidate (decision.md, "Rehearsal"). */
export const REHEARSE = ["always", "on-failure", "never"] as const;
export type Rehearse = (typeof REHEARSE)[number];
