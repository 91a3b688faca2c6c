import { shown } from "../text/shown.ts";
import type { Given } from "./precedence.ts";
import { problemAt, type Report } from "./problem.ts";

/** How a share is written as a text: `5%`, `0.5%`. */
export const PERCENTAGE_PATTERN = /^\d{1,2}(\.\d{1,4})?%$/;

/** Decimal places of a share: four of a percentage are six of a share. */
const SHARE_DIGITS = 6;

/** Smallest and largest whole number that a setting takes. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
}

/** A share from 0 to below 1, written `5%` or `0.05`; null when it is neither. */
export function parseShare(text: string): number | null {
  // Rounded, so that 99.9% is the very number that 0.999 reads as and both have the same policy digest.
  if (PERCENTAGE_PATTERN.test(text)) return Number((Number.parseFloat(text) / 100).toFixed(SHARE_DIGITS));
  if (!/^0?\.\d{1,6}$|^0(\.0+)?$/.test(text)) return null;
  return Number(text);
}

/** Reads a whole number; null when it was not given or is a problem, which is then reported. */
export function readWholeNumber(given: Given | null, bounds: NumberBounds, report: Report): number | null {
  if (given === null) return null;
  const value = /^\d{1,9}$/.test(given.value) ? Number(given.value) : null;
  if (value !== null && value >= bounds.min && value <= bounds.max) return value;
  const range = `a whole number from ${bounds.min} to ${bounds.max}`;
  report(
    problemAt(
      given.origin,
      value === null ? "invalid-number" : "out-of-range",
      `must be ${range}, found ${shown(given.value)}`,
      `Write ${range}.`,
    ),
  );
  return null;
}

/** Reads a share; null when it was not given or is a problem, which is then reported. */
export function readShare(given: Given | null, report: Report): number | null {
  if (given === null) return null;
  const value = parseShare(given.value);
  if (value === null)
    report(
      problemAt(
        given.origin,
        "invalid-share",
        `must be a share below 100%, found ${shown(given.value)}`,
        "Write it as 5% or as 0.05.",
      ),
    );
  return value;
}
