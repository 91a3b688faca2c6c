import { didYouMean } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import type { Given } from "./precedence.ts";
import { problemAt, type Report } from "./problem.ts";

/** Reads one of a closed set of words; null when it was not given or is a problem, which is then reported. */
export function readChoice<W extends string>(given: Given | null, words: readonly W[], report: Report): W | null {
  if (given === null) return null;
  const word = words.find((candidate) => candidate === given.value);
  if (word !== undefined) return word;
  report(
    problemAt(
      given.origin,
      "invalid-value",
      `cannot be ${shown(given.value)}${didYouMean(given.value, words)}`,
      `Write one of: ${words.join(", ")}.`,
    ),
  );
  return null;
}

/** The spellings of a boolean that GitHub's own toolkit takes. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

/** Reads `true` or `false`, nothing looser: `yes` and `1` are problems, because a guess here can restore production. */
export function readBoolean(given: Given | null, report: Report): boolean | null {
  if (given === null) return null;
  const value = Object.hasOwn(BOOLEANS, given.value) ? BOOLEANS[given.value] : undefined;
  if (value !== undefined) return value;
  report(
    problemAt(
      given.origin,
      "invalid-value",
      `must be true or false, found ${shown(given.value)}`,
      "Write true or false; remove the input for the default, false.",
    ),
  );
  return null;
}
