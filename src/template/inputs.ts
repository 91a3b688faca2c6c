import type { ValueNode } from "@humanwhocodes/momoa";
import { OTHER_VALUES } from "../contracts/other-values.ts";
import type { RequestField } from "../contracts/request-field.ts";
import { typeFlaws } from "./field-types.ts";
import { type Flaw, holds } from "./flaw.ts";
import { type Members, startOf } from "./json-body.ts";

/** A text, a token or a text as tokens. */
const ENTRY: RequestField = { types: ["string", "integer", "array"], required: true };

/** Flaws of the `input` of embeddings: texts or tokens, none of them empty (OpenAI's published description); blanks are answered. */
export function inputFlaws(members: Members): readonly Flaw[] {
  const input = members.get("input")?.value;
  if (input === undefined) return [];
  const inside = input.type === "Array" ? input.elements.map(({ value }, i) => ({ value, path: `input[${i}]` })) : [];
  return [{ value: input, path: "input" }, ...inside].flatMap(({ value, path }) => {
    const at = { path, offset: startOf(value) };
    if (isEmpty(value)) return [holds("empty-messages", at, `${path} is empty`, "Write a text, or leave it out.")];
    return path === "input" ? [] : typeFlaws(ENTRY, value, path, OTHER_VALUES.embeddings["input[]"]);
  });
}

function isEmpty(value: ValueNode): boolean {
  if (value.type === "String") return value.value === "";
  return value.type === "Array" && value.elements.length === 0;
}
