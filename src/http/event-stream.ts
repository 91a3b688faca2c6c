import { createParser } from "eventsource-parser";
import type { StreamEvent } from "./types.ts";

/** One frame, characters: a picture in base64, or a `response.completed` that repeats the whole answer, is most of its stream. */
export const MAX_FRAME_CHARS = 7 * 1024 * 1024;

/** Events as they arrive. */
export interface EventReader {
  readonly events: readonly StreamEvent[];
  /** Comments that were read. */
  readonly comments: () => number;
  /** Feeds decoded text; the number of events is bounded by its bytes. Returns which limit was exceeded, or null. */
  readonly feed: (text: string) => "frame-too-large" | null;
  /** Ends the stream. Whether something is left at its end that is not whole, and is not credited. */
  readonly unterminatedFrame: () => boolean;
}

/** Reads server-sent events with bounded memory and in linear time; framing is eventsource-parser's. */
export function readEvents(onEvent: (event: StreamEvent) => void): EventReader {
  const events: StreamEvent[] = [];
  let comments = 0;
  let overflow = false;
  let ended = false;
  let unterminated = false;
  const parser = createParser({
    maxBufferSize: MAX_FRAME_CHARS,
    onEvent: ({ event, data }) => {
      unterminated ||= ended;
      if (ended) return;
      const read = { event: event ?? null, data };
      events.push(read);
      onEvent(read);
    },
    onComment: () => {
      if (!ended) comments++;
    },
    onError: (error) => {
      overflow ||= error.type === "max-buffer-size-exceeded";
    },
  });
  return {
    events,
    comments: () => comments,
    feed: (text) => {
      parser.feed(text);
      return overflow ? "frame-too-large" : null;
    },
    /** A frame that no blank line closed is never dispatched (WHATWG). */
    unterminatedFrame: () => {
      ended = true;
      // If the blank line that never came would have dispatched something, that frame was cut.
      if (!overflow) parser.feed("\n\n");
      return unterminated;
    },
  };
}
