import type { ValueNode } from "@humanwhocodes/momoa";
import { FIELD_NEEDS, type FieldNeed } from "../contracts/field-needs.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere } from "./field-types.ts";
import { type Flaw, holds, informs } from "./flaw.ts";
import { type Members, membersOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt } from "./messages.ts";

/** Flaws of fields that stand alone where another one has to be, or together where one has to go. */
export function needFlaws(members: Members, family: Family): readonly Flaw[] {
  return FIELD_NEEDS[family].flatMap((need) => {
    const flaw = needFlaw(members, family, need);
    if (flaw === null) return [];
    return [need.by === undefined ? flaw : elsewhere(flaw, need.by)];
  });
}

function needFlaw(members: Members, family: Family, need: FieldNeed): Flaw | null {
  const { field, idle = [] } = need;
  const given = members.get(field);
  if (given === undefined || !asks(given.value, true) || idle.includes(wordOf(given.value) ?? "")) return null;
  const at = { path: field, offset: given.at };
  if ("excludes" in need) {
    const isBoth = asks(members.get(need.excludes)?.value, true);
    const help = `Leave one of them out.`;
    return isBoth ? holds("duplicate-field", at, `${field} is set beside ${need.excludes}`, help) : null;
  }
  // A stored prompt brings tools of its own.
  if (asks(members.get(need.needs)?.value, false) || bringsPrompt(members, family)) return null;
  const help = `Add ${need.needs}, or remove ${field}.`;
  return holds("missing-field", { ...at, path: need.needs }, `${field} is set without ${need.needs}`, help);
}

/** The word that says how a choice is made; Anthropic writes it as the type of an object. */
function wordOf(value: ValueNode): string | null {
  return textOf(value) ?? textOf(membersOf(value).get("type")?.value);
}

/** @param isSet whether false asks for something, as it does where a field is set to it */
function asks(value: ValueNode | undefined, isSet: boolean): boolean {
  switch (value?.type) {
    case undefined:
    case "Null":
      return false;
    case "Boolean":
      return isSet || value.value;
    case "Number":
      return value.value > 0;
    case "Array":
      return value.elements.length > 0;
    default:
      return true;
  }
}

/** A tool that has to be called and is not declared; what the application fills in may declare it. */
export function choiceFlaws(members: Members): readonly Flaw[] {
  const choice = members.get("tool_choice")?.value;
  const tools = members.get("tools")?.value;
  const [chosen, path] = choice === undefined ? [undefined, ""] : namedIn(choice, "tool_choice");
  const name = textOf(chosen);
  if (chosen === undefined || name === null || tools?.type !== "Array" || tools.elements.length === 0) return [];
  const declared = tools.elements.map(({ value }) => textOf(namedIn(value, "")[0]));
  // A tool of the provider's own has no name, and an entry that is filled in may have any.
  if (declared.includes(name) || declared.includes(null)) return [];
  const at = { path, offset: startOf(chosen) };
  return [holds("out-of-range", at, `${path} is the name of no tool in tools`, "Correct it, or add the tool.")];
}

/** Tools of the same name, which Anthropic refuses, and DeepSeek in chat. */
export function nameFlaws(members: Members, family: Family): readonly Flaw[] {
  const tools = members.get("tools")?.value;
  if (tools?.type !== "Array") return [];
  const seen = new Set<string>();
  return tools.elements.flatMap(({ value }, i) => {
    const [node, path] = namedIn(value, `tools[${i}]`);
    const name = textOf(node);
    if (node === undefined || name === null) return [];
    const isNew = !seen.has(name) && seen.add(name);
    const say = family === "messages" ? holds : informs;
    const help = "Give each tool a name of its own: Anthropic and others refuse the same one twice.";
    return isNew
      ? []
      : [say("duplicate-field", { path, offset: startOf(node) }, `${path} is the name of another tool, too`, help)];
  });
}

/** The name of a function as chat has it, below its type, or as the other families have it. */
function namedIn(node: ValueNode, path: string): readonly [ValueNode | undefined, string] {
  const members = membersOf(node);
  const type = textOf(members.get("type")?.value) ?? "";
  const below = membersOf(members.get(type)?.value ?? node).get("name")?.value;
  return members.has(type) ? [below, `${path}.${type}.name`] : [members.get("name")?.value, `${path}.name`];
}
