import { createLogUpdate } from "log-update";
import type { Attempt } from "../evidence/evidence.ts";
import type { ProgressEvent } from "../run/session.ts";

/** Signs of an attempt in the progress line. */
const SIGNS: Readonly<Record<Attempt["outcome"]["kind"], string>> = {
  pass: "✓",
  fail: "✗",
  unsupported: "–",
  error: "·",
};

/** Live progress on a terminal: one line per probe, one sign per attempt. */
export interface LiveProgress {
  readonly show: (event: ProgressEvent) => void;
  /** Removes the lines, so that the report takes their place. */
  readonly done: () => void;
}

/** Opens live progress on a TTY. */
export function liveProgress(stream: NodeJS.WriteStream): LiveProgress {
  const update = createLogUpdate(stream);
  const probes = new Map<string, { signs: string; state: string }>();
  const show = (event: ProgressEvent) => {
    const line = probes.get(event.key) ?? { signs: "", state: "" };
    if (event.kind === "attempt")
      probes.set(event.key, { signs: line.signs + SIGNS[event.attempt.outcome.kind], state: "" });
    else
      probes.set(event.key, { ...line, state: event.kind === "settling" ? `waiting ${event.ms / 1_000} s` : "done" });
    const width = Math.max(...[...probes.keys()].map((key) => key.length));
    update([...probes].map(([key, { signs, state }]) => `  ${key.padEnd(width)}  ${signs} ${state}`).join("\n"));
  };
  return {
    show,
    done: () => {
      update.clear();
      // Also gives the cursor back.
      update.done();
    },
  };
}
