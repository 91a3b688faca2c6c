/** The section of the README about what the default plan can and cannot see, exact. */
import {
  type Characteristic,
  characteristicOf,
  fannedIn,
  RATES,
  together,
} from "../src/decision/operating-characteristics.ts";
import { courseOf } from "../src/evidence/firing.ts";
import { plannedSample } from "../src/evidence/policy.ts";
import { membersOf, PROBES } from "../src/evidence/probes.ts";
import { defaultPolicy } from "../src/settings/policy/policy.ts";
import { likelihoodWords } from "../src/text/share.ts";

/** Must-pass probes of the `smoke` preset. */
export const SMOKE_PROBES = membersOf("smoke").filter((id) => PROBES[id].kind === "must-pass").length;

/** Legs of the matrix that the table is also computed for. */
export const MATRIX_LEGS = 12;

/** The Markdown between the markers `operating-characteristics:start` and `:end`. */
export function markdown(): string {
  const policy = defaultPolicy();
  const course = (rate: number) => courseOf(plannedSample(policy), rate);
  const byChance = course(policy.tolerate);
  const legs = (count: number, rate: number) => times(count * SMOKE_PROBES, { course: course(rate), byChance });
  const byRate = (of: (rate: number) => Characteristic) =>
    RATES.map((rate) => row(`${Math.round(rate * 100)}%${rate === policy.tolerate ? " (tolerated)" : ""}`, of(rate)));
  const one = (rate: number) => characteristicOf(course(rate));
  return [
    ...table("One must-pass probe", "true failure rate", byRate(one)),
    ...table(
      `One smoke run: ${SMOKE_PROBES} must-pass probes`,
      "true failure rate",
      byRate((rate) => together(times(SMOKE_PROBES, one(rate)))),
    ),
    ...table(
      `A fan-in of ${MATRIX_LEGS} smoke runs`,
      "true failure rate",
      byRate((rate) => fannedIn(legs(MATRIX_LEGS, rate), policy)),
    ),
    ...table(
      `A fan-in of ${MATRIX_LEGS} smoke runs, one of them bad and the others at 1%`,
      "true failure rate of the bad one",
      [0.2, 0.5, 0.8, 1].map((rate) =>
        row(`${rate * 100}%`, fannedIn([...legs(1, rate), ...legs(MATRIX_LEGS - 1, 0.01)], policy)),
      ),
    ),
    "Exact, for independent provider errors under the default policy; each must-fail probe adds one request.",
    "`npm start -- plan` prints the figures of any policy.",
  ].join("\n");
}

function times<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

function table(title: string, first: string, rows: readonly string[]): readonly string[] {
  return [
    `**${title}**`,
    "",
    `| ${first} | rollback | hold | proceed | mean requests |`,
    "|---|---:|---:|---:|---:|",
    ...rows,
    "",
  ];
}

function row(name: string, { rollback, hold, proceed, requests }: Characteristic): string {
  const cells = [name, ...[rollback, hold, proceed].map(likelihoodWords), requests.toFixed(1)];
  return `| ${cells.join(" | ")} |`;
}
