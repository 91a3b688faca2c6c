import type { Family } from "../evidence/vocabulary.ts";
import { callFlaws } from "./calls.ts";
import { choiceFlaws, nameFlaws, needFlaws } from "./field-needs.ts";
import { type Flaw, isPartOf } from "./flaw.ts";
import { shapeFlaws } from "./inner-fields.ts";
import { inputFlaws } from "./inputs.ts";
import type { Members } from "./json-body.ts";
import { jsonWordFlaws } from "./json-word.ts";
import { messageFlaws } from "./messages.ts";
import { nestedFlaws } from "./nested-fields.ts";
import { schemaFlaws } from "./schemas.ts";
import { turnFlaws } from "./turns.ts";

/** What each family says of the inside of a body in words of its own: its prompt, its tools, its formats. */
const SHAPES: Readonly<Record<Family, (members: Members) => readonly Flaw[]>> = {
  "chat-completions": (members) => [
    ...shapeFlaws(members, "chat-completions"),
    ...messageFlaws(members, "chat-completions"),
  ],
  embeddings: inputFlaws,
  responses: (members) => [...shapeFlaws(members, "responses"), ...messageFlaws(members, "responses")],
  messages: turnFlaws,
};

/** Flaws below the top level of a body; what is of another shape as a whole is said once. */
export function innerFlaws(members: Members, family: Family): readonly Flaw[] {
  const shapes = SHAPES[family](members);
  const isSaid = ({ path }: Flaw) => shapes.some((shape) => path === shape.path || isPartOf(path, shape.path));
  return [
    ...shapes,
    ...nestedFlaws(members, family).filter((flaw) => !isSaid(flaw)),
    ...needFlaws(members, family),
    ...choiceFlaws(members),
    ...nameFlaws(members, family),
    ...callFlaws(members, family),
    ...schemaFlaws(members, family),
    ...jsonWordFlaws(members, family),
  ];
}
