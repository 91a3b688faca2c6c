/** What one family showed in one area, out of the evidence and nothing else. */
import { answersOf, isJson, observedIn, type ProbeAnswer, statusOf, worst } from "../evidence/answers.ts";
import type { Attempt, Observation } from "../evidence/attempt.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type ProbeId, probeAbout, type Topic } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";

/** One side of a row. `key` is what the two sides are compared by; `open`: nothing was seen, and why. */
export type Side =
  | { readonly kind: "known"; readonly key: string; readonly text: string }
  | { readonly kind: "open"; readonly text: string; readonly asked: boolean };

/** A side that was seen: what it is compared by, and how it reads. */
export const known = (key: string, text: string): Side => ({ kind: "known", key, text });

/** A side that was asked for and shows nothing. */
export const inconclusive = (text: string): Side => ({ kind: "open", text, asked: true });

/** The probe that answers for a family; null: it was not selected. */
export function worstAnswer(evidence: Evidence, id: ProbeId, family?: Family, name?: string): ProbeAnswer | null {
  return worst(answersOf(evidence, id, family).filter(({ verdict }) => name === undefined || verdict.case === name));
}

/** The probe that asks a family about this; null: it was not selected. */
export function answerAbout(evidence: Evidence, topic: Topic, family: Family): ProbeAnswer | null {
  const id = probeAbout(topic, family);
  return id === null ? null : worstAnswer(evidence, id);
}

/** Why a probe shows nothing here. */
export function open(answer: ProbeAnswer | null): Side {
  if (answer === null) return { kind: "open", text: "not asked", asked: false };
  const { verdict, attempt } = answer;
  if (attempt === null) return { kind: "open", text: verdict.reason, asked: false };
  const status = statusOf(attempt);
  const said = status === null ? "no answer" : String(status);
  if (verdict.result === "unsupported") return inconclusive(`not offered by this endpoint (${said})`);
  const why = verdict.category === null ? "no attempt passed" : `failed with ${verdict.category}`;
  return inconclusive(`${why} (${said})`);
}

/** Attempts that passed, with what was observed in them. */
export function passes(
  answer: ProbeAnswer | null,
): readonly { readonly attempt: Attempt; readonly observed: Observation }[] {
  return (answer?.run?.attempts ?? []).flatMap((attempt) =>
    attempt.outcome.kind === "pass" ? [{ attempt, observed: attempt.outcome.observed }] : [],
  );
}

/** A side read from the attempts that passed; open where none did. */
export function fromPasses(answer: ProbeAnswer | null, read: (observed: readonly Observation[]) => Side): Side {
  const all = passes(answer);
  if (all.length === 0) return open(answer);
  const side = read(all.map(({ observed }) => observed));
  const { attempts = 0 } = answer?.verdict ?? {};
  if (side.kind === "open" || all.length === attempts) return side;
  return { ...side, text: `${side.text} (${all.length} of ${attempts} attempts passed)` };
}

/** The different values of a field, in the order in which they were seen. */
export function valuesOf(
  observed: readonly Observation[],
  read: (one: Observation) => string | undefined,
): readonly string[] {
  return [...new Set(observed.flatMap((one) => read(one) ?? []))];
}

/** How an invalid request ended: status, whether an error handler can read it, and its code. */
export function refusal(answer: ProbeAnswer | null): Side {
  const observed = observedIn(answer?.attempt ?? null);
  const status = statusOf(answer?.attempt ?? null);
  // A failure on the way to the endpoint says nothing about how it refuses, and neither does an endpoint that is not there.
  const elsewhere = status !== null && status >= 300 && status < 400;
  if (answer === null || observed === null || status === null || elsewhere) return open(answer);
  if (answer.verdict.result === "not_tested") return inconclusive(answer.verdict.reason);
  const parseable = observed.errorEnvelope ?? isJson(observed) ?? false;
  const code = observed.errorCode ?? "none";
  const type = observed.errorType === undefined ? "" : `, type ${observed.errorType}`;
  const error = parseable ? `parseable error, code ${code}${type}` : "no parseable error";
  const accepted = status >= 200 && status < 300 && observed.errorEnvelope !== true;
  return known(`${status} ${parseable} ${code}`, `${status}, ${accepted ? "accepted" : error}`);
}
