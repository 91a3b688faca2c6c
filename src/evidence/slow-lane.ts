/** How an endpoint that answers 429 was asked slower, and which settings fit its limits. */
import { z } from "zod";

const ms = z.int().min(0);

/** Everything that is asked of one host, under a rate limit that it met. */
export const SlowLaneSchema = z.strictObject({
  /** Labels of the probes that were refused for it. */
  probes: z.array(z.string()),
  /**
   * `asked`: one at a time, to the end. `over-deadline`: that would take longer than the run may; `refused`: it was refused all
   * the same. From then on nothing was waited for.
   */
  outcome: z.enum(["asked", "over-deadline", "refused"]),
  /** From the start of a request to the start of the next, ms; 0: one at a time, without a pause. */
  everyMs: ms,
  /** The longest wait that the endpoint asked for, ms; null: it asked for none. */
  askedMs: ms.nullable(),
  /** What it says that it allows, per how many ms; null: it does not say. */
  limit: z.strictObject({ requests: ms, windowMs: ms.nullable() }).nullable(),
  /** Requests of the plan when nothing fails. */
  requests: z.int().min(0),
  /** Of the whole run, ms. */
  deadlineMs: ms,
  /** The deadline that this plan needs, ms, and the most samples that this deadline allows; null: there is none. */
  fits: z.strictObject({ deadlineMs: ms.nullable(), samples: z.int().nullable() }),
});
export type SlowLane = z.infer<typeof SlowLaneSchema>;
