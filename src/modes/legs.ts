/** The legs of a fan-in: which evidence counts, what people call them, and whether they are all there. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import type { ExpectedLeg } from "../settings/release/leg.ts";
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
  const legs = Map.groupBy(runs.values(), ({ evidence }) => identityOf(evidence));
  const findings: Finding[] = [];
  const latest = [...legs.values()].flatMap((leg) => {
    const attempts = Map.groupBy(leg, ({ evidence }) => evidence.run.runAttempt ?? 0);
    const shared = [...attempts.values()].filter((attempt) => attempt.length > 1).flat();
    if (shared.length > 0) findings.push(sharedLabelFinding(shared));
    const kept = shared.length > 0 ? leg : attempts.get(Math.max(...attempts.keys()));
    return (kept ?? []).map(({ evidence }) => evidence);
  });
  const order = (evidence: Evidence) => `${labelOf(evidence)} ${evidence.run.id}`;
  return { latest: latest.sort((a, b) => (order(a) < order(b) ? -1 : 1)), findings };
}

/** What makes a leg the same one in another attempt: legs of two jobs, or of two integrations, never are. */
function identityOf(evidence: Evidence): string {
  const { job = "", name, environment } = evidence.run;
  return [job, name, environment ?? "", labelOf(evidence)].join("\n");
}

function sharedLabelFinding(files: EvidenceFiles["evidence"]): Finding {
  const named = files.map(({ file }) => file).join(" and ");
  const label = files.map(({ evidence }) => labelOf(evidence))[0] ?? "";
  return evidenceFinding(
    "leg-label-shared",
    null,
    `${named} are different runs of one attempt, and both are called leg ${oneLine(label)}`,
    "Leave the input leg out: a leg knows its matrix. A label of your own needs all of its values, for example region and model.",
  );
}

/** Legs that left no evidence. */
interface AbsentLegs {
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Those that the workflow expects, and those that the matrix of their own job has: each is said once, by its name if it has one. */
export function absentLegs(names: ReadonlyMap<Evidence, string>, expected: readonly ExpectedLeg[]): AbsentLegs {
  const ofMatrix = absentFromMatrix([...names.keys()]);
  const named = missingLegFindings(names, expected);
  return named.length > 0 ? { count: Math.max(named.length, ofMatrix.count), findings: named } : ofMatrix;
}

/** Fewer legs than the matrix of their own job has: the others left no evidence. */
function absentFromMatrix(evidence: readonly Evidence[]): AbsentLegs {
  const jobs = Map.groupBy(evidence, ({ run }) => `${run.job ?? ""} ${run.legCount ?? ""}`);
  const absent = [...jobs.values()].flatMap((legs) => {
    const { legCount = 0, job } = legs[0]?.run ?? {};
    const count = legCount - legs.length;
    if (count <= 0) return [];
    const whose = job === undefined ? "their matrix" : `the matrix of job ${job}`;
    const what = `${count} of ${legCount} legs of ${whose} left no evidence`;
    return [{ count, finding: missingLeg(`${what} (there is that of ${legs.map(labelOf).join("; ")})`) }];
  });
  return {
    count: absent.reduce((sum, { count }) => sum + count, 0),
    findings: absent.map(({ finding }) => finding),
  };
}

/** Legs that the workflow expects and of which there is no evidence: by their label, the name that people see, or values. */
function missingLegFindings(names: ReadonlyMap<Evidence, string>, expected: readonly ExpectedLeg[]): Finding[] {
  const legs = [...names];
  const isThere = (label: string) =>
    legs.some(([one, name]) => [labelOf(one), name, one.run.legValues?.name].includes(label));
  const hasValues = (values: Readonly<Record<string, string>>) =>
    legs.some(([{ run }]) => Object.entries(values).every(([key, value]) => run.legValues?.[key] === value));
  return expected.flatMap(({ label, values, parts }) => {
    if (isThere(label) || (values !== null && hasValues(values))) return [];
    const missing = parts.length > 1 && !parts.every((part) => part.includes("=")) ? parts : [label];
    return missing.filter((part) => !isThere(part)).map((part) => missingLeg(`leg ${part} is missing`));
  });
}

function missingLeg(message: string): Finding {
  const help = "Look at why that leg left no evidence, and run it again.";
  return { ...evidenceFinding("leg-missing", null, message, help), trigger: "insufficient-evidence" };
}

/**
 * What people call each leg: its `name`, else the shortest values that tell all of them apart, its job and the name of its
 * integration among them; where nothing does, its label and its run.
 */
export function namesOf(evidence: readonly Evidence[]): ReadonlyMap<Evidence, string> {
  const values = new Map(
    evidence.map((one) => {
      const { legValues = {}, job = "", name } = one.run;
      const own = Object.keys(legValues).length === 0 ? { label: labelOf(one) } : legValues;
      // Beside the values of the matrix, so that these are chosen first.
      return [one, { ...own, " job": job, " name": name }] as const;
    }),
  );
  const all = [...values.values()];
  const named = all.every(({ name }: Readonly<Record<string, string>>) => (name ?? "") !== "");
  const telling = tellingKeys(all, named ? ["name"] : []);
  const words = (one: Readonly<Record<string, string>>) =>
    telling
      .flatMap((key) => one[key] ?? [])
      .filter((value) => value !== "")
      .join(", ");
  return new Map(
    [...values].map(([one, own]) => [one, oneLine(telling.length > 0 ? words(own) : `${labelOf(one)} ${one.run.id}`)]),
  );
}

/** The fewest keys, beside those that are shown anyway, whose values tell all apart; none where no keys do. */
function tellingKeys(all: readonly Readonly<Record<string, string>>[], shown: readonly string[]): readonly string[] {
  const tell = (keys: readonly string[]) =>
    new Set(all.map((values) => keys.map((key) => values[key] ?? "").join("\n"))).size === all.length;
  const others = [...new Set(all.flatMap(Object.keys))].filter(
    (key) => !shown.includes(key) && new Set(all.map((values) => values[key])).size > 1,
  );
  const pairs = others.flatMap((a, i) => others.slice(i + 1).map((b) => [a, b]));
  const choices = [[], ...others.map((key) => [key]), ...pairs, others].map((keys) => [...shown, ...keys]);
  return choices.find((keys) => keys.length > 0 && tell(keys)) ?? (all.length === 1 ? fallback(all[0]) : []);
}

/** One leg alone is told from nothing: all of its own values. */
function fallback(values: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.keys(values).filter((key) => !key.startsWith(" "));
}
