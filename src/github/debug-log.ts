/** What the log holds beside itself under RUNNER_DEBUG: times, names of headers and what the sampler decided; no value. */
import { plain } from "../report/plain-text.ts";
import type { ProgressEvent } from "../run/session.ts";
import { looksSecret } from "../text/key-shapes.ts";

/** The line of an event; null: it has none. */
export function debugLine(event: ProgressEvent): string | null {
  switch (event.kind) {
    case "decided":
      return plain(`${event.key}: the sampler says ${decisionWords(event.step)}`);
    case "exchanged": {
      const { key, status, timing, sent, received } = event;
      const headers = `sent ${namesOf(sent)}; received ${namesOf(received)}`;
      // Ms since the request began at the end of each phase that was reached.
      const phases = Object.entries(timing).flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${ms} ms`]));
      const ended = status === null ? "no answer" : `status ${status}`;
      return plain(`${key}: ${ended}; ${phases.join(", ")}; ${headers}`);
    }
    case "pausing":
      return plain(`${event.key}: waits ${Math.round(event.ms)} ms (${event.why})`);
    default:
      return null;
  }
}

function decisionWords(step: Extract<ProgressEvent, { kind: "decided" }>["step"]): string {
  switch (step.kind) {
    case "ask":
      return `ask ${step.count} more (${step.look})`;
    case "confirm":
      return `ask again to confirm attempt ${step.attempt}`;
    case "settle":
      return `wait before the ${step.before}`;
    case "done":
      return "done";
  }
}

/** Most names of one message: a proxy may add many. */
const MOST_NAMES = 50;

/** Names of headers in their order; one that is no plain name, or could be a key in the wrong place, is left out. */
function namesOf(names: readonly string[]): string {
  const plainNames = names.filter((name) => /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(name) && !looksSecret(name));
  return plainNames.slice(0, MOST_NAMES).join(", ").toLowerCase() || "none";
}
