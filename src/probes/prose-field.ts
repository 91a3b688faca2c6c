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

/** A text that is nothing but a name. */
const ALONE = /^([A-Za-z_]\w{0,63})$/g;

/** A name behind a word that announces one. */
const BEHIND_WORD =
  /\b(?:fields?|propert(?:y|ies)|parameters?|arguments?|params?|keys?|name|attributes?|members?|options?)(?: (?:named|called|supplied|provided))?:?\s{0,3}[[({]?['"`]?([A-Za-z_]\w{0,63})(?!\w)/gi;

/** A name before such a word: Vertex, Laravel. */
const BEFORE_WORD = /\b([A-Za-z_]\w{0,63})['"`]? (?:value|field|parameter|argument|property|option)\b/g;

/** A name at the end of a sentence, behind a colon or behind "does not support". */
const AT_END = /(?::|(?:not|n't) support(?:ed)?)\s{1,3}['"`]?([A-Za-z_]\w{0,63})['"`]?[.\s]*$/gim;

/** A name at the beginning of a clause that says what it has to be. */
const AT_BEGINNING = /(?:^|[,.;:] )['"`]?([A-Za-z_]\w{0,63})['"`]? (?:(?:is|are) (?:not |un)|must |should |cannot )/gm;

/** A name before what is wrong with it: a colon (Anthropic, Rust's decoder), or an indented line (pydantic). */
const BEFORE_FAULT = /(?:^|: )['"`]?([A-Za-z_]\w{0,63})['"`]?(?:: |\r?\n {2,4}\S)/gm;

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
  // An older pydantic puts arrows between the parts of a place.
  const texts = textsIn(jsonIn(answer) ?? answer, 0).map((text) => text.replaceAll(" -> ", "."));
  return texts.map((text) => ({
    paths: [...(text.match(PATH) ?? []), ...(text.match(TUPLE) ?? [])].map((path) => path.match(/[\w-]+/g) ?? []),
    // Ajv has the name alone, as a value beside its sentence.
    quoted: [...text.matchAll(QUOTED), ...text.matchAll(ALONE)].map(([, name = ""]) => name),
    announced: [BEHIND_WORD, BEFORE_WORD, AT_END, AT_BEGINNING, BEFORE_FAULT].flatMap((form) =>
      [...text.matchAll(form)].map(([, name = ""]) => name),
    ),
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
