/** A row of the trigger table declares; something else has to make it fire, or it is a promise that nobody keeps. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { CATEGORIES, CATEGORY_FACTS } from "../../src/evidence/categories.ts";
import { TRIGGER_IDS } from "../../src/evidence/triggers.ts";

const SOURCE = resolve(import.meta.dirname, "../../src");

/** Rooms that raise triggers by name; the others only tune, show or provoke them. */
const RAISE = ["decision", "docs", "logs", "metrics", "modes", "readiness", "run", "template"];

const texts = RAISE.flatMap((room) =>
  readdirSync(join(SOURCE, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(SOURCE, room, file), "utf8")),
);

/** Triggers that no category counts for, and that no room names. */
function neverFired(ids: readonly string[]): readonly string[] {
  const counted = new Set<string>(
    CATEGORIES.flatMap((category) => {
      const { trigger, once } = CATEGORY_FACTS[category];
      return once === undefined ? [trigger] : [trigger, once];
    }),
  );
  return ids.filter((id) => !counted.has(id) && !texts.some((text) => text.includes(`"${id}"`)));
}

describe("every trigger", () => {
  it("can fire: a category counts for it, or a room raises it", () => {
    expect(neverFired(TRIGGER_IDS)).toEqual([]);
  });

  it("would be named where nothing fires it", () => {
    expect(neverFired(["error-rate", "scratch-rate", "readiness"])).toEqual(["scratch-rate"]);
  });
});
