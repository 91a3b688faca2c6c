import { notOffered } from "../evidence/answers.ts";
import { CATEGORY_FACTS, categoriesOf, factsOf, ownCheck } from "../evidence/categories.ts";
import { checkOfFailure } from "../evidence/detail-checks.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { candidatesOf, commonest, isEcho, seenBehind, wereUnasked } from "../evidence/failure-words.ts";
import { capitalised, limitWords, remedyWords } from "../evidence/pace-words.ts";
import { isFeature } from "../evidence/probes.ts";
import { TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { weighs } from "../evidence/vocabulary.ts";
import { bySide, isServiceKey, probeIn } from "../evidence/whose-fault.ts";
import { expectedStatusBlocks } from "./summary/expected-statuses.ts";
import { UNASKED } from "./unasked-checks.ts";
import { isOfChance } from "./worst-first.ts";

const NO_SUCH_FEATURE =
  "This model, or the channel that it is asked through, does not have what these probes ask about, which no time and no requests would change: compare with the provider's current reference, release another model, or take the probes out of the input probes.";

const CHANCE =
  "The limit was reached in so few of so many probes that chance alone may give it: run these legs again, and read what failed before you decide.";

/** Whether all that these probes came to is "not supported". */
function lacksFeature(keys: readonly string[], { probes }: Evidence): boolean {
  const asked = candidatesOf(keys, probes);
  return (
    asked.length > 0 &&
    asked.every(
      ({ id, attempts }) =>
        isFeature(id) && attempts.length > 0 && attempts.every(({ outcome }) => outcome.kind === "unsupported"),
    )
  );
}

/** Triggers of probes that checks may raise, too: what to do is then what the check says. */
const BY_CHECKS: readonly TriggerId[] = ["insufficient-evidence", "app-behaviour", "log-fields"];

/** What the run itself says about a trigger that its state raised; null where it says nothing. */
function stated(trigger: TriggerReport, evidence: Evidence): string | null {
  const { id, probes } = trigger;
  const { run, knownGood, verdict, checks } = evidence;
  const lane = evidence.slowLanes?.find(({ outcome }) => outcome !== "asked");
  if (id === "capacity" && lane !== undefined && !probes.some(isServiceKey)) {
    return `${capitalised(limitWords(lane))}. ${remedyWords(lane)}`;
  }
  if (isOfChance(trigger, evidence)) return CHANCE;
  const target = id === "insufficient-evidence" && run.migration ? noTarget(evidence) : null;
  if (target !== null) return target;
  const why = (Object.keys(UNASKED) as (keyof typeof UNASKED)[]).find((reason) =>
    wereUnasked(reason, probes, evidence.probes),
  );
  if (id === "insufficient-evidence" && why !== undefined) return `${UNASKED[why]}${refusedWords(probes, evidence)}`;
  if (id === "insufficient-evidence" && lacksFeature(probes, evidence)) return NO_SUCH_FEATURE;
  if (id === "rollback-target" && knownGood.kind === "unusable") return knownGood.help;
  if (id === "rollback-target" && knownGood.kind === "record" && run.mode === "gate")
    return verdict.rehearsal?.result === "not-testable"
      ? "Make the known-good release testable, or verify by other means that going back works."
      : "Mend the way back, or record a known-good release that passes, before this one ships.";
  if (BY_CHECKS.includes(id) && probes.length === 0) {
    const found = checks.flatMap(({ findings }) => findings).find(({ trigger }) => trigger === id);
    if (found !== undefined) return found.help;
  }
  // Where nothing was asked of an endpoint, what was found wrong with the files says what to do; so it does of the way back.
  if ((run.mode === "gate" || run.mode === "verify-rollback") && id !== "rollback-target") return null;
  return checks.flatMap(({ findings }) => findings).find(({ trigger }) => trigger === id)?.help ?? null;
}

/** The fields that the endpoint names in what it refused; empty: it names none. */
function refusedWords(keys: readonly string[], { probes }: Evidence): string {
  const attempts = probes.filter(({ key }) => keys.includes(key)).flatMap((probe) => probe.attempts);
  const fields = attempts.flatMap(({ outcome }) => (outcome.kind === "error" ? (outcome.observed?.field ?? []) : []));
  return fields.length === 0 ? "" : ` It names ${[...new Set(fields)].join(", ")}.`;
}

/** What a migration to a family without a route needs; no time and no requests would give it one. Null: it has a route. */
function noTarget(evidence: Evidence): string | null {
  const what = notOffered(evidence, "responses");
  if (what === null) return null;
  return `Responses is ${what}: compare base URL and path with the provider's current reference, and ask whether this gateway, key and model have Responses at all. Until they do, stay with Chat Completions.`;
}

/** Probes whose failures say the same, and what to look at first there. */
interface QuickCheck {
  readonly probes: readonly string[];
  readonly check: string;
}

/** What to look at first by the failures that count towards this trigger on these probes: what the most of them say. */
function checkOf(trigger: TriggerReport, keys: readonly string[], evidence: Evidence): string {
  const attempts = candidatesOf(keys, evidence.probes).flatMap(({ id, attempts }) =>
    attempts.flatMap(({ outcome }) => (outcome.kind === "fail" ? [{ id, ...outcome }] : [])),
  );
  // A fan-in has no attempts of its own; there the verdicts of the legs speak.
  const verdicts = evidence.verdict.probes
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ id, category }) => (category === null ? [] : [{ id, category, observed: {} }]));
  const failures = (attempts.length > 0 ? attempts : verdicts).filter(
    ({ category }) => CATEGORY_FACTS[category].trigger === trigger.id,
  );
  const checks = failures.map(({ id, category, observed }) => checkOfFailure(category, observed, id));
  return commonest(checks)[0] ?? typicalCheck(trigger, keys);
}

