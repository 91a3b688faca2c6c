/** What every reader of a stream takes down, whatever the family; one for each stream. */
import type { Note } from "../evidence/vocabulary.ts";
import type { ErrorReport } from "./error-envelope.ts";

/** A stream of which nothing was read. */
export const nothingRead = () => ({
  events: 0,
  eventTypes: {} as Record<string, number>,
  doneMarker: false,
  defect: null as string | null,
  error: null as ErrorReport | null,
  /** The stream itself reported the error. */
  errorEvent: false,
  reasoning: false,
  notes: new Set<Note>(),
});
type StreamState = ReturnType<typeof nothingRead>;

/** Counts an event under its type; a type that nobody documents, and nobody may repeat, is `other`. */
export function countEvent(type: string, documented: ReadonlySet<string>, state: StreamState): void {
  state.events++;
  const name = documented.has(type) ? type : "other";
  state.eventTypes[name] = (state.eventTypes[name] ?? 0) + 1;
}
