/** Bytes of strangers in every place where they come in. `npm run fuzz -- SECONDS` goes on for as long as it is told. */
import { afterAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { propertyOf, startTargets, wrongOf } from "./targets.ts";

const started = await startTargets();
afterAll(async () => {
  await started[Symbol.asyncDispose]();
});

/** Few enough for every change; the same in every run, so that a red build is always reproducible. */
const CASES = { seed: 20261129, numRuns: 5 };

describe.each(started.targets)("$name", (target) => {
  it("is taken for good where it is valid", async () => {
    expect(await target.take(target.valid)).toMatchObject({ good: true });
    expect(target.isValid(target.valid)).toBe(true);
    expect(await wrongOf(target, target.valid)).toBeNull();
  });

  it("is garbage else: no crash, no key in sight, and nothing good of it", async () => {
    await fc.assert(propertyOf(target), CASES);
  });
});
