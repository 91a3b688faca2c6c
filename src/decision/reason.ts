import { isOtherVersion } from "../evidence/attempt.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import { isEcho, seenBehind } from "../evidence/failure-words.ts";
import type { Leg } from "../evidence/leg.ts";
import { capitalised, paceWords, remedyWords } from "../evidence/pace-words.ts";
import { passWords } from "../evidence/pass-words.ts";
import { isLive, PROBE_IDS, PROBES, type ProbeId, type ProbeTarget } from "../evidence/probes.ts";
import { upperBound } from "../evidence/statistics.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { ProbeVerdict, RehearsalVerdict, TriggerReport } from "../evidence/verdict.ts";
import type { Decision } from "../evidence/vocabulary.ts";
import { faultOf, isServiceKey, meaningOf, placesToLook } from "../evidence/whose-fault.ts";

/** Triggers named in the reason beside the first one; more would not be read. */
const FURTHER_TRIGGERS = 3;

/** Probes named in the reason; the table has them all. */
const NAMED_PROBES = 4;

/** Why going back does not help where no failed probe exercised a difference (decision.md, "Would going back help?"). */
const NOTHING_ASKED = "nothing that differs from the known-good was asked by the probes that failed";

/** What a reason is made of. */
interface ReasonParts {
  readonly decision: Decision;
  /** The triggers that made the decision; when it is to proceed, the advisory ones that fired. */
  readonly leading: readonly TriggerReport[];
  /** Every trigger that fired. */
  readonly fired: readonly TriggerReport[];
  readonly probes: readonly ProbeVerdict[];
  readonly rehearsal: RehearsalVerdict | null;
  /** Going back would not help. */
  readonly helpless: boolean;
  readonly run: ObservedRun;
}

/** One sentence that says why, for a person who has no time. */
export function reasonSentence(parts: ReasonParts): string {
  const { decision, leading, run } = parts;
  const first = leading[0];
  if (decision === "proceed" || first === undefined)
    return run.recorded === null ? passedSentence(parts) : recordedSentence(run.recorded);
  const others = leading
    .slice(1)
    .filter((trigger) => !isEcho(trigger, leading, run.probes))
    .slice(0, FURTHER_TRIGGERS)
    .map((trigger) => trigger.id);
  const also = others.length === 0 ? "" : ` Also fired: ${others.join(", ")}.`;
  const { kind, meaning, needsDetail } = TRIGGERS[first.id];
  // What is certain and of no probe was found by a check, which says it in its own words.
  const ofCheck = kind === "certain" && first.probes.length === 0;
  const problem = needsDetail || ofCheck ? `: ${first.detail}` : "";
  // A detail that counts its probes names them.
  const naming = problem === "" || !first.probes.every((key) => problem.includes(key));
  const sandbox = run.run.sandbox ? " This was the embedded sandbox, not a real endpoint." : "";
  const [, ...aside] = meaning.split("; ");
  // Of what one occurrence decides a check says where it is.
  const what =
    kind === "zero" && needsDetail === undefined && first.probes.length === 0 && first.detail !== ""
      ? `${first.id}: ${[first.detail, ...aside].join("; ")}`
      : `${first.id}: ${meaningOf(first, run.probes, (each, keys) => said(each, naming ? keys : [], seenBehind(first.id, keys, run.probes)))}${problem}`;
  return `${what}${what.endsWith("?") ? "" : "."}${also}${besideSentence(parts)}${paceSentence(parts)}${wayBackSentence(parts)}${sandbox}`;
}

/** What holds the API beside a service that is rolled back: nobody shall look at the service alone. */
function besideSentence({ decision, leading, fired }: ReasonParts): string {
  const isOfServiceAlone = leading.every(({ probes }) => probes.length > 0 && probes.every(isServiceKey));
  if (decision !== "rollback" || !isOfServiceAlone) return "";
  const held = fired.filter(({ id, severity }) => severity === "hold" && ["capacity", "unreachable"].includes(id));
  const beside = held.flatMap(({ id, probes }) => {
    const api = probes.filter((key) => !isServiceKey(key));
    return api.length === 0 ? [] : [said(TRIGGERS[id].meaning.replace(/; .*$/, ""), api, "")];
  });
  return beside.length === 0 ? "" : ` Asked directly: ${beside.join("; ")}.`;
}

/** The limit that kept the run from its evidence, and what would fit it; nothing where the hold is about something else. */
function paceSentence({ leading, run: { slowLanes = [], stops } }: ReasonParts): string {
  const late = stops.some((stop) => stop === "deadline" || stop === "max-requests");
  const lane = slowLanes.find(({ outcome }) => outcome !== "asked" || late);
  if (lane === undefined || !leading.some(({ id }) => id === "capacity" || id === "insufficient-evidence")) return "";
  return ` ${capitalised(paceWords(lane))}. ${remedyWords(lane)}`;
}

/** A meaning with its probes and what they saw; what it adds behind a semicolon comes after them. */
function said(meaning: string, probes: readonly string[], seen: string): string {
  const more = probes.length > NAMED_PROBES ? ` and ${probes.length - NAMED_PROBES} more` : "";
  const [what = "", ...aside] = meaning.split("; ");
  const where = probes.length === 0 ? what : `${what} on ${probes.slice(0, NAMED_PROBES).join(", ")}${more}`;
  return [seen === "" ? where : `${where} (${seen})`, ...aside].join("; ");
}

