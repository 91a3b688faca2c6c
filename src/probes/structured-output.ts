import type { Bodies } from "../contracts/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import { judgeable } from "./judgeable-schema.ts";

/**
 * What a request body asks the answer to be: a JSON object; JSON of a schema that the endpoint has to follow; or JSON of one that
 * the model follows as well as it can.
 */
type StructuredOutput = { readonly kind: "object" | "any" } | { readonly kind: "schema"; readonly schema: JsonObject };

/** Whether a value is what the schema of a family's template says. */
export type Schemas = Readonly<Partial<Record<Family, (value: unknown) => boolean>>>;

/** Longest answer that is held against a schema, UTF-16 units: whatever a smoke test asks for is far shorter. */
const LONGEST_ANSWER = 256 * 1024;

/**
 * The structured output that a body asks for; null: it asks for text. With OpenAI only a strict schema is a promise of the
 * endpoint, and `strict` is off by default; Anthropic promises every one of `output_config.format`, before that `output_format`.
 */
export function structuredOutput(family: Family, body: JsonObject | undefined): StructuredOutput | null {
  const format = body === undefined ? null : formatIn(family, body);
  if (!isObject(format)) return null;
  // Gateways take a schema here, too, and it may be one of a list.
  if (format.type === "json_object") return { kind: isObject(format.schema) ? "any" : "object" };
  if (format.type !== "json_schema") return null;
  const declared = isObject(format.json_schema) ? format.json_schema : format;
  const { schema } = declared;
  const isPromise = family === "messages" || declared.strict === true;
  return isPromise && isObject(schema) ? { kind: "schema", schema } : { kind: "any" };
}

/** Where a family says what form its answer has. */
function formatIn(family: Family, body: JsonObject): unknown {
  switch (family) {
    case "chat-completions":
      return body.response_format;
    case "responses":
      return isObject(body.text) ? body.text.format : null;
    case "messages":
      return (isObject(body.output_config) ? body.output_config.format : null) ?? body.output_format;
    case "embeddings":
      return null;
  }
}

/** The strict schemas of these bodies. The validator is loaded only where there is one; a schema that it cannot use is none. */
export async function schemasOf(bodies: Bodies): Promise<Schemas> {
  const strict = Object.entries(bodies).flatMap(([family, body]) => {
    const asked = structuredOutput(family as Family, body);
    return asked?.kind === "schema" ? [{ family, schema: asked.schema }] : [];
  });
  if (strict.length === 0) return {};
  const { Validator } = await import("@cfworker/json-schema");
  const usable = strict.map(({ family, schema }) => {
    const validator = new Validator(judgeable(schema) as object, "2020-12");
    const follows = (value: unknown) => {
      try {
        return validator.validate(value).valid;
      } catch {
        // It meets what it cannot use while it validates.
        return true;
      }
    };
    return [family, follows] as const;
  });
  return Object.fromEntries(usable);
}

/** The team's own body, where that is what was sent, and the schemas of the run. */
export interface OwnBody {
  readonly family: Family;
  readonly body: JsonObject;
  readonly schemas: Schemas;
}

/** What keeps an application from reading the JSON that its body asked for, ours; null: nothing, or it asked for none. */
export function formatDefect(text: string, { family, body, schemas }: OwnBody): string | null {
  const asked = structuredOutput(family, body);
  if (asked === null || text === "") return null;
  const value = parseJson(text);
  if (value === undefined) return "output-not-json";
  if (asked.kind === "object") return isObject(value) ? null : "output-not-an-object";
  const follows = schemas[family];
  return follows === undefined || text.length > LONGEST_ANSWER || follows(value) ? null : "output-not-of-schema";
}
