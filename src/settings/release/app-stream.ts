import type { StreamSettings, TerminalEvent } from "../../evidence/app.ts";
import type { RouteContent } from "../gate-file/app-schema.ts";

type StreamSection = NonNullable<RouteContent["stream"]>;

/** How a route streams. */
export function streamOf({ text, terminal, "min-events": minEvents = 1 }: StreamSection): StreamSettings {
  return { text: text ?? null, terminal: terminal === undefined ? null : terminalOf(terminal), minEvents };
}

function terminalOf(terminal: NonNullable<StreamSection["terminal"]>): TerminalEvent {
  if (typeof terminal === "string") return { kind: "data", data: terminal };
  if ("event" in terminal) return { kind: "event", name: terminal.event };
  return { kind: "value", pointer: terminal.pointer, value: terminal.equals };
}
