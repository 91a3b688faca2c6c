/** What is shipped in `dist/` says under which licence. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { SEPARATOR } from "../scripts/licenses.ts";

const ROOT = resolve(import.meta.dirname, "..");
const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const entriesOf = (file: string) =>
  readFileSync(join(ROOT, file), "utf8")
    .split(SEPARATOR)
    .map((entry) => entry.trim().split("\n"));
const LIST = entriesOf("dist/licenses.txt");

/** Licences that ask for nothing but their own text, which makes them compatible with MIT. */
const PERMISSIVE =
  /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|\(?MIT OR .*\)?|\(?BSD-2-Clause OR MIT.*\)?)$/;

describe("the licences of the bundle", () => {
  it("name every dependency of the product", () => {
    const listed = LIST.map(([name]) => name);
    expect(Object.keys(dependencies).filter((name) => !listed.includes(name))).toEqual([]);
  });

  it("are permissive", () => {
    for (const [name, licence = ""] of LIST) expect([name, PERMISSIVE.test(licence) || licence]).toEqual([name, true]);
  });

  it("come with their texts", () => {
    expect(LIST.filter((lines) => lines.length < 5).map(([name]) => name)).toEqual([]);
  });
});
