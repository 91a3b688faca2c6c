import { vectorLengths } from "../evidence/answers.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { stateReport } from "./trigger-reports.ts";

/** The hold of vectors that an index built with earlier ones does not take (contracts.md, 8); none where they fit. */
export function vectorLengthTriggers({ probes, knownGood, policy }: ObservedRun): TriggerReport[] {
  const asked = probes.filter(({ subject, family }) => subject === "candidate" && family === "embeddings");
  const lengths = vectorLengths(asked);
  const earlier = knownGood.kind === "record" ? knownGood.record.vectorLength : undefined;
  const ignored = asked.some(({ attempts }) =>
    attempts.some(
      ({ outcome }) => outcome.kind === "pass" && outcome.observed.notes?.includes("dimensions-not-as-asked"),
    ),
  );
  return [
    ...(lengths.length > 1 ? ["they differ from one attempt to the next"] : []),
    ...(earlier !== undefined && lengths.some((length) => length !== earlier)
      ? [`those of the known-good release have ${earlier}`]
      : []),
    ...(ignored ? ["the request template asks for others in dimensions"] : []),
  ].map((why) => stateReport("vector-length", `vectors of ${lengths.join(" and ")} numbers, and ${why}`, policy));
}
