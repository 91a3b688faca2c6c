import { answerText, streamedText } from "../contracts/answer-text.ts";
import type { Bodies } from "../contracts/request-template.ts";
import type { Outcome } from "../evidence/attempt.ts";
import type { Family, OpenAiFamily } from "../evidence/vocabulary.ts";
import type { Answer } from "../http/types.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import { judgeable } from "./judgeable-schema.ts";
import { fail } from "./observe.ts";

/** What a request body asks the answer to be: JSON, and of a schema where the endpoint has to follow one. */
export interface StructuredOutput {
  readonly family: OpenAiFamily;
  /** Null: any JSON, or a schema that the model may follow as well as it can. */
  readonly schema: JsonObject | null;
}

/** Whether a value is what the schema of a family's template says. */
export type Schemas = Readonly<Partial<Record<Family, (value: unknown) => boolean>>>;

/** Longest answer that is held against a schema, UTF-16 units: whatever a smoke test asks for is far shorter. */
const LONGEST_ANSWER = 256 * 1024;

/**
 * The structured output that a body asks for; null: it asks for text. Only a strict schema is a promise of the endpoint, and
 * `strict` is off by default (OpenAI's published description).
 */
export function structuredOutput(family: Family, body: JsonObject | undefined): StructuredOutput | null {
  if (family !== "chat-completions" && family !== "responses") return null;
  const format = family === "responses" ? isObject(body?.text) && body.text.format : body?.response_format;
  if (!isObject(format) || (format.type !== "json_object" && format.type !== "json_schema")) return null;
  const declared = family === "responses" ? format : format.json_schema;
  const { schema, strict } = isObject(declared) ? declared : {};
  return { family, schema: format.type === "json_schema" && strict === true && isObject(schema) ? schema : null };
}

/** The strict schemas of these bodies. The validator is loaded only where there is one; a schema that it cannot use is none. */
export async function schemasOf(bodies: Bodies): Promise<Schemas> {
  const strict = Object.entries(bodies).flatMap(([family, body]) => {
    const asked = structuredOutput(family as Family, body);
    return asked?.schema == null ? [] : [{ family: asked.family, schema: asked.schema }];
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

/**
 * A pass as it stands, unless the team's own body asked for JSON and something else came: the application would not read it
 * (trigger `response-contract`). What was cut off by a cap, and a call of a tool, is no such text.
 */
export function heldAgainstFormat(
  outcome: Outcome,
  answer: Answer,
  template: { readonly family: Family; readonly body: JsonObject | undefined; readonly schemas: Schemas },
): Outcome {
  const asked = structuredOutput(template.family, template.body);
  if (asked === null || outcome.kind !== "pass" || outcome.observed.notes?.includes("truncated")) return outcome;
  const text =
    answer.events === null
      ? answerText(asked.family, parseJson(answer.text))
      : streamedText(asked.family, answer.events);
  if (text === "") return outcome;
  const value = parseJson(text);
  if (value === undefined) return fail("response-contract", { ...outcome.observed, detail: "output-not-json" });
  const follows = template.schemas[asked.family];
  if (follows === undefined || text.length > LONGEST_ANSWER || follows(value)) return outcome;
  return fail("response-contract", { ...outcome.observed, detail: "output-not-of-schema" });
}
