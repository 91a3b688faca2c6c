import type { Family } from "../evidence/vocabulary.ts";
import { readChatStream } from "./chat-completion-chunks.ts";
import { readChatCompletion } from "./chat-completions.ts";
import { type BodyReading, isDone, type StreamReading, type WireEvent } from "./reading.ts";
import { endsResponse, readResponseStream } from "./response-events.ts";
import { readResponse } from "./responses.ts";

/** How the answers of a family are read. */
interface FamilyReaders {
  /** @param background the request asked for an answer that is not finished; only Responses has such */
  readonly read: (body: unknown, background?: boolean) => BodyReading;
  readonly readStream: (events: readonly WireEvent[]) => StreamReading;
  /** Whether a stream has nothing more to say after this event. */
  readonly endsStream: (event: WireEvent) => boolean;
}

/** The readers of each family. */
export const READERS: Readonly<Record<Family, FamilyReaders>> = {
  "chat-completions": { read: readChatCompletion, readStream: readChatStream, endsStream: isDone },
  responses: { read: readResponse, readStream: readResponseStream, endsStream: endsResponse },
};