function passedSentence({ leading, probes, run }: ReasonParts): string {
  const advisory = leading.map((trigger) => trigger.id).join(", ");
  const triggers = advisory === "" ? "no trigger fired" : `only advisory triggers fired (${advisory})`;
  return `${[...passWords(probes, run.checks), triggers].join("; ")}.`;
}

function recordedSentence({ kind, origin }: NonNullable<ObservedRun["recorded"]>): string {
  if (kind === "superseded") return `superseded: a newer record is already there (${origin}), so nothing was written.`;
  return kind === "recorded"
    ? `recorded as known-good (${origin}).`
    : `this run is already recorded as known-good (${origin}).`;
}

function wayBackSentence({ decision, fired, helpless, rehearsal, run }: ReasonParts): string {
  if (decision !== "rollback") return "";
  if (helpless) {
    const met = rehearsal?.triggers ?? [];
    const why = met.length > 0 ? `the known-good release meets the same (${met.join(", ")})` : NOTHING_ASKED;
    return ` A rollback would not help: ${why}; look at ${placesToLook(faultOf(fired, run))}.`;
  }
  if (rehearsal?.result === "bad") return ` The way back failed too: ${rehearsal.reason}.`;
  if (rehearsal?.result === "not-testable")
    return ` The way back is unproven, it could not be tested: ${rehearsal.reason}.`;
  if (rehearsal?.result === "good") return " The known-good release passes the same probes, so a rollback helps.";
  return run.knownGood.kind === "none" ? " There is no known-good to go back to." : "";
}

/** What the weakest sample can and cannot rule out, as a sentence and never as a rule. */
export function strengthOfEvidence(probes: readonly ProbeVerdict[]): string {
  const sampled = probes.filter((probe) => probe.limit !== null && probe.attempts > 0);
  const weakest = sampled.reduce<ProbeVerdict | null>(
    (worst, probe) => (worst === null || (probe.upperBound ?? 0) > (worst.upperBound ?? 0) ? probe : worst),
    null,
  );
  if (weakest === null) return "No live probe was sampled; nothing is known about failure rates.";
  if (weakest.failures === weakest.attempts)
    return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; nothing is known about how often it would pass.`;
  const bound = Math.round(upperBound(weakest.failures, weakest.attempts) * 100);
  return `${weakest.key}: ${weakest.failures} of ${weakest.attempts} failed; this does not rule out a true failure rate up to ${bound}%.`;
}

/** Whose users notice first what nobody tested. */
const NEAREST_FIRST: readonly ProbeTarget[] = [
  "application",
  "application's files",
  "request templates",
  "api",
  "reference pages",
];

/** What a reader might believe was tested where a probe did not run. */
const UNTESTED = NEAREST_FIRST.flatMap((target) =>
  PROBE_IDS.flatMap((id) => {
    const { target: own, untested: what } = PROBES[id];
    return own === target && what !== undefined ? [{ id, what }] : [];
  }),
);

/** What a reader might believe was tested and was not. */
export function notTested(run: ObservedRun, probes: readonly ProbeVerdict[]): string[] {
  // Some probes are checks, which send nothing to the provider and are no probes of the verdict.
  const ran = (id: ProbeId) =>
    [...probes, ...(isLive(id) ? [] : run.checks)].some((one) => one.id === id && one.result !== "not_tested");
  const skipped = probes
    .filter((probe) => probe.result === "not_tested")
    .map((probe) => `${probe.key} (${probe.reason})`);
  const secretless = run.checks.some(({ findings }) => findings.some(({ rule }) => rule === "no-secrets"));
  return [
    ...(secretless ? ["every live probe (this pull request has no secrets)"] : []),
    ...skipped,
    ...UNTESTED.flatMap(({ id, what }) => (ran(id) ? [] : [what])),
    ...(lacksVersion(run) ? ["which version the service runs (nothing that is declared says it)"] : []),
    ...(lacksPreflight(run) ? ["the pre-flight list (no readiness: is declared)"] : []),
    ...(run.knownGood.kind !== "record" ? ["a way back (no known-good)"] : []),
  ];
}

/** Whether the service was asked after a rollback, and none of its answers said which version gave it. */
function lacksVersion({ run, probes }: ObservedRun): boolean {
  if (run.mode !== "verify-rollback") return false;
  const answers = probes.filter(({ id }) => id === "app").flatMap(({ attempts }) => attempts);
  const says = answers.some(
    ({ outcome }) => isOtherVersion(outcome) || (outcome.kind === "pass" && outcome.observed.versionUnderTest === true),
  );
  return answers.length > 0 && !says;
}

/** A declared list is a check of every run whose settings are usable (release-and-rollback-checklist, "Pre-flight checklist"). */
function lacksPreflight({ run, release, checks }: ObservedRun): boolean {
  const judged = run.kind === "release" && run.mode === "gate" && release.digest !== null;
  return judged && !checks.some(({ id }) => id === "readiness");
}

/** What no leg tested, and what single legs did not. */
export function notTestedInLegs(legs: readonly Leg[]): string[] {
  const [first] = legs;
  if (first === undefined) return ["everything"];
  const lines = legs.flatMap(({ label, verdict }) => [...new Set(verdict.notTested)].map((what) => ({ what, label })));
  return [...Map.groupBy(lines, ({ what }) => what)].map(([what, where]) =>
    where.length === legs.length ? what : `${what} (in ${where.map(({ label }) => label).join(", ")})`,
  );
}
