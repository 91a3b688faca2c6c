import { LOOKS } from "../evidence/attempt.ts";
import { PROBE_IDS } from "../evidence/probes.ts";
import { TRIGGER_IDS } from "../evidence/triggers.ts";
import type { CaseRun } from "./case-run.ts";

/** What the gate calls its cases (report/records/junit.ts): class and name. */
const OWN = new RegExp(
  `^(${[
    `triggers › (${TRIGGER_IDS.join("|")})`,
    `checks › (${PROBE_IDS.join("|")}|known-good-template|legs|readiness|record|template|[a-z-]+: [a-z0-9-]+ \\(.*)`,
    `(known-good )?(${PROBE_IDS.join("|")})\\b.* › (#\\d+ (${LOOKS.join("|")})|not asked)`,
    `leg .+ › (${PROBE_IDS.join("|")})\\b.*`,
  ].join("|")})$`,
);

/** Whether a file is a `junit.xml` of the gate, wherever it was copied: counted here, a run would judge the one before it. */
export function isOwnReport(runs: readonly CaseRun[]): boolean {
  return runs.length > 0 && runs.every(({ name }) => OWN.test(name));
}
