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
const LISTS = ["dist/licenses.txt", "dist/cli/licenses.txt"];

/** Licences that ask for nothing but their own text, which makes them compatible with MIT. */
const PERMISSIVE =
  /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|\(?MIT OR .*\)?|\(?BSD-2-Clause OR MIT.*\)?)$/;

describe("the licences of the bundles", () => {
  it("name every dependency of the product in the bundle that has it", () => {
    const listed = LISTS.flatMap(entriesOf).map(([name]) => name);
    expect(Object.keys(dependencies).filter((name) => !listed.includes(name))).toEqual([]);
  });

  it.each(LISTS)("are permissive: %s", (file) => {
    for (const [name, licence = ""] of entriesOf(file))
      expect([name, PERMISSIVE.test(licence) || licence]).toEqual([name, true]);
  });

  it.each(LISTS)("come with their texts: %s", (file) => {
    expect(
      entriesOf(file)
        .filter((lines) => lines.length < 5)
        .map(([name]) => name),
    ).toEqual([]);
  });
});
