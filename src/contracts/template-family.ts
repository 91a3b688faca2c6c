import { withoutByteOrderMark } from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { isObject, parseJson } from "./json.ts";
import { onlyInOther, REQUEST_FIELDS } from "./request-fields.ts";

/** What stands for the input of a Responses body that has none (OpenAI's published description). */
export const INSTEAD_OF_INPUT: readonly string[] = ["prompt", "previous_response_id", "conversation"];

/**
 * The family that a body belongs to: the one whose required field it has (`messages` or `input`, or what stands for the
 * latter), and with both, the one with more fields that only it knows. Null where that cannot be told.
 */
export function familyOf(text: string): Family | null {
  const body = parseJson(withoutByteOrderMark(text));
  const has = isObject(body)
    ? (name: string) => Object.hasOwn(body, name)
    : (name: string) => text.includes(`"${name}"`) && new RegExp(`"${name}"\\s{0,100}:`).test(text);
  const scores = FAMILIES.map((family) => ({
    family,
    marked: has(family === "responses" ? "input" : "messages"),
    own: Object.keys(REQUEST_FIELDS[family]).filter((name) => isOnlyOf(family, name) && has(name)).length,
  })).filter(({ marked }) => marked);
  const [first, second] = scores;
  if (first === undefined) {
    // A prompt that is a text belongs to the old completions, which are neither family.
    const instead = INSTEAD_OF_INPUT.some((name) => has(name));
    return isObject(body) && instead && typeof body.prompt !== "string" ? "responses" : null;
  }
  if (second === undefined) return first.family;
  if (first.own === second.own) return null;
  return first.own > second.own ? first.family : second.family;
}

function isOnlyOf(family: Family, name: string): boolean {
  return FAMILIES.some((other) => other !== family && onlyInOther(other, name) === family);
}
