import { FAMILY } from "../contracts/families.ts";
import { REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { PROMPT_TEXTS } from "../contracts/template-variables.ts";
import type { Adaptation } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { RequestPlan } from "../http/types.ts";
import { countAt, isObject, type JsonObject } from "../text/json.ts";
import { BODIES } from "./family-bodies.ts";
import { FILLER, filler, harmlessMembers, INSTRUCTION, LABEL, neutral, rebuilt } from "./harmless.ts";
import { jsonPrompt, outputCap, prompt, type Question } from "./probe.ts";
import { structuredOutput } from "./structured-output.ts";
import { harmlessVariables } from "./template-items.ts";
import { harmlessContent } from "./template-messages.ts";

/** A request with this JSON body and the configured credential. */
export function post(family: Family, body: JsonObject, expect: RequestPlan["expect"] = "json"): RequestPlan {
  const { path, headers: documented } = FAMILY[family];
  return { method: "POST", path, documented, body, expect, credential: "configured" };
}

/** Minimal body; `max_completion_tokens` because `max_tokens` is deprecated (contracts.md, 2.1). */
export function minimalBody(family: Family, { model, nonce, adaptations }: Question): JsonObject {
  const { outputCap: cap } = FAMILY[family];
  const capped = cap === null ? {} : unlessDropped(adaptations, cap, outputCap(adaptations));
  return { model, ...BODIES[family].asking(prompt(nonce)), ...capped };
}

/** What the probes send that are not about a feature: the team's own body where there is one, else the minimal one. */
export function requestBody(family: Family, question: Question, stream: boolean): JsonObject {
  const template = question.bodies[family];
  const body =
    template === undefined
      ? { ...minimalBody(family, question), ...(stream ? { stream } : {}) }
      : templateBody(family, template, question, stream);
  const usage = stream && FAMILY[family].added.includes("stream_options");
  if (!usage || Object.hasOwn(template ?? {}, "stream_options")) return body;
  // It also keeps gateways from dropping the finishing chunk (contracts.md, 1.6).
  return { ...body, ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }) };
}

/** A field that the gate adds, unless an endpoint rejected it. */
export function unlessDropped(adaptations: readonly Adaptation[], field: string, value: unknown): JsonObject {
  return adaptations.some((adaptation) => adaptation === `dropped:${field}`) ? {} : { [field]: value };
}

/**
 * The team's own body with a harmless prompt in its place (product.md, "What the gate sends"): every other field is sent
 * as it stands, so that it counts. Tools and schemas stay, descriptions included: they are a part of the contract, and
 * the application sends them to this provider itself. No field is added and no cap put on it.
 */
function templateBody(family: Family, template: JsonObject, asked: Question, stream: boolean): JsonObject {
  const { harmless } = BODIES[family];
  // Where a strict schema decides, its form is no business of the prompt.
  const asksJson = (structuredOutput(family, template)?.kind ?? "schema") !== "schema";
  const words = asksJson ? jsonPrompt(asked.nonce) : prompt(asked.nonce);
  return {
    ...rebuilt(template, (name, value) => memberOf(name, value, family, stream)),
    model: asked.model,
    ...harmless(template, words),
    ...capFilledIn(family, template, asked),
    ...(stream ? { stream } : {}),
  };
}

/** The output cap of a body that lacks it where it is required: applications fill it in, as they do with the model. */
function capFilledIn(family: Family, template: JsonObject, { adaptations }: Question): JsonObject {
  const { outputCap: cap } = FAMILY[family];
  if (cap === null || !REQUEST_FIELDS[family][cap]?.required || Object.hasOwn(template, cap)) return {};
  // It has to be larger than what thinking may take of it.
  const { thinking } = template;
  const budget = (isObject(thinking) && countAt(thinking, "budget_tokens")) || 0;
  return { [cap]: outputCap(adaptations) + budget };
}

/** A field of the body as it is sent; undefined: not sent, or set by the gate. */
function memberOf(name: string, value: unknown, family: Family, stream: boolean): unknown {
  switch (name) {
    case "model":
    case "stream":
      return undefined;
    case "stream_options":
      // Endpoints refuse them on a request that does not stream.
      return stream ? value : undefined;
    case "previous_response_id":
    case "conversation":
    case "container":
    case "diagnostics":
      // They point at state of the application, which the question would continue and change.
      return undefined;
    case "metadata":
    case "user":
    case "safety_identifier":
    case "prompt_cache_key":
      return labelled(value);
  }
  if (!Object.hasOwn(REQUEST_FIELDS[family], name)) return stranger(name, value);
  switch (name) {
    case "instructions":
      return neutral(value, INSTRUCTION);
    case "prompt":
      return isObject(value) ? storedPrompt(value) : filler(value);
    case "compaction":
    case "context_management":
      // Rules in words of the documents, beside instructions of the team.
      return stranger(name, value);
    case "background_options":
      // The provider orders the application's own requests by this label.
      return isObject(value)
        ? rebuilt(value, (member, inner) => (member === "continuation_id" ? labelled(inner) : inner))
        : value;
    case "prediction":
      return isObject(value)
        ? harmlessMembers(value, { content: (inner) => harmlessContent(inner, FILLER) })
        : filler(value);
    default:
      return value;
  }
}

/** Labels may name a person or a tenant; the fields stay, the values do not. */
function labelled(value: unknown): unknown {
  if (typeof value === "string") return LABEL;
  return isObject(value) ? rebuilt(value, (_name, inner) => labelled(inner)) : neutral(value);
}

function storedPrompt(value: JsonObject): JsonObject {
  const word = (inner: unknown) => stranger("", inner);
  return harmlessMembers(value, { id: word, version: word, variables: harmlessVariables });
}

/** Fields by which gateways, older endpoints or other families take prompt text. */
const PROMPT_FIELDS: ReadonlySet<string> = new Set([
  ...PROMPT_TEXTS,
  ...["messages", "input", "instructions", "prompt", "prediction", "system"],
  ...["contents", "documents", "history", "chat_history"],
]);

/** Longest word of an undocumented option, characters: as long as ids, regular expressions and paths are. */
const LONGEST_WORD = 2048;

/** Words of a text from which on it may be a sentence of the team's; options such as `"Google AI Studio"` have fewer. */
const FEWEST_WORDS = 6;

/** A word in letters, and a sign as grammars, filters and templates have many and sentences hardly any. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]{2}|(?<![\p{L}\d_"'`$.-])\p{L}{2,}(?![\p{L}\d_"'`$=(:-])/gu;
const SIGN = /[{}[\]<>|=\\^$*+_`~#/@&%]/g;

/** Whether a text may be a sentence: words that nothing holds together but spaces. */
function maySay(text: string): boolean {
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  if (!/\s/.test(text)) return text.length > LONGEST_WORD || count(WORD) >= FEWEST_WORDS;
  return count(WORD) >= FEWEST_WORDS && count(SIGN) * FEWEST_WORDS < count(WORD);
}

/**
 * A field that is not documented, such as an option of a gateway. It counts, so its words stay: names, grammars, filters.
 * Whatever could be a sentence does not.
 */
function stranger(name: string, value: unknown): unknown {
  if (PROMPT_FIELDS.has(name)) return filler(value);
  if (typeof value === "string") return maySay(value) ? FILLER : value;
  if (Array.isArray(value)) return value.map((each: unknown) => stranger("", each));
  return isObject(value) ? rebuilt(value, stranger) : value;
}
