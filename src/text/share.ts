/** A share, 0 to 1, as a person writes it: `5%`, `0.25%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}

/** A likelihood, 0 to 1, with two decimals; what is only nearly never or nearly always does not read as 0 or 100. */
export function likelihoodWords(share: number): string {
  if (share <= 0) return "0%";
  if (share >= 1) return "100%";
  if (share < 0.00005) return "<0.01%";
  return share > 0.99995 ? ">99.99%" : `${(share * 100).toFixed(2)}%`;
}
