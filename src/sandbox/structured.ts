/** JSON that the healthy model writes where a request asks for it: the smallest that a schema takes, with the code in its texts. */
import { isObject, type JsonObject } from "../text/json.ts";

/** Schemas within schemas that are followed; a model ends a list that contains itself as well. */
const DEEPEST = 12;

/** The answer of a request that asks for JSON; null: it asks for text. */
export function jsonAnswer(body: JsonObject | null, code: string): string | null {
  const { response_format: ofChat, text, output_config: ofMessages } = body ?? {};
  const format = ofChat ?? (isObject(text) ? text.format : null) ?? (isObject(ofMessages) ? ofMessages.format : null);
  if (!isObject(format) || !["json_object", "json_schema"].includes(String(format.type))) return null;
  const declared = isObject(format.json_schema) ? format.json_schema : format;
  if (!isObject(declared.schema)) return JSON.stringify({ reply: `OK ${code}` });
  return JSON.stringify(instanceOf(declared.schema, declared.schema, code, 0));
}

function instanceOf(schema: unknown, root: JsonObject, code: string, depth: number): unknown {
  if (!isObject(schema) || depth > DEEPEST) return null;
  const of = (inner: unknown) => instanceOf(inner, root, code, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (typeof schema.$ref === "string") return of(referred(schema.$ref, root));
  const choices = schema.anyOf ?? schema.oneOf;
  // The last one ends a list that contains itself: null comes last by custom.
  if (Array.isArray(choices)) return of(depth > 2 ? choices.at(-1) : choices[0]);
  const [type] = [schema.type].flat();
  if (type === "array") return Array.from({ length: Number(schema.minItems ?? 0) }, () => of(schema.items));
  if (type === "string") return String(code).padEnd(Number(schema.minLength ?? 0), "-");
  if (type === "number" || type === "integer") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, of(inner)]));
}

/** What a reference within the schema leads to. */
function referred(reference: string, root: JsonObject): unknown {
  const names = reference.split("/").slice(1);
  return names.reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), root);
}
