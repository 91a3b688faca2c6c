import type { ValueNode } from "@humanwhocodes/momoa";
import { FAMILY } from "../contracts/families.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere } from "./field-types.ts";
import { type Flaw, holds } from "./flaw.ts";
import { type Members, startOf, textOf } from "./json-body.ts";
import { bringsPrompt } from "./messages.ts";
import { placesAt } from "./nested-fields.ts";

/** Where each family says that it wants a JSON object. */
const FORMAT: Readonly<Record<Family, string | null>> = {
  "chat-completions": "response_format.type",
  responses: "text.format.type",
  messages: null,
  embeddings: null,
};

/** What a variable begins with: the application may put the word there. */
const FILLED_IN = /[{<$%]|__|@@/;

/** A JSON object that is asked for in a prompt without the word, which OpenAI and Azure refuse (OpenAI's guide to JSON mode). */
export function jsonWordFlaws(members: Members, family: Family): readonly Flaw[] {
  const format = FORMAT[family];
  if (format === null || bringsPrompt(members, family)) return [];
  const { content } = FAMILY[family];
  const prompt = [members.get(content)?.value, members.get("instructions")?.value].filter((node) => node !== undefined);
  const asked = placesAt(members, format).find(({ node }) => textOf(node) === "json_object");
  if (asked === undefined) return [];
  const texts = prompt.flatMap(textsIn);
  if (texts.length === 0 || texts.some((text) => /json/i.test(text) || FILLED_IN.test(text))) return [];
  const at = { path: content, offset: startOf(asked.node) };
  const flaw = holds("missing-field", at, `${content} has no word JSON, and ${asked.path} is json_object`, "");
  return [elsewhere(flaw, "vLLM, Mistral and others")];
}

/** Every text of a prompt; its depth is bounded. */
function textsIn(node: ValueNode): readonly string[] {
  switch (node.type) {
    case "String":
      return [node.value];
    case "Array":
      return node.elements.flatMap(({ value }) => textsIn(value));
    case "Object":
      return node.members.flatMap(({ value }) => textsIn(value));
    default:
      return [];
  }
}
