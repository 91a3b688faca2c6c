import { createParser } from "eventsource-parser";
import type { StreamEvent } from "./types.ts";

/** One frame, characters: a `response.completed` repeats the whole answer and stays far below this. */
export const MAX_FRAME_CHARS = 1024 * 1024;

/** Events of one stream: a 2,048-token answer has a few thousand; a flood of empty events must not fill the memory. */
export const MAX_EVENTS = 20_000;

/** A stream that is being read. */
export interface EventReader {
  /** Feeds decoded text. Returns which limit was exceeded, or null. */
  readonly feed: (text: string) => "frame-too-large" | "too-many-events" | null;
  readonly events: readonly StreamEvent[];
  readonly comments: () => number;
  /** Whether text is left that no blank line closed: such a frame is never dispatched (WHATWG) and never credited. */
  readonly unterminatedFrame: () => boolean;
}

/** Reads server-sent events with bounded memory; framing is eventsource-parser's. */
export function readEvents(onEvent: (event: StreamEvent) => void): EventReader {
  const events: StreamEvent[] = [];
  let comments = 0;
  let overflow = false;
  let tail = "";
  const parser = createParser({
    maxBufferSize: MAX_FRAME_CHARS,
    onEvent: ({ event, data }) => {
      if (events.length >= MAX_EVENTS) return;
      const read = { event: event ?? null, data };
      events.push(read);
      onEvent(read);
    },
    onComment: () => {
      comments++;
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
      tail = tailOf(tail + text);
      return events.length >= MAX_EVENTS ? "too-many-events" : null;
    },
    unterminatedFrame: () => /(^|[\r\n])data[:\r\n]|(^|[\r\n])data$/.test(tail),
  };
}

/** What follows the last blank line; bounded by the frame limit that the parser enforces. */
function tailOf(text: string): string {
  const blank = Math.max(text.lastIndexOf("\n\n") + 2, text.lastIndexOf("\r\r") + 2, text.lastIndexOf("\r\n\r\n") + 4);
  // lastIndexOf gives -1 where there is no such line, hence at most 3 without any.
  return blank > 3 || /^(\n\n|\r\r)/.test(text) ? text.slice(blank) : text;
}
