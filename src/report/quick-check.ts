import { CATEGORY_FACTS, type Category, categoriesOf, ownCheck } from "../evidence/categories.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { PROBES } from "../evidence/probes.ts";
import type { TriggerReport } from "../evidence/verdict.ts";

/** What the run itself says about a trigger that its state raised; null where it says nothing. */
function stated({ id }: TriggerReport, { run, knownGood, verdict, checks }: Evidence): string | null {
  if (id === "rollback-target" && knownGood.kind === "unusable") return knownGood.help;
  if (id === "rollback-target" && knownGood.kind === "record" && run.mode === "gate")
    return verdict.rehearsal?.result === "not-testable"
      ? "Make the known-good release testable, or verify by other means that going back works."
      : "Mend the way back, or record a known-good release that passes, before this one ships.";
  // Where nothing was asked of an endpoint, what was found wrong with the files says what to do; so it does of the way back.
  if ((run.mode === "gate" || run.mode === "verify-rollback") && id !== "rollback-target") return null;
  return checks.flatMap(({ findings }) => findings).find(({ trigger }) => trigger === id)?.help ?? null;
}

/** The commonest category among the failed attempts that count towards this trigger; null when there are none. */
function observedCategory(trigger: TriggerReport, evidence: Evidence): Category | null {
  const concerned = (key: string) => trigger.probes.includes(key);
  const attempts = evidence.probes
    .filter(({ key, subject }) => subject === "candidate" && concerned(key))
    .flatMap((probe) => probe.attempts)
    .flatMap(({ outcome }) => (outcome.kind === "fail" ? [outcome.category] : []));
  // A fan-in has no attempts of its own; there the verdicts of the legs speak.
  const verdicts = evidence.verdict.probes
    .filter(({ key }) => concerned(key))
    .flatMap(({ category }) => category ?? []);
  const categories = (attempts.length > 0 ? attempts : verdicts).filter(
    (category) => CATEGORY_FACTS[category].trigger === trigger.id,
  );
  const count = (wanted: Category) => categories.filter((category) => category === wanted).length;
  return [...new Set(categories)].sort((a, b) => count(b) - count(a))[0] ?? null;
}

/** What to look at first, by the category that was observed (checklist, "common failure modes"). */
export function quickCheck(trigger: TriggerReport, evidence: Evidence): string {
  const own = stated(trigger, evidence) ?? ownCheck(trigger.id);
  if (own !== null) return own;
  const typical = categoriesOf(trigger.id)[0] ?? "unclassified";
  const check = CATEGORY_FACTS[observedCategory(trigger, evidence) ?? typical].quickCheck;
  return trigger.id === "app-behaviour" ? `${check}${seenInApp(evidence)}` : check;
}

/** Different things that one service gets wrong; more than these are in the table of attempts. */
const MOST_SEEN = 3;

/** What the application's answers got wrong, by our own words and the gate file's own names. */
function seenInApp({ probes }: Evidence): string {
  const seen = probes
    .filter(({ id, subject }) => PROBES[id].target === "application" && subject === "candidate")
    .flatMap(({ attempts }) => attempts)
    .flatMap(({ outcome }) =>
      outcome.kind === "fail" && outcome.category === "app-behaviour" ? [outcome.observed] : [],
    )
    .map(
      ({ status, detail = "", missing }) =>
        `${detail}${missing ? ` ${missing.join(", ")}` : ""} (status ${status ?? "none"})`,
    );
  return seen.length === 0 ? "" : ` Seen: ${[...new Set(seen)].slice(0, MOST_SEEN).join("; ")}.`;
}

/** Quick checks among the steps; more triggers than this have one cause, and the table lists them all. */
const MAX_CHECKS = 5;

/** Failing probes named in one step. */
const MAX_NAMED_PROBES = 4;

/** The probes in parentheses, or nothing. */
export function named(probes: readonly string[]): string {
  if (probes.length === 0) return "";
  const more = probes.length > MAX_NAMED_PROBES ? ` and ${probes.length - MAX_NAMED_PROBES} more` : "";
  return ` (${probes.slice(0, MAX_NAMED_PROBES).join(", ")}${more})`;
}

/** Fired triggers that moved the decision, with what to look at first. */
export function firstChecks(evidence: Evidence): readonly string[] {
  const moving = (trigger: TriggerReport) => trigger.fired && trigger.severity !== "advisory";
  return evidence.verdict.triggers
    .filter(moving)
    .slice(0, MAX_CHECKS)
    .map((trigger) => `${trigger.id}${named(trigger.probes)}: ${quickCheck(trigger, evidence)}`);
}
