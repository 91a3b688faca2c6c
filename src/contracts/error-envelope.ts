import { IDENTIFIER } from "../evidence/attempt.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";

/**
 * An error as an endpoint reports it, whatever wraps it (contracts.md, 7.1), reduced to what may be kept. Its prose is
 * looked through and never kept: messages leak group names, channel names and masked keys (contracts.md, 6.6).
 */
export interface ErrorReport {
  /** `nested`: `{error: {...}}` as documented; `detail`: FastAPI's, or a problem's; `bare`: a message and nothing else. */
  readonly envelope: "nested" | "flat" | "detail" | "bare";
  /** Machine-readable code; a number only where nothing says more, because it mostly repeats the status. */
  readonly code: string | null;
  readonly type: string | null;
  readonly param: string | null;
  /** Every identifier in it, codes before types; a vendor's own numbers have the vendor in front: `cloudflare/1015`. */
  readonly words: readonly string[];
  /** Identifiers of an upstream's error that a sentence quotes. They are prose (contracts.md, 7.2). */
  readonly quoted: readonly string[];
  readonly requestId: string | null;
  /** Whether the message, parameter or details name this word. */
  readonly mentions: (word: string) => boolean;
  /** Whether the prose, without request ids, is of this form; `<model>` stands for this name in it. */
  readonly reads: (form: RegExp, model: string) => boolean;
}

/** Wrappings within wrappings that are opened: gateways chain, and what nests deeper was made up. */
const MAX_DEPTH = 6;

/** Prose that is looked through, UTF-16 units: a message is a sentence, not a document. */
const MAX_PROSE = 16_000;

/** Members that hold a sentence, and those that may stand in a body that is no error. */
const MESSAGES = ["message", "Message", "error_message", "error_msg", "error_description", "status_msg"];
const SENTENCES = [...MESSAGES, "detail", "title", "msg"];

/** Members that hold an identifier: `reason` in Google's `details`, `status` beside them, `__type` of AWS. */
const CODES = ["code", "error_code", "errorCode", "status_code", "reason"];
const TYPES = ["type", "error_type", "errorType", "__type", "status", "error_name"];

/** Members that hold a further error: Google, Azure, OpenRouter, and gateways that pass their upstream's on. */
const INNER = ["error", "errors", "details", "metadata", "raw", "innererror", "inner_error", "detail"];

/** Gateways chain, so the id may appear more than once; the last one is the outermost gateway's. */
const REQUEST_ID_IN_MESSAGE = /\(request id: ([A-Za-z0-9][A-Za-z0-9_-]{0,127})\)/g;

/** What a sentence quotes of its upstream's error, as JSON or as Python prints it. */
const QUOTED = /["'](?:code|type|reason|status)\\?["']\s?:\s?\\?["']?([\w.-]{1,128})/g;

/** Reads an error from a response body; null where there is none in any recognisable envelope. */
export function readError(text: string): ErrorReport | null {
  return errorIn(parseJson(text));
}

/** Reads an error from a parsed body or event; null where there is none. */
export function errorIn(value: unknown): ErrorReport | null {
  const wrapping = wrappingOf(value, 0);
  return wrapping === null ? null : report(wrapping);
}

/** How an error is wrapped, and its layers, the most telling first. */
interface Wrapping {
  readonly envelope: ErrorReport["envelope"];
  readonly layers: readonly unknown[];
  /** Whose numbers its codes are. */
  readonly vendor?: "cloudflare" | "minimax";
}

function wrappingOf(value: unknown, depth: number): Wrapping | null {
  // Google's OpenAI endpoint puts its error into a list.
  if (Array.isArray(value)) return depth === 0 && isObject(value[0]) && value[0].error ? wrappingOf(value[0], 1) : null;
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  const { error, errors, detail, base_resp: minimax, response } = value;
  if (isObject(error)) return { envelope: "nested", layers: [error, beside(value)] };
  if (isText(error)) return { envelope: "flat", layers: [error, { ...beside(value), type: value.type }] };
  if (isFilled(error) || isFilled(errors)) return { envelope: "flat", layers: [error, errors, beside(value)] };
  // The event that ends a failed response.
  if (isObject(response) && isObject(response.error)) return { envelope: "nested", layers: [response.error] };
  if (isObject(minimax) && Number(minimax.status_code ?? 0) !== 0)
    return { envelope: "flat", layers: [minimax], vendor: "minimax" };
  if (value.cloudflare_error === true) return { envelope: "detail", layers: [value], vendor: "cloudflare" };
  if (isText(value.title) && (isText(detail) || typeof value.status === "number"))
    return { envelope: "detail", layers: [value] };
  if (value.object === "error") return { envelope: "flat", layers: [value] };
  if (MESSAGES.some((name) => isText(value[name]))) return withMessage(value);
  if (isObject(detail)) return wrappingOf(detail, depth + 1) ?? { envelope: "detail", layers: [detail] };
  return isText(detail) || isFilled(detail) ? { envelope: "detail", layers: [detail] } : null;
}

