/** Which family a request body belongs to, by what no other family has. */
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { arrayAt, isObject, stringAt } from "../text/json.ts";
import { FAMILY, INSTEAD_OF_INPUT } from "./families.ts";
import { documentedBy, GATEWAY_FIELDS } from "./gateway-fields.ts";
import { isOfType } from "./request-field.ts";
import { REQUEST_FIELDS } from "./request-fields.ts";
import { parsedTemplate } from "./request-template.ts";

const ANY = () => true;

/**
 * Top-level fields, and values of them, that only a body of Messages has, Bedrock's form included. Its other fields gateways
 * take in chat as well: `thinking: { type: enabled }` is also DeepSeek's, Zhipu's and Volcengine's.
 */
const FIELDS_OF_MESSAGES: Readonly<Record<string, (value: unknown) => boolean>> = {
  anthropic_version: ANY,
  mcp_servers: ANY,
  output_config: ANY,
  service_tier: (value) => value === "standard_only",
  stop_sequences: ANY,
  system: ANY,
  thinking: (value) => stringAt(value, "type") === "adaptive",
};

/** Types of content that one family alone has. */
const PARTS_OF_MESSAGES = ["tool_use", "tool_result", "redacted_thinking", "server_tool_use", "search_result"];
const PARTS_OF_CHAT = ["image_url", "input_audio", "video_url", "refusal"];

/** Types of `tool_choice`, which OpenAI's families write as words. */
const CHOICES_OF_MESSAGES = ["auto", "any", "tool", "none"];

/** Roles that a turn of Messages never has. */
const ROLES_OF_CHAT = ["developer", "tool", "function"];

/** Whether a body has a top-level field of Messages; of a text that is no JSON only the names are known. */
function hasFieldOfMessages(body: unknown, has: (name: string) => boolean): boolean {
  return Object.entries(FIELDS_OF_MESSAGES).some(
    ([name, isOwn]) => has(name) && (isObject(body) ? isOwn(body[name]) : isOwn === ANY),
  );
}

/** Whether content, tools or a choice among them are written as in Messages; thoughts are signed there. */
function isWrittenAsMessages(body: unknown): boolean {
  const choice = isObject(body) ? (stringAt(body.tool_choice, "type") ?? "") : "";
  return (
    CHOICES_OF_MESSAGES.includes(choice) ||
    partsIn(body).some(
      (part) =>
        PARTS_OF_MESSAGES.includes(stringAt(part, "type") ?? "") ||
        // A picture or a document by its `source`, where OpenAI's families have a URL or data.
        (isObject(part) && isObject(part.source)) ||
        (stringAt(part, "type") === "thinking" && stringAt(part, "signature") !== null),
    ) ||
    (arrayAt(body, "tools") ?? []).some((tool) => isObject(tool) && isObject(tool.input_schema))
  );
}

/** Whether messages or tools are written as in Chat Completions; Messages begins with a system prompt beside them. */
function isWrittenAsChat(body: unknown, has: (name: string) => boolean): boolean {
  const messages = arrayAt(body, "messages") ?? [];
  return (
    messages.some(
      (message) => ROLES_OF_CHAT.includes(stringAt(message, "role") ?? "") || arrayAt(message, "tool_calls") !== null,
    ) ||
    (stringAt(messages[0], "role") === "system" && !hasFieldOfMessages(body, has)) ||
    partsIn(body).some((part) => PARTS_OF_CHAT.includes(stringAt(part, "type") ?? "")) ||
    (arrayAt(body, "tools") ?? []).some((tool) => isObject(tool) && isObject(tool.function))
  );
}

function partsIn(body: unknown): readonly unknown[] {
  return (arrayAt(body, "messages") ?? []).flatMap((message) => arrayAt(message, "content") ?? []);
}

/** What tells a family beside the names of its fields. */
const SIGNS: Readonly<Record<Family, (body: unknown, has: (name: string) => boolean) => boolean>> = {
  "chat-completions": isWrittenAsChat,
  responses: () => false,
  messages: (body, has) => hasFieldOfMessages(body, has) || isWrittenAsMessages(body),
  embeddings: isOfEmbeddings,
};

/**
 * The family that a body belongs to: the one whose required field it has (`messages`, `input`, or what stands for the
 * latter), and of several the one with more fields that only it knows. Of those that call
 * it the same and cannot be told apart the first one that is asked, else the first. Null where that cannot be told.
 * @param asked families that the run probes
 */
export function familyOf(text: string, asked: readonly Family[] = []): Family | null {
  const body = parsedTemplate({ text });
  const has = isObject(body)
    ? (name: string) => Object.hasOwn(body, name)
    : (name: string) => text.includes(`"${name}"`) && new RegExp(`"${name}"\\s{0,100}:`).test(text);
  const marked = FAMILIES.filter((family) => has(FAMILY[family].content));
  const own = (family: Family) =>
    Number(SIGNS[family](body, has)) +
    (family === "messages" ? 0 : NAMES.filter((name) => has(name) && isOwn(name, family, body)).length);
  const most = Math.max(...marked.map(own));
  const [first, ...others] = marked.filter((family) => own(family) === most);
  if (first !== undefined) {
    if (others.some((other) => FAMILY[other].content !== FAMILY[first].content)) return null;
    return [first, ...others].find((family) => asked.includes(family)) ?? first;
  }
  // A prompt that is a text belongs to the old completions, which are no family.
  const instead = INSTEAD_OF_INPUT.some((name) => has(name));
  return isObject(body) && instead && typeof body.prompt !== "string" ? "responses" : null;
}

/** Names of models that make vectors. */
const EMBEDDINGS_MODEL = /embed|(?:^|\/)(?:voyage|bge|gte|e5|multilingual-e5)-/i;

/** Whether a body asks for vectors by its model, or by a list of texts, tokens or media where Responses has items. */
function isOfEmbeddings(body: unknown): boolean {
  const input = arrayAt(body, "input") ?? [];
  const listed = input.length > 0 && !input.some((item) => isObject(item) && ("role" in item || "type" in item));
  return listed || EMBEDDINGS_MODEL.test(stringAt(body, "model") ?? "");
}

/** Every field that a family can be told by. */
const NAMES: readonly string[] = [
  ...new Set([
    ...FAMILIES.flatMap((family) => Object.keys(REQUEST_FIELDS[family])),
    ...Object.keys(GATEWAY_FIELDS.embeddings),
  ]),
];

/** Whether a field, as it stands in a body, is one that no other family has, beside the one that a family is told by. */
function isOwn(name: string, family: Family, body: unknown): boolean {
  const takers = FAMILIES.filter((one) => documentedBy(one, name) !== null);
  const knows = (one: Family) => {
    const field = Object.hasOwn(REQUEST_FIELDS[one], name) ? REQUEST_FIELDS[one][name] : undefined;
    const value = isObject(body) ? (body[name] ?? null) : null;
    // What gateways take in several families tells none of them.
    if (field === undefined) return one === "embeddings" && takers.length === 1 && takers[0] === one;
    return value === null || isOfType(field, value);
  };
  return name !== FAMILY[family].content && FAMILIES.every((one) => knows(one) === (one === family));
}