/** What to look at first, by what was observed (checklist, "common failure modes"): of the API once, of the service by route. */
function quickChecks(trigger: TriggerReport, evidence: Evidence): readonly QuickCheck[] {
  const own = stated(trigger, evidence) ?? ownCheck(trigger.id);
  if (own !== null) return [{ probes: trigger.probes, check: own }];
  const { api, service } = bySide(trigger.probes);
  const groups = [...(api.length > 0 || service.length === 0 ? [api] : []), ...service.map((key) => [key])];
  const checks = groups.map((keys) => ({ keys, check: checkOf(trigger, keys, evidence) }));
  return [...Map.groupBy(checks, ({ check }) => check)].map(([check, alike]) => ({
    probes: alike.flatMap(({ keys }) => keys),
    check,
  }));
}

/** Where to look first about a trigger as a rule, where no failure of it is known. */
function typicalCheck({ id }: TriggerReport, keys: readonly string[]): string {
  const category = categoriesOf(id)[0] ?? "unclassified";
  const probe = keys.flatMap((key) => probeIn(key) ?? [])[0];
  return (probe === undefined ? CATEGORY_FACTS[category] : factsOf(category, probe)).quickCheck;
}

/** What to look at first about a trigger, in one text. */
export function quickCheck(trigger: TriggerReport, evidence: Evidence): string {
  const all = quickChecks(trigger, evidence);
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.check;
  return all.map(({ probes, check }) => `${probes.join(", ")}: ${check}`).join(" ");
}

/** Quick checks among the steps; more triggers than this have one cause, and the table lists them all. */
const MAX_CHECKS = 5;

/** Failing probes named in one step. */
const MAX_NAMED_PROBES = 4;

/** Where the lines stand that a quick check asks for. */
const LINES_BELOW = " The lines that state it stand under Lines for the gate file.";

/** The probes in parentheses, or nothing. */
export function named(probes: readonly string[]): string {
  if (probes.length === 0) return "";
  const more = probes.length > MAX_NAMED_PROBES ? ` and ${probes.length - MAX_NAMED_PROBES} more` : "";
  return ` (${probes.slice(0, MAX_NAMED_PROBES).join(", ")}${more})`;
}

/** `chat in 3 legs`, `responses in eu-west-1, gpt-5`: each probe once, with the leg or how many there are. */
function inLegs(keys: readonly string[]): readonly string[] {
  const legs = Object.groupBy(keys, (key) => key.slice(key.lastIndexOf(" ") + 1));
  return Object.entries(legs).map(([probe, [first = "", ...others] = []]) =>
    others.length === 0 ? `${probe} in ${first.slice(0, -probe.length - 1)}` : `${probe} in ${others.length + 1} legs`,
  );
}

/** What a check found where that is not the cause, and so stands in no sentence above. */
function aside({ id, detail }: TriggerReport, { verdict }: Evidence): string {
  const { needsDetail, check } = TRIGGERS[id];
  return needsDetail && check !== undefined && id !== verdict.reasonCode ? detail : "";
}

/**
 * Fired triggers that moved the decision, with what to look at first.
 * @param except triggers that have steps of their own (@defaultValue none)
 */
export function firstChecks(evidence: Evidence, except: readonly TriggerId[] = []): readonly string[] {
  const moving = evidence.verdict.triggers.filter(weighs);
  return moving
    .filter((trigger) => !except.includes(trigger.id) && !isEcho(trigger, moving, evidence.probes))
    .slice(0, MAX_CHECKS)
    .flatMap((trigger) =>
      quickChecks(trigger, evidence).map(({ probes, check }) => {
        const seen = seenBehind(trigger.id, probes, evidence.probes) || aside(trigger, evidence);
        const lines =
          trigger.id === "uncontrolled-error" && expectedStatusBlocks(evidence).length > 0 ? LINES_BELOW : "";
        return `${trigger.id}${named(evidence.legs.length === 0 ? probes : inLegs(probes))}: ${seen === "" ? "" : `${seen}. `}${check}${lines}`;
      }),
    );
}
