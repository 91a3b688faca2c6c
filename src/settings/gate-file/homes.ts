/** Where a key belongs that stands in the wrong place: elsewhere in the gate file, or at the workflow step. */
import { INPUTS } from "../inputs/inputs.ts";
import { GateFileSchema, keysAt } from "./schema.ts";

/** Levels of sections in which a key is looked for: `probes.app.expect` is a section of the third one. */
const MOST_LEVELS = 4;

/** Homes that a sentence names; of a key that many sections have, none is more likely than another. */
const MOST_HOMES = 3;

/** Paths at which a key of this name may stand, of the highest level that has one; empty: none, or too many to be a hint. */
export function homesOf(key: string): readonly string[] {
  let sections: readonly string[] = [""];
  for (let level = 0; level < MOST_LEVELS; level++) {
    const paths = sections.flatMap((section) =>
      keysAt(GateFileSchema, section === "" ? [] : section.split(".")).map((name) => ({ section, name })),
    );
    const homes = paths.filter(({ name }) => name === key).map(({ section, name }) => joined(section, name));
    if (homes.length > 0) return homes.length > MOST_HOMES ? [] : [...new Set(homes)];
    sections = [...new Set(paths.map(({ section, name }) => joined(section, name)))];
  }
  return [];
}

/**
 * Where an input stands in a gate file, as a path with dots; `null`: a gate file cannot give it; undefined: there is no such
 * input.
 */
export function homeOfInput(key: string): string | null | undefined {
  const input = INPUTS.find(({ name }) => name === key);
  return input?.path?.startsWith("step.") === true ? null : input?.path;
}

function joined(section: string, name: string): string {
  return section === "" ? name : `${section}.${name}`;
}

/** ` - it is sampling.settle of the gate file` for a word that is no input and is a key there, or nothing. */
export function asKey(word: string): string {
  // In the plural it is a typing error.
  const homes = INPUTS.some(({ name }) => `${name}s` === word) ? [] : homesOf(word);
  return homes.length === 0 ? "" : ` - it is ${homes.join(" or ")} of the gate file`;
}
