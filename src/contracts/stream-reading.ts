import type { Note, TerminalState } from "../evidence/vocabulary.ts";
import type { OutputFacts } from "./chat-completions.ts";
import type { ErrorReport } from "./error-envelope.ts";

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
  readonly notes: readonly Note[];
}

/** The marker that ends a Chat Completions stream and may end a Responses stream (contracts.md, 2.3 and 2.4). */
export const DONE = "[DONE]";

/** SDKs differ in what they accept here: Node compares, Python looks at the start (contracts.md, 2.5). */
export function isDone(event: WireEvent): boolean {
  return event.data.trim() === DONE;
}
