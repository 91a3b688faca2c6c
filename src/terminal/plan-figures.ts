/** The figures of a policy as `plan` prints them. */
import {
  type Characteristic,
  characteristicOf,
  fannedIn,
  RATES,
  together,
} from "../decision/operating-characteristics.ts";
import { courseOf } from "../evidence/firing.ts";
import { type Policy, plannedSample, sampleOf } from "../evidence/policy.ts";
import { upperBound } from "../evidence/statistics.ts";
import { padded } from "../report/terminal-text.ts";
import { formatDuration } from "../text/duration.ts";
import { likelihoodWords, percent } from "../text/share.ts";

/** What the legs beside a bad one fail with: a healthy endpoint has a blip now and then. */
const HEALTHY_RATE = 0.01;

/** A table of the figures. */
interface Figures {
  readonly title: string;
  readonly rows: readonly (Characteristic & { readonly rate: number })[];
}

/** The tables: of each distinct plan, of the whole run, of the fan-in of so many legs. */
export function figuresOf(probes: readonly string[], legs: number, policy: Policy): readonly Figures[] {
  const distinct = [...Map.groupBy(probes, (key) => JSON.stringify(sampleOf(key, policy))).values()];
  const byRate = (title: string, of: (rate: number) => Characteristic): Figures => ({
    title,
    rows: RATES.map((rate) => ({ rate, ...of(rate) })),
  });
  const leg = (rate: number) =>
    probes.map((key) => {
      const sample = sampleOf(key, policy);
      return { course: courseOf(sample, rate), byChance: courseOf(sample, policy.tolerate) };
    });
  const one = (key: string, rate: number) => characteristicOf(courseOf(sampleOf(key, policy), rate));
  return [
    ...distinct.map((same) =>
      byRate(distinct.length === 1 ? "One must-pass probe" : `One probe: ${same.join(" or ")}`, (rate) =>
        one(same[0] ?? "", rate),
      ),
    ),
    ...(probes.length < 2
      ? []
      : [
          byRate(`One run: ${probes.length} must-pass probes, all failing at this rate`, (rate) =>
            together(probes.map((key) => one(key, rate))),
          ),
        ]),
    ...(legs < 2 || probes.length === 0
      ? []
      : [
          byRate(`A fan-in of ${legs} legs, all failing at this rate`, (rate) =>
            fannedIn(several(legs, leg(rate)), policy),
          ),
          byRate(`A fan-in of ${legs} legs, one failing at this rate and the others at 1%`, (rate) =>
            fannedIn([...leg(rate), ...several(legs - 1, leg(HEALTHY_RATE))], policy),
          ),
        ]),
  ];
}

/** The same probes once for each of so many legs. */
function several<T>(legs: number, probes: readonly T[]): readonly T[] {
  return Array.from({ length: legs }, () => probes).flat();
}

/** How every probe is sampled. */
export function planLines(policy: Policy, probes: readonly string[]): readonly string[] {
  const { samples, tolerate, alpha } = policy;
  const numbers = `samples ${samples}, tolerate ${percent(tolerate)}, alpha ${percent(alpha)}`;
  const plans = Map.groupBy(probes, (key) => lookWords(key, policy));
  return [
    `The plan: ${numbers}.`,
    ...[...plans].map(([words, keys]) => `${keys.join(", ")}: ${words}.`),
    ...(probes.length === 0 ? ["Nothing that is selected is sampled."] : []),
  ];
}

function lookWords(key: string, policy: Policy): string {
  const { first, looks } = sampleOf(key, policy);
  const [second, third] = looks;
  const doubt =
    third === undefined ? "" : `; with ${second.limit - 1} on to ${third.total} attempts, of which ${third.limit} fire`;
  return `${first} attempts; after a failure on to ${second.total}, of which ${second.limit} fire${doubt}`;
}

/** What it costs: requests, and pauses. */
export function costLines(policy: Policy, clean: number, legs: number): readonly string[] {
  const pause = formatDuration(policy.settleMs);
  const each = legs === 1 ? "" : ` a leg, ${clean * legs} in all`;
  const again = plannedSample(policy).looks.length > 1 ? `; in doubt it pauses ${pause} once more` : "";
  return [
    `It costs ${clean} request${clean === 1 ? "" : "s"}${each} where nothing fails, in a few round trips and without a pause.`,
    `A probe that fails pauses ${pause} and is then asked one at a time${again}.`,
  ];
}

/** Requests of one run: where nothing fails, where everything is asked to the end, and what it may send. */
interface Requests {
  readonly clean: number;
  readonly most: number;
  readonly budget: number;
}

/** Says when the budget of a run ends before the figures do, and what to change; nothing where it lasts. */
export function budgetLines({ clean, most, budget }: Requests, place: string): readonly string[] {
  if (budget >= most) return [];
  const what =
    budget < clean
      ? `max-requests ${budget} (${place}) ends every run before it is decided: each holds, whatever the figures below say.`
      : `max-requests ${budget} (${place}) ends a run in doubt early, as a hold: the figures below are those of up to ${most} requests a run.`;
  const where = place === "default" ? `limits: { max-requests: ${most} } into the gate file` : `${most} there`;
  return [`${what} Write ${where}.`];
}

/** What it can and cannot see, in words. */
export function sightLines(policy: Policy, [one]: readonly Figures[]): readonly string[] {
  if (one === undefined) return [];
  const seen = one.rows.find(({ proceed }) => proceed < 0.05);
  const missed = one.rows.findLast(({ rate, proceed }) => rate > policy.tolerate && proceed >= 0.5);
  return [
    ...(seen === undefined
      ? []
      : [
          `It sees a probe that fails ${percent(seen.rate)} of the time: in ${likelihoodWords(1 - seen.proceed)} of runs it does not proceed.`,
        ]),
    ...(missed === undefined
      ? []
      : [
          `It does not see one that fails ${percent(missed.rate)} of the time: ${likelihoodWords(missed.proceed)} of runs proceed.`,
        ]),
    `A clean first look rules out no true failure rate below ${percent(Number(upperBound(0, policy.samples).toFixed(2)))}.`,
    "Exact, for failures that are independent of each other. Nothing was asked.",
  ];
}

const HEADS = ["fails", "rollback", "hold", "proceed", "requests"] as const;
const COLUMN = 11;

/** A table as lines. */
export function tableLines({ title, rows }: Figures): readonly string[] {
  const line = (cells: readonly string[]) =>
    `  ${cells
      .map((cell) => padded(cell, COLUMN))
      .join("")
      .trimEnd()}`;
  return [
    title,
    line(HEADS),
    ...rows.map(({ rate, rollback, hold, proceed, requests }) =>
      line([percent(rate), ...[rollback, hold, proceed].map(likelihoodWords), requests.toFixed(1)]),
    ),
    "",
  ];
}
