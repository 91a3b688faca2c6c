/** The streaming format of one family, as it was seen. */
import { observedIn, type ProbeAnswer } from "../evidence/answers.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { fromPasses, known, open, passes, type Side, valuesOf } from "./sides.ts";

/** What ended the streams; of streams that all failed, the state in which they ended. */
export function terminalEvent(family: Family, stream: ProbeAnswer | null): Side {
  if (passes(stream).length > 0)
    return fromPasses(stream, (observed) => {
      if (family === "chat-completions") {
        const reasons = valuesOf(observed, ({ finishReason }) => finishReason);
        return known("finish_reason", `a chunk with finish_reason ${reasons.join(", ")}`);
      }
      const types = valuesOf(observed, ({ eventTypes }) =>
        ["response.completed", "response.incomplete"].find((type) => (eventTypes?.[type] ?? 0) > 0),
      );
      return known("event", types.length === 0 ? "a terminal event" : types.join(", "));
    });
  const state = observedIn(stream?.attempt ?? null)?.terminalState;
  return state === undefined || state === "http-error" ? open(stream) : known(state, `ended as ${state}`);
}

/** Whether `data: [DONE]` came. */
export function doneMarker(stream: ProbeAnswer | null): Side {
  return fromPasses(stream, (observed) => {
    const count = observed.filter((one) => one.doneMarker === true).length;
    if (count === observed.length) return known("always", "sent");
    return count === 0
      ? known("never", "not sent")
      : known("sometimes", `sent in ${count} of ${observed.length} streams`);
  });
}

/** Types of the events; documented names only (others are counted as `other` in the evidence). */
export function eventNames(stream: ProbeAnswer | null): Side {
  return fromPasses(stream, (observed) => {
    const types = [...new Set(observed.flatMap(({ eventTypes }) => Object.keys(eventTypes ?? {})))];
    if (types.length === 0) return { kind: "open", text: "no types of events were kept", asked: true };
    const unnamed = observed.some(({ notes }) => notes?.includes("event-name-missing"));
    return known([...types].sort().join(), `${types.join(", ")}${unnamed ? " (without event: lines)" : ""}`);
  });
}
