import type { Family } from "../evidence/vocabulary.ts";
import { readChatStream } from "./chat-completion-chunks.ts";
import { type BodyReading, CHAT_COMPLETIONS_PATH, readChatCompletion } from "./chat-completions.ts";
import { endsResponse, readResponseStream } from "./response-events.ts";
import { RESPONSES_PATH, readResponse } from "./responses.ts";
import { isDone, type StreamReading, type WireEvent } from "./stream-reading.ts";

/** Where a family is asked, and how its answers are read. */
export interface FamilyContract {
  /** Below the base URL. */
  readonly path: string;
  /** @param background the request asked for an answer that is not finished; only Responses has such */
  readonly read: (body: unknown, background?: boolean) => BodyReading;
  readonly readStream: (events: readonly WireEvent[]) => StreamReading;
  /** Whether a stream has nothing more to say after this event. */
  readonly endsStream: (event: WireEvent) => boolean;
}

/** The contract of each family. */
export const CONTRACTS: Readonly<Record<Family, FamilyContract>> = {
  "chat-completions": {
    path: CHAT_COMPLETIONS_PATH,
    read: readChatCompletion,
    readStream: readChatStream,
    endsStream: isDone,
  },
  responses: { path: RESPONSES_PATH, read: readResponse, readStream: readResponseStream, endsStream: endsResponse },
};
