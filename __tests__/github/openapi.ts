/**
 * GitHub's own description of its API, as far as the double needs it: what GitHub refuses by this description fails in
 * the tests too, and the double's answers are held to it as well.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";

/** The part of the description that the calls below need, as `scripts/github-description.ts` takes it out of the whole. */
export const DESCRIPTION = fileURLToPath(new URL("api.github.com.json", import.meta.url));

/** The calls that the gate makes, as the description names them. */
export const CALLS = {
  list: ["get", "/repos/{owner}/{repo}/deployments"],
  create: ["post", "/repos/{owner}/{repo}/deployments"],
  status: ["post", "/repos/{owner}/{repo}/deployments/{deployment_id}/statuses"],
  commit: ["get", "/repos/{owner}/{repo}/commits/{ref}"],
  content: ["get", "/repos/{owner}/{repo}/contents/{path}"],
  runs: ["get", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"],
  issues: ["get", "/repos/{owner}/{repo}/issues"],
  createIssue: ["post", "/repos/{owner}/{repo}/issues"],
  editIssue: ["patch", "/repos/{owner}/{repo}/issues/{issue_number}"],
  comments: ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  addComment: ["post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  editComment: ["patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
} as const;
export type Call = keyof typeof CALLS;

/** The calls of known-good records. */
export type RecordCall = "list" | "create" | "status" | "commit" | "content";

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a request or an answer, one phrase each; empty when it is right. */
export interface Contract {
  readonly query: (given: Readonly<Record<string, string>>) => readonly string[];
  readonly body: (given: unknown) => readonly string[];
  readonly answer: (status: number, given: unknown) => readonly string[];
}

/** Reads the description once and compiles what the calls need. */
export function contracts(): Readonly<Record<Call, Contract>> {
  const description = JSON.parse(readFileSync(DESCRIPTION, "utf8")) as Json;
  const compiler = (coerceTypes: boolean) => {
    const ajv = new Ajv({ strict: false, logger: false, allErrors: true, coerceTypes });
    // biome-ignore lint/suspicious/noExplicitAny: the package's types describe its CommonJS shape
    (formats as any)(ajv);
    return (schema: unknown) => ajv.compile(selfContained(description, schema));
  };
  // A query is text, so its numbers are too; a body has types of its own.
  const compilers = { text: compiler(true), json: compiler(false) };
  return Object.fromEntries(
    Object.entries(CALLS).map(([name, [method, path]]) => [name, contractOf(description, [method, path], compilers)]),
  ) as Record<Call, Contract>;
}

function contractOf(
  description: Json,
  [method, path]: readonly [string, string],
  compile: Readonly<Record<"text" | "json", (schema: unknown) => ValidateFunction>>,
): Contract {
  const operation = at(description, ["paths", path, method]) as Json;
  const parameters = ((operation.parameters ?? []) as Json[]).map((one) => resolved(description, one));
  const query = parameters.filter((one) => one.in === "query");
  const querySchema = compile.text({
    type: "object",
    properties: Object.fromEntries(query.map((one) => [one.name, one.schema])),
    // GitHub ignores what it does not know; here it is a typing error.
    additionalProperties: false,
  });
  const written = at(operation, ["requestBody", "content", "application/json", "schema"]) as Json | undefined;
  const bodySchema = compile.json(written === undefined ? { not: {} } : { ...written, additionalProperties: false });
  const answers = Object.entries(operation.responses as Json).map(([status, response]) => {
    const schema = at(resolved(description, response as Json), ["content", "application/json", "schema"]);
    return [status, schema === undefined ? null : compile.json(schema)] as const;
  });
  return {
    query: (given) => faults(querySchema, { ...given }),
    body: (given) => faults(bodySchema, given),
    answer: (status, given) => {
      const schema = new Map(answers).get(String(status));
      if (schema === undefined) return [`status ${status} is not documented`];
      return schema === null ? [] : faults(schema, given);
    },
  };
}

function faults(validate: ValidateFunction, given: unknown): readonly string[] {
  // Validated on a copy: coercion writes into what it checks.
  if (validate(structuredClone(given))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);
}

function resolved(description: Json, value: Json): Json {
  return typeof value.$ref === "string" ? (at(description, value.$ref.slice(2).split("/")) as Json) : value;
}

/** A schema with all that it refers to, so that only these few of a thousand schemas are compiled. */
function selfContained(description: Json, schema: unknown): object {
  const definitions: Record<string, unknown> = {};
  const bring = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bring);
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...rest } = value as Json;
    if (typeof $ref !== "string") return nullable(mapped(rest, bring));
    const name = $ref.slice(2).replaceAll("/", ".");
    if (!(name in definitions)) {
      definitions[name] = true;
      definitions[name] = bring(at(description, $ref.slice(2).split("/")));
    }
    return { $ref: `#/definitions/${name}` };
  };
  const root = bring(schema);
  return { ...(root as object), definitions };
}

function mapped(value: Json, change: (inner: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

/** OpenAPI 3.0 says `nullable` beside `oneOf` too, where JSON Schema has no such word. */
function nullable({ nullable, discriminator: _, example: __, examples: ___, ...rest }: Json): Json {
  return nullable === true ? { anyOf: [{ type: "null" }, rest] } : rest;
}
