import { type EventReader, MAX_FRAME_CHARS, readEvents } from "./event-stream.ts";
import type { StreamEvent } from "./types.ts";

/** Media types whose lines are JSON values. */
const OF_LINES = [
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonl",
  "application/x-jsonlines",
  "application/stream+json",
];

/**
 * Whether a body of this type may be a stream that is no `text/event-stream`: lines of JSON, a text, JSON that is sent piece by
 * piece, or nothing that says what it is, as frameworks send it where nobody names a type.
 */
export function mayBeLines(mediaType: string | null): boolean {
  return (
    mediaType === null || mediaType === "text/plain" || mediaType === "application/json" || OF_LINES.includes(mediaType)
  );
}

/**
 * Reads a stream whose type does not say how it is framed: server-sent events where it has any, else its lines. A line keeps
 * its end, so that all of them together are the text.
 */
export function readLoosely(onEvent: (event: StreamEvent) => void): EventReader {
  const framed = readEvents(onEvent);
  const lines: StreamEvent[] = [];
  let rest: string[] = [];
  let restLength = 0;
  const take = (line: string) => {
    if (line.trim() === "") return;
    const event = lineEvent(line);
    lines.push(event);
    onEvent(event);
  };
  return {
    get events() {
      return framed.events.length > 0 ? framed.events : lines;
    },
    comments: framed.comments,
    feed: (text) => {
      const exceeded = framed.feed(text);
      if (exceeded !== null || framed.events.length > 0) return exceeded;
      for (const part of text.split(/(?<=\n)/)) {
        rest.push(part);
        restLength += part.length;
        if (restLength > MAX_FRAME_CHARS) return "frame-too-large";
        if (!part.endsWith("\n")) continue;
        take(rest.join(""));
        rest = [];
        restLength = 0;
      }
      return null;
    },
    unterminatedFrame: () => {
      // The last line of a file or stream has no end as a rule.
      if (framed.events.length === 0) take(rest.join(""));
      return framed.unterminatedFrame() && framed.events.length > 0;
    },
  };
}

/** A line as an event; a letter or digit and a colon before JSON are its name (data stream protocol of AI SDK 3 and 4). */
function lineEvent(line: string): StreamEvent {
  const [, event, data] = /^([0-9a-z]):(["{[].*)$/s.exec(line) ?? [];
  return event === undefined || data === undefined ? { event: null, data: line } : { event, data };
}
