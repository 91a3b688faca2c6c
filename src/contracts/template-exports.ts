/**
 * JSON files that are no body of a request and hold one: what tools for requests, recorders and batches write. Each is named
 * for what it is, with the command that gets the body out.
 */
import { FAMILIES } from "../evidence/vocabulary.ts";
import { arrayAt, isObject, type JsonObject, stringAt } from "../text/json.ts";
import { jsonIn } from "./error-wrappings.ts";
import { FAMILY, INSTEAD_OF_INPUT } from "./families.ts";
import type { ForeignText } from "./template-language.ts";

/** A kind of file, and how it is told. */
interface Kind {
  readonly is: (file: JsonObject) => boolean;
  readonly name: string;
}

const has = (...names: readonly string[]) => {
  return (file: JsonObject) => names.every((name) => Object.hasOwn(file, name));
};
const lists = (...names: readonly string[]) => {
  return (file: JsonObject) => names.every((name) => Array.isArray(file[name]));
};

/** Kinds by members that only they have, the more exact one first. */
const KINDS: readonly Kind[] = [
  { is: ({ info, item }) => isObject(info) && Array.isArray(item), name: "a collection of Postman" },
  { is: ({ collection }) => isObject(collection) && Array.isArray(collection.item), name: "a collection of Postman" },
  {
    is: (file) => lists("resources")(file) && (file._type === "export" || "__export_format" in file),
    name: "an export of Insomnia",
  },
  { is: ({ type }) => typeof type === "string" && /^\w+\.insomnia\b/.test(type), name: "an export of Insomnia" },
  { is: ({ log }) => arrayAt(log, "entries") !== null, name: "a HAR file, what a browser recorded" },
  { is: (file) => has("paths")(file) && ("openapi" in file || "swagger" in file), name: "an OpenAPI description" },
  { is: (file) => has("custom_id", "body")(file) || has("custom_id", "params")(file), name: "a line of a batch" },
  { is: ({ clientName }) => clientName === "Thunder Client", name: "a collection of Thunder Client" },
  { is: (file) => lists("folders", "requests")(file), name: "a collection of Hoppscotch" },
  {
    is: (file) => lists("items")(file) && ("brunoConfig" in file || "environments" in file),
    name: "a collection of Bruno",
  },
  {
    is: (file) => lists("http_interactions")(file) || lists("interactions")(file),
    name: "recorded requests of a test",
  },
  { is: (file) => lists("nodes")(file) && isObject(file.connections), name: "a workflow of n8n" },
  { is: (file) => lists("cells")(file) && "nbformat" in file, name: "a notebook of Jupyter" },
  { is: (file) => lists("resourceSpans")(file) || lists("resourceLogs")(file), name: "an export of OpenTelemetry" },
  { is: has("run_type", "inputs"), name: "a run of LangSmith" },
  { is: (file) => has("prompts", "providers")(file) || has("prompts", "tests")(file), name: "a suite of promptfoo" },
  { is: (file) => (has("url")(file) || has("uri")(file)) && has("method")(file), name: "a request with its address" },
  { is: (file) => has("headers", "body")(file), name: "a request with its headers" },
];

/** Answers of the families, which nobody sends. */
const ANSWER: Kind = {
  is: (file) =>
    /^(?:chat\.completion|response|text_completion)(?:\.chunk)?$/.test(stringAt(file, "object") ?? "") ||
    lists("choices")(file) ||
    (file.type === "message" && "stop_reason" in file),
  name: "an answer",
};

/** Bodies of endpoints that are not asked. */
const OTHER_APIS: readonly Kind[] = [
  { is: lists("contents"), name: "a body of Gemini's generateContent" },
  { is: lists("instances"), name: "a body of Vertex AI's predict" },
  { is: has("inputs"), name: "a body of Hugging Face's inference" },
  { is: ({ prompt }) => typeof prompt === "string", name: "a body of the old completions" },
  { is: ({ message }) => typeof message === "string", name: "a body of Cohere's own chat" },
];

/** Members by which a body is one, whatever stands around them; a prompt that is a text is the old completions'. */
const CONTENTS = [...FAMILIES.map((family) => FAMILY[family].content), ...INSTEAD_OF_INPUT].filter(
  (name) => name !== "prompt",
);

/** A prompt, or its name, is a text, which may be a variable, or a list; an object around one belongs to an export. */
function isContent(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value);
}

/** What a parsed file is that has no content of a family; null: nothing that is known. */
export function wrappedBody(file: unknown): Omit<ForeignText, "offset"> | null {
  const first = Array.isArray(file) ? file.find(isObject) : file;
  if (!isObject(first)) return null;
  if (first === file && CONTENTS.some((name) => isContent(first[name]))) return null;
  if (ANSWER.is(first)) return { why: "is an answer, not a request", help: "Name the body that was sent for it." };
  const kind = KINDS.find(({ is }) => is(first));
  const place = placeOfBody(file);
  if (kind === undefined && place === null) {
    const other = OTHER_APIS.find(({ is }) => is(first));
    const help = "The gate asks chat/completions, responses, messages and embeddings: name a body of one of them.";
    return other === undefined ? null : { why: `is ${other.name}`, help };
  }
  const what = Array.isArray(file) ? "a list with the body in it" : "wrapped around the body";
  const command = place === null ? "" : ` Get it out in a step before the gate (run: ${place} > body.json).`;
  return {
    why: `is ${kind?.name ?? what}, not the body alone`,
    help: `Name a file with the body of one request alone.${command}`,
  };
}

/** Values that are looked through, breadth first: a body lies near the top, a recording has thousands of answers. */
const MOST_VALUES = 20_000;

/** The command of jq that prints the first body in a file; null: there is none. */
function placeOfBody(file: unknown): string | null {
  const queue: { readonly value: unknown; readonly path: string }[] = [{ value: file, path: "" }];
  for (let i = 0; i < Math.min(queue.length, MOST_VALUES); i++) {
    const { value, path } = queue[i] ?? { value: null, path: "" };
    if (isBody(value)) return `jq '${path || "."}' FILE`;
    if (typeof value === "string" && isBody(jsonIn(value))) return `jq -r '${path || "."}' FILE`;
    if (Array.isArray(value))
      for (const [at, member] of value.entries()) queue.push({ value: member, path: `${path || "."}[${at}]` });
    else if (isObject(value))
      for (const [name, member] of Object.entries(value)) queue.push({ value: member, path: path + step(name) });
  }
  return null;
}

/** A member as jq names it; a name that may be anything is none that is repeated. */
function step(name: string): string {
  if (/^[A-Za-z_]\w{0,39}$/.test(name)) return `.${name}`;
  return /^[\w./{}+-]{1,60}$/.test(name) ? `["${name}"]` : "[]";
}

function isBody(value: unknown): boolean {
  if (!isObject(value)) return false;
  const asks = typeof value.input === "string" || Array.isArray(value.input);
  return (arrayAt(value, "messages")?.every(isObject) ?? false) || (asks && typeof value.model === "string");
}
