import { z } from "zod";
import { ObservationSchema, type Versions, VersionsSchema, WhereSchema } from "./attempt.ts";
import { CATEGORIES } from "./categories.ts";

/**
 * How long the gate waited until the release had arrived, and what came of it (decision.md, "Has the release arrived?"). It
 * is neither evidence for the release nor against it.
 */
export const ArrivalSchema = z.strictObject({
  /** `other-version`: the time ran out, and another version than the one under test answered meanwhile. */
  result: z.enum(["ready", "not-ready", "other-version"]),
  withinMs: z.int(),
  waitedMs: z.int(),
  /** Requests that were sent for it; none of them counts as an attempt. */
  requests: z.int(),
  /** Answers as declared; a few are not enough, they have to follow each other. */
  asDeclared: z.int(),
  /** Answers of other versions, and what they said, each once; null: there was none. */
  other: z.strictObject({ answers: z.int(), versions: z.array(VersionsSchema) }).nullable(),
  /** Absent in older evidence. */
  where: WhereSchema.optional(),
  /** The last answer; null: nothing was asked. */
  last: z
    .strictObject({
      /** HTTP status; null where no answer came. */
      status: z.int().nullable(),
      /** Why no answer came, or why it was not as declared; null: it was as declared. */
      category: z.enum(CATEGORIES).nullable(),
      /** Why no connection came about, or what of the answer could not be read; absent: nothing of that is known. */
      observed: ObservationSchema.pick({ networkCode: true, tried: true, detail: true }).optional(),
      /** Where it said that it runs another version than the one under test. */
      versions: VersionsSchema.nullable(),
    })
    .nullable(),
});
export type Arrival = z.infer<typeof ArrivalSchema>;

/** Different versions that are kept: a rollout has two or three. */
const MOST_VERSIONS = 5;

/** One more answer of another version; undefined: it did not say of which. */
export function withAnswer(other: Arrival["other"], answer: Versions | undefined): NonNullable<Arrival["other"]> {
  const { answers, versions } = other ?? { answers: 0, versions: [] };
  const known = answer === undefined || versions.some(({ answered }) => answered === answer.answered);
  return { answers: answers + 1, versions: known ? versions : [...versions, answer].slice(0, MOST_VERSIONS) };
}

/**
 * What the service said of its version when it was asked again: routes had failed whose answers do not say which version gave
 * them, and an old pod may have been it. Meanwhile these routes were asked again as well.
 */
export const RecheckSchema = z.strictObject({
  /** Keys of the probes that it speaks for. */
  probes: z.array(z.string()),
  /** Questions for the version; none of them counts as an attempt. */
  requests: z.int(),
  /** As of an arrival. */
  other: ArrivalSchema.shape.other,
  /** Answers of the same probes as expected, and those that failed as before; absent in older evidence. */
  again: z.array(z.strictObject({ key: z.string(), passes: z.int(), failures: z.int() })).optional(),
});
export type Recheck = z.infer<typeof RecheckSchema>;

/**
 * Probes whose failures may have been another version's: it was still among the answers, or the probe did not fail any more.
 * Then it is not the release that failed that answers now.
 */
export function leftOpen({ probes, other, again = [] }: Recheck): readonly string[] {
  if (other !== null) return probes;
  return again.filter(({ passes, failures }) => passes > 0 && failures === 0).map(({ key }) => key);
}
