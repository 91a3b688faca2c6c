import { isObject, parseJson } from "../contracts/json.ts";
import { onlyInOther, REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { digestOf } from "../evidence/digest.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";

/** A request body that the application sends, as it stands in the repository. */
export interface RequestTemplate {
  /** Named by the user or recognised; null where neither. */
  readonly family: Family | null;
  /** From the working directory, with slashes; printable. */
  readonly path: string;
  readonly text: string;
}

/** A rule that the team switched off for a field, with its reason (product.md, gate file, `probes.template.waive`). */
export interface TemplateWaiver {
  readonly rule: string;
  /** Path of the field as a finding names it, or its first part; null: wherever it is found. */
  readonly field: string | null;
  readonly why: string;
}

/** Rule ids of the check. They are stable: waivers name them. */
export const TEMPLATE_RULES = [
  "not-json",
  "too-large",
  "duplicate-field",
  "missing-field",
  "unknown-field",
  "other-family",
  "deprecated-field",
  "wrong-type",
  "out-of-range",
  "empty-messages",
  "placeholder",
  "hard-coded-model",
  "stream-set",
  "secret",
  "personal-data",
] as const;
export type TemplateRule = (typeof TEMPLATE_RULES)[number];

/** Nobody can say what a text that could not be read would have been found guilty of. */
export const NEVER_WAIVED: readonly string[] = ["not-json", "too-large"] satisfies readonly TemplateRule[];

/** A waiver of these has to name the field: one false alarm must not hide every leak to come. */
export const WAIVED_BY_FIELD: readonly string[] = ["secret", "personal-data"] satisfies readonly TemplateRule[];

/** A mark of order at the beginning of the text. JSON has none; it is a finding, and not in the way of the others. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What stands for the input of a Responses body that has none (OpenAI's published description). */
export const INSTEAD_OF_INPUT: readonly string[] = ["prompt", "previous_response_id", "conversation"];

/**
 * The family that a body belongs to: the one whose required field it has (`messages` or `input`, or what stands for the
 * latter), and with both, the one with more fields that only it knows. Null where that cannot be told.
 */
export function familyOf(text: string): Family | null {
  const body = parseJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
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

/**
 * The digest of a template: over the JSON and not its layout, as a git known-good has it (decision.md, "Known-good
 * records"). A text that is no JSON has that of its characters.
 */
export function templateDigest(text: string): string {
  try {
    return digestOf(JSON.parse(text));
  } catch {
    return digestOf(text);
  }
}
