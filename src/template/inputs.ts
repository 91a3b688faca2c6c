import type { ValueNode } from "@humanwhocodes/momoa";
import { type Flaw, holds } from "./flaw.ts";
import { type Members, startOf } from "./json-body.ts";

/** Flaws of the `input` of embeddings: texts or tokens, none of them empty (OpenAI's published description). */
export function inputFlaws(members: Members): readonly Flaw[] {
  const input = members.get("input")?.value;
  if (input === undefined) return [];
  const inside = input.type === "Array" ? input.elements.map(({ value }, i) => ({ value, path: `input[${i}]` })) : [];
  return [{ value: input, path: "input" }, ...inside].flatMap(({ value, path }) => {
    const at = { path, offset: startOf(value) };
    if (isEmpty(value)) return [holds("empty-messages", at, `${path} is empty`, "Write a text, or leave it out.")];
    if (path === "input" || ["String", "Number", "Array"].includes(value.type)) return [];
    const help =
      "Write a text or a list of tokens, or waive wrong-type for input with a reason if your gateway takes it.";
    return [holds("wrong-type", at, `${path} is neither a text nor tokens`, help)];
  });
}

function isEmpty(value: ValueNode): boolean {
  if (value.type === "String") return value.value.trim() === "";
  return value.type === "Array" && value.elements.length === 0;
}
