/**
 * Which field of a request the prose of a refusal names, as parts of a path: validators write places into sentences, in
 * spellings of their own (pydantic, Google, Groq, Go's decoder).
 */
import { jsonIn } from "../contracts/error-wrappings.ts";
import { isObject } from "../text/json.ts";

/** Prose that is looked through, UTF-16 units: a message is a sentence, not a document. */
const MAX_PROSE = 16_000;

/** How deep texts lie in an error. */
const MAX_DEPTH = 12;

/** `tools.0.function.strict`, `messages[0].content`, `messages/0/role`. */
const PATH = /(?<![\w.])[A-Za-z_]\w{0,63}(?:\[\d{1,6}\]|\[['"]\w{1,64}['"]\]|[./]\w{1,64}){1,16}/g;

/** `('body', 'messages', 0, 'name')`, as Python prints a place. */
const TUPLE = /[([](?:'[\w-]{1,64}'|\d{1,6})(?:, ?(?:'[\w-]{1,64}'|\d{1,6})){1,16}[)\]]/g;

/** A name in quotes, and no key of an object that is printed. */
const QUOTED = /['"`]([A-Za-z_]\w{0,63})['"`](?!\s?:)/g;

/** A name behind a word that announces one, or behind a colon at the end of a sentence. */
const ANNOUNCED =
  /\b(?:fields?|propert(?:y|ies)|parameters?|arguments?|params?|keys?|name|attributes?|members?|options?)(?: (?:named|called|supplied|provided))?:?\s{0,3}[[({]?['"`]?([A-Za-z_]\w{0,63})(?!\w)|:\s{0,3}['"`]?([A-Za-z_]\w{0,63})['"`]?[.\s]*$/gim;

/** What a text says about where. */
export interface ProsePlaces {
  /** Places as paths, each as its parts. */
  readonly paths: readonly (readonly string[])[];
  /** Names in quotes: of a member, if one of them is. */
  readonly quoted: readonly string[];
  /** Names that are said to be those of fields. */
  readonly announced: readonly string[];
}

/** The places in every text of an error. */
export function placesInProse(answer: string): readonly ProsePlaces[] {
  return textsIn(jsonIn(answer) ?? answer, 0).map((text) => ({
    paths: [...(text.match(PATH) ?? []), ...(text.match(TUPLE) ?? [])].map((path) => path.match(/[\w-]+/g) ?? []),
    quoted: [...text.matchAll(QUOTED)].map(([, name = ""]) => name),
    announced: [...text.matchAll(ANNOUNCED)].map(([, name, last]) => name ?? last ?? ""),
  }));
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === "string") {
    const json = jsonIn(value);
    return typeof json === "object" ? textsIn(json, depth + 1) : [value.slice(0, MAX_PROSE)];
  }
  if (Array.isArray(value)) return value.flatMap((each: unknown) => textsIn(each, depth + 1));
  return isObject(value) ? Object.values(value).flatMap((each) => textsIn(each, depth + 1)) : [];
}
