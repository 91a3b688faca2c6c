import type { ValueNode } from "@humanwhocodes/momoa";
import { emptyField, type Flaw } from "./flaw.ts";
import { type Members, startOf, textOf } from "./json-body.ts";
import { placesAt } from "./nested-fields.ts";

/** Flaws of the `input` of embeddings: nothing in it is empty (OpenAI's published description); blanks are answered. */
export function inputFlaws(members: Members): readonly Flaw[] {
  return [...placesAt(members, "input"), ...placesAt(members, "input[]")]
    .filter(({ node }) => isEmpty(node))
    .map(({ node, path }) => emptyField({ path, offset: startOf(node) }));
}

function isEmpty(value: ValueNode): boolean {
  return textOf(value) === "" || (value.type === "Array" && value.elements.length === 0);
}
