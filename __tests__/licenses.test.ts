/** What is shipped in `dist/` says under which licence. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { SEPARATOR } from "../scripts/licenses.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Packages that the sources name; what they bring with them is in the list, too. */
const IMPORTED = new Set(
  readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(join(ROOT, "src", file), "utf8").matchAll(
        /^(?:import|export)\b(?! type)[^;]*? from "(?![.]|node:)((?:@[^/"]+\/)?[^/"]+)|\bimport\("(?![.]|node:)((?:@[^/"]+\/)?[^/"]+)/gm,
      ),
    ])
    .map(([, statement, late]) => statement ?? late ?? ""),
);
const entriesOf = (file: string) =>
  readFileSync(join(ROOT, file), "utf8")
    .split(SEPARATOR)
    .map((entry) => entry.trim().split("\n"));
const LIST = entriesOf("dist/licenses.txt");

/** Licences that ask for nothing but their own text, which makes them compatible with MIT. */
const PERMISSIVE =
  /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|\(?MIT OR .*\)?|\(?BSD-2-Clause OR MIT.*\)?)$/;

describe("the licences of the bundle", () => {
  it("name every package that the sources import", () => {
    const listed = LIST.map(([name]) => name);
    expect([...IMPORTED].filter((name) => !listed.includes(name))).toEqual([]);
    expect(IMPORTED.size).toBeGreaterThan(10);
  });

  it("are permissive", () => {
    for (const [name, licence = ""] of LIST) expect([name, PERMISSIVE.test(licence) || licence]).toEqual([name, true]);
  });

  it("come with their texts", () => {
    expect(LIST.filter((lines) => lines.length < 5).map(([name]) => name)).toEqual([]);
  });
});
