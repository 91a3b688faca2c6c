import type { z } from "zod";
import type { Family, Note, TerminalState } from "../evidence/vocabulary.ts";
import { countAt, isObject, stringAt } from "../text/json.ts";
import type { Ending } from "./endings.ts";
import { type ErrorReport, errorIn } from "./error-envelope.ts";
import type { FunctionCall } from "./tool-calls.ts";

/** What an answer holds beside text: a call of a tool that somebody can go on from, a picture, or sound. */
export type Held = "call" | "image" | "sound";

/** What an answer says about text, whichever family and transport it came by. */
export interface OutputFacts {
  readonly text: boolean;
  /** What an application reads as the answer; its form is looked at in this process, and it is kept nowhere. */
  readonly answer: string;
  readonly refusal: boolean;
  /** What it holds beside text; it is an answer only where the team's own body asked for it. */
  readonly holds: readonly Held[];
  /** It waits for the result of a call, so that text beside the call is not the answer yet. */
  readonly awaits: boolean;
  /** The calls of functions that the application runs, well-formed or not. */
  readonly calls: readonly FunctionCall[];
  /** What keeps a client from putting streamed calls together, ours; null or absent: nothing. */
  readonly toolDefect?: string | null;
  /** Reasoning was returned, which is not an answer. */
  readonly reasoning: boolean;
  readonly ending: Ending;
  readonly finishReason: string | null;
  readonly model: string | null;
  readonly usage: Usage | null;
}

/** Token counts as reported; null where the endpoint is silent. Informational only. */
export interface Usage {
  readonly input: number | null;
  readonly output: number | null;
  readonly total: number | null;
}

/** What an answer says in vectors, where those are what was asked for. */
export interface Vectors {
  /** Numbers in the first vector; null where there is none, or something else is in its place. */
  readonly length: number | null;
  /** Why no index can take them, ours, for example `vector-all-zero`; null: they can be used. */
  readonly defect: string | null;
  readonly notes: readonly Note[];
  readonly model: string | null;
  readonly usage: Usage | null;
}

/** A body read against the documented contract of one family. */
export type BodyReading =
  | { readonly kind: "error"; readonly error: ErrorReport }
  | { readonly kind: "wrong-shape"; readonly missing: readonly string[]; readonly wrongFamily: boolean }
  | { readonly kind: "failed"; readonly error: ErrorReport | null }
  | { readonly kind: "output"; readonly output: OutputFacts }
  | { readonly kind: "vectors"; readonly vectors: Vectors };

/** One server-sent event, as the contracts see it. */
export interface WireEvent {
  readonly event: string | null;
  readonly data: string;
}

/** A stream read against the documented contract of one family. Transport failures are not its business. */
export interface StreamReading {
  /** Null while the stream has not said how it ended. */
  readonly terminalState: TerminalState | null;
  /** A defect that breaks the contract, ours, for example `event-not-json`; null where there is none. */
  readonly defect: string | null;
  readonly error: ErrorReport | null;
  readonly output: OutputFacts;
  readonly events: number;
  readonly eventTypes: Readonly<Record<string, number>>;
  readonly doneMarker: boolean;
  /** Nothing more has to come: what breaks afterwards says nothing. */
  readonly over: boolean;
  readonly notes: readonly Note[];
}

/** The marker that ends a Chat Completions stream and may end a Responses stream (contracts.md, 2.3 and 2.4). */
export const DONE = "[DONE]";

/** SDKs differ in what they accept here: Node compares, Python looks at the start (contracts.md, 2.5). */
export function isDone(event: WireEvent): boolean {
  return event.data.trim() === DONE;
}

/** The family whose contract a body follows by its own words; null: it says none. */
function familyIn(body: unknown): Family | null {
  const object = stringAt(body, "object") ?? "";
  if (object.startsWith("chat.completion")) return "chat-completions";
  if (object === "response") return "responses";
  return stringAt(body, "type") === "message" ? "messages" : null;
}

/** Types of the events of a Messages stream that are documented, its errors aside (contracts.md, 8). */
export const MESSAGE_EVENTS: ReadonlySet<string> = new Set([
  ...["message_start", "content_block_start", "ping", "content_block_delta", "content_block_stop"],
  ...["message_delta", "message_stop"],
]);

/** The family whose contract an event follows by its own words; null: it says none. */
export function familyOfEvent(event: unknown): Family | null {
  const type = stringAt(event, "type");
  if (type === null) return familyIn(event);
  if (type.startsWith("response.")) return "responses";
  return MESSAGE_EVENTS.has(type) && type !== "ping" ? "messages" : null;
}

/** What a body of another shape was missing, and whether it says that it follows another contract. */
export function wrongShape(body: unknown, family: Family, missing: readonly string[]): BodyReading {
  return { kind: "wrong-shape", missing, wrongFamily: (familyIn(body) ?? family) !== family };
}

/** An `error` object beside an otherwise complete body is still an error in a 200 (contracts.md, 4.17). */
export function nestedError(body: unknown): ErrorReport | null {
  if (!isObject(body)) return null;
  if (isObject(body.error)) return errorIn(body);
  // MiniMax says its own status beside an answer as well.
  return isObject(body.base_resp) ? errorIn({ base_resp: body.base_resp }) : null;
}

const OF_PROMPTS = { input: "prompt_tokens", output: "completion_tokens", total: "total_tokens" } as const;
const OF_INPUT = { input: "input_tokens", output: "output_tokens", total: "total_tokens" } as const;

/** What each family calls its token counts. */
export const USAGE_FIELDS: Readonly<Record<Family, Readonly<Record<keyof Usage, string>>>> = {
  "chat-completions": OF_PROMPTS,
  responses: OF_INPUT,
  messages: OF_INPUT,
  embeddings: OF_PROMPTS,
};

/** Token counts of a body, a chunk or an event; null where there are none. */
export function usageIn(body: unknown, family: Family): Usage | null {
  const usage = isObject(body) ? body.usage : undefined;
  if (!isObject(usage)) return null;
  const { input, output, total } = USAGE_FIELDS[family];
  return { input: countAt(usage, input), output: countAt(usage, output), total: countAt(usage, total) };
}

/** Whether a value is text with something other than white space in it. */
export function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** Field paths as a person writes them: `choices[0].message`. At most this many, the rest says nothing new. */
const MAX_PATHS = 8;

/** The documented fields that a schema found missing or of another type. Every path is ours: it names schema fields only. */
export function fieldPaths(error: z.ZodError): string[] {
  const paths = error.issues.map((issue) =>
    issue.path.reduce<string>(
      (path, key) =>
        typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`,
      "",
    ),
  );
  return [...new Set(paths.map((path) => path || "body"))].slice(0, MAX_PATHS);
}
