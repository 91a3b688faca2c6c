import { z } from "zod";
import { type Policy, PolicySchema } from "./policy.ts";
import { TRIGGER_IDS, TRIGGERS } from "./triggers.ts";
import { SEVERITIES } from "./vocabulary.ts";

/** The policy as a record keeps it: of the severities those alone that are not the built-in ones. */
export const RecordedPolicySchema = PolicySchema.omit({ severities: true }).extend({
  severities: z.record(z.string(), z.enum(SEVERITIES)),
});
export type RecordedPolicy = z.infer<typeof RecordedPolicySchema>;

/** What a record keeps of a policy. */
export function recordedPolicy({ severities, ...rest }: Policy): RecordedPolicy {
  const changed = TRIGGER_IDS.filter((id) => severities[id] !== TRIGGERS[id].severity);
  return { ...rest, severities: Object.fromEntries(changed.map((id) => [id, severities[id]])) };
}
