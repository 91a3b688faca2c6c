import { z } from "zod";
import { isObject, type JsonObject, parseJson } from "../contracts/json.ts";
import { type RequestTemplate, withoutByteOrderMark } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { shownName } from "../text/shown.ts";
import { CARRIES, compareResponsesRequest, type FieldMapping, mapChatRequest } from "./request-mapping.ts";

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
export type FieldReport = z.infer<typeof FieldReportSchema>;

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
  return {
    result: "mapped",
    fields: fields.map((field) => ({ ...destination(field), carries: field.carries, note: field.note })),
    responses_template: pair && target !== undefined ? comparison(mapping, target) : null,
  };
}

function comparison(mapping: readonly FieldMapping[], body: JsonObject) {
  const { missing, withoutSource } = compareResponsesRequest(mapping, body);
  return { missing: missing.map(destination), without_source: withoutSource.map(nameOf) };
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
  const bodies = templates.map(({ text }) => parseJson(withoutByteOrderMark(text))).filter(isObject);
  return bodies.length === 0 ? `the request template of ${family} is not a JSON object` : bodies;
}
