/** How a share is written as a text: `5%`, `0.5%`. */
export const PERCENTAGE_PATTERN = /^\d{1,2}(\.\d{1,4})?%$/;

/** Decimal places of a share: four of a percentage are six of a share. */
const SHARE_DIGITS = 6;

/** A share from 0 to below 1, written `5%` or `0.05`; null when it is neither. */
export function parseShare(text: string): number | null {
  // Rounded, so that 99.9% is the very number that 0.999 reads as and both have the same policy digest.
  if (PERCENTAGE_PATTERN.test(text)) return Number((Number.parseFloat(text) / 100).toFixed(SHARE_DIGITS));
  if (!/^0?\.\d{1,6}$|^0(\.0+)?$/.test(text)) return null;
  return Number(text);
}
