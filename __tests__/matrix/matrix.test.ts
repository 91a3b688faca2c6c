/** Transport faults times families, over real sockets, real TLS and real proxies: one category each. `npm run matrix` shows all. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { trustCertificates } from "./places.ts";
import { observe, ROWS } from "./rows.ts";

let distrust = () => {};
beforeAll(() => {
  distrust = trustCertificates();
});
afterAll(() => distrust());

describe("the matrix of faults", () => {
  it("has more than two hundred rows, and no fault twice", () => {
    expect(ROWS.length).toBeGreaterThan(200);
    const names = ROWS.map(({ fault, family }) => `${fault.name}: ${family.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ...Map.groupBy(
      ROWS.filter(({ fault }) => !fault.heavy),
      ({ fault }) => fault.name,
    ),
  ])("%s", async (_name, rows) => {
    const seen = await Promise.all(rows.map(async (row) => [row.family.name, await observe(row)]));
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(rows.map(({ family, expected }) => [family.name, expected])),
    );
  });
});
