import type { Adaptation } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { JsonObject } from "../text/json.ts";
import { readChatStream } from "./chat-completion-chunks.ts";
import { readChatCompletion } from "./chat-completions.ts";
import { readEmbeddings } from "./embeddings.ts";
import { endsMessage, readMessageStream } from "./message-events.ts";
import { readMessage } from "./messages.ts";
import { type BodyReading, isDone, type StreamReading, type WireEvent } from "./reading.ts";
import { endsResponse, readResponseStream } from "./response-events.ts";
import { readResponse } from "./responses.ts";

type FieldIn<A> = A extends `dropped:${infer Field}` ? Field : never;

/** A field that the gate adds to a body and may take back; that an answer is streamed is the question itself. */
export type AddedField = Exclude<FieldIn<Adaptation>, "stream">;

/** What differs from family to family. How the key travels does not: `release.auth` says it for all of them. */
interface FamilyContract {
  /** Where it is asked, below the base URL (contracts.md, 1.1 and 8). */
  readonly path: string;
  /** Headers of its requests, lower-case names; a release that sets one of them has its own. */
  readonly headers: Readonly<Record<string, string>>;
  /** The field without which nothing can be answered, and which the case `missing-field` leaves out. */
  readonly content: string;
  /** The field that caps the output, and that the gate sets; null: there is none. */
  readonly outputCap: string | null;
  /** Fields that the gate adds beyond what is required: dropped, not blamed, when an endpoint rejects them. */
  readonly added: readonly AddedField[];
  /** @param sent the request, which says what kind of answer it asks for */
  readonly read: (body: unknown, sent: JsonObject) => BodyReading;
  /** Absent: it has no streams. */
  readonly readStream?: (events: readonly WireEvent[]) => StreamReading;
  /** Whether a stream has nothing more to say after this event. */
  readonly endsStream?: (event: WireEvent) => boolean;
}

/** The contract of each family. */
export const FAMILY: Readonly<Record<Family, FamilyContract>> = {
  "chat-completions": {
    path: "/chat/completions",
    headers: {},
    content: "messages",
    outputCap: "max_completion_tokens",
    added: ["max_completion_tokens", "stream_options"],
    read: readChatCompletion,
    readStream: readChatStream,
    endsStream: isDone,
  },
  responses: {
    path: "/responses",
    headers: {},
    content: "input",
    outputCap: "max_output_tokens",
    added: ["max_output_tokens"],
    read: (body, { background }) => readResponse(body, background === true),
    readStream: readResponseStream,
    endsStream: endsResponse,
  },
  messages: {
    path: "/messages",
    headers: { "anthropic-version": "2023-06-01" },
    content: "messages",
    // Required, so it is never taken back.
    outputCap: "max_tokens",
    added: [],
    read: readMessage,
    readStream: readMessageStream,
    endsStream: endsMessage,
  },
  embeddings: {
    path: "/embeddings",
    headers: {},
    content: "input",
    outputCap: null,
    added: [],
    read: readEmbeddings,
  },
};

/** What stands for the input of a Responses body that has none (OpenAI's published description). */
export const INSTEAD_OF_INPUT: readonly string[] = ["prompt", "previous_response_id", "conversation"];

/** What stands for the messages of a body where a gateway keeps the prompt: LiteLLM (also of Langfuse), Portkey. */
export const INSTEAD_OF_MESSAGES: readonly string[] = ["prompt_id", "langfuse_prompt_id", "promptID"];
