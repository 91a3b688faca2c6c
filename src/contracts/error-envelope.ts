import { IDENTIFIER } from "../evidence/identifiers.ts";
import { isObject, parseJson } from "../text/json.ts";
import {
  CODES,
  jsonIn,
  MAX_DEPTH,
  MESSAGES,
  saysNothing,
  type Wrapping,
  withPlainNames,
  wrappingOf,
} from "./error-wrappings.ts";

/**
 * An error as an endpoint reports it, whatever wraps it (contracts.md, 7.1), reduced to what may be kept. Its prose is
 * looked through and never kept: messages leak group names, channel names and masked keys (contracts.md, 6.6).
 */
export interface ErrorReport {
  readonly envelope: Wrapping["envelope"];
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

/** Prose that is looked through, UTF-16 units: a message is a sentence, not a document. */
const MAX_PROSE = 16_000;

/** Members that hold a sentence. */
const SENTENCES = [...MESSAGES, "msg", "detail", "title", "faultstring"];

/** Members that hold a type: `status` in Google's, `__type` in AWS' errors. */
const TYPES = ["type", "errortype", "status", "errorname"];

/** Where a fault is in a request, as OpenAI writes it: `messages[0].content`. It is compared, and kept nowhere. */
const PATH = /^[A-Za-z_$][\w.$[\]-]{0,127}$/;

/** Words for "no value" that a server printed as a text: Python's, and those of its kin. */
const NO_VALUE = /^(none|null|nil|undefined|nan)$/i;

/** Members that hold a further error: Google, Azure, OpenRouter, Apigee, GraphQL, gateways that pass an upstream's on. */
const INNER = ["error", "errors", "fault", "details", "extensions", "metadata", "raw", "innererror"];

/** Gateways chain, so the id may appear more than once; the last one is the outermost gateway's. */
const REQUEST_ID_IN_MESSAGE = /\(request id: ([A-Za-z0-9][A-Za-z0-9_-]{0,127})\)/g;

/** What a sentence quotes of its upstream's error, as JSON or as Python prints it. */
const QUOTED = /["'](?:code|type|reason|status)\\?["']\s?:\s?\\?["']?([\w.-]{1,128})/g;

/**
 * Reads an error from a response body; null where there is none in any recognisable envelope.
 * @param headers of the response: AWS says the type of an error in one of them, and in the body only its message
 */
export function readError(text: string, headers: Readonly<Record<string, string>> = {}): ErrorReport | null {
  const wrapping = wrappingOf(parseJson(text));
  const type = headers["x-amzn-errortype"]?.split(":")[0];
  return wrapping === null ? null : report({ ...wrapping, layers: [...wrapping.layers, { type }] });
}

/**
 * Reads an error from a parsed body or event; null where there is none. Servers that send every member of a structure send
 * an empty one with each good answer: without a message and an identifier it is none (contracts.md, 7.1).
 */
export function errorIn(value: unknown): ErrorReport | null {
  const wrapping = wrappingOf(value);
  return wrapping === null || saysNothing(wrapping.layers) ? null : report(wrapping);
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
    reads: (form, model) =>
      form.test(prose) || namesOf(model).some((name) => form.test(prose.replaceAll(name, "<model>"))),
  };
}

/** A model as it is asked, and without the provider in front, as its upstream knows it; a word without a digit is a word. */
function namesOf(model: string): readonly string[] {
  const own = model.slice(model.lastIndexOf("/") + 1);
  return own === model || !/\d/.test(own) ? [model].filter(Boolean) : [model, own];
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) for (const each of value) collect(each, found, depth + 1);
  if (typeof value === "string") {
    push(found.others, value);
    collectSentence(value, found, depth);
  }
  if (!isObject(value)) return;
  const layer = withPlainNames(value);
  const { status, loc, param } = layer;
  push(found.codes, ...CODES.map((name) => layer[name]), typeof status === "number" ? status : undefined);
  push(found.types, ...TYPES.map((name) => typeIn(layer[name])));
  if (typeof param === "string" && PATH.test(param) && !NO_VALUE.test(param)) found.params.push(param);
  if (Array.isArray(loc)) found.places.push(loc.filter((part) => typeof part === "string").join("."));
  for (const sentence of SENTENCES.map((name) => layer[name]))
    if (typeof sentence === "string") collectSentence(sentence, found, depth);
    else collect(sentence, found, depth + 1);
  for (const name of INNER) collect(layer[name], found, depth + 1);
  if (isObject(param)) collect(param, found, depth + 1);
}

/** A sentence, or the JSON of a further error in its place. */
function collectSentence(text: string, found: Found, depth: number): void {
  const json = jsonIn(text);
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
    if (typeof text === "string" && IDENTIFIER.test(text) && !NO_VALUE.test(text)) list.push(text);
  }
}
