/** A Chat Completions request body on its way to Responses: every field it has, and where that goes. Pure. */
import { isObject, type JsonObject } from "../contracts/json.ts";
import { REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { CHAT_TO_RESPONSES, type Destination } from "./field-destinations.ts";
import { NESTED_PARTS } from "./nested-parts.ts";

export { CARRIES, type Carries, type Destination } from "./field-destinations.ts";

/** One field of the chat body. */
export interface FieldMapping extends Destination {
  /** Path in the chat body. A name that is documented nowhere is as the body has it, and could hold anything. */
  readonly field: string;
  /** False for a name that only this body knows. */
  readonly documented: boolean;
}

/** Every field of a chat body that is set, top level first, each with where it goes. */
export function mapChatRequest(body: JsonObject): readonly FieldMapping[] {
  const top = Object.keys(body)
    // Null is how the descriptions write "not set".
    .filter((name) => body[name] !== null)
    .map((name) => ({ field: name, ...destinationOf(name) }));
  const nested = NESTED_PARTS.filter(({ has }) => has(body)).map(({ field, destination }) => ({
    field,
    documented: true,
    ...destination,
  }));
  return [...top, ...nested];
}

function destinationOf(name: string): Destination & { readonly documented: boolean } {
  const known = Object.hasOwn(CHAT_TO_RESPONSES, name) ? CHAT_TO_RESPONSES[name] : undefined;
  if (known !== undefined) return { documented: true, ...known };
  if (isDocumented(name)) {
    const note = "It belongs to Responses already; a chat endpoint may refuse or ignore it.";
    return { documented: true, carries: "responses-field", to: [name], note };
  }
  const note = "Find out who reads it, and whether they read it in Responses.";
  return { documented: false, carries: "unknown", to: [], note };
}

/** A Responses body beside the one that a mapping leads to. */
export interface Comparison {
  /** Chat fields that should have arrived, with the paths that could carry them, and have not. */
  readonly missing: readonly FieldMapping[];
  /** Top-level fields that no field of the chat body leads to; names as the body has them. */
  readonly withoutSource: readonly { readonly field: string; readonly documented: boolean }[];
}

/** Holds a team's Responses body against the mapping of its chat body. */
export function compareResponsesRequest(mapping: readonly FieldMapping[], body: JsonObject): Comparison {
  const expected = mapping.filter(({ to }) => to.length > 0);
  const reached = new Set(expected.flatMap(({ to }) => to.map((path) => path.split(".")[0])));
  const absent = expected.filter(({ to }) => !to.some((path) => hasPath(body, path)));
  // Where the messages have not arrived, no part of theirs has.
  const missing = absent.filter(({ to }, index) => absent.findIndex((other) => `${other.to}` === `${to}`) === index);
  return {
    missing,
    withoutSource: Object.keys(body)
      .filter((name) => body[name] !== null && !reached.has(name))
      .map((field) => ({ field, documented: isDocumented(field) })),
  };
}

function isDocumented(name: string): boolean {
  return Object.hasOwn(REQUEST_FIELDS.responses, name);
}

function hasPath(body: JsonObject, path: string): boolean {
  let at: unknown = body;
  for (const name of path.split(".")) {
    if (!isObject(at) || !Object.hasOwn(at, name)) return false;
    at = at[name];
  }
  return at !== null;
}
