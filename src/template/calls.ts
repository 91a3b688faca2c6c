import type { ValueNode } from "@humanwhocodes/momoa";
import { isVariable } from "../contracts/template-variables.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { type BodyLocation, type Flaw, holds } from "./flaw.ts";
import { type Members, membersOf, startOf, textOf } from "./json-body.ts";
import { bringsPrompt } from "./messages.ts";

/** A call of a tool in the history, or the result of one. */
interface Mark extends BodyLocation {
  readonly kind: "call" | "result";
  readonly id: string;
  /** Of a tool of the provider's own, which may stand alone. */
  readonly isFree?: boolean;
}

/** What an entry of the history does; null: the application fills it in, and nobody knows. */
type Entry = { readonly does: "asks" | "answers" | "else"; readonly marks: readonly Mark[] } | null;

/** How the history of a family holds calls and their results. */
interface History {
  readonly field: string;
  readonly entryOf: (members: Members, path: string) => Entry;
  readonly call: string;
  readonly result: string;
}

const HISTORIES: Readonly<Record<Family, History | null>> = {
  "chat-completions": {
    field: "messages",
    entryOf: chatEntry,
    call: "a call in the tool_calls of the message before",
    result: "a message with the role tool and its id",
  },
  responses: {
    field: "input",
    entryOf: itemEntry,
    call: "an item of type function_call",
    result: "an item of type function_call_output",
  },
  messages: {
    field: "messages",
    entryOf: turnEntry,
    call: "a block of type tool_use in the message before",
    result: "a block of type tool_result to the next message",
  },
  embeddings: null,
};

/**
 * Calls without a result and results without a call, which endpoints refuse: OpenAI's, Anthropic's, Mistral's. A history that
 * begins before this body, or that the application fills in, may have the other half.
 */
export function callFlaws(members: Members, family: Family): readonly Flaw[] {
  const history = HISTORIES[family];
  const list = history === null ? undefined : members.get(history.field)?.value;
  if (history === null || list?.type !== "Array" || bringsPrompt(members, family)) return [];
  const entries = list.elements.map(({ value }, i) =>
    value.type === "Object" ? history.entryOf(membersOf(value), `${history.field}[${i}]`) : null,
  );
  return rounds(entries).flatMap((round) => unpaired(round, history));
}

/** Marks of calls and what answers them, up to whatever is said next; a round of which something is filled in is none. */
function rounds(entries: readonly Entry[]): readonly (readonly Mark[])[] {
  const found: Mark[][] = [[]];
  const filled = new Set<Mark[]>();
  let last: "asks" | "answers" | "else" = "else";
  for (const entry of entries) {
    const round = found.at(-1) ?? [];
    if (entry === null) filled.add(round);
    else if (entry.does === "else" || (entry.does === "asks" && last === "answers")) found.push([...entry.marks]);
    else round.push(...entry.marks);
    last = entry?.does ?? last;
  }
  return found.filter((round) => !filled.has(round));
}

function unpaired(round: readonly Mark[], { call, result }: History): readonly Flaw[] {
  return round.flatMap((mark) => {
    if (mark.isFree || round.some(({ kind, id }) => kind !== mark.kind && id === mark.id)) return [];
    return mark.kind === "call"
      ? holds(
          "missing-field",
          mark,
          `${mark.path} is a call that nothing answers`,
          `Add ${result}, or remove the call.`,
        )
      : holds("missing-field", mark, `${mark.path} answers no call`, `Add ${call}, or remove the result.`);
  });
}

function chatEntry(message: Members, path: string): Entry {
  const role = textOf(message.get("role")?.value);
  if (role === "tool") return entryWith("answers", markOf("result", message, "tool_call_id", path));
  const calls = message.get("tool_calls")?.value;
  if (role !== "assistant" || calls === undefined || calls.type === "Null") return { does: "else", marks: [] };
  return entryWith("asks", markedIn(calls, `${path}.tool_calls`, callMarks));
}

/** Calls of tools that the provider runs itself need not be answered. */
function callMarks(call: Members, path: string): readonly Mark[] | null {
  return ["function", "custom"].includes(textOf(call.get("type")?.value) ?? "function")
    ? markOf("call", call, "id", path)
    : null;
}

function turnEntry(turn: Members, path: string): Entry {
  const does = textOf(turn.get("role")?.value) === "assistant" ? "asks" : "answers";
  const content = turn.get("content")?.value;
  if (content?.type !== "Array") return { does, marks: [] };
  return entryWith(does, markedIn(content, `${path}.content`, blockMarks));
}

function blockMarks(block: Members, path: string): readonly Mark[] | null {
  const type = textOf(block.get("type")?.value);
  if (type === "tool_use") return markOf("call", block, "id", path);
  return type === "tool_result" ? markOf("result", block, "tool_use_id", path) : [];
}

/** Items of Responses stand in any order, so that all of them are one round. */
function itemEntry(item: Members, path: string): Entry {
  const type = textOf(item.get("type")?.value) ?? "message";
  if (type === "item_reference") return null;
  const isFree = !/^(function|custom_tool)_call(_output)?$/.test(type);
  const kind = /_call$/.test(type) ? "call" : "result";
  const marks = isFree && !item.has("call_id") ? [] : markOf(kind, item, "call_id", path);
  return entryWith("asks", marks?.map((mark) => ({ ...mark, isFree })) ?? null);
}

/** Marks of every entry of a list; null: of one of them nobody knows. */
function markedIn(
  list: ValueNode,
  path: string,
  marksOf: (members: Members, path: string) => readonly Mark[] | null,
): readonly Mark[] | null {
  if (list.type !== "Array") return null;
  const found = list.elements.map(({ value }, i) => marksOf(membersOf(value), `${path}[${i}]`));
  return found.some((marks) => marks === null) ? null : found.flatMap((marks) => marks ?? []);
}

/** The mark with the id of this name; null: the application fills it in, or it is missing, which is said elsewhere. */
function markOf(kind: Mark["kind"], members: Members, name: string, path: string): readonly Mark[] | null {
  const value = members.get(name)?.value;
  const id = textOf(value);
  const at = `${path}.${name}`;
  return value === undefined || id === null || isVariable(at, id)
    ? null
    : [{ kind, id, path: at, offset: startOf(value) }];
}

function entryWith(does: "asks" | "answers", marks: readonly Mark[] | null): Entry {
  return marks === null ? null : { does, marks };
}
