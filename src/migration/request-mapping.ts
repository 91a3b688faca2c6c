/** A Chat Completions request body on its way to Responses: every field it has, and where that goes. Pure. */
import { z } from "zod";
import { REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { parsedTemplate } from "../contracts/request-template.ts";
import type { RequestTemplate } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { shownName } from "../text/shown.ts";
import { CARRIES, CHAT_TO_RESPONSES, type Destination, NESTED_PARTS } from "./field-destinations.ts";

/** One field of the chat body. */
interface FieldMapping extends Destination {
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
  const nested = NESTED_PARTS.filter(([, has]) => has(body)).map(([field, , destination]) => ({
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

/**
 * Holds a team's Responses body against the mapping of its chat body: chat fields that have not arrived, and top-level
 * fields that no field of the chat body leads to.
 */
export function compareResponsesRequest(mapping: readonly FieldMapping[], body: JsonObject) {
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

/** Where the fields of the team's chat template go in Responses. No value of the template is in it. */
export const FieldReportSchema = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("not_tested"), reason: z.string() }),
  z.strictObject({
    result: z.literal("mapped"),
    fields: z.array(
      z.strictObject({
        /** Path in the chat template. */
        field: z.string(),
        carries: z.enum(CARRIES),
        /** Paths in Responses, any one of which carries the field. */
        to: z.array(z.string()),
        note: z.string().nullable(),
      }),
    ),
    /** The team's own Responses template beside this mapping; null: there is not exactly one of each family. */
    responses_template: z
      .strictObject({
        /** Fields of the chat template that have not arrived, with the places where they could be. */
        missing: z.array(z.strictObject({ field: z.string(), to: z.array(z.string()) })),
        /** Fields that come from no field of the chat template. */
        without_source: z.array(z.string()),
      })
      .nullable(),
  }),
]);
type FieldReport = z.infer<typeof FieldReportSchema>;

/** The request templates of this run, or why it has none. */
export type OwnTemplates =
  | { readonly kind: "templates"; readonly templates: readonly RequestTemplate[] }
  | { readonly kind: "none"; readonly why: string };

/** Maps the request template of Chat Completions; says why where that is not possible. */
export function fieldReport(own: OwnTemplates): FieldReport {
  if (own.kind === "none") return { result: "not_tested", reason: own.why };
  const chat = bodiesOf(own.templates, "chat-completions");
  if (typeof chat === "string") return { result: "not_tested", reason: chat };
  const mapping = chat.flatMap(mapChatRequest);
  // Several templates of a family share most fields; each is shown once.
  const fields = mapping.filter(({ field }, at) => mapping.findIndex((other) => other.field === field) === at);
  const responses = bodiesOf(own.templates, "responses");
  const [target, ...others] = typeof responses === "string" ? [] : responses;
  const pair = chat.length === 1 && others.length === 0;
  const compared = pair && target !== undefined ? compareResponsesRequest(mapping, target) : null;
  return {
    result: "mapped",
    fields: fields.map((field) => ({ ...destination(field), carries: field.carries, note: field.note })),
    responses_template: compared && {
      missing: compared.missing.map(destination),
      without_source: compared.withoutSource.map(nameOf),
    },
  };
}

function destination(field: FieldMapping): { field: string; to: string[] } {
  return { field: nameOf(field), to: [...field.to] };
}

/** A name that no contract documents was written by a person, who may have put anything there. */
function nameOf({ field, documented }: { readonly field: string; readonly documented: boolean }): string {
  return documented ? field : shownName(field);
}

/** The bodies in the request templates of a family, or why there is none. */
function bodiesOf(all: readonly RequestTemplate[], family: Family): readonly JsonObject[] | string {
  const templates = all.filter((one) => one.family === family);
  if (templates.length === 0) return `no request template of ${family} is configured (input request-template)`;
  const bodies = templates.map(parsedTemplate).filter(isObject);
  return bodies.length === 0 ? `the request template of ${family} is not a JSON object` : bodies;
}
