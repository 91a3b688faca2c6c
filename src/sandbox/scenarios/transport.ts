import { begun, frames, type Scenario, unstreamed, upstream } from "../fault.ts";
import { noHead } from "../reply.ts";

/** One byte per second: every byte resets an idle limit, so that only the total limit ends it. */
const DRIP_MS = 1000;

/** Scenarios in which the connection misbehaves; the bytes, as far as they come, are sound. */
export const TRANSPORT = [
  {
    name: "hang",
    description: "The request is accepted and never answered.",
    expect: { decision: "rollback", trigger: "timeout-rate" },
    fault: upstream(() => noHead("silence")),
  },
  {
    name: "stream-hang",
    description: "A stream sends its first events and then goes silent.",
    expect: { decision: "rollback", trigger: "timeout-rate" },
    fault: frames(begun, "silence"),
  },
  {
    name: "drip",
    description: "Answers that are not streamed arrive at one byte per second.",
    expect: { decision: "rollback", trigger: "timeout-rate" },
    fault: unstreamed(({ healthy }) => ({ ...healthy, pieces: characters(healthy.pieces), paceMs: DRIP_MS })),
  },
  {
    name: "reset",
    description: "The connection is reset after the request was read.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: upstream(() => noHead("cut")),
  },
  {
    name: "truncated-stream",
    description: "A stream is cut off in the middle of an event.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: frames((healthy) => [...begun(healthy), firstHalf(healthy[begun(healthy).length] ?? "")], "cut"),
  },
] as const satisfies readonly Scenario[];

function characters(pieces: Iterable<unknown>): readonly string[] {
  return [...[...pieces].join("")];
}

function firstHalf(frame: string): string {
  return frame.slice(0, frame.length / 2);
}
