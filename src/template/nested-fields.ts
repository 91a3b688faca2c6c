import type { ValueNode } from "@humanwhocodes/momoa";
import { OTHER_VALUES } from "../contracts/gateway-fields.ts";
import { NESTED_FIELDS } from "../contracts/nested-fields.ts";
import type { RequestField } from "../contracts/request-field.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere, typeFlaws } from "./field-types.ts";
import { type Flaw, missingField } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";

/** Flaws below the top level: what is missing, of the wrong type or form, or out of range. */
export function nestedFlaws(members: Members, family: Family): readonly Flaw[] {
  return Object.entries(NESTED_FIELDS[family]).flatMap(([path, field]) => {
    const [top = "", ...steps] = stepsOf(path);
    const value = members.get(top)?.value;
    const others = OTHER_VALUES[family][path] ?? [];
    return value === undefined ? [] : flawsBelow(value, top, steps, { field, others });
  });
}

/** What is asked of each field at the end of a path. */
interface Asked {
  readonly field: RequestField;
  readonly others: (typeof OTHER_VALUES)[Family][string];
}

/** `tools[function].function.name` as `tools`, `[function]`, `function`, `name`. */
function stepsOf(path: string): readonly string[] {
  return path.match(/\[\w*\]|\*|\w+/g) ?? [];
}

function flawsBelow(node: ValueNode, path: string, [step, ...rest]: readonly string[], asked: Asked): readonly Flaw[] {
  if (step === undefined) return typeFlaws(asked.field, node, path, asked.others);
  if (step.startsWith("[")) {
    const word = step.slice(1, -1);
    if (node.type === "Array")
      return node.elements.flatMap(({ value }, i) =>
        isOfWord(value, word) ? flawsBelow(value, `${path}[${i}]`, rest, asked) : [],
      );
    return word !== "" && isOfWord(node, word) ? flawsBelow(node, path, rest, asked) : [];
  }
  if (node.type !== "Object") return [];
  if (step === "*")
    return [...membersOf(node)].flatMap(([name, { value }]) => flawsBelow(value, pathOf(path, name), rest, asked));
  const member = membersOf(node).get(step);
  if (member !== undefined) return flawsBelow(member.value, `${path}.${step}`, rest, asked);
  if (rest.length > 0 || !asked.field.required) return [];
  const flaw = missingField(`${path}.${step}`, startOf(node), `Add ${step}.`);
  const taker = asked.others.find(({ optional }) => optional);
  return [taker === undefined ? flaw : elsewhere(flaw, taker.by)];
}

/** Whether an object says this of itself: its type, or its role where it has no type. */
function isOfWord(node: ValueNode, word: string): boolean {
  const members = membersOf(node);
  return word === "" || textOf((members.get("type") ?? members.get("role"))?.value) === word;
}
