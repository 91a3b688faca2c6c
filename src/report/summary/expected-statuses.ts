import { KEY_REFUSED } from "../../evidence/attempt.ts";
import type { Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { isEcho } from "../../evidence/failure-words.ts";
import type { ProbeId } from "../../evidence/probes.ts";
import { weighs } from "../../evidence/vocabulary.ts";
import { type Block, text } from "../document.ts";

/** Statuses that are no answer to what is invalid, whoever states them: credential, money, proxy, time and load. */
const NEVER_STATED: readonly number[] = [401, 402, 403, 407, 408, 425, 429];

/**
 * The lines of a gate file that state what the endpoint answers to invalid requests, where that is all that is wrong with
 * it: every status that was seen, because with them exactly these count. Nothing where nobody should state it: an endpoint
 * that fails valid requests in the same way, and a refusal that is not about what was invalid.
 */
export function expectedStatusBlocks(evidence: Evidence): readonly Block[] {
  const { probes, verdict } = evidence;
  const fired = verdict.triggers.filter(weighs);
  const report = fired.find(({ id }) => id === "uncontrolled-error");
  const asked = probes.filter(({ subject, polarity }) => subject === "candidate" && polarity === "must-fail");
  const failed = asked.filter(({ key }) => report?.probes.includes(key));
  const stated = failed.filter(
    (probe) => mayBeStated(probe) && !isEcho({ id: "uncontrolled-error", probes: [probe.key] }, fired, probes),
  );
  if (stated.length === 0) return [];
  const statuses = (id: ProbeId, name: string | null) =>
    listOf(asked.filter((probe) => probe.id === id && probe.case === name).flatMap(statusesOf));
  const cases = [...new Set(stated.flatMap((probe) => probe.case ?? []))];
  const single = [...new Set(stated.flatMap((probe) => (probe.case === null ? probe.id : [])))];
  return [
    text(
      "These lines in the gate file state what was answered to invalid requests; from then on exactly these statuses count as a controlled failure. Add them only where that is how this endpoint answers every day, not in an outage, and where your error handling copes with it; then run the gate again.",
    ),
    {
      kind: "workflow",
      lines: [
        "probes:",
        ...single.map((id) => `  ${id}: { expect: ${statuses(id, null)} }`),
        ...(cases.length === 0 ? [] : ["  error-path:", "    expect:"]),
        ...cases.map((name) => `      ${name}: ${statuses("error-path", name)}`),
      ],
    },
  ];
}

/** Whether every answer that counted as uncontrolled was one to what is invalid in the request. */
function mayBeStated(probe: ProbeRun): boolean {
  const failures = probe.attempts.flatMap(({ outcome }) =>
    outcome.kind === "fail" && outcome.category === "uncontrolled-error" ? [outcome.observed] : [],
  );
  return failures.every(({ status = 0, detail }) =>
    probe.id === "auth-path" ? detail === KEY_REFUSED : status >= 400 && !NEVER_STATED.includes(status),
  );
}

/** What was answered in a controlled way, or is to count as one. */
function statusesOf({ attempts }: ProbeRun): readonly number[] {
  return attempts.flatMap(({ outcome }) =>
    outcome.kind === "pass" || (outcome.kind === "fail" && outcome.category === "uncontrolled-error")
      ? (outcome.observed.status ?? [])
      : [],
  );
}

function listOf(statuses: readonly number[]): string {
  return `[${[...new Set(statuses)].toSorted((a, b) => a - b).join(", ")}]`;
}
