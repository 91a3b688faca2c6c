import type { Observation, Timing } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { TransportDetail } from "../evidence/transport-details.ts";

/** A server-sent event as it came off the wire. */
export interface StreamEvent {
  /** The `event:` line; null when there was none. */
  readonly event: string | null;
  readonly data: string;
}

/** What to send. A probe yields plans; the exchange turns a plan into one request on the wire. */
export interface RequestPlan {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the base URL, with a leading slash: `/chat/completions`. */
  readonly path: string;
  /** Headers that the documents of the endpoint ask for, lower-case names; the target's of the same name win. */
  readonly documented?: Readonly<Record<string, string>>;
  /** Headers of this request alone, lower-case names; they come on top of the target's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON body; undefined sends none. */
  readonly body?: unknown;
  /** A body that is no JSON, sent as it is in place of one. */
  readonly text?: string;
  /** Pause before it is sent, ms; the request then has an attempt's whole limit. Absent: it shares that of the others. */
  readonly pauseMs?: number;
  /**
   * What a documented success looks like: decides the `Accept` header, the limits and how the body is read. `anything`: JSON,
   * a text or a page.
   */
  readonly expect: "json" | "event-stream" | "document" | "anything";
  /** `fake`: an obviously invalid credential in place of the key, and no secret that may be one. */
  readonly credential: "configured" | "fake";
  /** With `event-stream`: lines of JSON or text, and events that another type announces, are events as well. */
  readonly lines?: true;
  /** True for the event after which a documented stream has nothing more to say. */
  readonly isTerminal?: (event: StreamEvent) => boolean;
}

/** An address of the host that a connection was tried to, by its family, and why it failed; null: a limit ended it. */
export type TriedAddress = Readonly<NonNullable<Observation["tried"]>[number]>;

/** Why an exchange ended without a whole answer. */
export interface ExchangeFailure {
  readonly category: Extract<
    Category,
    "dns" | "tcp" | "tls" | "proxy" | `timeout-${string}` | "connection-lost" | "response-contract"
  >;
  /** Network error code, for example `ECONNREFUSED`; null when there is none. */
  readonly code: string | null;
  /** Which limit or check said no, for example `body-too-large`; null for plain network failures. */
  readonly detail: TransportDetail | null;
  /** With `header-invalid`: the header's name, or `after` and the name before it; absent: not known. */
  readonly header?: string;
  /** Where no connection came about; absent: no address was tried. */
  readonly tried?: readonly TriedAddress[];
}

/** How the body ended. `left-open`: the gate had what it needed and closed the connection itself. */
export type BodyEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "left-open" }
  | { readonly kind: "failed"; readonly failure: ExchangeFailure };

/** A response head arrived; the body may still have ended badly. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** Lower-case names; repeated headers joined with a comma. Never written anywhere. */
  readonly headers: Readonly<Record<string, string>>;
  /** Essence of the content type in lower case; null when absent or malformed. */
  readonly mediaType: string | null;
  /** Decoded text of the body (of a stream too), up to the cap. Never written anywhere. */
  readonly text: string;
  /** Reason phrase, informational heads and trailers, only to be looked through for secrets. Never written anywhere. */
  readonly aside: string;
  /** Events, when the body was read as a stream; else null. */
  readonly events: readonly StreamEvent[] | null;
  /** SSE comments that were read. */
  readonly comments: number;
  /** The last frame had no closing blank line: a framing defect, its text is not credited. */
  readonly unterminatedFrame: boolean;
  readonly end: BodyEnd;
  readonly bytes: number;
  readonly requestId: string | null;
  readonly timing: Timing;
}

/** What came of one request. Never an exception (architecture.md). */
export type Exchange =
  | Answer
  /** No response head arrived. */
  | { readonly kind: "no-answer"; readonly failure: ExchangeFailure; readonly timing: Timing }
  /** The run was stopped while this was under way (deadline, cancelled, exposure): nothing can be said. */
  | { readonly kind: "aborted"; readonly timing: Timing };
