import { createParser } from "eventsource-parser";
import type { StreamEvent } from "./types.ts";

/** One frame, characters: a `response.completed` repeats the whole answer and stays far below this. */
export const MAX_FRAME_CHARS = 512 * 1024;

/** Events of one stream: a 2,048-token answer has a few thousand; a flood of empty events must not fill the memory. */
export const MAX_EVENTS = 10_000;

/** Events as they arrive. */
export interface EventReader {
  readonly events: readonly StreamEvent[];
  /** Comments that were read. */
  readonly comments: () => number;
  /** Feeds decoded text. Returns which limit was exceeded, or null. */
  readonly feed: (text: string) => "frame-too-large" | "too-many-events" | null;
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
      if (ended || events.length >= MAX_EVENTS) return;
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
      if (overflow) return "frame-too-large";
      return events.length >= MAX_EVENTS ? "too-many-events" : null;
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
