import type { Observation, Outcome, RequestFacts, Versions } from "../evidence/attempt.ts";
import type { Redactor } from "../evidence/redaction.ts";
import { repeats } from "./template-words.ts";

/** Sent where a credential must be refused; nobody can mistake it for a real one. It is never printed either. */
export const FAKE_CREDENTIAL = "release-gate-obviously-invalid-credential";

/**
 * Whether an identifier that came from outside may be kept: it repeats nothing that the gate sent. What is `ours` is a
 * word of the gate, which a template may use as well.
 */
type MayKeep = (identifier: string, ours?: boolean) => boolean;

/** Observations in the gate's own words. */
const OURS: ReadonlySet<string> = new Set(["detail", "field", "fieldAt", "terminalState", "networkCode"]);

/**
 * Endpoints repeat what they were sent: in error codes, request ids, model names. Such an identifier is not kept.
 *
 * @param words the team's own words in the body that was sent, of its request template
 */
export function mayKeep(redactor: Redactor, nonce: string, words: readonly string[] = []): MayKeep {
  return (identifier, ours = false) =>
    (ours || !repeats(identifier, words)) &&
    !redactor.exposes(identifier) &&
    !redactor.shares(identifier) &&
    ![nonce, FAKE_CREDENTIAL].some((sent) => identifier.includes(sent));
}

/** The outcome without identifiers that must not be kept. */
export function scrubOutcome(outcome: Outcome, keep: MayKeep): Outcome {
  if (outcome.kind !== "error") return { ...outcome, observed: scrubObservation(outcome.observed, keep) };
  const { versions, observed } = outcome;
  return {
    ...outcome,
    ...(versions === undefined ? {} : { versions: scrubVersions(versions, keep) }),
    ...(observed === undefined ? {} : { observed: scrubObservation(observed, keep) }),
  };
}

function scrubObservation(observed: Observation, keep: MayKeep): Observation {
  const kept = Object.entries(observed).filter(
    ([name, value]) => typeof value !== "string" || keep(value, OURS.has(name)),
  );
  return Object.fromEntries(kept);
}

/** The versions that a service names, where they may be kept. */
export function scrubVersions({ answered, underTest, saidIn }: Versions, keep: MayKeep): Versions {
  const kept = (version: string | null) => (version !== null && keep(version) ? version : null);
  return { answered: kept(answered), underTest: kept(underTest), saidIn: kept(saidIn) };
}

/** The facts of a request without identifiers that must not be kept. */
export function scrubRequest(facts: RequestFacts, keep: MayKeep): RequestFacts {
  const kept = (value: string | null) => (value !== null && keep(value) ? value : null);
  return { ...facts, mediaType: kept(facts.mediaType), requestId: kept(facts.requestId) };
}
