import { OTHER_VALUES } from "../contracts/other-values.ts";
import { MESSAGE_ROLES } from "../contracts/request-fields.ts";
import { digestOf } from "../evidence/digest.ts";
import { PROMPT_MARKER } from "../evidence/markers.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { isPlaceholder, VARIABLE } from "../text/placeholder.ts";

/*
 * What stands in a team's own body where its prompt stood. Prompt places are rebuilt and not searched: whatever is not
 * known to be structure is replaced, so that a new kind of content cannot slip through.
 */

/** Stands for the instructions of a team. */
export const INSTRUCTION = `You answer an automated release check (${PROMPT_MARKER}). Be brief.`;

/** Stands for every other text: earlier turns, answers, results of tools. */
export const FILLER = `This text belongs to an automated release check (${PROMPT_MARKER}).`;

/** Stands where a label of a user, a tenant or a cache was: such labels may be personal data. */
export const LABEL = "release-gate";

/** Roles that an endpoint documents, the reference's or another one's. */
const ROLES: ReadonlySet<unknown> = new Set([
  ...MESSAGE_ROLES,
  ...(OTHER_VALUES["chat-completions"]["messages[].role"] ?? []).flatMap(({ values = [] }) => values),
]);

/** Words that documented members of messages and items have; a string that is one of them says nothing about anybody. */
const WORDS: ReadonlySet<string> = new Set([
  ...["auto", "low", "high", "original", "completed", "in_progress", "incomplete", "commentary", "final_answer"],
  ...["explicit", "5m", "30m", "1h", "12h"],
]);

/** Names of members and types are schema; what is longer or has a space in it is text. */
const MEMBER_NAME = /^[A-Za-z_$][\w$.:-]{0,63}$/;

/** What may stand as an id or the name of a function in every family. */
const NAME = /^[\w.:-]{1,64}$/;

/** Hex digits of a name that is made up: enough to tell the calls of one body apart. */
const DIGITS = 16;

/** The object with every member changed; a member that becomes undefined, or whose name is text, is left out. */
export function rebuilt(object: JsonObject, change: (name: string, value: unknown) => unknown): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => MEMBER_NAME.test(name))
      .map(([name, value]) => [name, change(name, value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** The value with every text in it replaced; structure, types, numbers and documented words stay. */
export function neutral(value: unknown, text = LABEL): unknown {
  if (typeof value === "string") return WORDS.has(value) ? value : text;
  if (Array.isArray(value)) return value.map((each: unknown) => neutral(each, text));
  return isObject(value) ? harmlessMembers(value, {}, text) : value;
}

/** The object with these members changed, each in its way, and every text of the others replaced. */
export function harmlessMembers(
  object: JsonObject,
  changes: Readonly<Record<string, (value: unknown) => unknown>>,
  text = LABEL,
): JsonObject {
  return rebuilt(object, (name, value) => {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    // Clients write null for what is not there.
    if (change !== undefined && value !== null) return change(value);
    const isType = name === "type" && typeof value === "string" && MEMBER_NAME.test(value);
    return isType ? value : neutral(value, text);
  });
}

/** Takes the place of a member that is left out. */
export const LEFT_OUT = () => undefined;

/** An id or the name of a function; where it is neither, a made-up one that is the same for the same text. */
export function harmlessName(value: unknown): unknown {
  if (typeof value !== "string") return neutral(value);
  return NAME.test(value) ? value : `name_${digestOf(value).slice(-DIGITS)}`;
}

/** The text of a message by its role. */
export function textFor(role: unknown): string {
  return role === "system" || role === "developer" ? INSTRUCTION : FILLER;
}

/** A text that is no instruction. */
export function filler(value: unknown): unknown {
  return neutral(value, FILLER);
}

/** A role; one that is not documented is taken for a user's. */
export function harmlessRole(role: unknown): unknown {
  return ROLES.has(role) ? role : neutral(role, "user");
}

/** Arguments that say nothing, in the form of those that stand there: as text, or as an object, which some endpoints take. */
export function harmlessArguments(given: unknown): unknown {
  if (typeof given === "string") return "{}";
  return isObject(given) ? {} : neutral(given);
}

/** Addresses, data, ids and words of structure: printable, without a space. */
const NO_PROSE = /^[!-~]*$/;

/** Types of parts that hold only together with what led to them, signed or stored at the provider. */
const BOUND = /thinking|tool_(use|result|call)|reasoning/;

/**
 * A part of a kind that the gate has no harmless one of, as the application sends it: address, data and ids stay, because with
 * a text in its place another thing would be asked; sentences are replaced. Undefined: it has no type, the application fills it
 * in, or nobody can send it alone.
 */
export function keptPart(part: JsonObject): JsonObject | undefined {
  if (typeof part.type !== "string" || !MEMBER_NAME.test(part.type) || BOUND.test(part.type)) return undefined;
  if (isFilledIn(part)) return undefined;
  return rebuilt(part, (_name, value) => withoutProse(value));
}

/** Whether a variable is left in it, which the application fills. */
export function isFilledIn(value: unknown): boolean {
  if (typeof value === "string") return VARIABLE.test(value) || isPlaceholder(value);
  return typeof value === "object" && value !== null && Object.values(value).some(isFilledIn);
}

function withoutProse(value: unknown): unknown {
  if (typeof value === "string") return NO_PROSE.test(value) ? value : FILLER;
  if (Array.isArray(value)) return value.map(withoutProse);
  return isObject(value) ? rebuilt(value, (_name, member) => withoutProse(member)) : value;
}

/** A content with this text in place of every other, and its parts changed; a part that the application fills in is left out. */
export function contentWith(text: string, content: unknown, change: (part: JsonObject) => JsonObject): unknown {
  if (typeof content === "string") return text;
  if (!Array.isArray(content)) return neutral(content, text);
  const parts = content.filter((part: unknown) => isObject(part) || (typeof part === "string" && !isFilledIn(part)));
  return parts.map((part: unknown) => (isObject(part) ? change(part) : text));
}

/** Messages or items with the question last in the last one of a user, or in one more. */
export function withQuestion(
  list: readonly JsonObject[],
  question: string,
  type: "text" | "input_text",
): readonly JsonObject[] {
  const last = list.findLastIndex(({ role }) => role === "user");
  if (last === -1) return [...list, { role: "user", content: question }];
  return list.map((message, i) => (i === last ? asking(message, question, type) : message));
}

function asking(message: JsonObject, question: string, type: "text" | "input_text"): JsonObject {
  const { content } = message;
  if (!Array.isArray(content)) return { ...message, content: question };
  const parts: readonly unknown[] = content;
  const asked = withText(parts.at(-1), question, type);
  return {
    ...message,
    content: asked === null ? [...parts, { type, text: question }] : [...parts.slice(0, -1), asked],
  };
}

/** A part that is a text with another one in its place, in its own form; null: it is none. */
function withText(part: unknown, text: string, type: "text" | "input_text"): unknown {
  if (typeof part === "string") return text;
  const isText = isObject(part) && Object.hasOwn(part, "text") && (part.type ?? type) === type;
  return isText ? { ...part, text } : null;
}
