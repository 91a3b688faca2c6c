import type { ValueNode } from "@humanwhocodes/momoa";
import { NESTED_FIELDS } from "../contracts/nested-fields.ts";
import { OTHER_VALUES } from "../contracts/other-values.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { type Flaw, missingField } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";

/** A value of a body, and its path. */
export interface Located {
  readonly node: ValueNode;
  readonly path: string;
}

/** Flaws below the top level: what is missing, of the wrong type or form, or out of range. */
export function nestedFlaws(members: Members, family: Family): readonly Flaw[] {
  return Object.entries(NESTED_FIELDS[family]).flatMap(([pattern, field]) => {
    const others = OTHER_VALUES[family][pattern] ?? [];
    const [parent, name] = parentOf(pattern);
    if (name === null)
      return placesAt(members, pattern).flatMap(({ node, path }) => typeFlaws(field, node, path, others));
    return placesAt(members, parent).flatMap(({ node, path }) => {
      const inside = membersOf(node);
      const member = inside.get(name);
      if (member !== undefined) return typeFlaws(field, member.value, `${path}.${name}`, others);
      if (node.type !== "Object" || !field.required || field.unless?.some((one) => inside.has(one))) return [];
      const flaw = missingField(`${path}.${name}`, startOf(node), `Add ${name}.`);
      const taker = others.find(({ optional }) => optional);
      return [taker === undefined ? flaw : elsewhere(flaw, taker.by)];
    });
  });
}

/** A pattern without its last name; null where it ends in something else. */
function parentOf(pattern: string): readonly [parent: string, name: string | null] {
  const [, parent = pattern, name = null] = /^(.+)\.(\w+)$/.exec(pattern) ?? [];
  return [parent, name];
}

/** Every value of a body at a path as the table of nested fields writes it: `tools[function].function`, `metadata.*`. */
export function placesAt(members: Members, pattern: string): readonly Located[] {
  const [top = "", ...steps] = pattern.match(/\[\w*\]|\*|\w+/g) ?? [];
  const node = members.get(top)?.value;
  return node === undefined ? [] : steps.reduce<readonly Located[]>(stepped, [{ node, path: top }]);
}

function stepped(located: readonly Located[], step: string): readonly Located[] {
  return located.flatMap(({ node, path }) => {
    if (step.startsWith("[")) {
      const word = step.slice(1, -1);
      if (node.type !== "Array") return word !== "" && isOfWord(node, word) ? [{ node, path }] : [];
      const entries = node.elements.map(({ value }, i) => ({ node: value, path: `${path}[${i}]` }));
      return entries.filter((entry) => isOfWord(entry.node, word));
    }
    const inside = membersOf(node);
    if (step === "*") return [...inside].map(([name, { value }]) => ({ node: value, path: pathOf(path, name) }));
    const member = inside.get(step);
    return member === undefined ? [] : [{ node: member.value, path: `${path}.${step}` }];
  });
}

/** Whether an object says this of itself, as its type or its role. */
function isOfWord(node: ValueNode, word: string): boolean {
  const members = membersOf(node);
  return word === "" || ["type", "role"].some((name) => textOf(members.get(name)?.value) === word);
}
