import type { Readable } from "node:stream";
import type { TransportDetail } from "../evidence/transport-details.ts";
import { type BodyKind, decoded, hasUnknownCoding, isDecodingError, MAX_BYTES, readText } from "./body.ts";
import { readEvents } from "./event-stream.ts";
import { essence, isJson, requestIdIn } from "./headers.ts";
import { mayBeLines, readLoosely } from "./line-stream.ts";
import type { Guard, Stopwatch } from "./timing.ts";
import type { Answer, BodyEnd, ExchangeFailure, RequestPlan } from "./types.ts";

/** How long a stream may stay open after its terminal event before the gate closes it, ms: time for a `[DONE]`. */
const TERMINAL_GRACE_MS = 1_000;

/** How long the body of an error or of a wrong content type is read, ms: the head already decided. */
const SAMPLE_MS = 5_000;

/** How a stream of events begins, and how much of a text, without white space, shows it: UTF-16 units. */
const EVENT_FIELD = /^\s*((data|event|id|retry):|:)/;
const LONGEST_FIELD = "retry:".length;

/** Whether a text begins as a stream of events does, whatever it is called. */
export function beginsAsEvents(text: string): boolean {
  return EVENT_FIELD.test(text);
}

/** A response whose head has arrived. */
interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** The code of the error that broke the connection so far; null: none did. */
  readonly brokenBy: () => string | null;
  /** Everything beside headers and body that has arrived so far, as one text. */
  readonly aside: () => string;
}

/**
 * Reads the body of a response within the limits of its kind. Whatever ends it (limits, a reset, bad compression) is
 * part of the answer, beside everything that arrived before.
 *
 * @param idleMs silence that ends an event stream
 * @param classify names the failure behind an error of the connection
 */
export async function readAnswer(
  head: Head,
  plan: RequestPlan,
  guard: Guard,
  idleMs: number,
  stopwatch: Stopwatch,
  classify: (error: unknown) => ExchangeFailure,
): Promise<Answer> {
  const mediaType = essence(head.headers["content-type"]);
  let kind = kindOf(plan, head.status, mediaType);
  const mayBeEvents = plan.expect === "event-stream" && head.status >= 200 && head.status < 300;
  const text = readText(kind === "events");
  const isWhole = kind !== "sample" && kind !== "text";
  const parts: string[] = [];
  let bytes = 0;
  const isFramed = plan.lines !== true || mediaType === "text/event-stream";
  const events = (isFramed ? readEvents : readLoosely)((event) => {
    stopwatch.mark("firstEvent");
    stopwatch.mark("lastEvent");
    if (plan.isTerminal?.(event)) guard.arm("left-open", TERMINAL_GRACE_MS);
  });
  /** What came before it was clear whether it is a stream; null: it is clear. */
  let beginning: string | null = mayBeEvents && kind !== "events" ? "" : null;
  const feed = (part: string): BodyEnd | null => {
    if (part !== "") parts.push(part);
    let next = part;
    if (beginning !== null) {
      next = beginning + part;
      beginning = next.trimStart().length < LONGEST_FIELD ? next : null;
      // Clients that asked for a stream read one, whatever the head calls it (openai-node, openai-python).
      if (beginning === null && beginsAsEvents(next)) {
        kind = "events";
        guard.clear("left-open");
        guard.arm("timeout-idle", idleMs);
      }
    }
    const exceeded = kind === "events" ? events.feed(next) : null;
    return exceeded === null ? null : broken(exceeded);
  };
  const read = async (): Promise<BodyEnd> => {
    const encoding = head.headers["content-encoding"];
    const chunks = decoded(head.body, encoding);
    if (chunks === null) return broken("unknown-content-encoding");
    for await (const chunk of chunks) {
      if (kind === "events") guard.arm("timeout-idle", idleMs);
      const room = MAX_BYTES[kind] - bytes;
      bytes += Math.min(chunk.length, room);
      const end = feed(text.feed(chunk.subarray(0, room)));
      if (end !== null) return end;
      if (chunk.length > room) return isWhole ? broken("body-too-large") : { kind: "left-open" };
    }
    const end = feed(text.finish());
    if (end !== null) return end;
    // Only the end of the connection ends such a body: undici takes a reset for that, too.
    const isUntilClose =
      head.headers["content-length"] === undefined && head.headers["transfer-encoding"] === undefined;
    const brokenBy = isUntilClose ? head.brokenBy() : null;
    if (brokenBy !== null)
      return { kind: "failed", failure: { category: "connection-lost", code: brokenBy, detail: null } };
    // A page in an old encoding can still be read, and compared with itself.
    if (text.valid() || !isWhole || kind === "document") return { kind: "complete" };
    return broken(hasUnknownCoding(encoding) ? "unknown-content-encoding" : "invalid-utf8");
  };
  if (kind === "sample") guard.arm("left-open", SAMPLE_MS);
  if (kind === "events") guard.arm("timeout-idle", idleMs);
  const end = await read().catch((error: unknown): BodyEnd => {
    if (guard.expired() === "left-open") return { kind: "left-open" };
    if (guard.expired() === null && isDecodingError(error)) return broken("undecodable-body");
    return { kind: "failed", failure: cutShort(classify(error), head.headers) };
  });
  return {
    kind: "answer",
    status: head.status,
    headers: head.headers,
    mediaType,
    text: parts.join(""),
    aside: head.aside(),
    events: kind === "events" ? events.events : null,
    comments: events.comments(),
    unterminatedFrame: kind === "events" && events.unterminatedFrame(),
    end,
    bytes,
    requestId: requestIdIn(head.headers),
    timing: stopwatch.read(),
  };
}

function kindOf(plan: RequestPlan, status: number, mediaType: string | null): BodyKind {
  if (status < 200 || status >= 300) return "sample";
  if (plan.expect === "document") return "document";
  if (mediaType === "text/event-stream") return plan.expect === "event-stream" ? "events" : "sample";
  if (plan.lines === true && mayBeLines(mediaType)) return "events";
  if (isJson(mediaType)) return "json";
  return plan.expect === "anything" ? "text" : "sample";
}

/** A body that the server ended before it was whole: which of its headers had promised more. */
function cutShort(failure: ExchangeFailure, headers: Head["headers"]): ExchangeFailure {
  if (failure.category !== "connection-lost") return failure;
  const code = failure.code?.startsWith("UND_ERR") ? null : failure.code;
  if (headers["transfer-encoding"] !== undefined) return { ...failure, code, detail: "ended-inside-chunks" };
  return headers["content-length"] === undefined
    ? failure
    : { ...failure, code, detail: "shorter-than-content-length" };
}

function broken(detail: TransportDetail): BodyEnd {
  return { kind: "failed", failure: { category: "response-contract", code: null, detail } };
}
