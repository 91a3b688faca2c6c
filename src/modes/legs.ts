/** The legs of a fan-in: which evidence counts, what people call them, and whether they are all there. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { oneLine } from "../text/one-line.ts";
import { type EvidenceFiles, evidenceFinding } from "./read-evidence.ts";

/** A run without a leg label is told apart by its run id. */
export function labelOf({ run }: Evidence): string {
  return run.leg ?? run.id;
}

/**
 * Of the same leg twice, the highest run attempt wins. Two runs of one attempt under one label are two legs, and nothing says
 * which of them counts: both stay, and the fan-in holds (decision.md, "Replay and fan-in": a failing leg never disappears).
 */
export function latestAttempts(files: EvidenceFiles["evidence"]): { latest: Evidence[]; findings: Finding[] } {
  const runs = new Map(files.map((one) => [one.evidence.digest, one]));
  const legs = Map.groupBy(runs.values(), ({ evidence }) => labelOf(evidence));
  const findings: Finding[] = [];
  const latest = [...legs].flatMap(([label, leg]) => {
    const attempts = Map.groupBy(leg, ({ evidence }) => evidence.run.runAttempt ?? 0);
    const shared = [...attempts.values()].filter((attempt) => attempt.length > 1).flat();
    if (shared.length > 0) findings.push(sharedLabelFinding(label, shared));
    const kept = shared.length > 0 ? leg : attempts.get(Math.max(...attempts.keys()));
    return (kept ?? []).map(({ evidence }) => evidence);
  });
  const order = (evidence: Evidence) => `${labelOf(evidence)} ${evidence.run.id}`;
  return { latest: latest.sort((a, b) => (order(a) < order(b) ? -1 : 1)), findings };
}

function sharedLabelFinding(label: string, files: EvidenceFiles["evidence"]): Finding {
  const named = files.map(({ file }) => file).join(" and ");
  return evidenceFinding(
    "leg-label-shared",
    null,
    `${named} are different runs of one attempt, and both are called leg ${oneLine(label)}`,
    "Leave the input leg out: a leg knows its matrix. A label of your own needs all of its values, for example region and model.",
  );
}

/** Fewer legs than the matrix of their own job has: the others left no evidence. */
export function countFindings(evidence: readonly Evidence[]): Finding[] {
  const jobs = Map.groupBy(evidence, ({ run }) => `${run.job ?? ""} ${run.legCount ?? ""}`);
  return [...jobs.values()].flatMap((legs): Finding[] => {
    const { legCount: count = 0, job } = legs[0]?.run ?? {};
    if (legs.length >= count) return [];
    const whose = job === undefined ? "their matrix" : `the matrix of job ${job}`;
    return [
      missingLeg(
        `${count - legs.length} of ${count} legs of ${whose} left no evidence; there is that of ${legs.map(labelOf).join("; ")}`,
      ),
    ];
  });
}

/** Legs that the workflow expects and of which there is no evidence. */
export function missingLegFindings(evidence: readonly Evidence[], expected: readonly string[]): Finding[] {
  const present = new Set(evidence.flatMap((one) => [labelOf(one), ...(one.run.legValues?.name ?? [])]));
  return expected.filter((leg) => !present.has(leg)).map((leg) => missingLeg(`leg ${leg} is missing`));
}

function missingLeg(message: string): Finding {
  const help = "Look at why that leg left no evidence, and run it again.";
  return { ...evidenceFinding("leg-missing", null, message, help), trigger: "insufficient-evidence" };
}

/**
 * What people call each leg: its `name`, else the shortest values that tell all of them apart; where there are none, its
 * label. Equal names are told apart by their runs.
 */
export function namesOf(evidence: readonly Evidence[]): ReadonlyMap<Evidence, string> {
  const telling = tellingKeys(evidence);
  const named = evidence.map((one): [Evidence, string] => {
    const { legValues: values } = one.run;
    const short = telling.map((key) => values?.[key]).filter((value) => value !== undefined && value !== "");
    return [one, oneLine(values?.name || short.join(", ") || labelOf(one))];
  });
  const uses = Map.groupBy(named, ([, name]) => name);
  return new Map(named.map(([one, name]) => [one, uses.get(name)?.length === 1 ? name : `${name} ${one.run.id}`]));
}

/** The fewest keys of the matrix whose values differ from leg to leg; none where no keys tell all apart. */
function tellingKeys(evidence: readonly Evidence[]): readonly string[] {
  const all = evidence.map(({ run }) => run.legValues ?? {});
  const tell = (keys: readonly string[]) =>
    new Set(all.map((values) => keys.map((key) => values[key] ?? "").join("\n"))).size === all.length;
  const varying = [...new Set(all.flatMap(Object.keys))].filter(
    (key) => new Set(all.map((values) => values[key])).size > 1,
  );
  const pairs = varying.flatMap((a, i) => varying.slice(i + 1).map((b) => [a, b]));
  return [...varying.map((key) => [key]), ...pairs, varying].find(tell) ?? [];
}