/** A message beside a code is an error; beside a sign of success it is none. */
function withMessage(value: JsonObject): Wrapping | null {
  if (value.success === true || value.code === 0 || value.code === "0") return null;
  const coded = value.type === "error" || [...CODES, "error_type", "__type"].some((name) => name in value);
  return { envelope: coded ? "flat" : "bare", layers: [value] };
}

/** What stands beside an error and belongs to it: xAI's code, the type of llama.cpp, gateways' own code. */
function beside(value: JsonObject): JsonObject {
  const names = [...MESSAGES, ...CODES, "error_type", "param"];
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

/** What the layers of an error hold; local to this file, one per error. */
const nothingFound = () => ({
  codes: [] as string[],
  types: [] as string[],
  params: [] as string[],
  /** Identifiers that are not shown as code or type. */
  others: [] as string[],
  sentences: [] as string[],
  /** Where FastAPI says that the fault is. */
  places: [] as string[],
});
type Found = ReturnType<typeof nothingFound>;

function report({ envelope, layers, vendor }: Wrapping): ErrorReport {
  const found = nothingFound();
  for (const layer of layers) collect(layer, found, 0);
  if (vendor !== undefined) push(found.others, ...found.codes.map((code) => `${vendor}/${code}`));
  const said = found.sentences.join("\n").slice(0, MAX_PROSE);
  // A random id may spell a short model name.
  const prose = said.replaceAll(REQUEST_ID_IN_MESSAGE, "");
  const named = [prose, ...found.places].join("\n");
  return {
    envelope,
    code: found.codes.find((code) => !/^\d+$/.test(code)) ?? found.codes[0] ?? null,
    type: found.types[0] ?? null,
    param: found.params[0] ?? null,
    // A vendor's numbers mean something else elsewhere.
    words: [...(vendor === undefined ? found.codes : []), ...found.types, ...found.others],
    quoted: [...prose.matchAll(QUOTED)].map(([, word = ""]) => word),
    requestId: [...said.matchAll(REQUEST_ID_IN_MESSAGE)].at(-1)?.[1] ?? null,
    mentions: (word) => word !== "" && (named.includes(word) || found.params.includes(word)),
    // A short name also stands within other words, which must still read as they are.
    reads: (form, model) => form.test(prose) || (model !== "" && form.test(prose.replaceAll(model, "<model>"))),
  };
}

function collect(layer: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(layer)) for (const each of layer) collect(each, found, depth + 1);
  if (typeof layer === "string") {
    push(found.others, layer);
    collectSentence(layer, found, depth);
  }
  if (!isObject(layer)) return;
  const { status, loc } = layer;
  push(found.codes, ...CODES.map((name) => layer[name]), typeof status === "number" ? status : undefined);
  push(found.types, ...TYPES.map((name) => typeIn(layer[name])));
  push(found.params, layer.param);
  if (Array.isArray(loc)) found.places.push(loc.filter((part) => typeof part === "string").join("."));
  for (const name of SENTENCES) if (typeof layer[name] === "string") collectSentence(layer[name], found, depth);
  for (const name of INNER)
    if (name !== "detail" || typeof layer[name] !== "string") collect(layer[name], found, depth + 1);
}

/** A sentence, or the JSON of a further error in its place. */
function collectSentence(text: string, found: Found, depth: number): void {
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json === undefined) found.sentences.push(text);
  else collect(json, found, depth + 1);
}

/** Types that every error has. */
const SAYS_NOTHING = new Set(["error", "fail", "failure", "failed"]);

/** AWS writes the package in front: `com.amazon.coral.service#ThrottlingException`. */
function typeIn(type: unknown): unknown {
  if (typeof type !== "string" || SAYS_NOTHING.has(type)) return undefined;
  return type.slice(type.lastIndexOf("#") + 1);
}

/** Numbers and strings are equal as codes (contracts.md, 7.1). */
function push(list: string[], ...values: readonly unknown[]): void {
  for (const value of values) {
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && IDENTIFIER.test(text)) list.push(text);
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
