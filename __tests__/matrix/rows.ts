/** The rows of the matrix: each fault times each family that it is for. */
import { setTimeout as delay } from "node:timers/promises";
import { FAMILIES, type Family } from "./families.ts";
import { FAULTS, type Fault } from "./faults.ts";

/** One row. */
export interface Row {
  readonly fault: Fault;
  readonly family: Family;
  readonly expected: string;
}

/** All of them, in the order of the table. */
export const ROWS: readonly Row[] = FAULTS.flatMap((fault) =>
  FAMILIES.flatMap((family) => {
    const expected = fault.says[family.kind];
    return expected === undefined ? [] : [{ fault, family, expected }];
  }),
);

/** Longer than any limit of a row, ms: what takes so long hangs. */
const HANGS_MS = 15_000;

/** What the gate makes of a row; `hangs` where it comes to no end. */
export async function observe({ fault, family }: Pick<Row, "fault" | "family">): Promise<string> {
  await using place = await fault.place(family.speech());
  const asked = family.ask({ ...place, ...(fault.limits && { limits: fault.limits }) });
  return await Promise.race([asked, delay(HANGS_MS, "hangs", { ref: false })]);
}
